import { BloomFilter } from 'bloomfilter';
import { buildFilter } from '../../../src/lists/build-filter.ts';
import { openFilter } from '../../../src/lists/filter.ts';
import { hashKey, newHash } from '../../../src/lists/hash.ts';
import { nameMaker, strangers } from './names.ts';

// Runs in a page: one lookup after another, each way of looking up fed in turn.

const BATCH = 16_384;
/**
 * Batches that a way gets in a row. The first is not counted: it finds the caches full of what the way before
 * it, which may take thirty times the memory, has left there.
 */
const RUN = 4;
const RUNS = 12;
/** The first ones go by before the compiler is done. */
const WARM_UP = 3;
const FPR_TRIES = 1_000_000;

export interface LookupTimes {
  /** Nanoseconds a name: the lower quartile of all batches. */
  readonly ns: Readonly<Record<'set' | 'filter' | 'hash' | 'bloom', number>>;
  readonly rates: Readonly<Record<'filter' | 'bloom', number>>;
  readonly missed: number;
}

/** Looks up names that are not among `count` ones in four ways. */
export function measure(count: number): LookupTimes {
  const make = nameMaker(count);
  const keys = Array.from({ length: count }, make);
  const filter = openFilter(buildFilter(keys));
  const set = new Set(keys);
  const bloom = new BloomFilter(Math.ceil((count * 16) / Math.LN2), 16);
  for (const key of keys) bloom.add(key);
  const missed = keys.filter((key) => !filter.mayHave(key) || !bloom.test(key)).length;
  const through = { filter: 0, bloom: 0 };
  for (const name of strangers(FPR_TRIES, -count)) {
    if (filter.mayHave(name)) through.filter++;
    if (bloom.test(name)) through.bloom++;
  }
  const hash = newHash();
  const ways = {
    set: (key: string) => set.has(key),
    filter: (key: string) => filter.mayHave(key),
    hash: (key: string) => {
      hashKey(key, hash);
      return hash[0] === 0 && hash[1] === 0;
    },
    bloom: (key: string) => bloom.test(key),
  };
  const times: Record<string, number[]> = { set: [], filter: [], hash: [], bloom: [] };
  let hits = 0;
  let seed = count;
  for (let round = 0; round < RUNS + WARM_UP; round++) {
    for (const [name, ask] of Object.entries(ways)) {
      const batches = Array.from({ length: RUN }, () => strangers(BATCH, ++seed));
      batches.forEach((batch, at) => {
        const start = performance.now();
        for (const key of batch) if (ask(key)) hits++;
        const took = performance.now() - start;
        if (round >= WARM_UP && at > 0) times[name]?.push((took * 1e6) / BATCH);
      });
    }
  }
  if (hits > BATCH) throw new Error('these names were to be in none');
  const quartile = (name: string) => {
    const sorted = (times[name] ?? []).sort((a, b) => a - b);
    return sorted[sorted.length >> 2] ?? Number.NaN;
  };
  return {
    ns: {
      set: quartile('set'),
      filter: quartile('filter'),
      hash: quartile('hash'),
      bloom: quartile('bloom'),
    },
    rates: { filter: through.filter / FPR_TRIES, bloom: through.bloom / FPR_TRIES },
    missed,
  };
}
