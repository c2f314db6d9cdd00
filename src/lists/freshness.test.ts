import { expect, test } from 'vitest';
import { freshnessOf } from './freshness.ts';

const expires = '2026-06-01T00:00:00.000Z';

test.each([
  ['2026-05-31', 'current'],
  ['2026-06-02', 'aged'],
  ['2026-08-29', 'aged'],
  ['2026-09-01', 'out-of-date'],
])('on %s a list good until 1 June is %s', (day, freshness) => {
  expect(freshnessOf({ expires }, Date.parse(day))).toBe(freshness);
});

test('what is no date counts as long past', () => {
  expect(freshnessOf({ expires: 'soon' }, 0)).toBe('out-of-date');
});
