import type { PlatformId } from '../../accounts/platforms.ts';
import type { ImportFormat } from '../../records/published-file.ts';
import type { ColumnWishes } from '../check/columns.ts';
import { CheckError } from '../check/errors.ts';
import { type Row, UNREADABLE } from '../check/rows.ts';
import { tableOf } from '../check/table.ts';
import type { ByteSource } from '../check/text.ts';
import { meaningOfAddress } from './addresses.ts';
import { Gathering } from './gathering.ts';
import { hasMarkdownTable, type MarkdownPiece, markdownPieces } from './markdown.ts';
import { MetaRows, meaningOfIndicator, metaColumns } from './meta-rows.ts';
import { linesOf, type NumberedFile, type NumberedRow, openNumbered } from './numbered-rows.ts';
import type { ImportedFile, RowMeaning } from './report.ts';
import { planTable, type TablePlan } from './table-rows.ts';
import { hasFormerNames, meaningOfTumblrLine } from './tumblr-names.ts';

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
    if (hasFormerNames(file.sample)) return importTumblr(file);
  }
  return importTable(file, wishes);
}

async function importText(text: string, wishes: ImportWishes): Promise<ImportedFile> {
  if (hasFormerNames(text)) return gather('tumblr-names', linesOf(text), meaningOfTumblrRow);
  return importMarkdown(text, wishes);
}

function meaningOfTumblrRow(row: Row): RowMeaning {
  return meaningOfTumblrLine(Array.isArray(row) ? row.join(',') : '');
}

async function importTumblr(file: NumberedFile): Promise<ImportedFile> {
  // Names are separated by commas, which are no columns here.
  const lines = linesOf(await file.text());
  return gather('tumblr-names', lines, meaningOfTumblrRow);
}

function gather(
  format: ImportFormat,
  rows: Iterable<NumberedRow>,
  meaningOf: (row: Row) => RowMeaning,
): ImportedFile {
  const gathering = new Gathering();
  for (const { row, line } of rows) gathering.add(line, meaningOf(row));
  return gathering.result(format);
}

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
  async function* all(): AsyncGenerator<NumberedRow> {
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
  const data = sample.slice(table.headerRows).filter(({ row }) => row !== UNREADABLE);
  const plan = planTable(
    table.headers,
    data.map(({ row }) => cellsOf(row)),
    wishes,
  );
  const gathering = new Gathering();
  let skip = table.headerRows;
  const isLines = file.format.kind === 'lines';
  for await (const { row, line } of all()) {
    if (skip-- > 0) continue;
    if (row === UNREADABLE) {
      gathering.add(line, { is: 'unreadable', reason: 'The row is no JSON value.' });
    } else {
      const cells = cellsOf(row);
      gathering.add(
        line,
        (isLines && meaningOfLine(cells[0] ?? '', plan)) || plan.meaningOf(cells),
      );
    }
  }
  const isGuessed = plan.format === 'table' && width > 1;
  const names = Array.from({ length: width }, (_, at) => table.headers?.[at] || String(at + 1));
  return gathering.result(plan.format, plan, isGuessed ? names : []);
}

const wishedNames = ({ column, idColumn }: ImportWishes): string[] =>
  [column, idColumn].filter((name) => name !== undefined);

const widthOf = (row: Row): number => (Array.isArray(row) ? row.length : 0);

/** A line that is not one name: a remark, or several names. Null for a name alone. */
function meaningOfLine(text: string, plan: TablePlan): RowMeaning | null {
  const words = text
    .trim()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  if (/^\s*(?:#|\/\/)\s/.test(text)) return { is: 'prose' };
  if (words.length < 2) return null;
  const isName = (word: string) =>
    /^[@＠]\S+$|^\/?u\/\S+$/.test(word) || meaningOfAddress(word, true);
  if (!words.every(isName)) return { is: 'prose' };
  const accounts = words.flatMap((word) => {
    const meaning = plan.meaningOf([word]);
    return meaning.is === 'accounts' ? meaning.accounts : [];
  });
  return accounts.length > 0 ? { is: 'accounts', accounts } : null;
}

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
  for (const piece of pieces) {
    if (piece.kind === 'row') {
      const meaning =
        meta.get(piece.headers)?.meaningOf(piece.cells) ??
        plans.get(piece.headers)?.meaningOf(piece.cells);
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
