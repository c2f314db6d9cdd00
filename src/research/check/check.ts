import type { PlatformId } from '../../accounts/platforms.ts';
import type { KeyFilter } from '../../lists/filter.ts';
import type { PartialFilter } from '../../lists/paged-filter.ts';
import type { FoundEntry } from '../../messaging/messages.ts';
import { linked, withoutListMark } from './cell-text.ts';
import { addressIn } from './cells.ts';
import { type ColumnChoice, chooseColumns, columnNamed } from './columns.ts';
import { CheckError } from './errors.ts';
import { formatOf } from './format.ts';
import {
  type RowAccount,
  type RowCells,
  RowIdentifier,
  SKIP_REASONS,
  type SkipReason,
} from './identify.ts';
import type { CheckLookup } from './lookup.ts';
import { type CheckMatch, type Weighed, weighRow } from './match.ts';
import { type InputFormat, isDamaged, type Row, readRows } from './rows.ts';
import { type Table, tableOf } from './table.ts';
import { type ByteSource, textPieces } from './text.ts';

export interface CheckOptions {
  readonly lookup: CheckLookup;
  /** A header, or a number from 1; guessed where it is left out. */
  readonly column?: string | undefined;
  readonly idColumn?: string | undefined;
  /** Of all rows whose address does not say another one. */
  readonly platform?: PlatformId | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How an input was read. */
export interface InputReading {
  readonly format: InputFormat['kind'];
  /** Headers or numbers of the columns that were read. */
  readonly column: string | null;
  readonly idColumn: string | null;
  readonly platformColumn: string | null;
  /** Large ids of the column were rounded by whatever wrote the file, and none of them is trusted. */
  readonly idsRounded: boolean;
  /** The columns that there are, for another choice. */
  readonly headers: readonly string[] | null;
  readonly platform: PlatformId | null;
}

/** The count of everything in an input: `rows` is `rowsWithNames` and all that were skipped. */
export interface CheckCounts {
  /** Rows of data; a header is none. */
  rows: number;
  rowsWithNames: number;
  /** Names and ids that were looked up; a line of plain text may have several. */
  names: number;
  skipped: Record<SkipReason, number>;
  /** Ids not trusted because they were rounded; their rows were looked up by name. */
  roundedIds: number;
  rowsMatched: number;
  matches: number;
  /** Entries with the name of a row whose id shows that it is another account. */
  others: number;
  /** Entries that would match and that the discloser withdrew. */
  withdrawn: number;
}

/** What a piece of the input gave. */
export interface CheckPiece {
  readonly reading: InputReading;
  /** In the rows' order; a row is numbered from 1. The same match is the same object. */
  readonly matches: readonly { readonly row: number; readonly match: CheckMatch }[];
  /** Of all pieces so far. */
  readonly counts: Readonly<CheckCounts>;
}

/** Rows that are looked at before columns are chosen. */
const SAMPLE_ROWS = 500;
/** Answers that are kept; a data set of posts has the same authors again and again. */
const MAX_ANSWERS = 50_000;
/** Keys that are asked about at a time. */
const KEYS_AT_ONCE = 256;

/** Counts before the first row. */
export function noCounts(): CheckCounts {
  const skipped = Object.fromEntries(
    SKIP_REASONS.map((reason) => [reason, 0]),
  ) as CheckCounts['skipped'];
  return {
    ...{ rows: 0, rowsWithNames: 0, names: 0, skipped, roundedIds: 0 },
    ...{ rowsMatched: 0, matches: 0, others: 0, withdrawn: 0 },
  };
}

/**
 * Checks every row of a file or text, piece by piece, in memory that does not grow with it. Throws CheckError for
 * what can't be read, and AbortError when the signal says so.
 */
export async function* checkInput(
  source: ByteSource,
  options: CheckOptions,
): AsyncGenerator<CheckPiece> {
  const pieces = textPieces(source);
  const first = await pieces.next();
  const text = first.done ? '' : first.value;
  const second = first.done ? first : await pieces.next();
  const format = formatOf(text, second.done ?? false);
  const reader = readRows(format);
  let check: TableCheck | null = null;
  let sample: Row[] = [];
  const take = async (rows: readonly Row[], isLast: boolean): Promise<CheckPiece | null> => {
    options.signal?.throwIfAborted();
    if (check) return check.take(rows);
    sample = sample.concat(rows);
    if (sample.length < SAMPLE_ROWS && !isLast) return null;
    check = new TableCheck(format, sample, options);
    return check.take(sample);
  };
  let piece = await take(reader.push(text), false);
  if (piece) yield piece;
  for (let next = second; !next.done; next = await pieces.next()) {
    piece = await take(reader.push(next.value), false);
    if (piece) yield piece;
  }
  piece = await take(reader.end(), true);
  if (piece) yield piece;
}

/** A row whose name passed the filter. */
interface Waiting {
  readonly row: number;
  readonly input: string;
  readonly account: RowAccount;
}

class TableCheck {
  readonly reading: InputReading;
  readonly #options: CheckOptions;
  readonly #format: InputFormat;
  readonly #table: Table;
  readonly #columns: ColumnChoice;
  readonly #identifier: RowIdentifier;
  readonly #filters = new Map<PlatformId, KeyFilter | PartialFilter | null>();
  readonly #answers = new Map<string, Weighed>();
  readonly #counts = noCounts();
  #headerRows: number;

  constructor(format: InputFormat, firstRows: readonly Row[], options: CheckOptions) {
    // No more of them: a first piece may hold many thousands, too many arguments for a call.
    const sample = firstRows.slice(0, SAMPLE_ROWS);
    const table = tableOf(
      format,
      sample,
      [options.column, options.idColumn].filter((name) => name !== undefined),
    );
    const width = Math.max(
      table.headers?.length ?? 1,
      ...sample.map((row) => (Array.isArray(row) ? row.length : 0)),
    );
    const rows = sample
      .slice(table.headerRows)
      .filter((row) => !isDamaged(row))
      .map((row) => Array.from({ length: width }, (_, column) => table.cell(row, column)));
    if (!rows.some((row) => row.some((cell) => cell.trim() !== ''))) {
      throw new CheckError('no-rows', 'There is nothing to check in this input.');
    }
    const columns =
      format.kind === 'lines'
        ? lineColumns(table, rows, options)
        : chooseColumns(table.headers, rows, options);
    this.#options = options;
    this.#format = format;
    this.#table = table;
    this.#headerRows = table.headerRows;
    this.#columns = columns;
    const { platform } = options;
    this.#identifier = new RowIdentifier(
      platform
        ? { platform, basis: 'given' }
        : columns.hinted && { platform: columns.hinted, basis: 'headers' },
      columns.isRounded,
      options.lookup.platforms,
    );
    const nameOf = (at: number | null) =>
      at === null ? null : (table.headers?.[at] ?? String(at + 1));
    this.reading = {
      format: format.kind,
      column: nameOf(columns.account),
      idColumn: nameOf(columns.id),
      platformColumn: nameOf(columns.platform),
      idsRounded: columns.isRounded,
      headers: table.headers,
      platform: platform ?? columns.hinted,
    };
  }

  async take(rows: readonly Row[]): Promise<CheckPiece> {
    const waiting: Waiting[] = [];
    const undecided: Waiting[] = [];
    const data = this.#headerRows > 0 ? rows.slice(this.#headerRows) : rows;
    this.#headerRows = Math.max(0, this.#headerRows - rows.length);
    await this.#openFilters();
    for (const row of data) this.#takeRow(row, waiting, undecided);
    if (undecided.length > 0) {
      for (const one of await this.#passing(undecided)) waiting.push(one);
      waiting.sort((a, b) => a.row - b.row);
    }
    const matches = await this.#answered(waiting);
    return { reading: this.reading, matches, counts: structuredClone(this.#counts) };
  }

  #takeRow(row: Row, waiting: Waiting[], undecided: Waiting[]): void {
    const counts = this.#counts;
    counts.rows++;
    if (isDamaged(row)) {
      counts.skipped.unreadable++;
      return;
    }
    const { account, id, platform } = this.#columns;
    const cells: RowCells = {
      account: account === null ? '' : this.#table.cell(row, account),
      id: id === null ? '' : this.#table.cell(row, id),
      platform: platform === null ? '' : this.#table.cell(row, platform),
    };
    if (this.#format.kind === 'lines') this.#takeLine(cells, waiting, undecided);
    else {
      const skipped = this.#takeCells(cells, waiting, undecided);
      if (skipped === null) counts.rowsWithNames++;
      else counts.skipped[skipped]++;
    }
  }

  /** A line may hold several names; one that is prose holds those that are written as such. */
  #takeLine(cells: RowCells, waiting: Waiting[], undecided: Waiting[]): void {
    const line = withoutListMark(cells.account || cells.id);
    const words = /\S[\s,;]+\S/.test(line) ? wordsOf(line) : [line];
    let first: SkipReason | null = null;
    let found = false;
    for (const word of words) {
      const asCells = cells.account === '' ? { ...cells, id: word } : { ...cells, account: word };
      const skipped = this.#takeCells(asCells, waiting, undecided);
      if (skipped === null) found = true;
      else first ??= skipped;
    }
    if (found) this.#counts.rowsWithNames++;
    else this.#counts.skipped[first ?? (line.trim() === '' ? 'empty' : 'not-a-name')]++;
  }

  /** Null where the cells gave names, which wait now or have passed no filter. */
  #takeCells(cells: RowCells, waiting: Waiting[], undecided: Waiting[]): SkipReason | null {
    const counts = this.#counts;
    const identified = this.#identifier.identify(cells);
    if (typeof identified === 'string') return identified;
    if (identified.hasRoundedId) counts.roundedIds++;
    counts.names++;
    for (const account of identified.accounts) {
      const filter = this.#filters.get(account.platform);
      if (!filter) continue;
      const said = account.keys.map((key) => filter.mayHave(key));
      const may = said.includes(true) || (said.includes(null) ? null : false);
      if (may === false) continue;
      const input = (cells.account || cells.id).trim();
      (may ? waiting : undecided).push({ row: counts.rows, input, account });
    }
    return null;
  }

  /** Any platform may turn up in an address, so all that lists know are at hand. */
  async #openFilters(): Promise<void> {
    if (this.#filters.size > 0) return;
    const { lookup } = this.#options;
    for (const platform of lookup.platforms) {
      this.#filters.set(platform, await lookup.filter(platform));
    }
  }

  /** Asks the parts of filters that are not in memory. */
  async #passing(undecided: readonly Waiting[]): Promise<Waiting[]> {
    const passing: Waiting[] = [];
    for (const [platform, own] of byPlatform(undecided)) {
      const filter = this.#filters.get(platform);
      if (!filter || !('which' in filter)) continue;
      const some = await filter.which([...new Set(own.flatMap(({ account }) => account.keys))]);
      for (const one of own) {
        if (one.account.keys.some((key) => some.has(key))) passing.push(one);
      }
    }
    return passing;
  }

  async #answered(waiting: readonly Waiting[]): Promise<{ row: number; match: CheckMatch }[]> {
    await this.#askAbout(waiting);
    const counts = this.#counts;
    const matches: { row: number; match: CheckMatch }[] = [];
    let last = 0;
    for (const one of waiting) {
      const weighed = this.#answers.get(nameOf(one));
      if (!weighed) continue;
      counts.others += weighed.others;
      counts.withdrawn += weighed.withdrawn;
      for (const match of weighed.matches) matches.push({ row: one.row, match });
      if (weighed.matches.length > 0 && one.row !== last) {
        counts.rowsMatched++;
        last = one.row;
      }
    }
    counts.matches += matches.length;
    return matches;
  }

  /** Fills `#answers` with all that is waited for. */
  async #askAbout(waiting: readonly Waiting[]): Promise<void> {
    if (this.#answers.size > MAX_ANSWERS) this.#answers.clear();
    const unknown = new Map<string, Waiting>();
    for (const one of waiting) {
      const name = nameOf(one);
      if (!this.#answers.has(name)) unknown.set(name, one);
    }
    for (const [platform, own] of byPlatform([...unknown.values()])) {
      const keys = [...new Set(own.flatMap(({ account }) => account.keys))];
      const found = new Map<string, FoundEntry[]>();
      for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
        this.#options.signal?.throwIfAborted();
        const batch = keys.slice(from, from + KEYS_AT_ONCE);
        for (const entry of await this.#options.lookup.find(platform, batch)) {
          const known = found.get(entry.key);
          if (known) known.push(entry);
          else found.set(entry.key, [entry]);
        }
      }
      for (const one of own) {
        const entries = distinct(one.account.keys.flatMap((key) => found.get(key) ?? []));
        this.#answers.set(
          nameOf(one),
          weighRow(kept(one.input), keptAccount(one.account), entries),
        );
      }
    }
  }
}

/** A text without a table has one column: of names and addresses, or of ids alone. */
function lineColumns(
  { headers }: Table,
  rows: readonly (readonly string[])[],
  options: CheckOptions,
): ColumnChoice {
  if (options.column !== undefined) columnNamed(headers, rows, options.column);
  const numbers = rows.filter(([cell = '']) => cell.trim() !== '');
  const isOfIds = numbers.every(([cell = '']) => /^\s*\d{5,19}\s*$/.test(cell));
  const chosen =
    isOfIds && options.platform !== undefined ? { account: null, id: 0 } : { account: 0, id: null };
  return { ...chosen, isRounded: false, platform: null, hinted: null };
}

/** The names in a line: all words of a list of them; of a sentence those that are written as names or addresses. */
function wordsOf(line: string): string[] {
  const parts = line.split(/[,;]/).map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => !/\s/.test(part))) {
    return parts.filter((part) => part !== '');
  }
  return line
    .replace(/\[([^\]]*)\]\((\S+?)\)/g, (_, shown: string, address: string) =>
      linked(address, shown),
    )
    .split(/[\s,;|]+/)
    .map((word) => word.replace(/^[("'“‘[<]+|[)"'”’\].!?:>]+$/g, ''))
    .filter(
      (word) =>
        /^(?:[@＠]\w|\/?u\/\w|https?:\/\/|hxxps?)/i.test(word) ||
        (word.includes('/') && addressIn(word)?.kind === 'account'),
    );
}

function byPlatform(waiting: readonly Waiting[]): Map<PlatformId, Waiting[]> {
  const groups = new Map<PlatformId, Waiting[]>();
  for (const one of waiting) {
    const group = groups.get(one.account.platform);
    if (group) group.push(one);
    else groups.set(one.account.platform, [one]);
  }
  return groups;
}

/** What an answer is remembered by: everything that it depends on. */
function nameOf({ input, account }: Waiting): string {
  return `${account.platform} ${account.platformBasis} ${account.id ?? ''} ${account.seenAt ?? ''} ${account.handle ?? ''} ${input}`;
}

/** An entry is often found by its name and by its id. */
function distinct(entries: readonly FoundEntry[]): FoundEntry[] {
  const seen = new Map<string, FoundEntry>();
  for (const one of entries) {
    const { handle, platformId } = one.entry;
    seen.set(`${one.list.id} ${platformId} ${handle}`, one);
  }
  return [...seen.values()];
}

/** A string of its own: one cut from a piece of the file would keep the whole piece in memory. */
function kept(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function keptAccount(account: RowAccount): RowAccount {
  return {
    ...account,
    handle: account.handle === null ? null : kept(account.handle),
    id: account.id === null ? null : kept(account.id),
    keys: [],
  };
}
