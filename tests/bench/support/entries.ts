import type { AccountEntry } from '../../../src/records/entry.ts';
import { someEntry } from '../../unit/list-fixture.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** Entries with names of 13.3 letters on average, over 500 removal dates as over 500 campaigns. */
export function syntheticEntries(count: number, rich = false): AccountEntry[] {
  let state = count;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * below);
  };
  const template = someEntry({ handle: 'a' });
  return Array.from({ length: count }, (_, serial) => {
    let handle = '';
    for (let left = 5 + next(8); left > 0; left--) handle += ALPHABET[next(ALPHABET.length)];
    handle += serial.toString(36).padStart(4, '0');
    const day = new Date(Date.UTC(2018, 0, 1 + Math.floor(next(500) * (next(1000) / 1000))));
    const plain = { ...template, handle, removed: day.toISOString().slice(0, 10) };
    if (!rich) return plain;
    return {
      ...plain,
      handle: handle[0]?.toUpperCase() + handle.slice(1),
      platformId: `${1_000_000_000 + serial * 7919}${next(1e9)}`.slice(0, 19),
      displayName: `Name ${handle.slice(0, 6)}`,
      created: new Date(Date.UTC(2013, 0, next(2000))).toISOString().slice(0, 10),
    };
  });
}
