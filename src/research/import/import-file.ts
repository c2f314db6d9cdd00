import type { PlatformId } from '../../accounts/platforms.ts';
import { nameIn } from '../check/cell-text.ts';
import type { ColumnWishes } from '../check/columns.ts';
import { CheckError } from '../check/errors.ts';
import { type DamagedRow, isDamaged, type Row } from '../check/rows.ts';
import { tableOf } from '../check/table.ts';
import type { ByteSource } from '../check/text.ts';
import { meaningOfAddress } from './addresses.ts';
import { Gathering } from './gathering.ts';
import { platformOfHeading } from './headings.ts';
import { ListLines, shapeOf } from './list-lines.ts';
import { hasMarkdownTable, type MarkdownPiece, markdownPieces } from './markdown.ts';
import { MetaRows, meaningOfIndicator, metaColumns } from './meta-rows.ts';
import { linesOf, type NumberedFile, type NumberedRow, openNumbered } from './numbered-rows.ts';
import type { ImportedFile, RowMeaning } from './report.ts';
import { planTable, type TablePlan } from './table-rows.ts';
import { areInSmallLetters, hasFormerNames, meaningOfTumblrLine } from './tumblr-names.ts';

/** What a person may say about a file beforehand. */
export type ImportWishes = ColumnWishes;

/** So many rows are looked at before a format is chosen. */
const SAMPLE_ROWS = 400;

/**
 * Reads a published file of accounts, of whatever kind it is: the kind is told by its content. Flat memory but for
 * the accounts themselves. Throws CheckError when nothing in it can be names of accounts.
 */
export async function importFile(
  source: ByteSource,
  wishes: ImportWishes = {},
): Promise<ImportedFile> {
  const file = await openNumbered(source);
  const inner = await markdownInJson(file);
  if (inner !== null) return importText(inner, wishes);
  if (hasMarkdownTable(file.sample)) return importMarkdown(await file.text(), wishes);
  if (file.format.kind === 'lines' || file.format.kind === 'delimited') {
    if (hasFormerNames(file.sample)) return importTumblr(file.sample, file.lines());
  }
  return importTable(file, wishes);
}

async function importText(text: string, wishes: ImportWishes): Promise<ImportedFile> {
  if (hasFormerNames(text)) return importTumblr(text, linesOf(text));
  return importMarkdown(text, wishes);
}

/** Names are separated by commas there, which are no columns. */
async function importTumblr(
  sample: string,
  lines: Iterable<NumberedRow> | AsyncIterable<NumberedRow>,
): Promise<ImportedFile> {
  const areSmall = areInSmallLetters(linesOf(sample).map(({ row }) => lineIn(row)));
  const gathering = new Gathering();
  for await (const { row, line } of lines) {
    gathering.add(line, meaningOfTumblrLine(lineIn(row), areSmall));
  }
  return gathering.result('tumblr-names');
}

const lineIn = (row: Row | undefined): string =>
  Array.isArray(row) ? (row as readonly string[]).join(',') : '';

// ── Tables and lists ────────────────────────────────────────────────────────────────────────────────────

async function importTable(file: NumberedFile, wishes: ImportWishes): Promise<ImportedFile> {
  const rows = file.rows();
  const sample: NumberedRow[] = [];
  while (sample.length < SAMPLE_ROWS) {
    const { done, value } = await rows.next();
    if (done) break;
    sample.push(value);
  }
  if (sample.length === 0) throw new CheckError('no-rows', 'The file is empty.');
  async function* all(): AsyncGenerator<FollowedRow> {
    yield* sample;
    yield* rows;
  }
  const meta = metaHeader(sample);
  if (meta) return importMeta(all(), meta);
  const table = tableOf(
    file.format,
    sample.map(({ row }) => row),
    wishedNames(wishes),
  );
  const width = Math.max(1, table.headers?.length ?? 0, ...sample.map(({ row }) => widthOf(row)));
  const cellsOf = (row: Row) => Array.from({ length: width }, (_, at) => table.cell(row, at));
  const data = sample.slice(table.headerRows).filter(({ row }) => !isDamaged(row));
  if (data.length === 0) throwIfDamaged(sample.slice(table.headerRows));
  const isLines = file.format.kind === 'lines';
  const cells = data.map(({ row }) => cellsOf(row));
  const shape = shapeOf(isLines ? cells.map(([line = '']) => line) : []);
  const [title = ''] = isLines ? (table.headers ?? []) : [];
  // A heading that names a platform holds as far as the next one, not for the whole list as a column's does.
  const isOfPart = wishes.column === undefined && platformOfHeading(title) !== null;
  const plan = planTable(
    isOfPart ? null : table.headers,
    isLines ? cells.map(([line = '']) => [nameIn(line).trim()]) : cells,
    shape.isOfNames ? { ...wishes, column: wishes.column ?? '1' } : wishes,
  );
  const gathering = new Gathering();
  const list = isLines ? new ListLines(plan, shape, wishes.platform !== undefined, title) : null;
  let skip = table.headerRows;
  let before: Row | undefined;
  for await (const { row, line, after } of list ? withNext(all()) : all()) {
    if (skip-- > 0) continue;
    if (isDamaged(row)) gathering.add(line, meaningOfDamaged(row));
    else if (list) gathering.add(line, list.meaningOf(lineIn(row), textIn(before), textIn(after)));
    else gathering.add(line, plan.meaningOf(cellsOf(row)));
    before = row;
  }
  const isGuessed = plan.format === 'table' && width > 1;
  const names = Array.from({ length: width }, (_, at) => table.headers?.[at] || String(at + 1));
  const said = {
    ...plan,
    columns: isLines ? null : plan.columns,
    headerLine: sample[table.headerRows - 1]?.line ?? null,
  };
  return gathering.result(plan.format, said, isGuessed ? names : []);
}

const textIn = (row: Row | undefined): string | undefined => row && lineIn(row);

/** A row and the one below it, where that counts. */
interface FollowedRow extends NumberedRow {
  readonly after?: Row | undefined;
}

/** Each row with the one below it. */
async function* withNext(rows: AsyncIterable<NumberedRow>): AsyncGenerator<FollowedRow> {
  let held: NumberedRow | null = null;
  for await (const next of rows) {
    if (held) yield { ...held, after: next.row };
    held = next;
  }
  if (held) yield { ...held, after: undefined };
}

/** Throws CheckError where a quotation mark swallowed all that there is. */
function throwIfDamaged([first]: readonly NumberedRow[]): void {
  if (!first || !isDamaged(first.row) || first.row.damaged !== 'quotes') return;
  throw new CheckError(
    'endless-row',
    `A quotation mark in line ${first.line} is never closed, so nothing below it can be read.`,
  );
}

function meaningOfDamaged({ damaged, lineEnds }: DamagedRow): RowMeaning {
  if (damaged === 'json') {
    return { is: 'unreadable', why: 'json', reason: 'The row is no JSON value.' };
  }
  const reason =
    lineEnds > 0
      ? `The quotation marks of this row and the ${lineEnds} lines below it do not pair.`
      : 'A quotation mark that opens in this line or above it is never closed.';
  return { is: 'unreadable', why: 'quotes', reason };
}

const wishedNames = ({ column, idColumn }: ImportWishes): string[] =>
  [column, idColumn].filter((name) => name !== undefined);

const widthOf = (row: Row): number => (Array.isArray(row) ? row.length : 0);

// ── Meta's indicators ───────────────────────────────────────────────────────────────────────────────────

interface MetaHeader {
  readonly columns: NonNullable<ReturnType<typeof metaColumns>>;
  readonly line: number;
}

/** A title may stand above the header. */
function metaHeader(sample: readonly NumberedRow[]): MetaHeader | null {
  for (const { row, line } of sample.slice(0, 20)) {
    const columns = Array.isArray(row) ? metaColumns(row) : null;
    if (columns) return { columns, line };
  }
  return null;
}

async function importMeta(
  rows: AsyncIterable<NumberedRow>,
  header: MetaHeader,
): Promise<ImportedFile> {
  const meta = new MetaRows(header.columns);
  const gathering = new Gathering();
  for await (const { row, line } of rows) {
    if (line === header.line) continue;
    const cells = Array.isArray(row) ? row : [];
    if (line < header.line) gathering.add(line, { is: cells.some(Boolean) ? 'prose' : 'blank' });
    else gathering.add(line, meta.meaningOf(cells));
  }
  return gathering.result('meta-indicators');
}

// ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────

/** The Markdown inside Reddit's JSON of a wiki page or a post, or null. */
async function markdownInJson(file: NumberedFile): Promise<string | null> {
  if (file.format.kind !== 'json' && file.format.kind !== 'ndjson') return null;
  if (!/"(?:content_md|selftext)"\s*:\s*"/.test(file.sample)) return null;
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch (cause) {
    throw new CheckError('damaged-json', 'The file is no whole JSON document.', { cause });
  }
  return textNamed(json, ['content_md', 'selftext']);
}

/** Reddit's text lies four levels deep. */
const DEEPEST_TEXT = 20;

function textNamed(json: unknown, names: readonly string[], depth = 0): string | null {
  if (typeof json !== 'object' || json === null || depth > DEEPEST_TEXT) return null;
  for (const [name, value] of Object.entries(json)) {
    if (typeof value === 'string' && value !== '' && names.includes(name)) return value;
    const inside = textNamed(value, names, depth + 1);
    if (inside !== null) return inside;
  }
  return null;
}

function importMarkdown(text: string, wishes: ImportWishes): ImportedFile {
  const pieces = markdownPieces(text);
  const tables = pieces.filter((piece) => piece.kind === 'row');
  const meta = new Map<readonly string[], MetaRows>();
  const plans = new Map<readonly string[], TablePlan>();
  for (const headers of new Set(tables.map((piece) => piece.headers))) {
    const columns = metaColumns(headers);
    if (columns) meta.set(headers, new MetaRows(columns));
    else {
      const rows = tables.filter((piece) => piece.headers === headers).map(({ cells }) => cells);
      plans.set(headers, planTable(headers, rows, platformWish(text, wishes)));
    }
  }
  const isMeta = meta.size > 0;
  const gathering = new Gathering();
  let beneath: PlatformId | null = null;
  for (const piece of pieces) {
    if (piece.kind === 'heading') beneath = platformOfHeading(piece.text) ?? beneath;
    if (piece.kind === 'row') {
      const meaning =
        meta.get(piece.headers)?.meaningOf(piece.cells) ??
        plans.get(piece.headers)?.meaningOf(piece.cells, beneath);
      gathering.add(piece.line, meaning ?? { is: 'prose' });
    } else gathering.add(piece.line, meaningOfMarkdownText(piece, text, isMeta));
  }
  const [plan] = plans.values();
  const format = isMeta ? 'meta-indicators' : (plan?.format ?? 'handles');
  return gathering.result(format === 'table' && isOfReddit(text) ? 'reddit-table' : format, plan);
}

const isOfReddit = (text: string): boolean =>
  /\breddit\b|\bkarma\b|(?:^|[\s|[(])\/?u\/[\w-]{2,}/im.test(text);

function platformWish(text: string, wishes: ImportWishes): ImportWishes {
  const reddit: PlatformId = 'reddit';
  return wishes.platform === undefined && isOfReddit(text)
    ? { ...wishes, platform: reddit }
    : wishes;
}

/** A line outside of tables: an item of a list may be a name; what is written around lists is prose. */
function meaningOfMarkdownText(
  piece: Exclude<MarkdownPiece, { kind: 'row' }>,
  text: string,
  isMeta: boolean,
): RowMeaning {
  if (piece.kind === 'heading') return { is: 'prose' };
  if (piece.text === '') return { is: 'blank' };
  if (isMeta) return meaningOfIndicator(piece.text, piece.heading, piece.heading);
  if (/^\/?u(?:ser)?\/[\w-]{1,20}$/i.test(piece.text) && isOfReddit(text)) {
    const handle = piece.text.replace(/^\/?u(?:ser)?\//i, '');
    return { is: 'accounts', accounts: [{ platform: 'reddit', handle, id: null }] };
  }
  return meaningOfAddress(piece.text, true) ?? { is: 'prose' };
}
