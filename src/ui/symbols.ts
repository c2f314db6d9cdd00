import type { EntryStatus } from '../records/entry.ts';
import type { EvidenceLevel } from '../records/evidence.ts';

/** The marks that say a state without colour, drawn on a 12 by 12 grid in strokes of the text's colour. */
export const SYMBOLS = {
  /** Opening quotation marks: somebody said this. */
  named:
    'M5 3.2C3 3.8 2 5.2 2 7.2m3 0a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0M10.5 3.2c-2 .6-3 2-3 4m3 0a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0',
  /** Two arrows against each other: said, and contradicted. */
  disputed: 'M1.5 4h8.5M7.5 1.5 10 4 7.5 6.5M10.5 8.5H2M4.5 6 2 8.5 4.5 11',
  /** An arrow back to where it was. */
  reinstated: 'M2.2 3.2v2.9h2.9M2.5 5.9A4 4 0 1 1 3.2 8.6',
  /** A line of text struck out. */
  delisted: 'M2 3.5h8M2 8.5h5M1 6h10',
  /** An arrow from one place to another. */
  reattributed: 'M2 9.5V6a2 2 0 0 1 2-2h6M7.5 1.5 10 4 7.5 6.5',
  /** Nearly equal: the name is the same, the rest is not known. */
  'name-only': 'M1.5 4.6C3 2.9 4.5 2.9 6 4.2s3 1.3 4.5-.4M1.5 8.6C3 6.9 4.5 6.9 6 8.2s3 1.3 4.5-.4',
  /** A clock: in its time. */
  'in-time': 'M10.5 6A4.5 4.5 0 1 1 6 1.5 4.5 4.5 0 0 1 10.5 6M6 3.5V6l1.8 1.2',
  /** Two equal lines: the same account. */
  same: 'M2 4.2h8M2 7.8h8',
  /** Not equal: another account. */
  different: 'M2 4.2h8M2 7.8h8M8 1.5l-4 9',
} as const;

export type SymbolName = keyof typeof SYMBOLS;

/**
 * The one mark for a match: what became of the account speaks before how well it matches, and what speaks
 * for the account before all.
 */
export function matchSymbol(
  status: EntryStatus,
  level: EvidenceLevel,
  disputed: boolean,
): SymbolName {
  if (status === 'reinstated' || status === 'delisted') return status;
  if (disputed || status === 'disputed') return 'disputed';
  if (status === 'reattributed') return status;
  return LEVEL_SYMBOLS[level];
}

/** The mark for how well an account matches; a plain naming carries none of its own. */
const LEVEL_SYMBOLS: Readonly<Record<EvidenceLevel, SymbolName>> = {
  'same-account': 'named',
  'same-name-in-time': 'in-time',
  'same-name': 'name-only',
  'different-account': 'different',
};
