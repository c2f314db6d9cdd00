import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fetchFrom,
  memoryArea,
  someDisclosure,
  someEntry,
  someList,
} from '../../tests/unit/list-fixture.ts';
import { keysOf } from '../accounts/keys.ts';
import { openListStore } from '../store/list-store.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { importBundledList } from '../sync/bundled.ts';
import { assembleList, buildList } from './build.ts';
import { bundledIdentity } from './bundle.ts';
import { openIndex } from './bundled-index.ts';
import { gatherData } from './gather.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-build-'));
  await mkdir(path.join(folder, 'disclosures'));
  await mkdir(path.join(folder, 'accounts'));
  for (const id of ['first', 'second']) await put('disclosures', id, someDisclosure(id));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(kind: 'disclosures' | 'accounts', name: string, value: unknown) {
  await writeFile(path.join(folder, kind, `${name}.json`), JSON.stringify(value));
}

const source = { title: 'A file', url: 'https://example.org/file' };
function accounts(disclosure: string, entries: object[], removed?: string) {
  return put('accounts', disclosure, { disclosure, source, ...(removed && { removed }), entries });
}

describe('gathering data', () => {
  it('gives each entry its file’s disclosure, source and removal date', async () => {
    await accounts(
      'first',
      [
        { platform: 'x', handle: 'a' },
        { platform: 'x', handle: 'b', removed: '2018-05', namedIn: [{ disclosure: 'second' }] },
      ],
      '2019-01-31',
    );
    const { entries } = await gatherData(folder);
    expect(entries.map(({ removed }) => removed)).toEqual(['2019-01-31', '2018-05']);
    expect(entries[0]?.namedIn).toEqual([
      {
        disclosure: 'first',
        source: { ...source, publisher: null, archivedUrl: null, date: null },
      },
    ]);
    expect(entries[1]?.namedIn.map(({ disclosure }) => disclosure)).toEqual(['first', 'second']);
  });

  it('makes one entry of an account that two disclosures name', async () => {
    const event = (date: string, status: string) => ({
      status,
      date,
      summary: 'So.',
      source: null,
    });
    await accounts('first', [
      {
        platform: 'x',
        handle: 'Same',
        platformId: '77',
        removed: '2019',
        history: [event('2020', 'reinstated')],
      },
    ]);
    await accounts('second', [
      {
        platform: 'x',
        handle: 'SAME',
        platformId: '77',
        displayName: 'Name',
        removed: '2018',
        created: '2013-01-21',
        history: [event('2019', 'disputed')],
      },
    ]);
    const { entries } = await gatherData(folder);
    expect(entries.length).toBe(1);
    expect(entries[0]).toMatchObject({
      handle: 'Same',
      displayName: 'Name',
      removed: '2018',
      created: '2013-01-21',
    });
    expect(entries[0]?.namedIn.map(({ disclosure }) => disclosure)).toEqual(['first', 'second']);
    // Oldest first: the newest event is the status.
    expect(entries[0]?.history.map(({ status }) => status)).toEqual(['disputed', 'reinstated']);
  });

  it('keeps two ids of one name, and a name without id, apart', async () => {
    await accounts('first', [
      { platform: 'x', handle: 'same', platformId: '77' },
      { platform: 'x', handle: 'same', platformId: '78' },
      { platform: 'x', handle: 'same' },
      { platform: 'reddit', handle: 'same' },
    ]);
    expect((await gatherData(folder)).entries.length).toBe(4);
  });

  it.each([
    [
      'an unknown disclosure',
      { handle: 'a', namedIn: [{ disclosure: 'third' }] },
      'no disclosure third',
    ],
    ['a hashed identifier', { handle: 'QDyIpjZtkGl6Hb0mnGT5NxJGH2DGQ0gRHgrIXTQ7Ac=' }, 'hashed'],
    ['a rounded id', { handle: 'a', platformId: '906000000000000000' }, 'rounded'],
    ['an unknown field', { handle: 'a', nickname: 'b' }, 'nickname'],
  ])('refuses %s, naming file and place', async (_what, entry, message) => {
    await accounts('first', [{ platform: 'x', ...entry }]);
    await expect(gatherData(folder)).rejects.toThrow(message);
    await expect(gatherData(folder)).rejects.toThrow('first.json');
  });

  it('refuses a file that is no JSON', async () => {
    await writeFile(path.join(folder, 'accounts', 'first.json'), '{');
    await expect(gatherData(folder)).rejects.toThrow('first.json');
  });
});

describe('building a list', () => {
  it('gives the same bytes for the same data, and dates them by the data', async () => {
    await accounts('first', [
      { platform: 'x', handle: 'a' },
      { platform: 'reddit', handle: 'b' },
    ]);
    const outDir = path.join(folder, 'out');
    const once = await buildList({ dataDir: folder, outDir, identity: await bundledIdentity() });
    const again = assembleList(await gatherData(folder), { identity: await bundledIdentity() });
    expect(again.files).toEqual(once.files);
    expect((await readdir(outDir)).sort()).toEqual([...once.files.keys()].sort());
    expect(Uint8Array.from(await readFile(path.join(outDir, 'latest')))).toEqual(
      Uint8Array.from(once.files.get('latest')!),
    );
    expect(once.manifest).toMatchObject({
      version: 201902010000,
      created: '2019-02-01T00:00:00.000Z',
      counts: { entries: 2, disclosures: 2, disputes: 2, corrected: 0 },
    });
  });

  it('does not depend on the order in which entries come', () => {
    const entries = ['a', 'b', 'c'].map((handle) =>
      someEntry({ handle, platformId: `5${handle.length}` }),
    );
    expect(someList([...entries].reverse()).files).toEqual(someList(entries).files);
  });

  it('keeps entries known by display name alone, for counts, and never finds them', async () => {
    const { manifest, files } = someList([someEntry({ displayName: 'Somebody' })]);
    expect(manifest.counts.entries).toBe(1);
    expect(manifest.files.platforms).toEqual([]);
    expect((await openIndex({ manifest, files }))('x', [])).toEqual([]);
  });

  it('divides a large platform into several shards', async () => {
    const entries = Array.from({ length: 40_000 }, (_, at) => someEntry({ handle: `n${at}` }));
    const list = someList(entries);
    expect(list.manifest.files.platforms[0]?.shards.length).toBe(2);
    const find = await openIndex(list);
    for (const at of [0, 1, 20_000, 39_999]) {
      const [key] = keysOf(entries[at]!);
      expect(find('x', [key!]).map(({ entry }) => entry)).toEqual([entries[at]]);
    }
  });
});

describe('the real data', () => {
  it('comes back entry by entry, from the index and from the store of an extension', async () => {
    const data = await gatherData(new URL('../../data', import.meta.url).pathname);
    const list = assembleList(data, { identity: await bundledIdentity() });
    const find = await openIndex(list);
    const store = await openListStore({ database: memoryDatabase() });
    await importBundledList(store, fetchFrom(list), memoryArea());
    expect(data.entries.length).toBeGreaterThan(0);
    for (const entry of data.entries) {
      for (const key of keysOf(entry)) {
        const { found } = await store.lookup(entry.platform, [key]);
        expect(found.map((each) => each.entry)).toContainEqual(entry);
        expect(find(entry.platform, [key])).toEqual(found);
      }
    }
    const [inUse] = (await store.state()).lists;
    expect((await store.info(inUse!.current))?.broken).toBe(0);
  });
});
