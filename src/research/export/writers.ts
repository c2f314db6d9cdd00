import Papa from 'papaparse';
import type { CitedList } from '../check/lookup.ts';
import {
  type Cell,
  FIELDS,
  MATCH_FIELDS,
  oncePerMatch,
  PAGE_FIELDS,
  PLACE_FIELDS,
  type ResultRow,
} from './fields.ts';
import { type Provenance, provenanceLines } from './provenance.ts';

/** Writes a result in the order in which it comes: rows as they are found, and at the end what they rest on. */
export interface ResultWriter {
  begin(): string;
  rows(rows: readonly ResultRow[]): string;
  end(provenance: Provenance): string;
}

/** Formats that need no more than one row at a time. */
export const STREAMED_FORMATS = ['csv', 'ndjson', 'json'] as const;
export type StreamedFormat = (typeof STREAMED_FORMATS)[number];

/**
 * The writer of a format. `lists` are those that rows come from.
 *
 * @param ofPages Whether rows are of saved pages, and each says of which.
 */
export function resultWriter(
  format: StreamedFormat,
  lists: readonly CitedList[],
  ofPages = false,
): ResultWriter {
  switch (format) {
    case 'csv':
      return new CsvWriter(lists, ofPages);
    case 'ndjson':
      return new NdjsonWriter(lists);
    case 'json':
      return new JsonWriter(lists);
  }
}

/**
 * What makes a spreadsheet run a cell: it gets an apostrophe before it, which spreadsheets hide. Full-width forms count
 * in East Asian versions.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;
const NEWLINE = '\r\n';

/**
 * Cells as CSV, each text in quotation marks, none a formula.
 *
 * @param exact A column that is written as it is.
 */
export function csvLines(rows: readonly (readonly Cell[])[], exact: number | null = null): string {
  const [first] = rows;
  if (!first) return '';
  const safe = (cell: Cell, at: number) => {
    if (typeof cell !== 'string' || at === exact) return cell ?? '';
    return FORMULA.test(cell) ? `'${cell}` : cell;
  };
  const quotes = first.map((cell) => typeof cell !== 'number');
  return (
    Papa.unparse(
      rows.map((row) => row.map(safe)),
      { quotes, newline: NEWLINE },
    ) + NEWLINE
  );
}

/** RFC 4180, and behind the rows what they rest on, in lines that begin with `#`. */
class CsvWriter implements ResultWriter {
  readonly #match: ReturnType<typeof oncePerMatch>;

  readonly #ofPages: boolean;

  constructor(lists: readonly CitedList[], ofPages: boolean) {
    this.#ofPages = ofPages;
    this.#match = oncePerMatch(lists, (cells) =>
      csvLines([MATCH_FIELDS.map((field) => cells[field])]),
    );
  }

  begin(): string {
    const fields = this.#ofPages ? [...PLACE_FIELDS, ...PAGE_FIELDS, ...MATCH_FIELDS] : FIELDS;
    return fields.join(',') + NEWLINE;
  }

  rows(rows: readonly ResultRow[]): string {
    const cells = new Map<string, string>();
    const cell = (text: string) => {
      const known = cells.get(text) ?? csvLines([[text]]).slice(0, -NEWLINE.length);
      cells.set(text, known);
      return known;
    };
    return rows
      .map(({ file, row, match, page }) => {
        const of = this.#ofPages
          ? `${cell(page?.address ?? '')},${cell(page?.captured ?? '')},`
          : '';
        return `${cell(file)},${row},${of}${this.#match(match)}`;
      })
      .join('');
  }

  end(provenance: Provenance): string {
    const lines = provenanceLines(provenance).map(
      ([field, value]) => `# ${field}: ${oneLine(value)}`,
    );
    return lines.join(NEWLINE) + NEWLINE;
  }
}

/** A quotation mark or a line's end in a file's name would open a cell in some readers. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}"]+/gu, ' ');
}

/** A row as a JSON object in one line. */
function jsonRows(lists: readonly CitedList[]): (row: ResultRow) => string {
  const matchText = oncePerMatch(lists, (cells) => JSON.stringify(cells).slice(1));
  return ({ file, row, match, page }) => {
    const of = page ? `${JSON.stringify(page).slice(1, -1)},` : '';
    // `page` is the address here as in the other formats.
    const place = of.replace(/^"address":/, '"page":');
    return `{"file":${JSON.stringify(file)},"row":${row},${place}${matchText(match)}`;
  };
}

/** One JSON object a line; the last one is `{"provenance": …}`. */
class NdjsonWriter implements ResultWriter {
  readonly #row: (row: ResultRow) => string;

  constructor(lists: readonly CitedList[]) {
    this.#row = jsonRows(lists);
  }

  begin(): string {
    return '';
  }

  rows(rows: readonly ResultRow[]): string {
    return rows.map((row) => `${this.#row(row)}\n`).join('');
  }

  end(provenance: Provenance): string {
    return `${JSON.stringify({ provenance })}\n`;
  }
}

/** One JSON object: `matches`, a line each, and `provenance`. */
class JsonWriter implements ResultWriter {
  readonly #row: (row: ResultRow) => string;
  #isFirst = true;

  constructor(lists: readonly CitedList[]) {
    this.#row = jsonRows(lists);
  }

  begin(): string {
    return '{"matches": [';
  }

  rows(rows: readonly ResultRow[]): string {
    const lines = rows.map((row) => {
      const before = this.#isFirst ? '\n' : ',\n';
      this.#isFirst = false;
      return before + this.#row(row);
    });
    return lines.join('');
  }

  end(provenance: Provenance): string {
    return `\n],\n"provenance": ${JSON.stringify(provenance, null, 2)}}\n`;
  }
}
