import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

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

test('is exact within one in a thousand and stops at its limit', () => {
  const tally = new Tally();
  for (let index = 0; index < 10_000; index++) tally.add(`x @name${index}`);
  expect(tally.size).toBeGreaterThanOrEqual(9_990);
  for (let index = 0; index < 50_000; index++) tally.add(`reddit @other${index}`);
  expect(tally.size).toBe(Tally.LIMIT);
});
