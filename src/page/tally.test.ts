import { expect, test } from 'vitest';
import { Tally, tallyHash } from './tally.ts';

test('counts each string once', () => {
  const tally = new Tally();
  expect(tally.add('x @jack')).toBe(true);
  expect(tally.add('x @jack')).toBe(false);
  expect(tally.add('x @jill')).toBe(true);
  expect(tally.size).toBe(2);
  tally.clear();
  expect(tally.size).toBe(0);
  expect(tally.add('x @jack')).toBe(true);
});

test('gives hashes that other tallies have of the same strings', () => {
  const [one, other] = [new Tally(), new Tally()];
  for (const name of ['x @jack', 'x @jill']) one.add(name);
  for (const name of ['x @jill', 'x @june']) other.add(name);
  expect(new Set([...one.hashes, ...other.hashes]).size).toBe(3);
  expect(one.hashes).toContain(tallyHash('x @jill'));
});

test('is exact within one in a thousand and stops at its limit', () => {
  const tally = new Tally();
  for (let index = 0; index < 10_000; index++) tally.add(`x @name${index}`);
  expect(tally.size).toBeGreaterThanOrEqual(9_990);
  for (let index = 0; index < 50_000; index++) tally.add(`reddit @other${index}`);
  expect(tally.size).toBe(Tally.LIMIT);
});
