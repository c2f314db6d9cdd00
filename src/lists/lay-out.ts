import { keysOf } from '../accounts/keys.ts';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import { buildFilter } from './build-filter.ts';
import { buildPages } from './build-pages.ts';
import type { Catalogue } from './catalogue.ts';
import { type EntrySet, SetTable } from './sets.ts';
import { encodeShard } from './shard.ts';

/** A shard holds at least this many pages, and a platform is in at most as many shards as below. */
const PAGES_PER_SHARD = 32;
const SHARDS_PER_PLATFORM = 32;

/** What a list says. */
export interface ListContent {
  readonly disclosures: readonly Disclosure[];
  /** One entry an account. */
  readonly entries: readonly AccountEntry[];
}

/** One platform's part of a list, before it is packed into files. */
export interface LaidOutPlatform {
  readonly platform: PlatformId;
  readonly entries: number;
  readonly records: number;
  readonly pageBits: number;
  readonly pages: readonly Uint8Array[];
  readonly shards: readonly Uint8Array[];
  readonly filter: Uint8Array;
}

/** A list as it is stored and looked up in, before it is packed into files. */
export interface LaidOutList {
  readonly catalogue: Catalogue;
  readonly platforms: readonly LaidOutPlatform[];
  /** Entries that have a key to be found by. */
  readonly findable: readonly AccountEntry[];
  readonly sets: SetTable;
}

/**
 * Lays out what a list says, in an order that depends on nothing but what it says.
 *
 * @param before The version that this one comes after: sets and pages keep their places where they can.
 */
export function layOut(
  { disclosures, entries }: ListContent,
  before: {
    readonly sets: readonly EntrySet[];
    readonly pageBits: ReadonlyMap<PlatformId, number>;
  } = { sets: [], pageBits: new Map() },
): LaidOutList {
  const findable: AccountEntry[] = [];
  const unmatched: AccountEntry[] = [];
  for (const entry of entries) (keysOf(entry).length > 0 ? findable : unmatched).push(entry);
  const sets = new SetTable(findable, before.sets);
  const platforms = PLATFORM_IDS.flatMap((platform): LaidOutPlatform[] => {
    const own = findable.filter((entry) => entry.platform === platform);
    if (own.length === 0) return [];
    const { pages, pageBits, keys, records } = buildPages(
      own,
      sets,
      before.pageBits.get(platform) ?? null,
    );
    const perShard = Math.max(PAGES_PER_SHARD, Math.ceil(pages.length / SHARDS_PER_PLATFORM));
    const shards: Uint8Array[] = [];
    for (let firstPage = 0; firstPage < pages.length; firstPage += perShard) {
      const part = pages.slice(firstPage, firstPage + perShard);
      shards.push(encodeShard({ platform, pageBits, firstPage, pages: part }));
    }
    const filter = buildFilter(keys);
    return [{ platform, entries: own.length, records, pageBits, pages, shards, filter }];
  });
  const catalogue: Catalogue = {
    disclosures: [...disclosures].sort((a, b) => (a.id < b.id ? -1 : 1)),
    sets: sets.sets(),
    named: namesKnown(entries),
    unmatched,
  };
  return { catalogue, platforms, findable, sets };
}

/** How many entries each disclosure names. */
export function namesKnown(entries: readonly AccountEntry[]): Record<string, number> {
  const known = new Map<string, number>();
  for (const { namedIn } of entries) {
    for (const { disclosure } of namedIn) known.set(disclosure, (known.get(disclosure) ?? 0) + 1);
  }
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A version's number by the minute it was made in: 202611250934. */
export function minuteNumber(created: Date): number {
  return Number(created.toISOString().replace(/\D/g, '').slice(0, 12));
}
