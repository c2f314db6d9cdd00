/**
 * Looking up a name that is in no list, in Chromium: our filter against a Set, against hashing the name alone
 * and against the package `bloomfilter` at the same rate of false positives.
 * `npm run bench -- lookup [names …]`, by default 100000 1000000.
 */
import { bundled, serveFiles, withChromium } from './support/browser.ts';
import type { LookupTimes } from './support/lookup-page.ts';
import { benchArguments, type Figure, median, report } from './support/report.ts';

const ROUNDS = 3;
const given = benchArguments().map(Number);
const counts = given.length > 0 ? given : [100_000, 1_000_000];
const code = await bundled(new URL('support/lookup-page.ts', import.meta.url).pathname);
const server = await serveFiles();

/** A page of its own each time, so that a round neither helps nor burdens the next. */
async function rounds(count: number): Promise<LookupTimes[]> {
  return withChromium(null, async (context) => {
    const all: LookupTimes[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await context.newPage();
      await page.goto(server.address);
      await page.addScriptTag({ content: `${code};globalThis.bench = bench;` });
      all.push(
        await page.evaluate((names) => {
          const { bench } = globalThis as unknown as {
            bench: { measure(count: number): LookupTimes };
          };
          return bench.measure(names);
        }, count),
      );
      await page.close();
    }
    return all;
  });
}

const figures: Figure[] = [];
for (const count of counts) {
  const all = await rounds(count);
  const ns = (way: keyof LookupTimes['ns']) => median(all.map((times) => times.ns[way]));
  const ratio = (upper: keyof LookupTimes['ns'], lower: keyof LookupTimes['ns']) =>
    median(all.map((times) => times.ns[upper] / times.ns[lower]));
  const rate = (of: 'filter' | 'bloom') =>
    median(all.map(({ rates }) => rates[of])).toExponential(1);
  if (all.some(({ missed }) => missed > 0)) throw new Error('a listed name was not found');
  const names = `${count.toLocaleString('en')} names`;
  const [againstSet, againstHash, againstBloom] = [
    ratio('set', 'filter'),
    ratio('filter', 'hash'),
    ratio('bloom', 'filter'),
  ];
  figures.push(
    {
      what: `Chromium, name in no list: filter against a JS Set, ${names}`,
      goal: count >= 1e6 ? '≥ 4 × faster' : '≥ 3 × faster',
      measured: `${againstSet.toFixed(1)} × (${ns('filter').toFixed(0)} against ${ns('set').toFixed(0)} ns)`,
      reached: againstSet >= (count >= 1e6 ? 4 : 3),
    },
    {
      what: `the same against hashing the name alone, ${names}`,
      goal: count <= 1e5 ? '≤ 2 ×' : '–',
      measured: `${againstHash.toFixed(2)} × (hash ${ns('hash').toFixed(0)} ns)`,
      reached: againstHash <= 2 || count > 1e5,
    },
    {
      what: `the same against npm bloomfilter 1.1.0 with 16 hashes, ${names}`,
      goal: '≥ 5 × faster',
      measured: `${againstBloom.toFixed(1)} × (${ns('bloom').toFixed(0)} ns; false positives ${rate('bloom')}, ours ${rate('filter')})`,
      reached: againstBloom >= 5,
    },
  );
}
server.close();
report('lookup', figures);
