/**
 * What a filter weighs against the information limit, how many names it lets through, whether it misses any.
 * `npm run bench -- filter [names …]`, by default 100000 1000000.
 */
import { buildFilter } from '../../src/lists/build-filter.ts';
import { openFilter } from '../../src/lists/filter.ts';
import { nameMaker } from './support/names.ts';
import { benchArguments, type Figure, report } from './support/report.ts';

const FPR_TRIES = 8_000_000;

function figuresOf(count: number): Figure[] {
  const make = nameMaker(count);
  const keys = Array.from({ length: count }, make);
  const started = performance.now();
  const bytes = buildFilter(keys);
  const buildMs = performance.now() - started;
  const filter = openFilter(bytes);
  const missed = keys.filter((key) => !filter.mayHave(key)).length;
  let through = 0;
  for (let at = 0; at < FPR_TRIES; at++) if (filter.mayHave(`!${make()}`)) through++;
  const rate = through / FPR_TRIES;
  const bits = (bytes.length * 8) / count;
  // By the rate that 16 bits of fingerprint have in theory: the measured one rests on about 120 names.
  const overhead = bits / 16;
  const goal = count >= 1e6 ? 1.1 : 1.15;
  const names = `${count.toLocaleString('en')} names`;
  return [
    {
      what: `filter: bits a name by log2(1/FPR), ${names}`,
      goal: `≤ ${goal.toFixed(2)}`,
      measured: `${overhead.toFixed(3)} (${bits.toFixed(2)} bits; ${(bits / -Math.log2(rate)).toFixed(3)} by the measured rate; built in ${buildMs.toFixed(0)} ms)`,
      reached: overhead <= goal && bits / -Math.log2(rate) <= goal,
    },
    {
      what: `filter: false positives, ${names}`,
      goal: '≤ 2e-5',
      measured: `${rate.toExponential(2)} (${through} of ${FPR_TRIES.toLocaleString('en')})`,
      reached: rate <= 2e-5,
    },
    {
      what: `filter: listed names that it misses, ${names}`,
      goal: '0',
      measured: `${missed}`,
      reached: missed === 0,
    },
  ];
}

const given = benchArguments().map(Number);
report('filter', (given.length > 0 ? given : [100_000, 1_000_000]).flatMap(figuresOf));
