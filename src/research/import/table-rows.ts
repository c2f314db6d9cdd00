import { isHashedIdentifier } from '../../accounts/ids.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { ImportFormat } from '../../records/published-file.ts';
import { addressIn, idIn, isHostAlone } from '../check/cells.ts';
import { type ColumnWishes, chooseColumns } from '../check/columns.ts';
import { RowIdentifier, type SkipReason } from '../check/identify.ts';
import { meaningOfAddress, refanged } from './addresses.ts';
import type { NamedAccount, RowMeaning } from './report.ts';

/** Where a table has what, and whose file it is. */
export interface TablePlan {
  readonly format: ImportFormat;
  readonly platformAssumed: boolean;
  meaningOf(cells: readonly string[]): RowMeaning;
  /** How many ids had lost digits so far. */
  readonly roundedIds: () => number;
}

/** Names without an address in a file that says nothing of a platform: the published ones are Twitter's. */
const ASSUMED: PlatformId = 'x';

/**
 * How to read a table. Throws CheckError when no column has names, addresses or ids, or a column that was named is
 * not there.
 */
export function planTable(
  headers: readonly string[] | null,
  sample: readonly (readonly string[])[],
  wishes: ColumnWishes,
): TablePlan {
  const words = (headers ?? []).map((header) => header.trim().toLowerCase());
  const format = formatOfTable(words, headers, sample);
  const told = wishes.platform ?? PLATFORM_OF[format];
  const choice = chooseColumns(headers, sample, {
    ...wishes,
    ...(told && { platform: told }),
  });
  const platform = told ?? choice.hinted;
  const isAssumed =
    platform === null && choice.platform === null && !areAddresses(sample, choice.account);
  const fixed = platform ?? (choice.platform === null ? ASSUMED : null);
  const identifierOf = (isRounded: boolean) =>
    new RowIdentifier(fixed === null ? null : { platform: fixed, basis: 'given' }, isRounded, []);
  const identifier = identifierOf(choice.isRounded);
  const exactly = identifierOf(false);
  const at = (...names: string[]) => words.findIndex((word) => names.includes(word));
  const columns = {
    // The column with exact ids beside the one that went through a spreadsheet.
    exactId: at('congress_2017_id'),
    displayName: at('user_display_name', 'display_name', 'displayname'),
    created: at('account_creation_date', 'account_created_at', 'created_utc', 'created_at'),
  };
  let rounded = 0;

  const meaningOf = (cells: readonly string[]): RowMeaning => {
    if (cells.every((cell) => cell.trim() === '')) return { is: 'blank' };
    const cell = (column: number | null) =>
      column === null || column < 0 ? '' : (cells[column] ?? '').trim();
    const account = cell(choice.account);
    const exact = cell(columns.exactId);
    const id = exact || cell(choice.id);
    if (choice.id !== null && idIn(cell(choice.id), choice.isRounded).isRounded) rounded++;
    const extras = {
      ...displayNameOf(cell(columns.displayName)),
      ...createdOf(cell(columns.created)),
    };
    if (isAddress(account)) {
      const meaning = meaningOfAddress(account, true);
      if (meaning?.is !== 'accounts') return meaning ?? { is: 'other-address' };
      return { is: 'accounts', accounts: meaning.accounts.map((one) => ({ ...one, ...extras })) };
    }
    const identified = (exact ? exactly : identifier).identify({
      account,
      id,
      platform: cell(choice.platform),
    });
    if (typeof identified === 'string') return skipped(identified, account || id, fixed);
    return {
      is: 'accounts',
      accounts: identified.accounts.map(
        (one): NamedAccount => ({
          platform: one.platform,
          handle: one.handle,
          id: one.id,
          ...extras,
        }),
      ),
    };
  };
  return { format, platformAssumed: isAssumed, meaningOf, roundedIds: () => rounded };
}

const PLATFORM_OF: { readonly [format in ImportFormat]?: PlatformId } = {
  'twitter-users': 'x',
  'twitter-tweets': 'x',
  'clemson-authors': 'x',
  'clemson-tweets': 'x',
  'reddit-profiles': 'reddit',
  'reddit-table': 'reddit',
};

function formatOfTable(
  words: readonly string[],
  headers: readonly string[] | null,
  sample: readonly (readonly string[])[],
): ImportFormat {
  const has = (...names: string[]) => names.every((name) => words.includes(name));
  if (has('user_screen_name') && words.some((word) => word === 'userid' || word === 'user_id')) {
    return words.some((word) => /^tweet_?id$|^tweet_text$/.test(word))
      ? 'twitter-tweets'
      : 'twitter-users';
  }
  if (has('author') && words.some((word) => /external_author_id|congress_2017_id/.test(word))) {
    return has('content') ? 'clemson-tweets' : 'clemson-authors';
  }
  const isFullName = (row: readonly string[]) => row.some((cell) => /^t2_\w+$/i.test(cell.trim()));
  const rows = sample.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length > 0 && rows.filter(isFullName).length >= rows.length / 2)
    return 'reddit-profiles';
  if (words.some((word) => /\bkarma\b/.test(word))) return 'reddit-table';
  // Reddit's list as it was copied: a name and its karma.
  const isScored = (row: readonly string[]) =>
    row.length === 2 &&
    /^[\w-]{1,20}$/.test(row[0]?.trim() ?? '') &&
    /^\s*-?\d+\s*$/.test(row[1] ?? '');
  if (headers === null && rows.length > 1 && rows.every(isScored)) return 'reddit-table';
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width > 1) return 'table';
  return areAddresses(sample, 0) ? 'addresses' : 'handles';
}

function areAddresses(sample: readonly (readonly string[])[], column: number | null): boolean {
  const cells = sample.map((row) => row[column ?? 0]?.trim() ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter(isAddress).length >= cells.length / 2;
}

/** `john.smith` may be a name; what has a scheme or a path is none. */
function isAddress(cell: string): boolean {
  const text = refanged(cell);
  return addressIn(text) !== null && !isHostAlone(text);
}

function skipped(reason: SkipReason, text: string, platform: PlatformId | null): RowMeaning {
  const shown = `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
  switch (reason) {
    case 'hashed':
      return { is: 'hashed' };
    case 'empty':
      return { is: 'unreadable', reason: 'The cell for the name is empty.' };
    case 'other-address':
      return { is: 'other-address' };
    case 'not-a-name': {
      if (isHashedIdentifier(text)) return { is: 'hashed' };
      const meaning = meaningOfAddress(text, true);
      if (meaning) return meaning;
      return /\s/.test(text)
        ? { is: 'prose' }
        : { is: 'unreadable', reason: `${shown} is no name${platform ? ` on ${platform}` : ''}.` };
    }
    case 'no-platform':
      return { is: 'unreadable', reason: `Nothing says on which platform ${shown} is.` };
    case 'rounded-id':
      return {
        is: 'unreadable',
        reason: `The id ${shown} lost its last digits, and no name stands beside it.`,
      };
    case 'unreadable':
      return { is: 'unreadable', reason: 'The row can’t be read as the others.' };
  }
}

function displayNameOf(cell: string): Pick<NamedAccount, 'displayName'> {
  return cell === '' || isHashedIdentifier(cell) ? {} : { displayName: cell };
}

function createdOf(cell: string): Pick<NamedAccount, 'created'> {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[ T]|$)/.exec(cell)?.[1];
  if (day) return { created: day };
  // Reddit's seconds since 1970; Reddit began in 2005.
  const seconds = /^(1\d{9})(?:\.0+)?$/.exec(cell)?.[1];
  return seconds ? { created: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) } : {};
}
