import { lookupIn } from '../../src/publish/check-lists.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { type CheckOptions, type CheckPiece, checkInput } from '../../src/research/check/check.ts';
import type { CheckLookup } from '../../src/research/check/lookup.ts';
import type { CheckMatch } from '../../src/research/check/match.ts';
import { someEntry, someList } from './list-fixture.ts';

/** Look-ups in a list of these entries; a name is an account on X. */
export function someLookup(entries: readonly (AccountEntry | string)[]): Promise<CheckLookup> {
  return lookupIn(
    someList(entries.map((one) => (typeof one === 'string' ? someEntry({ handle: one }) : one))),
  );
}

export interface Checked extends Pick<CheckPiece, 'reading' | 'counts'> {
  readonly matches: readonly { readonly row: number; readonly match: CheckMatch }[];
  /** Row, platform and listed name of each match: `3 x name`. */
  readonly found: readonly string[];
}

/** Checks a text, in pieces of so many bytes. */
export async function checkText(
  text: string | Uint8Array,
  options: CheckOptions,
  pieceLength = 1 << 20,
): Promise<Checked> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceLength)
      yield bytes.subarray(at, at + pieceLength);
  }
  const matches: { row: number; match: CheckMatch }[] = [];
  let last: CheckPiece | null = null;
  for await (const piece of checkInput(pieces(), options)) {
    matches.push(...piece.matches);
    last = piece;
  }
  if (!last) throw new Error('nothing came');
  return {
    reading: last.reading,
    counts: last.counts,
    matches,
    found: matches.map(
      ({ row, match }) => `${row} ${match.platform} ${match.listed.handle ?? match.listed.id}`,
    ),
  };
}
