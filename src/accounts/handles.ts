import type { PlatformId } from './platforms.ts';

/** Longest text worth reading as a name: a DNS name of 253 characters and what apps put around it. */
const LONGEST_TEXT = 300;
const LONGEST_HANDLE = 253;

const DNS_NAME = '(?:[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?\\.)+[a-z](?:[a-z\\d-]{0,61}[a-z\\d])?';

/**
 * Each platform's grammar in ASCII. Looser than the sign-up forms of today where old accounts may be
 * (a longer name, a shorter one, a trailing dot): an odd name that is let in equals nothing on a
 * list, a listed name that is refused is never shown. No `u` beside `i`: with both, the Kelvin sign
 * and the long s would pass for k and s.
 */
const GRAMMAR: Readonly<Record<PlatformId, RegExp>> = {
  x: /^\w{1,20}$/,
  // A slug of digits alone is an id.
  facebook: /^(?:groups\/)?(?=[\d.]*[a-z])[a-z\d.]{1,80}$/i,
  instagram: /^(?!\.+$)[\w.]{1,30}$/,
  threads: /^(?!\.+$)[\w.]{1,30}$/,
  youtube: /^(?:user\/)?(?!\.+$)[\w.-]{1,64}$/i,
  reddit: /^(?:[\w-]{1,20}|r\/(?!u_)\w{2,21})$/i,
  // The opaque secUid that stands in some links in place of a name is longer.
  tiktok: /^(?!\.+$)[\w.-]{1,40}$/,
  telegram: /^[a-z]\w{1,31}$/i,
  tumblr: /^(?!.*-deactivated\d{8}$)[a-z\d-]{1,32}$/i,
  medium: /^(?!\.+$|.*\.medium\.com$)[\w.-]{1,60}$/i,
  bluesky: new RegExp(`^(?!.*\\.invalid$)${DNS_NAME}$`, 'i'),
  mastodon: new RegExp(`^\\w(?:[\\w.-]{0,62}\\w)?@${DNS_NAME}$`, 'i'),
  // `in/ACoAA…` is an opaque member id in place of the slug.
  linkedin: /^(?:in(?!\/acoaa[\w-]{34}$)|company|school|showcase)\/(?!\.+$)[\w.-]{1,100}$/i,
  vk: /^(?!\.+$|(?:id|club|public|group|event)\d+$)[\w.]{2,32}$/i,
  quora: /^(?!\.+$)[\w.'-]{1,100}$/,
  // Digits alone are a video.
  vimeo: /^(?!\d+$)[\w-]{1,64}$/,
};

/** Where names may leave ASCII: tested on the folded text; no invisible letter or mark anywhere. */
const WIDE_GRAMMAR: { readonly [platform in PlatformId]?: RegExp } = {
  youtube: /^(?!.*\p{DI})(?:user\/)?(?!\p{M}|\.+$)[\p{L}\p{M}\p{N}_.·-]{1,64}$/u,
  linkedin:
    /^(?!.*\p{DI})(?:in(?!\/acoaa[\w-]{34}$)|company|school|showcase)\/(?!\p{M}|\.+$)[\p{L}\p{M}\p{N}\p{So}_.,&'’-]{1,100}$/u,
  quora: /^(?!.*\p{DI})(?!\p{M}|\.+$)[\p{L}\p{M}\p{N}_.'’-]{1,100}$/u,
};

/** Other ways of writing a name than the one GRAMMAR describes. */
const REWRITE: { readonly [platform in PlatformId]?: (name: string) => string } = {
  // `/r/u_name` is the profile of `u/name`.
  reddit: (name) => name.replace(/^\/?(?:u\/|user\/|r\/u_)|^\/(?=r\/)/i, ''),
  // Custom names became handles in 2022; names under `user/` did not.
  youtube: (name) => name.replace(/^\/?c\//i, ''),
  // The suffix is Tumblr's own: what reblogs show after a blog was closed.
  tumblr: (name) => name.replace(/\.tumblr\.com$/i, '').replace(/-deactivated\d{8}$/i, ''),
  medium: (name) => name.replace(/\.medium\.com$/i, ''),
  bluesky: (name) => (name.includes('.') ? name : `${name}.bsky.social`),
  mastodon: (name) => {
    const at = name.indexOf('@');
    return name.slice(0, at + 1) + asciiHost(name.slice(at + 1));
  },
  linkedin: (name) => (name.includes('/') ? name : `in/${name}`),
};

/**
 * The form in which two spellings of one platform's handle are compared, or null when the text is no
 * handle there (also when it is an id written as a name, such as VK's `id123`).
 *
 * Takes one leading `@`, blanks and the invisible direction marks apps print around names. Keeps name
 * spaces (`user/name`, `company/name`, `groups/name`, `r/name`). Lower-cases without regard to the
 * locale; never takes one letter for another that only looks like it.
 */
export function normalHandle(platform: PlatformId, text: string): string | null {
  const name = spelledHandle(platform, text);
  if (name === null) return null;
  // Facebook: `john.smith` and `johnsmith` are one account (its help article 105399436216001).
  return fold(platform === 'facebook' ? name.replaceAll('.', '') : name);
}

/** Like `normalHandle`, in the spelling it came in: upper case and Facebook's dots are kept. */
export function spelledHandle(platform: PlatformId, text: string): string | null {
  if (text.length > LONGEST_TEXT) return null;
  const grammar = GRAMMAR[platform];
  if (grammar.test(text)) return text.length > LONGEST_HANDLE ? null : text;
  const bare = bareName(text);
  const name = REWRITE[platform]?.(bare) ?? bare;
  if (name.length > LONGEST_HANDLE) return null;
  if (grammar.test(name)) return name;
  return WIDE_GRAMMAR[platform]?.test(fold(name)) ? name.normalize() : null;
}

/** The text without one leading `@` and without blanks and invisible marks at its ends. */
export function bareName(text: string): string {
  return trimInvisible(text).replace(
    /^[@＠][\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]*/,
    '',
  );
}

/** The text without blanks, zero-width and direction marks at its ends. */
export function trimInvisible(text: string): string {
  return text
    .replace(/^[\s\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+/, '')
    .replace(/[\s\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+$/, '');
}

function fold(name: string): string {
  const lower = name.toLowerCase();
  // Composed only after lower-casing: there is a letter for h with a line below, none for H. The
  // final sigma is the same letter as the other, which of them Σ becomes depends on its neighbours.
  return /[\u0080-\uFFFF]/.test(lower) ? lower.replaceAll('ς', 'σ').normalize() : lower;
}

/** The host in ASCII (punycode), or as it was when it is no host; GRAMMAR then refuses it. */
function asciiHost(host: string): string {
  // What URL would decode, drop or take for another part of an address is no host name.
  if (/[\s/?#:@\\%\p{C}\p{DI}]/u.test(host) || !URL.canParse(`https://${host}`)) return host;
  return new URL(`https://${host}`).hostname;
}
