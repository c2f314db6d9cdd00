import type { AccountKey } from '../accounts/keys.ts';
import { keysOf } from '../accounts/keys.ts';
import type { AccountEntry } from '../records/entry.ts';
import { compareRecords, encodePage, recordOf } from './encode-page.ts';
import { ListFormatError } from './errors.ts';
import { hashKey, newHash } from './hash.ts';
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
  const places = placesOf(entries);
  const pageBits = pageBitsFor(places.keys.length, earlierBits);
  return {
    pageBits,
    pages: pagesOf(entries, sets, places, pageBits),
    keys: places.keys,
    records: places.keys.length,
  };
}

/** Every record's key, the upper half of its hash, and which key of which entry it is. */
interface Places {
  readonly keys: readonly AccountKey[];
  readonly highs: readonly number[];
  readonly owners: readonly number[];
  readonly numbers: readonly number[];
}

function placesOf(entries: readonly AccountEntry[]): Places {
  const places = {
    keys: [] as AccountKey[],
    highs: [] as number[],
    owners: [] as number[],
    numbers: [] as number[],
  };
  const hash = newHash();
  entries.forEach((entry, owner) => {
    const own = keysOf(entry);
    if (own.length === 0) throw new ListFormatError('an entry without any key');
    own.forEach((key, number) => {
      hashKey(key, hash);
      places.keys.push(key);
      places.highs.push((hash[0] as number) >>> 0);
      places.owners.push(owner);
      places.numbers.push(number);
    });
  });
  return places;
}

/** Page after page, so that no more records exist at a time than one page has. */
function pagesOf(
  entries: readonly AccountEntry[],
  sets: SetTable,
  { highs, owners, numbers }: Places,
  pageBits: number,
): Uint8Array[] {
  const members: number[][] = Array.from({ length: 2 ** pageBits }, () => []);
  highs.forEach((high, at) => {
    members[pageOf(high, pageBits)]?.push(at);
  });
  return members.map((page) => {
    const records = page.map((at) => {
      const entry = entries[owners[at] as number] as AccountEntry;
      return recordOf(entry, sets.numberOf(entry), keysOf(entry), numbers[at] as number);
    });
    return encodePage(records.sort(compareRecords));
  });
}

/** How many bits of the hash number the pages of so many records. */
function pageBitsFor(records: number, earlierBits: number | null = null): number {
  if (earlierBits !== null) {
    const perPage = records / 2 ** earlierBits;
    const fits = perPage <= MOST_PER_PAGE && (perPage >= FEWEST_PER_PAGE || earlierBits === 0);
    if (fits) return earlierBits;
  }
  return Math.min(MAX_PAGE_BITS, Math.max(0, Math.round(Math.log2(records / RECORDS_PER_PAGE))));
}
