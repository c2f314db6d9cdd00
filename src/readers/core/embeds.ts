import { normalHandle } from '../../accounts/handles.ts';
import type { LinkedAccount, PageContext } from './page-context.ts';
import { parsed } from './unwrap.ts';

const X = 'blockquote.twitter-tweet, blockquote.twitter-video, blockquote.twitter-embed';
const INSTAGRAM = 'blockquote[data-instgrm-permalink]';
const FACEBOOK = ['post', 'video', 'page', 'comment-embed']
  .map((kind) => `.fb-${kind}[data-href]`)
  .join(', ');
/** In these, a link to a profile is the author's, and there is no link to a post that names them. */
const BY_PROFILE = `${INSTAGRAM}, ${FACEBOOK}, blockquote.instagram-media, blockquote.tiktok-embed, blockquote.reddit-embed-bq, blockquote.reddit-card, .tumblr-post[data-href], a.twitter-timeline`;
export const MARKED = `${X}, ${BY_PROFILE}, .bluesky-embed, blockquote.text-post-media, blockquote.mastodon-embed`;

/**
 * Where else embedding systems write whose post it is: the address that names them, or null. What
 * stands there stays when the author is gone, while for a living one the system's script puts a frame
 * in its place. Facts: PLATFORMS section 2.
 */
const SOURCES: readonly (readonly [
  select: string,
  address: (element: Element) => string | null,
])[] = [
  [X, (element) => xAddress(element)],
  [INSTAGRAM, (element) => instagramAddress(element)],
  ['blockquote[data-text-post-permalink]', attribute('data-text-post-permalink')],
  ['blockquote.tiktok-embed[cite]', attribute('cite')],
  ['[data-bluesky-uri^="at://"]', (element) => blueskyAddress(element)],
  [FACEBOOK, attribute('data-href')],
  [
    'script[data-telegram-post]',
    (element) => `https://t.me/${element.getAttribute('data-telegram-post')}`,
  ],
  ['[data-embed-url]', attribute('data-embed-url')],
  ['.tumblr-post[data-href]', attribute('data-href')],
  ['[id^="vk_post_"]', (element) => vkAddress(/-?\d+/.exec(element.id)?.[0])],
  // Consent managers and lazy loading put the address aside.
  [
    'iframe',
    (element) =>
      frameAddress(element.getAttribute('data-src') ?? element.getAttribute('src') ?? ''),
  ],
];

/** Elements that can hold or be an embedded post whose author no link names. */
export const NAMED_EMBEDS = SOURCES.map(([select]) => select).join(', ');

/** The author that an embed names in an attribute, in its text or in its frame's address, or null. */
export function namedAuthor(page: PageContext, element: Element): LinkedAccount | null {
  for (const [select, address] of SOURCES) {
    if (!element.matches(select)) continue;
    const url = parsed(address(element) ?? '', page.original.href);
    const account = url && page.accountAt(url.href);
    if (!account || isOwn(page, account)) continue;
    const { platform } = account.site;
    const linked = account.handle === null ? authorByLinks(page, element) : null;
    const told =
      account.handle ??
      (linked?.site.platform === platform ? linked.handle : null) ??
      tailName(element);
    const handle = told !== null && normalHandle(platform, told) ? told : null;
    return { ...account, handle };
  }
  return null;
}

/** The author is in the last link to a post: links before it are in the text. */
export function authorByLinks(page: PageContext, element: Element): LinkedAccount | null {
  let post: LinkedAccount | null = null;
  let profile: LinkedAccount | null = null;
  for (const one of element.matches('a') ? [element] : element.querySelectorAll('a[href]')) {
    const account = page.accountOf(one);
    if (!account || isOwn(page, account)) continue;
    if (account.says === 'post') post = account;
    else profile ??= account;
  }
  if (!element.matches(BY_PROFILE)) return post;
  if (!post || post.handle !== null || post.site !== profile?.site) return post ?? profile;
  return { ...post, handle: profile.handle };
}

function isOwn(page: PageContext, account: LinkedAccount): boolean {
  return page.site?.platform === account.site.platform;
}

function attribute(name: string): (element: Element) => string | null {
  return (element) => element.getAttribute(name);
}

/** Only where the link to the post has no name in it: text before it may hold other `(@name)`s. */
function xAddress(element: Element): string | null {
  const name = tailName(element);
  const link = element.querySelector('a[href*="/status/"]')?.getAttribute('href') ?? '/i/status/0';
  const post = /\/i\/(?:web\/)?status\/(\d+)/.exec(link)?.[1];
  return name && post ? `https://x.com/${name}/status/${post}` : null;
}

/** `/p/CODE/` names nobody, the text does; newer addresses are `/NAME/p/CODE/`. */
function instagramAddress(element: Element): string | null {
  const url = parsed(element.getAttribute('data-instgrm-permalink') ?? '');
  if (!url || !/^\/(?:p|reel|tv)\//.test(url.pathname)) return url?.href ?? null;
  const name = tailName(element);
  return name && `${url.origin}/${name}${url.pathname}`;
}

function blueskyAddress(element: Element): string | null {
  const [did, , post] = (element.getAttribute('data-bluesky-uri') ?? '')
    .slice('at://'.length)
    .split('/');
  return `https://bsky.app/profile/${did}/post/${post}`;
}

function frameAddress(source: string): string | null {
  const url = parsed(source.replace(/^\/\//, 'https://'));
  if (!url) return null;
  const { hostname, pathname, searchParams } = url;
  if (/(?:^|\.)facebook\.com$/.test(hostname)) {
    const plugin = /^(?:\/v[\d.]+)?\/plugins\/(?:post|video|page|comment_embed|likebox)\.php$/;
    return plugin.test(pathname) ? searchParams.get('href') : null;
  }
  const timeline = /^\/srv\/timeline-profile\/screen-name\/(\w+)/.exec(pathname)?.[1];
  if (timeline) return `https://x.com/${timeline}`;
  if (/(?:^|\.)vk\.(?:com|ru)$/.test(hostname)) {
    return vkAddress(searchParams.get('owner_id') ?? searchParams.get('oid'));
  }
  // Instagram's frame of `/name/` is `/name/embed/`.
  if (/(?:^|\.)instagram\.com$/.test(hostname)) url.pathname = pathname.replace(/\/embed\b.*$/, '');
  return url.href;
}

function vkAddress(owner: string | null | undefined): string | null {
  return owner
    ? `https://vk.com/${owner.startsWith('-') ? `club${owner.slice(1)}` : `id${owner}`}`
    : null;
}

/** The `(@name)` that an embed's text ends with, but for a date: "A post shared by Name (@name)", in any language. */
export function tailName(element: Element): string | null {
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return TAIL.exec(text.slice(-200))?.[1] ?? null;
}

const TAIL = /[(（] ?[@＠]([\w.-]+) ?[)）](?!.*[(（] ?[@＠]).{0,80}$/;
