import { expect, it } from 'vitest';
import { listWords } from './wording-lists.ts';

it.each([
  ['x @name #42: listed -> reinstated', '@name #42 on X: “Reinstated” in place of “Listed”'],
  ['x @name: listed -> delisted', '@name on X: “Withdrawn by the discloser” in place of “Listed”'],
  ['x @name: listed -> gone', 'x @name: listed -> gone'],
  ['Two entries were corrected.', 'Two entries were corrected.'],
])('what a list’s history writes as "%s" is said as "%s"', (written, said) => {
  expect(listWords.statusChange(written)).toBe(said);
});
