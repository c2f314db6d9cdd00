import { hasHeader, rowsBelowTitle } from './columns.ts';
import { firstRows, type InputFormat, isDamaged } from './rows.ts';

const DELIMITERS = ['\t', ',', ';', '|'] as const;
/** A delimiter counts when so many rows of the sample have the same number of columns. */
const EVEN_SHARE = 0.9;
const SAMPLE_ROWS = 100;
/** A spreadsheet's link that stands alone in its line: its commas and quotation marks are no table's. */
const LINK_LINE = /^\s*(?:=HYPERLINK\(.*\)\s*)?$/i;

/**
 * Tells a format by its content.
 *
 * - It begins with `[` and a value, or with `window.` as the files of an X archive do: JSON. Markdown's links begin so too.
 * - It begins with `{`: one JSON value a line where the first line is one and the second begins one, or where there is
 *   but one line and most of it is no list; else JSON.
 * - It begins with a line `sep=;`, as Excel's do: the delimiter that this names.
 * - Every line is a spreadsheet's link, `=HYPERLINK(…)`: lines.
 * - Else, of tab, comma, semicolon and bar, the one that cuts nine of ten rows into equally many columns, two or
 *   more (the most wins); text in quotation marks is CSV also without one.
 * - Else lines.
 *
 * @param sample The text's beginning. @param isWhole Whether that is all of it.
 */
export function formatOf(sample: string, isWhole: boolean): InputFormat {
  const text = sample.trimStart();
  if (/^(?:window\.[\w.]+\s*=\s*\[|\[\s*(?:["[{\]\d-]|true|false|null|$))/.test(text)) {
    return { kind: 'json', depth: 0 };
  }
  if (text.startsWith('{')) {
    return hasJsonLines(text) ? { kind: 'ndjson' } : { kind: 'json', depth: depthOfList(text) };
  }
  const newline = !sample.includes('\n') && sample.includes('\r') ? '\r' : '\n';
  const named = /^sep=(.)\s*[\r\n]/i.exec(text)?.[1];
  if (named !== undefined) return { kind: 'delimited', delimiter: named, newline };
  const lines = text.split(/[\r\n]+/, SAMPLE_ROWS);
  if (/^=HYPERLINK\(/i.test(text) && lines.every((line) => LINK_LINE.test(line))) {
    return { kind: 'lines' };
  }
  let best = { delimiter: ',', columns: text.startsWith('"') ? 1 : 0 };
  for (const delimiter of DELIMITERS) {
    const columns = evenColumns(sample, delimiter, newline, isWhole);
    if (columns > Math.max(best.columns, 1)) best = { delimiter, columns };
  }
  if (best.columns === 0) return { kind: 'lines' };
  return { kind: 'delimited', delimiter: best.delimiter, newline };
}

function hasJsonLines(text: string): boolean {
  const [first = '', second = ''] = text.split(/\s*\r?\n\s*/, 2);
  if (second !== '' && !second.startsWith('{')) return false;
  try {
    const value: unknown = JSON.parse(first);
    // A single line may as well be a document around a list.
    return second !== '' || !(isAroundList(value, first.length / 2) || isByName(value));
  } catch {
    return false;
  }
}

/** No list of accounts lies deeper in a document. */
const DEEPEST_LIST = 50;

/** Whether a document is an object of objects, as of accounts by their names. */
function isByName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members: unknown[] = Object.values(value);
  return (
    members.length > 1 &&
    members.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  );
}

/** Whether a document is there for the sake of a list: one of objects lies right in it, or one is most of it. */
function isAroundList(value: unknown, most: number, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST_LIST) return false;
  return Object.values(value).some((member: unknown) => {
    if (!Array.isArray(member)) return isAroundList(member, most, depth + 1);
    const [first] = member as unknown[];
    const isOfObjects = typeof first === 'object' && first !== null;
    return (depth === 0 && isOfObjects) || JSON.stringify(member).length > most;
  });
}

/**
 * How many objects are open where the first list of objects begins in a JSON text, or where there is none the first
 * list; 0 where that makes no sense.
 */
function depthOfList(text: string): number {
  let depth = 0;
  let lists = 0;
  let first = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '[') {
      if (lists === 0) {
        if (/^\[\s*\{/.test(text.slice(index, index + 1000))) return depth;
        first ||= depth;
      }
      lists++;
    } else if (token === ']') lists--;
    else if (lists > 0) continue;
    else if (token === '{') depth++;
    else if (token === '}') depth--;
    // Closed more often than opened, or nested for the sake of it.
    if (depth <= 0 || depth > DEEPEST_LIST || lists < 0) return first;
  }
  return first;
}

/** Into how many columns a delimiter cuts nearly all rows of a sample; 0 when it does not. */
function evenColumns(
  sample: string,
  delimiter: string,
  newline: '\n' | '\r',
  isWhole: boolean,
): number {
  const first = firstRows(sample, { delimiter, newline }, SAMPLE_ROWS, isWhole);
  const filled = first.filter(
    (row): row is readonly string[] => Array.isArray(row) && row.some((cell) => cell.trim() !== ''),
  );
  // A title above a header is as long as it likes.
  const header = rowsBelowTitle(filled).find((row) => hasHeader(filled.slice(row)));
  const rows = filled.slice(header ?? 0);
  // A header over rows that can't be read.
  if (rows.length === 1 && header !== undefined && first.some(isDamaged)) {
    return rows[0]?.length ?? 0;
  }
  // A single line of names with commas between them is no table.
  if (rows.length < 2) return 0;
  // Nor are lines of them, however even.
  const isName = (cell: string) => /^\s*(?:[@＠]|https?:\/\/)\S+\s*$/i.test(cell);
  if (rows.every((row) => row.length > 1 && row.every(isName))) return 0;
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns = 0, times = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return columns > 1 && times >= rows.length * EVEN_SHARE ? columns : 0;
}
