import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SITES } from '../readers/index.ts';
import { GAPS } from './site-gaps.ts';
import { fixturesPart, parts, SITES_DOCUMENT } from './sites.ts';

test('docs/SITES.md is what the readers and their pages give; `npm run sites` writes it', () => {
  expect(parts(readFileSync(SITES_DOCUMENT, 'utf8')).fixtures).toBe(fixturesPart());
});

test('known gaps are of sites there are, and every site has some', () => {
  expect(Object.keys(GAPS).sort()).toEqual(SITES.map(({ id }) => id).sort());
});
