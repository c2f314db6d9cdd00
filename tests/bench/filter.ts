/**
 * The filter against what it replaces, as ratios within one run.
 * `npx tsx tests/bench/filter.ts [names …]`, by default 100000 1000000.
 */
import { buildFilter } from '../../src/lists/build-filter.ts';
import { openFilter } from '../../src/lists/filter.ts';
import { hashKey, newHash } from '../../src/lists/hash.ts';
import { nameMaker } from './names.ts';

const BATCH = 8192;
const BATCHES = 120;
const FPR_TRIES = 4_000_000;

/** A fresh string each: V8 keeps the hash of a string that it has looked up before. */
function freshBatch(make: () => string): string[] {
  return Array.from({ length: BATCH }, () =>
    Buffer.from(`!${make()}`, 'latin1').toString('latin1'),
  );
}

/** Nanoseconds for one key: the lower quartile over many batches, each way fed in turn. */
function measure(ways: ReadonlyMap<string, (key: string) => boolean>, make: () => string) {
  const times = new Map([...ways.keys()].map((name) => [name, [] as number[]]));
  let hits = 0;
  for (let round = 0; round < BATCHES; round++) {
    for (const [name, ask] of ways) {
      const batch = freshBatch(make);
      const start = process.hrtime.bigint();
      for (const key of batch) if (ask(key)) hits++;
      times.get(name)?.push(Number(process.hrtime.bigint() - start) / BATCH);
    }
  }
  const quartiles = [...times].map(([name, list]) => {
    const settled = list.slice(BATCHES / 6).sort((a, b) => a - b);
    return [name, settled[settled.length >> 2] ?? Number.NaN] as const;
  });
  return { ns: new Map(quartiles), hits };
}

function row(count: number) {
  const make = nameMaker(count);
  const keys = Array.from({ length: count }, make);
  const started = performance.now();
  const bytes = buildFilter(keys);
  const buildMs = performance.now() - started;
  const filter = openFilter(bytes);
  const set = new Set(keys);
  const missed = keys.filter((key) => !filter.mayHave(key)).length;

  let through = 0;
  for (let at = 0; at < FPR_TRIES; at++) if (filter.mayHave(`!${make()}`)) through++;
  const rate = through / FPR_TRIES;

  const hash = newHash();
  const { ns } = measure(
    new Map([
      ['set', (key: string) => set.has(key)],
      ['filter', (key: string) => filter.mayHave(key)],
      [
        'hash',
        (key: string) => {
          hashKey(key, hash);
          return hash[0] === 0 && hash[1] === 0;
        },
      ],
    ]),
    make,
  );
  const of = (name: string) => ns.get(name) ?? Number.NaN;
  return {
    names: count,
    missed,
    'bits/name': ((bytes.length * 8) / count).toFixed(2),
    FPR: rate.toExponential(2),
    'bits / log2(1/FPR)': ((bytes.length * 8) / count / -Math.log2(rate)).toFixed(3),
    'bits / 16': ((bytes.length * 8) / count / 16).toFixed(3),
    'Set ns': of('set').toFixed(0),
    'filter ns': of('filter').toFixed(0),
    'hash ns': of('hash').toFixed(0),
    'Set / filter': (of('set') / of('filter')).toFixed(2),
    'filter / hash': (of('filter') / of('hash')).toFixed(2),
    'build ms': buildMs.toFixed(0),
  };
}

const counts = process.argv.slice(2).map(Number);
console.table((counts.length > 0 ? counts : [100_000, 1_000_000]).map(row));
