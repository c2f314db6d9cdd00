import { expect, test } from 'vitest';
import { LineRanges } from './report.ts';

test('lines are told as ranges', () => {
  const lines = new LineRanges();
  for (const line of [2, 3, 4, 9, 14, 15]) lines.add(line);
  expect(String(lines)).toBe('2-4, 9, 14-15');
});

test('of millions of rows that alternate with others no more is kept than a person may look at', () => {
  const lines = new LineRanges();
  for (let row = 0; row < 1_000_000; row++) lines.add(2 * row + 1);
  expect(lines.count).toBe(1_000_000);
  expect(String(lines).length).toBeLessThan(1_000_000);
  expect(String(lines)).toMatch(/^1, 3, 5, .*, …$/);
});
