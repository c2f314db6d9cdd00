import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectPageToBeRead } from '../../../tests/unit/page-fixture.ts';
import { captureOf } from './archive.ts';
import { unwrap } from './unwrap.ts';

const PAGES = new URL('../../../tests/fixtures/archives/', import.meta.url);

test.each(readdirSync(PAGES).filter((name) => name.endsWith('.json')))(
  'captures of archives: %s',
  (name) => expectPageToBeRead(new URL(name, PAGES)),
);

test.each([
  'https://web.archive.org/web/20190000000000*/https://twitter.com/jack',
  'https://web.archive.org/web/https://twitter.com/jack',
  'https://web.archive.org/web/20190131120000if_/https://twitter.com/jack',
  'https://arquivo.pt/wayback/20190131120000/https://twitter.com/jack',
  'https://webarchive.loc.gov/all/20190131120000/https://twitter.com/jack',
  'https://archive.ph/2019.01.31-120000/https://twitter.com/jack',
  'https://archive.ph/o/AbCdE/https://twitter.com/jack',
  'https://archive.ph/newest/https://twitter.com/jack',
])('%s holds a page of X', (address) => {
  expect(unwrap(new URL(address))?.url.href).toBe('https://twitter.com/jack');
});

test('a calendar of captures dates nothing', () => {
  const at = (address: string) => captureOf(new URL(address))?.capturedAt;
  expect(at('https://web.archive.org/web/20190131000000*/https://twitter.com/jack')).toBeNull();
  expect(at('https://web.archive.org/web/https://twitter.com/jack')).toBeNull();
});

test('of an archive inside an archive, the inner capture shows the account', () => {
  const inner = 'https://web.archive.org/web/20180101000000/https://twitter.com/jack';
  const outer = new URL(`https://archive.ph/20200101000000/${inner}`);
  expect(unwrap(outer)?.capturedAt).toBe(Date.UTC(2018, 0));
});
