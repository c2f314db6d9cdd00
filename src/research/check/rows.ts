import { JSONParser } from '@streamparser/json';
import Papa from 'papaparse';
import { contentOf } from './cell-text.ts';
import { CheckError } from './errors.ts';

/** How rows stand in a text. */
export type InputFormat =
  /** One name or address a line, or several with blanks, commas or semicolons between them. */
  | { readonly kind: 'lines' }
  | { readonly kind: 'delimited'; readonly delimiter: string; readonly newline: '\n' | '\r' }
  | { readonly kind: 'ndjson' }
  /** The rows are the members of the first list, so many objects deep; without a list those of the whole, by name. */
  | { readonly kind: 'json'; readonly depth: number };

/** One row: cells of a table, a JSON value, or what is neither. */
export type Row = readonly string[] | JsonRow | DamagedRow;
export interface JsonRow {
  readonly json: unknown;
}
/** A row that can't be read: no JSON, or one whose quotation marks do not pair, so that its end is not known. */
export interface DamagedRow {
  readonly damaged: 'json' | 'quotes';
  /** Line ends in it; the one that ends it is none of them. */
  readonly lineEnds: number;
}

export const isDamaged = (row: Row): row is DamagedRow => 'damaged' in row;

/** Takes a text piece by piece and gives rows as soon as they are complete. */
export interface RowReader {
  push(text: string): readonly Row[];
  /** What the last piece left over. */
  end(): readonly Row[];
}

/** Longer than any row that is one: a quotation mark that is never closed would swallow the file. */
const LONGEST_ROW = 2 ** 23;

/** The reader of a format. Its readers throw CheckError for what can't be read on. */
export function readRows(format: InputFormat): RowReader {
  switch (format.kind) {
    case 'lines':
      return new LineReader((line) => [contentOf(line)]);
    case 'ndjson':
      return new LineReader(jsonOfLine);
    case 'delimited':
      return new TableReader(format.delimiter, format.newline);
    case 'json':
      return new JsonReader(format.depth);
  }
}

/** The first rows of a text's beginning, as a delimiter cuts them. */
export function firstRows(
  sample: string,
  { delimiter, newline }: { readonly delimiter: string; readonly newline: '\n' | '\r' },
  count: number,
  isWhole: boolean,
): readonly Row[] {
  return new TableReader(delimiter, newline, count).take(sample, isWhole).rows;
}

function jsonOfLine(line: string): Row {
  // A blank line is a blank row in every format.
  if (line.trim() === '') return [''];
  try {
    return { json: JSON.parse(line) };
  } catch {
    return { damaged: 'json', lineEnds: 0 };
  }
}

/** Joins what it gets to what the piece before left over. */
abstract class PieceReader implements RowReader {
  protected rest = '';

  push(text: string): readonly Row[] {
    const joined = this.rest + text;
    const { rows, used } = this.take(joined, false);
    this.rest = joined.slice(used);
    if (this.rest.length > LONGEST_ROW) {
      throw new CheckError(
        'endless-row',
        'A row does not end within 8 million characters; perhaps a quotation mark is never closed.',
      );
    }
    return rows;
  }

  end(): readonly Row[] {
    return this.rest === '' ? [] : this.take(this.rest, true).rows;
  }

  protected abstract take(text: string, isLast: boolean): { rows: Row[]; used: number };
}

class LineReader extends PieceReader {
  readonly #rowOf: (line: string) => Row;

  constructor(rowOf: (line: string) => Row) {
    super();
    this.#rowOf = rowOf;
  }

  protected override take(text: string, isLast: boolean) {
    // A carriage return at the very end may be half of a line's end.
    const used = isLast ? text.length : lastLineEnd(text) + 1;
    const lines = text.slice(0, used).split(/\r?\n|\r/);
    // What stands behind the last line's end is no line.
    if (lines.at(-1) === '') lines.pop();
    return { rows: lines.map(this.#rowOf), used };
  }
}

function lastLineEnd(text: string): number {
  const until = text.endsWith('\r') ? text.length - 2 : text.length - 1;
  return Math.max(text.lastIndexOf('\n', until), text.lastIndexOf('\r', until));
}

class TableReader extends PieceReader {
  readonly #parser: Papa.Parser;
  readonly #delimiter: string;
  /** How many cells the last row had that was whole. */
  #width = 0;

  /** @param most Rows to read; all where it is left out. */
  constructor(delimiter: string, newline: '\n' | '\r', most = 0) {
    super();
    this.#delimiter = delimiter;
    this.#parser = new Papa.Parser({ delimiter, newline, preview: most });
  }

  override take(text: string, isLast: boolean) {
    const { data, errors, meta } = this.#parser.parse(text, 0, !isLast) as {
      data: string[][];
      errors: { code: string; row: number; index: number }[];
      meta: { cursor: number };
    };
    const damaged = new Map<number, readonly Row[]>();
    for (const { code, row: at, index } of errors) {
      const row = data[at];
      // What stands between quotation marks inside one line is read all the same.
      if (!row || damaged.has(at) || (code !== 'MissingQuotes' && linesOf(row) === 1)) continue;
      const width = data[at - 1]?.length ?? this.#width;
      damaged.set(at, this.#mended(text, index, linesOf(row), width, code === 'MissingQuotes'));
    }
    const rows: Row[] =
      damaged.size === 0 ? data : data.flatMap((row, at) => damaged.get(at) ?? [row]);
    for (const row of rows) if (Array.isArray(row)) unguard(row as string[]);
    this.#width = data.at(-1)?.length ?? this.#width;
    return { rows, used: meta.cursor };
  }

  /**
   * The rows of lines that a quotation mark swallowed which was none: where each of them has the table's number of
   * cells they are rows, else nobody knows where one ends.
   *
   * @param index Behind the mark. @param count Of lines. @param isOpen Whether no other mark follows.
   */
  #mended(
    text: string,
    index: number,
    count: number,
    width: number,
    isOpen: boolean,
  ): readonly Row[] {
    const from = Math.max(text.lastIndexOf('\n', index - 1), text.lastIndexOf('\r', index - 1)) + 1;
    const lines = text.slice(from).split(/\r\n|\n|\r/, count);
    const rows = lines.map((line) => line.split(this.#delimiter).map(withoutMarks));
    if (width >= FEWEST_TO_MEND && rows.every((row) => row.length === width)) return rows;
    if (isOpen) return lines.map((): DamagedRow => ({ damaged: 'quotes', lineEnds: 0 }));
    return [{ damaged: 'quotes', lineEnds: count - 1 }];
  }
}

/** Of fewer columns lines of plain text may have the number by chance. */
const FEWEST_TO_MEND = 3;

const withoutMarks = (cell: string): string =>
  /^"(?:[^"]|"")*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;

function unguard(row: string[]): void {
  for (let at = 0; at < row.length; at++) {
    row[at] = contentOf(row[at] as string);
  }
}

/** How many lines a row takes. */
const linesOf = (row: readonly string[]): number =>
  row
    .join('')
    .replace(/[\r\n]+$/, '')
    .split(/\r\n|\n|\r/).length;

/** Names by which a row itself says whose it is. */
const OWN_NAMES = ['screen_name', 'username', 'handle', 'name', 'user', 'author'];

/** A member of a document that is one object of rows, by name: `{"name": {"id": "1"}, …}`. */
function rowUnder(name: string, value: unknown): JsonRow[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const isNamed = OWN_NAMES.some((own) => Object.hasOwn(value, own));
  return [{ json: isNamed ? value : { username: name, ...value } }];
}

class JsonReader implements RowReader {
  #rows: Row[] = [];
  #begun = false;
  readonly #parser: JSONParser;

  constructor(depth: number) {
    this.#parser = new JSONParser({ paths: [`$${'.*'.repeat(depth + 1)}`], keepStack: false });
    this.#parser.onValue = ({ key, value }) => {
      // Members of a list have numbers, those of objects beside it have names.
      if (typeof key === 'number') this.#rows.push({ json: value });
      else if (depth === 0 && key !== undefined) this.#rows.push(...rowUnder(key, value));
    };
    this.#parser.onError = (error) => {
      throw new CheckError('damaged-json', `This is no whole JSON: ${error.message}`, {
        cause: error,
      });
    };
  }

  push(text: string): readonly Row[] {
    // The files of an X archive are scripts: `window.YTD.following.part0 = [ … ]`.
    const json = this.#begun ? text : text.replace(/^\s*window\.[\w.]+\s*=\s*/, '');
    this.#begun = true;
    this.#parser.write(json);
    return this.#taken();
  }

  end(): readonly Row[] {
    if (!this.#parser.isEnded) this.#parser.end();
    return this.#taken();
  }

  #taken(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}
