import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildFilter } from './build-filter.ts';
import { directoryBytes, openFilter, readDirectory } from './filter.ts';
import { PagedFilter, unionOf } from './paged-filter.ts';

const SPLIT = { wholeLimit: 100, partKeys: 50 };
const KEYS = Array.from({ length: 2000 }, (_, at) => `@name_${at}`);
const STRANGERS = Array.from({ length: 2000 }, (_, at) => `@stranger_${at}`);

/** A filter over a file that lies somewhere in parts, and the numbers of those that were read. */
function paged(keys: readonly string[], maxBytes = 1e6, lacks: readonly number[] = []) {
  const file = buildFilter(keys, SPLIT);
  const { parts } = readDirectory(file);
  const read: number[] = [];
  let damaged = 0;
  const filter = new PagedFilter(
    file.slice(0, directoryBytes(file)),
    async (numbers) => {
      read.push(...numbers);
      const there = numbers.filter((number) => !lacks.includes(number));
      return new Map(
        there.map((number) => {
          const { offset, slots } = parts[number]!;
          return [number, file.slice(offset, offset + slots * 2)];
        }),
      );
    },
    { maxBytes, onDamaged: () => damaged++ },
  );
  return { filter, file, read, parts, damaged: () => damaged };
}

test('says what the whole filter says, whichever keys are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([...KEYS, ...STRANGERS], { maxLength: 300 }), async (asked) => {
      const { filter, file } = paged(KEYS, 3000);
      const whole = openFilter(file);
      const passing = await filter.which(asked);
      expect(asked.filter((key) => passing.has(key))).toEqual(
        asked.filter((key) => whole.mayHave(key)),
      );
    }),
    { numRuns: 30 },
  );
});

test('says at once what a part in memory says, and null where it has to be read', async () => {
  const { filter, read } = paged(KEYS);
  expect(filter.mayHave('@name_7')).toBeNull();
  await filter.which(['@name_7']);
  expect(filter.mayHave('@name_7')).toBe(true);
  expect(read).toHaveLength(1);
  await filter.which(['@name_7']);
  expect(read).toHaveLength(1);
});

test('never holds more than it may, and drops what was not used for longest', async () => {
  const { filter, parts } = paged(KEYS, 1000);
  for (const key of KEYS) {
    await filter.which([key]);
    expect(filter.bytesHeld).toBeLessThanOrEqual(1000);
  }
  expect(parts.length * parts[0]!.slots * 2).toBeGreaterThan(4000);
  expect(filter.mayHave(KEYS.at(-1)!)).toBe(true);
});

test('lets through what a missing part would have to say, and tells once', async () => {
  const all = paged(KEYS);
  const numbers = all.parts.map((_, number) => number);
  const { filter, damaged } = paged(KEYS, 1e6, numbers);
  expect(await filter.which(['@name_7', '@stranger_1'])).toEqual(
    new Set(['@name_7', '@stranger_1']),
  );
  await filter.which(KEYS);
  expect(damaged()).toBe(1);
});

test('joins with filters that are whole', async () => {
  const both = unionOf([openFilter(buildFilter(['@whole'])), paged(KEYS).filter]);
  expect(both.mayHave('@whole')).toBe(true);
  expect(both.mayHave('@name_7')).toBeNull();
  expect(await both.which(['@whole', '@name_7', '@stranger_1'])).toEqual(
    new Set(['@whole', '@name_7']),
  );
});
