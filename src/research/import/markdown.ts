/** A piece of a Markdown text that may name somebody: a row of a table, or a line outside of tables. */
export type MarkdownPiece =
  | {
      readonly kind: 'row';
      readonly headers: readonly string[];
      readonly cells: readonly string[];
      readonly line: number;
    }
  /** Without its list mark; `heading` is the last heading above it. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly heading: string;
      readonly line: number;
    }
  | { readonly kind: 'heading'; readonly text: string; readonly line: number };

const SEPARATOR = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$/;

/** Whether a text has a Markdown table. */
export function hasMarkdownTable(text: string): boolean {
  return text.split(/\r?\n/, 2000).some((line) => SEPARATOR.test(line));
}

/** Takes a Markdown text apart. A table's header and the line under it are no rows. */
export function markdownPieces(text: string): MarkdownPiece[] {
  const lines = text.split(/\r?\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const pieces: MarkdownPiece[] = [];
  let headers: readonly string[] | null = null;
  let heading = '';
  lines.forEach((line, index) => {
    const number = index + 1;
    if (SEPARATOR.test(lines[index + 1] ?? '') && line.includes('|')) {
      headers = cellsOf(line);
      return;
    }
    if (headers && SEPARATOR.test(line)) return;
    if (headers && line.includes('|')) {
      pieces.push({ kind: 'row', headers, cells: cellsOf(line), line: number });
      return;
    }
    headers = null;
    const title = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      heading = plain(title);
      pieces.push({ kind: 'heading', text: heading, line: number });
      return;
    }
    const item = line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '');
    pieces.push({ kind: 'text', text: plain(item), heading, line: number });
  });
  return pieces;
}

function cellsOf(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/);
  return cells.map(plain);
}

/** A link's address where it has one, and text without escapes and emphasis. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/^\[([^\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)$/, (_, shown: string, address: string) =>
      /^\/?u(?:ser)?\//.test(shown) ? shown : address,
    )
    .replace(/^<(\S+)>$/, '$1')
    .replace(/^(\*\*|__|`)(.*)\1$/, '$2')
    .replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, '$1')
    .trim();
}
