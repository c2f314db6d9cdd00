import { describe, expect, it } from 'vitest';
import { fetchFrom, memoryArea, someEntry, someList } from '../../tests/unit/list-fixture.ts';
import type { BuiltList } from '../publish/build.ts';
import { importBundledList } from '../sync/bundled.ts';
import { openListStore } from './list-store.ts';
import { memoryDatabase } from './memory-database.ts';

async function storeOf(...lists: BuiltList[]) {
  const store = await openListStore({ database: memoryDatabase() });
  for (const list of lists) await importBundledList(store, fetchFrom(list), memoryArea());
  return store;
}

const moved = someEntry({
  handle: 'NewName',
  earlierHandles: ['first_name', 'second_name'],
  platformId: '9007199254740993',
  namedIn: [
    { disclosure: 'first', source: null },
    { disclosure: 'second', source: null },
  ],
});

describe('lookup', () => {
  it('finds an account by each of its names and says what a badge needs', async () => {
    const store = await storeOf(someList([moved], { version: 7 }));
    const keys = ['@newname', '@first_name', '@second_name', '#9007199254740993', '@nobody'];
    const answer = await store.lookup('x', keys);
    expect(answer.found.map(({ key, entry }) => [key, entry.handle])).toEqual(
      keys.slice(0, 4).map((key) => [key, 'NewName']),
    );
    const brief = {
      shortName: 'Twitter',
      date: '2019-01-31',
      kind: 'network-takedown',
      disputes: 1,
    };
    expect(answer.found[0]).toEqual({
      key: '@newname',
      entry: moved,
      disclosures: [
        { id: 'first', ...brief },
        { id: 'second', ...brief },
      ],
      list: {
        id: 'test-list',
        name: 'The list test-list',
        version: 7,
        expires: '2019-05-02T00:00:00.000Z',
      },
    });
  });

  it('says a disclosure once that names an account in two places', async () => {
    const places = [1, 2].map(() => ({ disclosure: 'first', source: null }));
    const store = await storeOf(someList([someEntry({ handle: 'twice', namedIn: places })]));
    const { found } = await store.lookup('x', ['@twice']);
    expect(found[0]?.disclosures.map(({ id }) => id)).toEqual(['first']);
    const { records } = await store.card('x', '@twice');
    expect(records[0]?.disclosures.map(({ id }) => id)).toEqual(['first']);
  });

  it('shows an account once for each list that has it, in the lists’ order', async () => {
    const store = await storeOf(
      someList([moved], { id: 'one', version: 1 }),
      someList([someEntry({ handle: 'NEWNAME' })], { id: 'two', version: 1 }),
    );
    const { found, generation } = await store.lookup('x', ['@newname']);
    expect(found.map(({ list, entry }) => [list.id, entry.handle])).toEqual([
      ['one', 'NewName'],
      ['two', 'NEWNAME'],
    ]);
    expect(generation).toContain('+');
    expect((await store.card('x', '@newname')).records.length).toBe(2);
  });

  it('gives both of two accounts that had the same name', async () => {
    const entries = ['11', '22'].map((platformId) => someEntry({ handle: 'same', platformId }));
    const store = await storeOf(someList(entries));
    const ids = async (key: string) =>
      (await store.lookup('x', [key])).found.map(({ entry }) => entry.platformId);
    expect(await ids('@same')).toEqual(['11', '22']);
    expect(await ids('#22')).toEqual(['22']);
  });

  it.each(['@constructor', '@__proto__', '@hasOwnProperty', '#constructor', '@', '#'])(
    'does not find %s',
    async (key) => {
      const store = await storeOf(someList([moved]));
      for (const platform of ['x', 'reddit', 'vimeo'] as const) {
        expect((await store.lookup(platform, [key])).found).toEqual([]);
      }
    },
  );

  it('does not find an account of another platform', async () => {
    const store = await storeOf(someList([moved, someEntry({ platform: 'reddit', handle: 'r' })]));
    expect((await store.lookup('reddit', ['@newname'])).found).toEqual([]);
  });

  it('finds every one of many, across pages', async () => {
    const entries = Array.from({ length: 3000 }, (_, at) =>
      someEntry({ handle: `many_${at}`, platformId: String(1_000_000 + at) }),
    );
    const store = await storeOf(someList(entries));
    for (let at = 0; at < entries.length; at += 250) {
      const part = entries.slice(at, at + 250);
      const byName = await store.lookup(
        'x',
        part.map(({ handle }) => `@${handle}`),
      );
      expect(byName.found.map(({ entry }) => entry)).toEqual(part);
      const byId = await store.lookup(
        'x',
        part.map(({ platformId }) => `#${platformId}`),
      );
      expect(byId.found.map(({ entry }) => entry)).toEqual(part);
    }
  });
});

describe('card', () => {
  it('carries the whole record, the disclosures, how many names are known, and the list', async () => {
    const list = someList([moved, someEntry({ handle: 'other' })], { version: 7 });
    const { records, generation } = await (await storeOf(list)).card('x', '#9007199254740993');
    expect(generation).toMatch(/^test-list@7\.[0-9a-f]{16}$/);
    expect(records.length).toBe(1);
    const [record] = records;
    expect(record!.entry).toEqual(moved);
    expect(record!.disclosures.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(record!.namesKnown).toEqual({ first: 2, second: 1 });
    expect(record!.list).toEqual({
      id: 'test-list',
      name: 'The list test-list',
      version: 7,
      created: '2019-02-01T00:00:00.000Z',
      expires: '2019-05-02T00:00:00.000Z',
      publisher: 'Somebody',
      corrections: 'mailto:somebody@example.org',
      entries: 2,
      disclosures: 2,
      disputes: 2,
    });
  });

  it('has no records for an account that is in no list', async () => {
    expect((await (await storeOf(someList([moved]))).card('x', '@nobody')).records).toEqual([]);
  });
});

describe('a generation that was not written whole', () => {
  it('is not put in use', async () => {
    const database = memoryDatabase();
    const store = await openListStore({ database });
    const { manifest } = someList([moved]);
    await database.setInfo('half', { manifest, broken: 0, history: [], readerRules: [] });
    await expect(store.activate('half', true)).rejects.toThrow('not stored whole');
    expect((await store.state()).lists).toEqual([]);
    await store.dropUnused();
    expect(await database.generations()).toEqual([]);
  });
});

describe('namesIn', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => someEntry({ handle: `name_${at}` }));
  const few = ['early_one', 'middle_one', 'late_one'].map((handle) =>
    someEntry({ handle, namedIn: [{ disclosure: 'second', source: null }] }),
  );
  const both = someEntry({
    handle: 'in_both',
    namedIn: ['first', 'second'].map((disclosure) => ({ disclosure, source: null })),
  });

  async function counted() {
    const database = memoryDatabase();
    const reads: number[] = [];
    const { pages } = database;
    database.pages = (keys) => {
      reads.push(keys.length);
      return pages.call(database, keys);
    };
    const store = await openListStore({ database });
    await importBundledList(store, fetchFrom(someList([...many, ...few, both])), memoryArea());
    reads.length = 0;
    return { store, reads };
  }

  it('finds the few that a disclosure names among all of a list, by many pages at a time', async () => {
    const { store, reads } = await counted();
    const { accounts, more } = await store.namesIn('test-list', 'second');
    const found = accounts.map(({ handle }) => handle).sort();
    expect(found).toEqual(['early_one', 'in_both', 'late_one', 'middle_one']);
    expect(more).toBe(false);
    const pages = reads.reduce((sum, count) => sum + count, 0);
    expect(reads.length).toBeLessThan(pages / 3);
  });

  it('reads no further than to what it shows, and keeps none of it', async () => {
    const { store, reads } = await counted();
    await store.lookup('x', ['@name_7']);
    const before = reads.length;
    const { accounts, more } = await store.namesIn('test-list', 'first');
    expect([accounts.length, more]).toEqual([500, true]);
    expect(reads).toHaveLength(before + 1);
    expect(reads.at(-1)).toBeLessThanOrEqual(4);
    await store.namesIn('test-list', 'second');
    const after = reads.length;
    await store.lookup('x', ['@name_7']);
    expect(reads).toHaveLength(after);
  });
});
