import { JSONParser } from '@streamparser/json';
import Papa from 'papaparse';
import { CheckError } from './errors.ts';
import type { InputFormat } from './format.ts';

/** One row: cells of a table, or a JSON value; `UNREADABLE` where there is none to be had. */
export type Row = readonly string[] | JsonRow | typeof UNREADABLE;
export interface JsonRow {
  readonly json: unknown;
}
export const UNREADABLE = Symbol('unreadable');

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
      return new LineReader((line) => [line]);
    case 'ndjson':
      return new LineReader(jsonOfLine);
    case 'delimited':
      return new TableReader(format.delimiter, format.newline);
    case 'json':
      return new JsonReader(format.depth);
  }
}

function jsonOfLine(line: string): Row {
  // A blank line is a blank row in every format.
  if (line.trim() === '') return [''];
  try {
    return { json: JSON.parse(line) };
  } catch {
    return UNREADABLE;
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

  constructor(delimiter: string, newline: '\n' | '\r') {
    super();
    this.#parser = new Papa.Parser({ delimiter, newline });
  }

  protected override take(text: string, isLast: boolean) {
    const { data, meta } = this.#parser.parse(text, 0, !isLast) as {
      data: string[][];
      meta: { cursor: number };
    };
    return { rows: data, used: meta.cursor };
  }
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
