import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { someEntry as entry } from '../../tests/unit/list-fixture.ts';
import { keysOf } from '../accounts/keys.ts';
import type { AccountEntry } from '../records/entry.ts';
import { buildPages } from './build-pages.ts';
import type { Catalogue } from './catalogue.ts';
import {
  applyToCatalogue,
  applyToPages,
  catalogueChange,
  composeDeltas,
  type Delta,
  digestOfPages,
  encodeDelta,
  platformChange,
  readDelta,
} from './delta.ts';
import { ListFormatError } from './errors.ts';
import { sha256Hex } from './files.ts';
import { type EntrySet, SetTable } from './sets.ts';

interface Version {
  readonly entries: readonly AccountEntry[];
  readonly sets: readonly EntrySet[];
  readonly table: SetTable;
  readonly pages: readonly Uint8Array[];
  readonly pageBits: number;
  readonly catalogue: Catalogue;
}

function version(entries: readonly AccountEntry[], before?: Version): Version {
  const table = new SetTable(entries, before?.sets ?? []);
  const { pages, pageBits } = buildPages(entries, table, before?.pageBits ?? null);
  const sets = table.sets();
  const named = { first: entries.length };
  return {
    entries,
    table,
    sets,
    pages,
    pageBits,
    catalogue: { disclosures: [], sets, named, unmatched: [] },
  };
}

async function deltaOf(from: number, a: Version, b: Version): Promise<Delta> {
  const change = platformChange(
    { platform: 'x', before: a.entries, after: b.entries },
    (entry) => b.table.numberOf(entry),
    a.sets.length,
  );
  const json = new TextEncoder().encode(JSON.stringify(b.catalogue));
  const catalogue = catalogueChange(a.catalogue, b.catalogue, await sha256Hex(json));
  if (!catalogue) throw new Error('sets have other numbers');
  const delta = { list: 'l', from, to: from + 1, catalogue, platforms: change ? [change] : [] };
  expect(readDelta(encodeDelta(delta))).toEqual(delta);
  return delta;
}

/** The pages and the catalogue that a delta leads to, and the keys that it says are new. */
async function applied(base: Version, delta: Delta) {
  const catalogue = await applyToCatalogue(base.catalogue, delta.catalogue);
  const pages = [...base.pages];
  let addedKeys: readonly string[] = [];
  for (const change of delta.platforms) {
    const after = await applyToPages(change, {
      platform: 'x',
      pageBits: base.pageBits,
      sets: catalogue.sets,
      read: async (numbers) => numbers.map((number) => base.pages[number]!),
    });
    for (const [number, page] of after.pages) pages[number] = page;
    ({ addedKeys } = after);
  }
  return { catalogue, pages, addedKeys };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    entry({ handle: `Name_${at}`, platformId: `${9000 + at}`, removed: '2019-01' }),
  );

const delisted = {
  status: 'delisted' as const,
  ...{ date: '2026-11-20', summary: 'Taken off.', source: null, confirmed: true },
};

describe('a delta', () => {
  test('leads to the very bytes of the next version: added, changed, withdrawn, renamed', async () => {
    const before = many(3000);
    const after = [
      ...before.slice(10, 2990),
      { ...before[0]!, history: [delisted] },
      { ...before[1]!, handle: 'Another', earlierHandles: ['Name_1'] },
      entry({ handle: 'Quite_New', platformId: '77' }),
      entry({ platformId: '4242' }),
    ];
    const a = version(before);
    const b = version(after, a);
    expect(a.pages.length).toBeGreaterThan(8);
    const { pages, catalogue, addedKeys } = await applied(a, await deltaOf(1, a, b));
    expect(catalogue).toEqual(b.catalogue);
    expect(pages).toEqual(b.pages);
    expect(await digestOfPages(pages)).toBe(await digestOfPages(b.pages));
    expect([...addedKeys].sort()).toEqual(['#4242', '#77', '@another', '@quite_new']);
  });

  test('has also what is as it was and written in another way, since another now shares its set', async () => {
    const alone = entry({ handle: 'alone', removed: '2020' });
    const a = version([alone, ...many(3)]);
    const b = version([alone, ...many(3), entry({ handle: 'like_it', removed: '2020' })], a);
    expect((await applied(a, await deltaOf(1, a, b))).pages).toEqual(b.pages);
  });

  test('two in a row are one, for whatever changes', async () => {
    const names = fc.constantFrom('ann', 'Bob', 'c_c', 'dora', 'EVE', 'finn');
    const someEntry = fc
      .record({
        handle: fc.option(names),
        platformId: fc.option(fc.constantFrom('1', '22', '333', '12345678901')),
        earlierHandles: fc.uniqueArray(names, { maxLength: 2 }),
        removed: fc.option(fc.constantFrom('2019', '2020-02-02')),
        displayName: fc.option(fc.constantFrom('A', 'Ñ')),
        note: fc.option(fc.constant('A note.')),
        history: fc
          .constantFrom(0, 1, 2)
          .map((times) => Array<typeof delisted>(times).fill(delisted)),
      })
      .filter(({ handle, platformId }) => handle !== null || platformId !== null)
      .map((fields) => entry(fields));
    const list = fc.uniqueArray(someEntry, {
      maxLength: 8,
      selector: (one) => `${keysOf(one)[0]} ${one.platformId}`,
    });
    await fc.assert(
      fc.asyncProperty(list, list, list, async (one, two, three) => {
        const a = version(one);
        const b = version(two, a);
        const c = version(three, b);
        fc.pre(b.table.keepsNumbers && c.table.keepsNumbers);
        const [ab, bc] = [await deltaOf(1, a, b), await deltaOf(2, b, c)];
        expect((await applied(a, ab)).pages).toEqual(b.pages);
        const both = await applied(a, composeDeltas(ab, bc));
        expect(both.pages).toEqual(c.pages);
        expect(both.catalogue).toEqual(c.catalogue);
        const had = new Set(a.entries.flatMap(keysOf));
        for (const key of c.entries.flatMap(keysOf)) {
          if (!had.has(key)) expect(both.addedKeys).toContain(key);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('says once how many stand, and names none of them', async () => {
    const a = version(many(3000));
    const b = version(
      a.entries.map((one, at) => (at % 3 === 0 ? { ...one, history: [delisted] } : one)),
      a,
    );
    const delta = await deltaOf(1, a, b);
    const [change] = delta.platforms;
    expect(change?.restated.map(({ groups }) => groups.length)).toEqual([1000]);
    expect(new TextDecoder().decode(encodeDelta(delta))).not.toMatch(/name_/i);
    expect((await applied(a, delta)).pages).toEqual(b.pages);
  });

  test('a thousand additions to 20,000 names take less than 12 KB', async () => {
    const { gzipSync } = await import('node:zlib');
    const name = (at: number) =>
      `${((at * 2654435761) % 4294967296).toString(36)}_${(at * 97) % 7919}`;
    const all = Array.from({ length: 21_000 }, (_, at) =>
      entry({ handle: name(at), removed: '2019-01' }),
    );
    const a = version(all.slice(0, 20_000));
    const b = version(all, a);
    expect(gzipSync(encodeDelta(await deltaOf(1, a, b)), { level: 9 }).length).toBeLessThan(12_000);
  });

  test('is refused by pages and catalogues of another version', async () => {
    const a = version(many(20));
    const b = version(many(20).slice(1), a);
    const delta = await deltaOf(1, a, b);
    const other = version(
      many(20).map((one) => ({ ...one, earlierHandles: ['elsewhere'] })),
      a,
    );
    const withOneMore = { ...a.catalogue, named: { first: 20, second: 1 } };
    await expect(applyToCatalogue(withOneMore, delta.catalogue)).rejects.toThrow(ListFormatError);
    // What does fit and is another version all the same is found by its digest.
    const { pages } = await applied(other, delta);
    expect(await digestOfPages(pages)).not.toBe(await digestOfPages(b.pages));
    expect(() => composeDeltas(delta, delta)).toThrow(ListFormatError);
  });

  test('throws nothing but ListFormatError, whatever byte is another or missing', async () => {
    const a = version(many(30));
    const delta = await deltaOf(1, a, version([...many(30).slice(5), entry({ handle: 'new' })], a));
    const bytes = encodeDelta(delta);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at]! ^= 0x11;
      for (const damaged of [flipped, bytes.slice(0, at)]) {
        try {
          await applied(a, readDelta(damaged));
        } catch (error) {
          expect(error).toBeInstanceOf(ListFormatError);
        }
      }
    }
  });
});

test('a disclosure in a delta that is nested deeper than JSON is written is refused as one that is broken', async () => {
  const depth = 100_000;
  const deep: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  const before = { disclosures: [], sets: [], named: {}, unmatched: [] };
  const change = { sha256: '0'.repeat(64), disclosures: [deep], removedDisclosures: [] };
  await expect(
    applyToCatalogue(before, { ...change, sets: [], named: {}, unmatched: null }),
  ).rejects.toThrow(ListFormatError);
});

test('sets keep their numbers from version to version, until most are of no use', () => {
  const of = (removed: string) =>
    [1, 2].map((at) => entry({ handle: `n${removed}${at}`.replaceAll('-', ''), removed }));
  const first = new SetTable(['2019', '2020', '2021'].flatMap(of));
  const next = new SetTable(['2021', '2018', '2020'].flatMap(of), first.sets());
  expect(next.sets().slice(0, 3)).toEqual(first.sets());
  expect(next.sets()[3]).toMatchObject({ removed: '2018' });
  const other = new SetTable(['2001', '2021'].flatMap(of), first.sets());
  expect({ kept: other.keepsNumbers, sets: other.sets().length }).toEqual({ kept: false, sets: 2 });
});
