import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { handleKey } from '../../src/accounts/keys.ts';
import type { PlatformId } from '../../src/accounts/platforms.ts';
import { buildFilter } from '../../src/lists/build-filter.ts';
import { buildPages } from '../../src/lists/build-pages.ts';
import { digestOfPages } from '../../src/lists/delta.ts';
import { hashKey, newHash } from '../../src/lists/hash.ts';
import { REFUSALS } from '../../src/lists/refusal.ts';
import { SetTable } from '../../src/lists/sets.ts';
import { encodeShard } from '../../src/lists/shard.ts';
import { someEntry } from './list-fixture.ts';

// What docs/LIST-FORMAT.md says, held against the code: a second implementation is written from it.

const DOC = readFileSync(new URL('../../docs/LIST-FORMAT.md', import.meta.url), 'utf8');
const vectors = (name: string) =>
  [...DOC.matchAll(new RegExp(`^    ${name} +(.+)$`, 'gm'))].map((match) => match[1]!.split(/ +/));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('its vectors for normal forms and the hash are those of the code', () => {
  expect(vectors('key form').length).toBeGreaterThan(5);
  for (const [platform, text, key] of vectors('key form')) {
    expect(handleKey(platform as PlatformId, text!)).toBe(key);
  }
  expect(vectors('hash').length).toBeGreaterThan(7);
  for (const [key, ...halves] of vectors('hash')) {
    const hash = newHash();
    hashKey(key!, hash);
    expect([key, ...[...hash].map((half) => (half >>> 0).toString(16).padStart(8, '0'))]).toEqual([
      key,
      ...halves,
    ]);
  }
});

test('its example of a filter, a page, a shard and a digest are what is built', async () => {
  expect(vectors('filter')).toEqual([[hex(buildFilter(['@ten_gop', '@abc']))]]);
  const entries = [
    someEntry({ handle: 'TEN_GOP', platformId: '4224729994', removed: '2018-01-31' }),
    someEntry({ handle: 'abc', removed: '2018-01-31' }),
  ];
  const { pages } = buildPages(entries, new SetTable(entries));
  expect(vectors('page')).toEqual([[hex(pages[0]!)]]);
  const shard = encodeShard({ platform: 'x', pageBits: 0, firstPage: 0, pages });
  expect(vectors('shard')).toEqual([[hex(shard)]]);
  expect(vectors('digest')).toEqual([[await digestOfPages(pages)]]);
});

test('its fault table has a row for every reason to refuse, and no other', () => {
  const rows = [...DOC.matchAll(/^\| [^|]+ \| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect([...new Set(rows)].sort()).toEqual([...REFUSALS].sort());
});
