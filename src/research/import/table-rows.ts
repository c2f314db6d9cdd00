import { isHashedIdentifier } from '../../accounts/ids.ts';
import { type PlatformId, platformName } from '../../accounts/platforms.ts';
import type { ImportFormat } from '../../records/published-file.ts';
import { nameIn } from '../check/cell-text.ts';
import { addressIn, idIn, isHostAlone, platformOf, platformOfName } from '../check/cells.ts';
import {
  type ColumnWishes,
  chooseColumns,
  headsAgain,
  isPlainName,
  type PlatformColumn,
  platformColumns,
  platformOfHeaders,
  platformOfId,
} from '../check/columns.ts';
import { RowIdentifier, type SkipReason } from '../check/identify.ts';
import { meaningOfAddress, refanged } from './addresses.ts';
import { headingAt, headingIn, platformOfHeading, unread } from './headings.ts';
import type { NamedAccount, ReadColumns, RowMeaning, Unread } from './report.ts';

/** Where a table has what, and whose file it is. */
export interface TablePlan {
  readonly format: ImportFormat;
  readonly columns: ReadColumns;
  /** The platform that was assumed for a name so far, because nothing said one; else null. */
  assumed(): PlatformId | null;
  /** @param beneath The platform of bare names that a heading above the row says. */
  meaningOf(cells: readonly string[], beneath?: PlatformId | null): RowMeaning;
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
  const wide =
    format === 'table' && wishes.column === undefined ? wideColumns(headers, sample, wishes) : [];
  const choice =
    wide.length > 0
      ? { account: null, id: null, isRounded: false, platform: null, hinted: null }
      : chooseColumns(headers, sample, { ...wishes, ...(told && { platform: told }) });
  const platform = told ?? choice.hinted;
  const guessed = format === 'reddit-table' && headers === null ? 'reddit' : null;
  const assumption = guessed ?? (mostAreOfReddit(sample, choice.account) ? 'reddit' : ASSUMED);
  const fixed = guessed === null || wishes.platform ? platform : null;
  const isOpen = fixed === null && choice.platform === null;
  const isTold = told !== undefined;
  let hasAssumed = false;
  let rounded = 0;

  const identifiers = new Map<string, RowIdentifier>();
  const identifierOf = (on: PlatformId | null, isRounded: boolean) => {
    const name = `${on} ${isRounded}`;
    const known =
      identifiers.get(name) ??
      new RowIdentifier(on === null ? null : { platform: on, basis: 'given' }, isRounded, []);
    identifiers.set(name, known);
    return known;
  };
  const at = (...names: string[]) => words.findIndex((word) => names.includes(word));
  const columns = {
    // The column with exact ids beside the one that went through a spreadsheet.
    exactId: at('congress_2017_id'),
    displayName: at('user_display_name', 'display_name', 'displayname'),
    created: at('account_creation_date', 'account_created_at', 'created_utc', 'created_at'),
  };
  const isMerged = choice.platform !== null && areMerged(sample, choice.platform);
  let above = '';
  /** The platform of a part of the table, as a heading between its rows says. */
  let part: PlatformId | null = null;

  const meaningOfName = (
    account: string,
    id: string,
    on: PlatformId | null,
    platformCell: string,
    isRounded: boolean,
    extras: Partial<NamedAccount>,
  ): RowMeaning => {
    if (isAddress(account)) {
      const meaning = meaningOfAddress(account, true);
      if (meaning?.is !== 'accounts') return meaning ?? { is: 'other-address' };
      return { is: 'accounts', accounts: meaning.accounts.map((one) => ({ ...one, ...extras })) };
    }
    const isNoName = NO_NAME.test(account);
    const cells = { account: isNoName ? '' : account, id, platform: platformCell };
    const identified = identifierOf(on, isRounded).identify(cells);
    if (identified === 'empty' && isNoName)
      return unread('no-name', `${quoted(account)} stands in the place of a name.`);
    if (typeof identified === 'string') return skipped(identified, account || id, on);
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

  const meaningOf = (row: readonly string[], beneath: PlatformId | null = null): RowMeaning => {
    const cells = row.map((one) => one.trim());
    if (cells.every((one) => one === '')) {
      above = '';
      return { is: 'blank' };
    }
    if (isSum(cells))
      return unread(
        'total',
        `The row looks like the sum of those above: ${quoted(cells.join(' ').trim())}.`,
      );
    const filled = cells.filter((one) => one !== '');
    if (headers !== null && headsAgain(cells)) {
      part = platformOfHeaders(cells) ?? part;
      return headingAt(filled.join(', '));
    }
    const heading = cells.length > 1 && filled.length === 1 ? headingIn(filled[0] ?? '') : null;
    if (heading) {
      part = platformOfHeading(filled[0] ?? '') ?? part;
      return heading;
    }
    const cell = (column: number | null) =>
      column === null || column < 0 ? '' : (cells[column] ?? '');
    const extras = {
      ...displayNameOf(cell(columns.displayName)),
      ...createdOf(cell(columns.created)),
    };
    if (wide.length > 0) {
      return together(
        wide.map((own) => {
          const account = nameIn(cell(own.account));
          const id = cell(own.id);
          return account === '' && id === ''
            ? null
            : meaningOfName(account, id, own.platform, '', false, extras);
        }),
      );
    }
    const account = nameIn(cell(choice.account));
    const exact = cell(columns.exactId);
    const id = exact || cell(choice.id);
    if (choice.id !== null && idIn(cell(choice.id), choice.isRounded).isRounded) rounded++;
    let platformCell = cell(choice.platform);
    // Of merged cells the first has the word for all.
    if (isMerged) above = platformCell ||= above;
    if (platformCell !== '' && platformOf(platformCell) === null && !isAddress(account)) {
      return unread('no-platform', `${quoted(platformCell)} is no platform that is known.`);
    }
    if (choice.platform !== null && platformCell === '' && fixed === null && !isAddress(account)) {
      return account === '' && id === ''
        ? unread('no-name', 'The cell for the name is empty.')
        : unread('no-platform', `Nothing says on which platform ${quoted(account || id)} is.`);
    }
    const open = isOpen
      ? (part ?? beneath ?? platformOfName(account) ?? platformOfId(account || id))
      : null;
    const on = (isTold ? null : part) ?? fixed ?? open ?? (isOpen ? assumption : null);
    const several = id === '' ? severalIn(account) : null;
    if (several) {
      return together(
        several.map((one) => meaningOfName(one, '', on, platformCell, false, extras)),
      );
    }
    const isRounded = exact === '' && choice.isRounded;
    const meaning = meaningOfName(account, id, on, platformCell, isRounded, extras);
    if (meaning.is === 'accounts' && isOpen && open === null && !isAddress(account))
      hasAssumed = true;
    return meaning;
  };
  const nameOf = (column: number) => headers?.[column] || String(column + 1);
  const width = Math.max(headers?.length ?? 0, ...sample.map((row) => row.length));
  const names = wide.length > 0 ? wide.map((own) => own.account) : [choice.account];
  const ids = wide.length > 0 ? wide.map((own) => own.id) : [columns.exactId, choice.id];
  const isColumn = (column: number | null): column is number => column !== null && column >= 0;
  const read = [...names, ...ids, choice.platform, columns.displayName, columns.created];
  return {
    format,
    columns: {
      names: names.filter(isColumn).map(nameOf),
      ids: ids.filter(isColumn).map(nameOf),
      platform: choice.platform === null ? null : nameOf(choice.platform),
      others: Array.from({ length: width }, (_, column) => column)
        .filter((column) => !read.includes(column))
        .map(nameOf),
    },
    assumed: () => (hasAssumed ? assumption : null),
    meaningOf,
    roundedIds: () => rounded,
  };
}

/** Words in the place of a name. */
const NO_NAME =
  /^(?:null|none|nan|n\/?a|undefined|unknown|deleted|removed|suspended|redacted|withheld|[([](?:deleted|removed|suspended|redacted|withheld|unknown|none|blank|hidden|not available)[)\]]|-+|–|—|\?+)$/i;

/** One column for each of several platforms, or those of the platform that somebody named. */
function wideColumns(
  headers: readonly string[] | null,
  sample: readonly (readonly string[])[],
  { idColumn, platform }: ColumnWishes,
): readonly PlatformColumn[] {
  if (idColumn !== undefined) return [];
  return platformColumns(headers, sample).filter(
    (column) => platform === undefined || column.platform === platform,
  );
}

/** What the cells of one row mean together. */
function together(meanings: readonly (RowMeaning | null)[]): RowMeaning {
  const said = meanings.filter((meaning) => meaning !== null);
  const accounts = said.flatMap((one) => (one.is === 'accounts' ? one.accounts : []));
  const leftOut = said.flatMap((one): Unread[] => {
    if (one.is === 'accounts') return [];
    return one.is === 'unreadable'
      ? [one]
      : [{ why: 'not-a-name', reason: 'A cell names no account.' }];
  });
  if (accounts.length > 0) return { is: 'accounts', accounts, leftOut };
  return said[0] ?? unread('no-name', 'The cells for names are empty.');
}

const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** The names of a cell that has several, each written with `@` or as an address; else null. */
function severalIn(cell: string): readonly string[] | null {
  if (!/[\s,;]/.test(cell)) return null;
  const words = cell.split(/[\s,;]+/).filter((word) => !/^(?:and|&|)$/i.test(word));
  const isMarked = (word: string) => /^[@＠]\S/.test(word) || isAddress(word);
  return words.length > 1 && words.every(isMarked) ? words : null;
}

/** Whether a row of a table is the sum of the others: a word for it, and numbers. */
function isSum(cells: readonly string[]): boolean {
  if (cells.length < 2) return false;
  const [word = '', ...numbers] = cells.filter((cell) => cell !== '');
  return (
    /^(?:(?:grand|sub)[ -]?)?(?:totals?|sum|summe|gesamt|suma|totale|somme)(?:\s*[:=]|$)/i.test(
      word,
    ) && numbers.every((cell) => /^[\d.,%\s()+-]+$/.test(cell))
  );
}

/** Whether a column's cells were merged: a word stands once above all rows that it holds for. */
function areMerged(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows
    .filter((row) => row.some((cell) => cell.trim() !== ''))
    .map((row) => row[column]?.trim() ?? '');
  const filled = cells.filter((cell) => cell !== '');
  return (
    (cells[0] ?? '') !== '' &&
    filled.length < cells.length &&
    filled.every((cell, at) => at === 0 || cell !== filled[at - 1])
  );
}

function mostAreOfReddit(sample: readonly (readonly string[])[], column: number | null): boolean {
  const cells = sample.map((row) => row[column ?? 0]?.trim() ?? '').filter(isPlainName);
  const own = cells.filter((cell) => /^\/?u\//i.test(nameIn(cell)));
  return own.length > 0 && own.length >= cells.length / 2;
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
    /^\s*-?\d{1,7}\s*$/.test(row[1] ?? '');
  if (headers === null && rows.length > 1 && rows.every(isScored)) return 'reddit-table';
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width > 1) return 'table';
  return areAddresses(sample, 0) ? 'addresses' : 'handles';
}

function areAddresses(sample: readonly (readonly string[])[], column: number | null): boolean {
  const cells = sample
    .map((row) => nameIn(row[column ?? 0] ?? '').trim())
    .filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter(isAddress).length >= cells.length / 2;
}

/** `john.smith` may be a name; what has a scheme or a path is none. */
function isAddress(cell: string): boolean {
  const text = refanged(cell);
  return addressIn(text) !== null && !isHostAlone(text);
}

function skipped(reason: SkipReason, text: string, platform: PlatformId | null): RowMeaning {
  switch (reason) {
    case 'hashed':
      return { is: 'hashed' };
    case 'empty':
      return unread('no-name', 'The cell for the name is empty.');
    case 'other-address':
      return { is: 'other-address' };
    case 'not-a-name': {
      if (isHashedIdentifier(text)) return { is: 'hashed' };
      const meaning = meaningOfAddress(text, true);
      if (meaning) return meaning;
      return /\s/.test(text)
        ? { is: 'prose' }
        : unread(
            'not-a-name',
            `${quoted(text)} is no name${platform ? ` on ${platformName(platform)}` : ''}.`,
          );
    }
    case 'no-platform':
      return unread('no-platform', `Nothing says on which platform ${quoted(text)} is.`);
    case 'rounded-id':
      return unread(
        'rounded-id',
        `The id ${quoted(text)} lost its last digits, and no name stands beside it.`,
      );
    case 'unreadable':
      return unread('not-a-name', 'The row can’t be read as the others.');
  }
}

function displayNameOf(cell: string): Pick<NamedAccount, 'displayName'> {
  // R writes `NA` for a cell that is empty.
  return cell === '' || cell === 'NA' || isHashedIdentifier(cell) ? {} : { displayName: cell };
}

function createdOf(cell: string): Pick<NamedAccount, 'created'> {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[ T]|$)/.exec(cell)?.[1];
  if (day) return { created: day };
  // Reddit's seconds since 1970; Reddit began in 2005.
  const seconds = /^(1\d{9})(?:\.0+)?$/.exec(cell)?.[1];
  return seconds ? { created: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) } : {};
}
