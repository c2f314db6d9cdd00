import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../src/dev/root.ts';

const page = readFileSync(inRoot('docs/SECURITY.md'), 'utf8');
const named = [...page.matchAll(/`((?:src|tests|entrypoints)\/[\w./-]+\.tsx?)`/g)].map(
  ([, file = '']) => file,
);

test('every test that the threat model names is there', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(inRoot(file)))).toEqual([]);
});

test('every row of the threat model says what shows it', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!It wants|They want|---)/.test(line));
  const withTest = rows.filter((row) => /`(?:src|tests)\/[^`]+`[^|]*\|$/.test(row));
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => !withTest.includes(row) && !row.startsWith('|---'))).toEqual([]);
});
