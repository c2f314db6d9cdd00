import { hasHeader, rowsBelowTitle } from './columns.ts';
import type { InputFormat, Row } from './rows.ts';

/** How to get cells out of rows: of a table by position, of JSON by path. */
export interface Table {
  /** One a column; null where the text names none. */
  readonly headers: readonly string[] | null;
  /** Rows at the beginning that are no data. */
  readonly headerRows: number;
  cell(row: Row, column: number): string;
}

/** So deep paths into JSON go: `data.user.screen_name`. */
const DEEPEST = 4;
const MOST_PATHS = 400;

/**
 * What the first rows say about all of them. A first row that holds one of the columns' names that somebody gave is
 * a header.
 */
export function tableOf(
  format: InputFormat,
  sample: readonly Row[],
  givenNames: readonly string[],
): Table {
  if (format.kind === 'json' || format.kind === 'ndjson') return jsonTable(sample);
  const rows = sample.filter((row): row is readonly string[] => Array.isArray(row));
  const at = headerAt(rows, (row) => row.some((cell) => isOneOf(givenNames, cell)));
  return {
    headers: rows[at]?.map((cell) => cell.trim()) ?? null,
    headerRows: at + 1,
    cell: (row, column) => (Array.isArray(row) ? ((row as readonly string[])[column] ?? '') : ''),
  };
}

/** Where the header is, -1 where there is none. Blank rows and those of a title may stand above it. */
function headerAt(
  rows: readonly (readonly string[])[],
  isNamed: (row: readonly string[]) => boolean,
): number {
  for (const at of rowsBelowTitle(rows)) {
    const row = rows[at];
    if (row && (isNamed(row) || hasHeader(rows.slice(at)))) return at;
  }
  return -1;
}

function isOneOf(names: readonly string[], cell: string): boolean {
  return names.some((name) => name.trim().toLowerCase() === cell.trim().toLowerCase());
}

function jsonTable(sample: readonly Row[]): Table {
  const paths = new Set<string>();
  for (const row of sample) {
    if (isJson(row)) collectPaths(row.json, '', 1, paths);
  }
  const headers = [...paths];
  const steps = headers.map((path) => (path === '' ? [] : path.split('.')));
  return {
    // A list of plain values has one column without a name.
    headers: headers.length === 1 && headers[0] === '' ? null : headers,
    headerRows: 0,
    cell: (row, column) => (isJson(row) ? textAt(row.json, steps[column] ?? []) : ''),
  };
}

const isJson = (row: Row): row is Extract<Row, { json: unknown }> => 'json' in row;

function collectPaths(value: unknown, path: string, depth: number, into: Set<string>): void {
  if (Array.isArray(value)) return;
  if (typeof value !== 'object' || value === null) {
    if (into.size < MOST_PATHS) into.add(path);
    return;
  }
  if (depth > DEEPEST) return;
  for (const [key, member] of Object.entries(value)) {
    // A name with a dot in it could not be told from a path.
    if (!key.includes('.'))
      collectPaths(member, path === '' ? key : `${path}.${key}`, depth + 1, into);
  }
}

function textAt(value: unknown, steps: readonly string[]): string {
  let at = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return '';
    at = (at as Record<string, unknown>)[step];
  }
  if (typeof at === 'string') return at;
  // JSON's numbers are doubles here: one above 2^53 has lost digits, and is written as one that has.
  if (typeof at === 'number') return Number.isSafeInteger(at) ? String(at) : at.toExponential();
  return '';
}
