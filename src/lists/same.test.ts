import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson } from './same.ts';

test('values are the same when their JSON says the same, in whatever order members come', () => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, member]) => [name, sorted(member)]),
          )
        : value;
  const text = (value: unknown) => JSON.stringify(sorted(value));
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameJson(a, b)).toBe(text(a) === text(b));
      expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }),
  );
});

test('a member that is missing is not one that is null, and an array is no object', () => {
  expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  for (const [a, b] of [
    [{ a: null }, {}],
    [{}, { a: null }],
    [{ a: 1 }, { b: 1 }],
    [[], {}],
    [[1], [1, 2]],
    [{ toString: 1 }, {}],
    [null, {}],
    ['1', 1],
  ]) {
    expect(sameJson(a, b)).toBe(false);
  }
});
