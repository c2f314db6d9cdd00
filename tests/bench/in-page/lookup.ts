import { BloomFilter } from 'bloomfilter';
import { openFilter } from '../../../src/lists/filter.ts';
import { hashKey, newHash } from '../../../src/lists/hash.ts';
import { nameMaker } from '../names.ts';

// Runs in a page of a real browser; what it gives goes back through JSON.

const BATCH = 8192;

/** Median nanoseconds for one key that is in no list, each way fed in turn with fresh strings. */
export function lookupTimes(filterBase64: string, count: number, rounds: number) {
  const make = nameMaker(count);
  const keys = Array.from({ length: count }, make);
  const filter = openFilter(Uint8Array.from(atob(filterBase64), (c) => c.charCodeAt(0)));
  const set = new Set(keys);
  // The size at which it lets as many through as ours, 1 in 65,536: 16 x 1.4427 bits a key, 16 hashes.
  const bloom = new BloomFilter(Math.ceil(count * 23.1), 16);
  for (const key of keys) bloom.add(key);
  const hash = newHash();
  const ways: Record<string, (key: string) => boolean> = {
    set: (key) => set.has(key),
    filter: (key) => filter.mayHave(key),
    bloomfilter: (key) => bloom.test(key),
    hash: (key) => {
      hashKey(key, hash);
      return hash[0] === 0 && hash[1] === 0;
    },
  };
  const times: Record<string, number[]> = {};
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [name, ask] of Object.entries(ways)) {
      // Through JSON, so that no engine has the hash of a string from before, as with names from a page.
      const batch: string[] = JSON.parse(
        JSON.stringify(Array.from({ length: BATCH }, () => `!${make()}`)),
      );
      const start = performance.now();
      for (const key of batch) if (ask(key)) hits++;
      const list = times[name] ?? [];
      list.push(((performance.now() - start) * 1e6) / BATCH);
      times[name] = list;
    }
  }
  const middle = (list: number[]) => {
    const sorted = list.slice(list.length / 6).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  return {
    ns: Object.fromEntries(Object.entries(times).map(([name, list]) => [name, middle(list)])),
    hits,
  };
}
