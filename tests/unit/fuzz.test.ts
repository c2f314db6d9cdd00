import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../src/dev/root.ts';
import { mutate } from '../fuzz/mutate.ts';
import { Random } from '../fuzz/random.ts';
import { faultOf } from '../fuzz/run.ts';
import { TARGETS } from '../fuzz/targets/index.ts';

// What `npm run fuzz` does by the million: here what it has kept, and a few new inputs.

const CORPUS = inRoot('tests/fuzz/corpus');
const RUNS = 150;

function corpusOf(name: string): { file: string; input: Uint8Array }[] {
  const folder = path.join(CORPUS, name);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.map((file) => ({
    file,
    input: Uint8Array.from(readFileSync(path.join(folder, file))),
  }));
}

test('what is kept is of a target that there is', () => {
  const names = TARGETS.map(({ name }) => name);
  expect(readdirSync(CORPUS).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (_name, target) => {
  test('takes its own seeds', async () => {
    const seeds = await target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) expect(await faultOf(target, seed)).toBeNull();
  });

  test('holds for every input that was kept', async () => {
    for (const { file, input } of corpusOf(target.name)) {
      expect([file, await faultOf(target, input)]).toEqual([file, null]);
    }
  });

  test('holds for inputs made of them', async () => {
    const seeds = [...(await target.seeds()), ...corpusOf(target.name).map(({ input }) => input)];
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer(), async (at, chance) => {
        const random = new Random(chance);
        const seed = seeds[at % seeds.length] ?? new Uint8Array();
        const input = mutate(seed, random.pick(seeds), target, random);
        expect(await faultOf(target, input)).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });
});
