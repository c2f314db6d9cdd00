import { bareName, normalHandle } from '../../accounts/handles.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import { meaningOfAddress, refanged } from './addresses.ts';
import type { NamedAccount, RowMeaning } from './report.ts';

/*
 * Meta's threat indicators (github.com/facebook/threat-research): one row an indicator, filed by tactic, technique and
 * procedure of an online operations kill chain. Accounts are named by the rows of technique 0.9, "acquiring social
 * media accounts", and even there rows are counts and prose; an account's address elsewhere is what somebody linked to.
 */

const COLUMNS = ['tactic', 'technique', 'procedure', 'indicator'] as const;
type Column = (typeof COLUMNS)[number];

/** Where the columns are, or null where a header is not Meta's. */
export function metaColumns(
  headers: readonly string[],
): Readonly<Record<Column, number | null>> | null {
  const words = headers.map((header) => header.trim().toLowerCase());
  const at = (names: readonly string[]) => {
    // `Indicator type` says of what kind the one beside it is.
    const exact = words.findIndex((word) => names.includes(word));
    const alike = words.findIndex(
      (word) => names.some((name) => word.startsWith(name)) && !/\b(?:type|kind|id)$/.test(word),
    );
    const found = exact < 0 ? alike : exact;
    return found < 0 ? null : found;
  };
  const columns = {
    tactic: at(['tactic', 'phase']),
    technique: at(['technique']),
    procedure: at(['procedure']),
    indicator: at(['indicator', 'threat indicator', 'ioc']),
  };
  const filed = columns.procedure ?? columns.technique ?? columns.tactic;
  return columns.indicator !== null && filed !== null ? columns : null;
}

/** Reads rows in their order: cells that were merged in the sheet stand in the first row alone. */
export class MetaRows {
  readonly #columns: Readonly<Record<Column, number | null>>;
  #last = { technique: '', procedure: '' };

  constructor(columns: Readonly<Record<Column, number | null>>) {
    this.#columns = columns;
  }

  meaningOf(cells: readonly string[]): RowMeaning {
    if (cells.every((cell) => cell.trim() === '')) {
      // A blank row ends a block, and what was merged in it.
      this.#last = { technique: '', procedure: '' };
      return { is: 'blank' };
    }
    const cell = (column: Column) => cells[this.#columns[column] ?? -1]?.trim() ?? '';
    const technique = cell('technique') || this.#last.technique;
    const procedure = cell('procedure') || (cell('technique') === '' ? this.#last.procedure : '');
    this.#last = { technique, procedure };
    return meaningOfIndicator(cell('indicator'), procedure, technique || cell('tactic'));
  }
}

/** What an indicator is, filed under a procedure (`0.9.4 Acquiring X / Twitter accounts`) or else a technique. */
export function meaningOfIndicator(
  indicator: string,
  procedure: string,
  technique: string,
): RowMeaning {
  if (indicator === '') return { is: 'prose' };
  const filed = procedure === '' ? technique : procedure;
  const names = /^0?\.?9\b|^0\.9\b|^0\.9\./.test(filed.replace(/^0\s*\.\s*/, '0.'));
  const whole = meaningOfAddress(indicator, names);
  if (whole) return whole;
  if (!names) return { is: 'prose' };
  const count = countIn(indicator);
  if (count) return { is: 'count', ...count };
  const platform = platformOfProcedure(filed);
  const accounts: NamedAccount[] = [];
  let rest = 0;
  for (const word of indicator.split(/[\s,;]+/).filter((part) => part !== '')) {
    const meaning = meaningOfWord(word, platform);
    if (meaning) accounts.push(...meaning);
    else rest++;
  }
  // Several accounts in one cell; in a sentence they are spoken of, not listed.
  if (accounts.length > 0 && rest === 0) return { is: 'accounts', accounts };
  return { is: 'prose' };
}

function meaningOfWord(word: string, platform: PlatformId | null): readonly NamedAccount[] | null {
  const meaning = meaningOfAddress(word, true);
  if (meaning) return meaning.is === 'accounts' ? meaning.accounts : null;
  const text = refanged(word);
  if (platform === null || !/^[@＠]\S+$/.test(text)) return null;
  const handle = bareName(text);
  return normalHandle(platform, handle) === null ? null : [{ platform, handle, id: null }];
}

/** `7,704 Facebook accounts`, `About 20 Pages`, `1 Group`. Followers and sums of money are prose. */
function countIn(text: string): { of: string; number: number } | null {
  const match =
    /^(?:about|around|approximately|over|more than|at least|~)?\s*(\d[\d,. ]*)\+?\s+(?:[\p{L}/()-]+\s+){0,3}?(accounts?|pages?|groups?|profiles?|channels?|events?|communit(?:y|ies)|blogs?|assets?)\s*\.?$/iu.exec(
      text.trim(),
    );
  if (!match) return null;
  const number = Number((match[1] ?? '').replace(/[,. ]/g, ''));
  const of = (match[2] ?? '').toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
  return Number.isSafeInteger(number) ? { of, number } : null;
}

const PROCEDURES: readonly (readonly [RegExp, PlatformId])[] = [
  [/twitter|\bx\b/i, 'x'],
  [/instagram/i, 'instagram'],
  [/facebook/i, 'facebook'],
  [/threads/i, 'threads'],
  [/youtube/i, 'youtube'],
  [/tiktok/i, 'tiktok'],
  [/telegram/i, 'telegram'],
  [/reddit/i, 'reddit'],
  [/tumblr/i, 'tumblr'],
  [/medium/i, 'medium'],
];

function platformOfProcedure(filed: string): PlatformId | null {
  const found = PROCEDURES.filter(([word]) => word.test(filed)).map(([, platform]) => platform);
  return found.length === 1 ? (found[0] ?? null) : null;
}
