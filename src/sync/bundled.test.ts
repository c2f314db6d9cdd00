import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cutter } from '../../tests/unit/cutter.ts';
import { fetchFrom, memoryArea, someEntry, someList } from '../../tests/unit/list-fixture.ts';
import { loseValuesOf } from '../../tests/unit/lost-values.ts';
import type { BuiltList } from '../publish/build.ts';
import { readFiltersFrom } from '../store/filter-storage.ts';
import type { WritableArea } from '../store/filter-writer.ts';
import type { Database } from '../store/generations.ts';
import { DATABASE_NAME, IndexedDatabase } from '../store/indexed-database.ts';
import { ListStore, openListStore } from '../store/list-store.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { importBundledList } from './bundled.ts';

const kept = someEntry({ handle: 'Kept_Name', platformId: '123456789' });
const older = someEntry({ handle: 'old_only' });
const newer = someEntry({ handle: 'new_only' });
const onReddit = someEntry({ platform: 'reddit', handle: 'someone' });
const oldList = someList([kept, older, onReddit], { version: 1 });
const newList = someList([kept, newer, onReddit], { version: 2 });

/** Which of the names on X are found, and by filter and store alike. */
async function namesIn(store: ListStore, area: WritableArea): Promise<string[]> {
  const names = ['@kept_name', '#123456789', '@old_only', '@new_only'];
  const { filters } = await readFiltersFrom(area, ['x']);
  const { found } = await store.lookup('x', names);
  return names.filter(
    (name) => filters.get('x')?.mayHave(name) && found.some(({ key }) => key === name),
  );
}
const OLD = ['@kept_name', '#123456789', '@old_only'];
const NEW = ['@kept_name', '#123456789', '@new_only'];

beforeEach(() => deleteDB(DATABASE_NAME));

describe.each([
  ['IndexedDB', () => new IndexedDatabase() as Database],
  ['memory', () => memoryDatabase()],
])('importing the bundled list into %s', (_name, newDatabase) => {
  it('puts it in use on the first run, and does nothing on the second', async () => {
    const store = await openListStore({ database: newDatabase() });
    const area = memoryArea();
    expect(await namesIn(store, area)).toEqual([]);
    expect(await importBundledList(store, fetchFrom(oldList), area)).toBe(true);
    expect(await namesIn(store, area)).toEqual(OLD);

    const asked: string[] = [];
    const fetchFile = async (name: string) => {
      asked.push(name);
      return fetchFrom(oldList)(name);
    };
    expect(await importBundledList(store, fetchFile, area)).toBe(false);
    expect(asked).toEqual(['latest']);
    expect(await namesIn(store, area)).toEqual(OLD);
  });

  it('replaces it by the package’s next, keeps the one before and drops what is older', async () => {
    const database = newDatabase();
    const store = await openListStore({ database });
    const area = memoryArea();
    for (const list of [oldList, newList]) await importBundledList(store, fetchFrom(list), area);
    expect(await namesIn(store, area)).toEqual(NEW);
    expect((await database.generations()).length).toBe(2);
    const third = someList([kept], { version: 3 });
    await importBundledList(store, fetchFrom(third), area);
    expect(await namesIn(store, area)).toEqual(['@kept_name', '#123456789']);
    expect((await database.generations()).length).toBe(2);
    // Tabs' filters are those in use alone, and the pointer to them.
    expect([...area.items.keys()].map((key) => key.split('/').at(-1))).toEqual(
      expect.arrayContaining(['filters', 'x']),
    );
    expect(area.items.size).toBe(2);
  });

  it('never replaces a newer version that did not come in the package', async () => {
    const database = newDatabase();
    const store = await openListStore({ database });
    const area = memoryArea();
    await importBundledList(store, fetchFrom(newList), area);
    const state = await database.state();
    const { lists } = state!;
    await database.setState({ ...state!, lists: [{ ...lists[0]!, bundled: false }] });
    expect(await importBundledList(store, fetchFrom(oldList), area)).toBe(false);
    expect(await namesIn(await openListStore({ database }), area)).toEqual(NEW);
  });

  it('is either old or new when it is cut off anywhere, and the next try finishes', async () => {
    for (const start of [null, oldList]) {
      const before = start ? OLD : [];
      let steps = Number.POSITIVE_INFINITY;
      let cutOff = 0;
      for (let allowed = 0; allowed < steps; allowed++) {
        await deleteDB(DATABASE_NAME);
        const database = newDatabase();
        const area = memoryArea();
        if (start) {
          await importBundledList(await openListStore({ database }), fetchFrom(start), area);
        }
        const cut = new Cutter(allowed);
        const attempt = importBundledList(
          new ListStore(cut.each(database)),
          cut.one(fetchFrom(newList)),
          cut.each(area),
        );
        const failed = await attempt.then(
          () => false,
          () => true,
        );
        if (failed) cutOff++;
        else steps = allowed;
        // What a background sees that is started after the browser killed the last one.
        const later = await openListStore({ database });
        const seen = (await later.lookup('x', [...OLD, '@new_only'])).found.map(({ key }) => key);
        expect([before.join(), NEW.join()], `after ${allowed} steps`).toContain(seen.join());
        const tab = (await readFiltersFrom(area, ['x'])).filters.get('x');
        const passed = [...OLD, '@new_only'].filter((key) => tab?.mayHave(key));
        expect([before.join(), NEW.join()], `after ${allowed} steps`).toContain(passed.join());

        await importBundledList(later, fetchFrom(newList), area);
        expect(await namesIn(later, area), `after ${allowed} steps`).toEqual(NEW);
        expect((await database.generations()).length).toBe(start ? 2 : 1);
        expect([...area.items.keys()].filter((key) => key.includes('/')).length).toBe(2);
      }
      expect(cutOff).toBeGreaterThan(15);
    }
  });
});

describe('a damaged package', () => {
  it.each([...oldList.files.keys()])('is refused with a changed byte in %s', async (name) => {
    const store = await openListStore({ database: memoryDatabase() });
    const area = memoryArea();
    await importBundledList(store, fetchFrom(newList), area);
    const files = new Map(oldList.files);
    const bytes = Uint8Array.from(files.get(name)!);
    bytes[Math.floor(bytes.length / 2)]! ^= name === 'latest' ? 0x80 : 1;
    files.set(name, bytes);
    await expect(importBundledList(store, fetchFrom({ files }), area)).rejects.toThrow();
    expect(await namesIn(store, area)).toEqual(NEW);
  });

  it('is refused with two platforms’ files swapped', async () => {
    const { manifest, files } = oldList;
    const [first, second] = manifest.files.platforms;
    const swapped = {
      ...manifest,
      files: {
        ...manifest.files,
        platforms: [{ ...first!, shards: second!.shards }, second!],
      },
    };
    await expectRefused({ manifest: swapped, files }, 'a file of another place');
  });

  it('is refused with fewer records than it says, or with another filter', async () => {
    const { manifest, files } = oldList;
    const [first, second] = manifest.files.platforms;
    const with_ = (change: Partial<typeof first>) => ({
      manifest: {
        ...manifest,
        files: { ...manifest.files, platforms: [{ ...first!, ...change }, second!] },
      },
      files,
    });
    await expectRefused(with_({ records: first!.records + 1 }), 'not as many records');
    await expectRefused(with_({ pageBits: 1 }), 'another place');
  });

  async function expectRefused(list: Pick<BuiltList, 'manifest' | 'files'>, message: string) {
    const store = await openListStore({ database: memoryDatabase() });
    const latest = new TextEncoder().encode(JSON.stringify(list.manifest));
    const files = new Map([...list.files, ['latest', latest]]);
    await expect(importBundledList(store, fetchFrom({ files }), memoryArea())).rejects.toThrow(
      message,
    );
    expect((await store.state()).lists).toEqual([]);
  }
});

describe('storage that goes wrong', () => {
  it('answers nothing and calls for an import when the database was deleted', async () => {
    let missing = 0;
    const onMissing = () => {
      missing++;
    };
    const store = await openListStore({ onMissing });
    const area = memoryArea();
    await importBundledList(store, fetchFrom(oldList), area);
    await deleteDB(DATABASE_NAME);
    expect((await store.lookup('x', OLD)).found).toEqual([]);
    expect(missing).toBeGreaterThan(0);
    await importBundledList(store, fetchFrom(oldList), area);
    expect(await namesIn(store, area)).toEqual(OLD);
  });

  it('begins anew over a database of another version', async () => {
    (await openDB(DATABASE_NAME, 999)).close();
    const store = await openListStore();
    const area = memoryArea();
    await importBundledList(store, fetchFrom(oldList), area);
    expect(await namesIn(store, area)).toEqual(OLD);
  });

  it('does without IndexedDB where there is none', async () => {
    const { indexedDB } = globalThis;
    try {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
      const store = await openListStore();
      const area = memoryArea();
      await importBundledList(store, fetchFrom(oldList), area);
      expect(await namesIn(store, area)).toEqual(OLD);
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB, configurable: true });
    }
  });

  it('steps back to the version before when a page of the current one is gone', async () => {
    const database = new IndexedDatabase();
    let missing = 0;
    const area = memoryArea();
    const first = await openListStore({ database });
    for (const list of [oldList, newList]) await importBundledList(first, fetchFrom(list), area);
    const db = await openDB(DATABASE_NAME);
    const { current } = (await database.state())!.lists[0]!;
    await db.delete('pages', [current, 'x', 0]);
    db.close();
    const store = await openListStore({
      database,
      onMissing: () => {
        missing++;
      },
    });
    expect((await store.lookup('x', ['@old_only'])).found.length).toBe(1);
    expect(missing).toBe(1);
    await importBundledList(store, fetchFrom(newList), area);
    expect(await namesIn(store, area)).toEqual(NEW);
  });

  it('calls for an import when a page of the only version is damaged', async () => {
    const database = new IndexedDatabase();
    const area = memoryArea();
    await importBundledList(await openListStore({ database }), fetchFrom(oldList), area);
    const { current } = (await database.state())!.lists[0]!;
    await database.setPages(current, 'x', 0, [Uint8Array.of(9, 9, 9)]);
    let missing = 0;
    const store = await openListStore({
      database,
      onMissing: () => {
        missing++;
      },
    });
    expect((await store.lookup('x', OLD)).found).toEqual([]);
    expect(missing).toBeGreaterThan(0);
    await importBundledList(store, fetchFrom(oldList), area);
    expect(await namesIn(store, area)).toEqual(OLD);
  });

  it.each(['generations', 'catalogues', 'pages'])(
    'calls for an import when the browser has lost %s',
    async (values) => {
      const area = memoryArea();
      await importBundledList(await openListStore(), fetchFrom(oldList), area);
      let missing = 0;
      const store = await openListStore({
        onMissing: () => {
          missing++;
        },
      });
      const find = loseValuesOf(values);
      expect((await store.lookup('x', OLD)).found).toEqual([]);
      expect(missing).toBeGreaterThan(0);
      find();
      await importBundledList(store, fetchFrom(oldList), area);
      expect(await namesIn(store, area)).toEqual(OLD);
    },
  );

  it('gives way to whoever deletes the database, and works again afterwards', async () => {
    const store = await openListStore();
    const area = memoryArea();
    await importBundledList(store, fetchFrom(oldList), area);
    // Would never resolve if the store kept its connection.
    await deleteDB(DATABASE_NAME);
    await importBundledList(store, fetchFrom(oldList), area);
    expect(await namesIn(store, area)).toEqual(OLD);
  });
});
