import { formatOf } from '../check/format.ts';
import { type InputFormat, isDamaged, type Row, readRows } from '../check/rows.ts';
import { type ByteSource, textPieces } from '../check/text.ts';

/** A row and the line of the file it begins in, from 1; in a JSON list its place. */
export interface NumberedRow {
  readonly row: Row;
  readonly line: number;
}

/** A file's rows, and what its beginning showed. */
export interface NumberedFile {
  readonly format: InputFormat;
  /** The text's first half million characters or so. */
  readonly sample: string;
  /** One of the three is to be called, once. */
  rows(): AsyncGenerator<NumberedRow>;
  /** As lines, whatever the format. */
  lines(): AsyncGenerator<NumberedRow>;
  text(): Promise<string>;
}

/** Opens a file of any format that tables and lists come in. Throws CheckError where it can't be read. */
export async function openNumbered(source: ByteSource): Promise<NumberedFile> {
  const pieces = textPieces(source)[Symbol.asyncIterator]();
  const first = await pieces.next();
  const sample = first.done ? '' : first.value;
  const second = first.done ? first : await pieces.next();
  const format = formatOf(sample, second.done === true);
  async function* texts(): AsyncGenerator<string> {
    yield sample;
    for (let next = second; !next.done; next = await pieces.next()) yield next.value;
  }
  const text = async () => {
    let whole = '';
    for await (const piece of texts()) whole += piece;
    return whole;
  };
  return {
    ...{ format, sample, text },
    rows: () => numbered(format, texts()),
    lines: () => numbered({ kind: 'lines' }, texts()),
  };
}

/** The same of a text that is all there, read as lines. */
export function linesOf(text: string): NumberedRow[] {
  const lines = text.split(/\r?\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ row: [line], line: index + 1 }));
}

async function* numbered(
  format: InputFormat,
  texts: AsyncIterable<string>,
): AsyncGenerator<NumberedRow> {
  const reader = readRows(format);
  let line = 1;
  const numberOne = (row: Row): NumberedRow => {
    const at = line;
    line += 1 + linesIn(row);
    return { row, line: at };
  };
  let endsLine = false;
  for await (const text of texts) {
    if (text !== '') endsLine = /[\r\n]$/.test(text);
    for (const row of reader.push(text)) yield numberOne(row);
  }
  const last = reader.end();
  // What stands behind the last line's end is no row.
  const rows = endsLine && isEmptyRow(last.at(-1)) ? last.slice(0, -1) : last;
  for (const row of rows) yield numberOne(row);
}

const isEmptyRow = (row: Row | undefined): boolean =>
  Array.isArray(row) && row.length === 1 && row[0] === '';

/** Line ends inside a row's cells. */
function linesIn(row: Row): number {
  if (isDamaged(row)) return row.lineEnds;
  if (!Array.isArray(row)) return 0;
  const cells = row as readonly string[];
  let count = 0;
  for (const [at, whole] of cells.entries()) {
    // Of CRLF the reader takes the second half alone.
    const cell = at === cells.length - 1 ? whole.replace(/\r$/, '') : whole;
    if (cell.includes('\n') || cell.includes('\r')) count += cell.split(/\r\n|\n|\r/).length - 1;
  }
  return count;
}
