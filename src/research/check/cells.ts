import { bareName } from '../../accounts/handles.ts';
import { isRoundedId } from '../../accounts/ids.ts';
import { PLATFORM_IDS, type PlatformId, platformName } from '../../accounts/platforms.ts';
import '../../readers/core/all.ts';
import type { LinkedAccount } from '../../readers/core/page-context.ts';
import { accountAt } from '../../readers/core/registry.ts';

/** What an address in a cell says of an account. */
export type CellAddress =
  | { readonly kind: 'account'; readonly account: LinkedAccount }
  /** An address, but not of an account on a platform that is known. */
  | { readonly kind: 'other' };

const ADDRESS = /^(?:[a-z][a-z\d+.-]*:)?\/\/|^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]|$)/i;

/**
 * The account that a cell's address leads to; null where the cell is no address. Takes addresses without a scheme
 * and those made harmless for print (`hxxps://x[.]com/name`).
 */
export function addressIn(cell: string): CellAddress | null {
  // Nearly every cell is a plain name, and ends here.
  if (!/[./]/.test(cell)) return null;
  const text = cell
    .trim()
    .replace(/\[(\.|:|\/\/)\]|\((\.)\)/g, '$1$2')
    .replace(/^hxxp/i, 'http');
  if (/\s/.test(text) || !ADDRESS.test(text)) return null;
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : `https://${text.replace(/^\/\//, '')}`;
  if (!URL.canParse(whole)) return { kind: 'other' };
  const account = accountAt(new URL(whole));
  return account ? { kind: 'account', account } : { kind: 'other' };
}

/** Whether a cell is only a host, which may as well be a name: `foo.tumblr.com`, `alice.bsky.social`, `john.doe`. */
export function isHostAlone(cell: string): boolean {
  return !/[/:[]/.test(cell);
}

const ALIASES: Readonly<Record<string, PlatformId>> = {
  twitter: 'x',
  'x (twitter)': 'x',
  'twitter/x': 'x',
  'x/twitter': 'x',
  fb: 'facebook',
  ig: 'instagram',
  insta: 'instagram',
  yt: 'youtube',
  tg: 'telegram',
  vkontakte: 'vk',
  bsky: 'bluesky',
};
const PLATFORMS: ReadonlyMap<string, PlatformId> = new Map([
  ...Object.entries(ALIASES),
  ...PLATFORM_IDS.map((id) => [id, id] as const),
  ...PLATFORM_IDS.map((id) => [platformName(id).toLowerCase(), id] as const),
]);

/** Words beside a platform's name: `Facebook page`, `X (formerly Twitter)`. */
const BESIDE_PLATFORM =
  /\(.*?\)|(?<=\s)(?:accounts?|handles?|users?|usernames?|names?|profiles?|pages?|channels?|groups?|blogs?)\s*$/g;

/** The platform that a word names (`Twitter`, `x`, `FB`, `Facebook page`), or null. */
export function platformOf(text: string): PlatformId | null {
  const word = text.trim().toLowerCase();
  const known = PLATFORMS.get(word);
  if (known !== undefined || !word.includes(' ')) return known ?? null;
  return PLATFORMS.get(word.replace(BESIDE_PLATFORM, '').trim()) ?? null;
}

/** The platform that a name's own form tells, where nothing else does: `u/name`, `name@host`. */
export function platformOfName(name: string): PlatformId | null {
  if (/^\/?(?:u|user|r)\//i.test(name)) return 'reddit';
  if (/^@?[\w.-]+@(?:[\w-]+\.)+[a-z]{2,}$/i.test(name.trim())) return 'mastodon';
  return null;
}

/** What a column of ids is worth. */
export type IdCell = { readonly id: string | null; readonly isRounded: boolean };

const NO_ID: IdCell = { id: null, isRounded: false };
const ROUNDED: IdCell = { id: null, isRounded: true };

/**
 * The id in a cell, as far as it can be trusted. A number with a point or an exponent went through a
 * floating-point column; above 2^53 such a column keeps no number exactly.
 *
 * @param isFloatColumn Whether the column as a whole was rounded (`isRoundedColumn`).
 */
export function idIn(cell: string, isFloatColumn: boolean): IdCell {
  const text = bareName(cell);
  if (text === '' || /^(?:null|none|nan|na|n\/a|0|-)$/i.test(text)) return NO_ID;
  if (isRoundedId(text) || /^-?\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return ROUNDED;
  const whole = (/^\d{1,3}(?:,\d{3}){2,}$/.test(text) ? text.replaceAll(',', '') : text).replace(
    /^(\d+)\.0+$/,
    '$1',
  );
  const wasFloat = whole !== text || isFloatColumn;
  if (wasFloat && isLarge(whole)) return ROUNDED;
  return { id: whole, isRounded: false };
}

/** Whether a decimal is one that a double can't be relied on to hold. */
function isLarge(text: string): boolean {
  return /^\d{16,19}$/.test(text) && BigInt(text) > BigInt(Number.MAX_SAFE_INTEGER);
}

/**
 * Whether the large numbers of a column all are ones that a double holds, or have zeros behind the fifteen digits that
 * Excel keeps: of exact ids about one in a hundred is, so two of two and ten of ten were rounded on their way through a
 * spreadsheet, R or pandas.
 */
export function isRoundedColumn(cells: readonly string[]): boolean {
  const large = [...new Set(cells.map((cell) => bareName(cell).replace(/\.0+$/, '')))].filter(
    isLarge,
  );
  const isShort = (text: string) => text.replace(/0+$/, '').length <= 15;
  return (
    large.length > 1 &&
    large.every((text) => isShort(text) || BigInt(Number(text)) === BigInt(text))
  );
}
