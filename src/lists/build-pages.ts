import type { AccountKey } from '../accounts/keys.ts';
import { keysOf } from '../accounts/keys.ts';
import type { AccountEntry } from '../records/entry.ts';
import { compareRecords, encodePage, type PlacedRecord, recordsOf } from './encode-page.ts';
import { pageOf } from './page.ts';
import type { SetTable } from './sets.ts';

const RECORDS_PER_PAGE = 512;
/** A page count that was right for an earlier version stays while pages hold this many on average. */
const FEWEST_PER_PAGE = 200;
const MOST_PER_PAGE = 1200;
/** Beyond a million pages a list has to be split. */
const MAX_PAGE_BITS = 20;

/** All pages of one platform. */
export interface BuiltPages {
  readonly pageBits: number;
  /** 2^pageBits pages, in order; a page can be without records. */
  readonly pages: readonly Uint8Array[];
  /** Every key that some record has, for the filter. */
  readonly keys: readonly AccountKey[];
  readonly records: number;
}

/**
 * Lays the entries of one platform out in pages, in an order that depends on nothing but the
 * entries. Entries without any key (a display name alone) have no place here and must not be given.
 *
 * @param earlierBits How many pages the version before had: kept while it fits, so that deltas do too.
 */
export function buildPages(
  entries: readonly AccountEntry[],
  sets: SetTable,
  earlierBits: number | null = null,
): BuiltPages {
  const keys: AccountKey[] = [];
  const records: PlacedRecord[] = [];
  for (const entry of entries) {
    const own = keysOf(entry);
    keys.push(...own);
    records.push(...recordsOf(entry, sets.numberOf(entry), own));
  }
  const pageBits = pageBitsFor(records.length, earlierBits);
  const byPage: PlacedRecord[][] = Array.from({ length: 2 ** pageBits }, () => []);
  for (const record of records) byPage[pageOf(record.high, pageBits)]?.push(record);
  return {
    pageBits,
    pages: byPage.map((page) => encodePage(page.sort(compareRecords))),
    keys,
    records: records.length,
  };
}

/** How many bits of the hash number the pages of so many records. */
export function pageBitsFor(records: number, earlierBits: number | null = null): number {
  if (earlierBits !== null) {
    const perPage = records / 2 ** earlierBits;
    const fits = perPage <= MOST_PER_PAGE && (perPage >= FEWEST_PER_PAGE || earlierBits === 0);
    if (fits) return earlierBits;
  }
  return Math.min(MAX_PAGE_BITS, Math.max(0, Math.round(Math.log2(records / RECORDS_PER_PAGE))));
}
