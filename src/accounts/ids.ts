import { trimInvisible } from './handles.ts';
import type { PlatformId } from './platforms.ts';

const DECIMAL = /^[1-9]\d{0,18}$/;

/** Permanent ids in their normal form. Quora and Vimeo show none that we could compare. */
const GRAMMAR: { readonly [platform in PlatformId]?: RegExp } = {
  x: DECIMAL,
  facebook: DECIMAL,
  // 17 digits that begin with 17841 are Facebook's number for the account, not Instagram's own.
  instagram: /^(?!17841\d{12}$)[1-9]\d{0,18}$/,
  threads: DECIMAL,
  tiktok: DECIMAL,
  linkedin: DECIMAL,
  // Users and channels count apart; channels are negative, as in Telegram's own pages.
  telegram: /^-?[1-9]\d{0,18}$/,
  vk: /^-?[1-9]\d{0,18}$/,
  youtube: /^UC[\w-]{22}$/,
  reddit: /^t2_[1-9a-z][\da-z]{0,12}$/,
  bluesky: /^did:(?:plc:[a-z2-7]{24}|web:(?:[a-z\d-]{1,63}\.)+[a-z][a-z\d-]{0,62})$/,
  tumblr: /^t:[\w-]{16,64}$/,
  medium: /^[\da-f]{10,12}$/,
  mastodon: /^https:\/\/[^\s/@]+\/\S*$/,
};

const REWRITE: { readonly [platform in PlatformId]?: (id: string) => string } = {
  reddit: (id) => id.toLowerCase(),
  medium: (id) => id.toLowerCase(),
  vk: (id) => id.replace(/^id(?=\d)/, '').replace(/^(?:club|public|group|event)(?=\d)/, '-'),
  // The Bot API writes channel 1234567890 as -(10^12 + 1234567890).
  telegram: (id) => (/^-1\d{12}$/.test(id) ? id.replace(/^-10*/, '-') : id),
  mastodon: (id) => (/^https:\/\/\S+$/i.test(id) && URL.canParse(id) ? new URL(id).href : ''),
};

/**
 * A platform's permanent id in its normal form, or null when the text is none: a rounded number, a
 * hashed identifier, another platform's kind of id.
 *
 * VK: a signed number, communities negative (`id1`, `club1`, `public1` are taken too). Telegram:
 * channels negative without the Bot API's prefix, users positive. Mastodon: the actor's https address.
 */
export function normalId(platform: PlatformId, text: string): string | null {
  if (text.length > 300) return null;
  const bare = trimInvisible(text);
  const id = REWRITE[platform]?.(bare) ?? bare;
  if (id.length > 253 || !GRAMMAR[platform]?.test(id) || isRoundedId(id)) return null;
  return id;
}

/** Whether a spreadsheet has rounded this number away: `9.06E+17`, `906000000000000000`. */
export function isRoundedId(text: string): boolean {
  return /^\s*-?(?:\d(?:[.,]\d*)?e\+?\d\d|\d{7,}0{8})\s*$/i.test(text);
}

/** Whether this is an archive's hash in place of an id: base64 with or without its slashes. */
export function isHashedIdentifier(text: string): boolean {
  return /^\s*[\w+/-]{39,43}=\s*$/.test(text);
}
