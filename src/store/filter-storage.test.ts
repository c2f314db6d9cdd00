import { describe, expect, it } from 'vitest';
import { fetchFrom, memoryArea, someEntry, someList } from '../../tests/unit/list-fixture.ts';
import { buildFilter } from '../lists/build-filter.ts';
import { readDirectory } from '../lists/filter.ts';
import type { PartialFilter } from '../lists/paged-filter.ts';
import { importBundledList } from '../sync/bundled.ts';
import { POINTER_KEY, readFiltersFrom } from './filter-storage.ts';
import { publishFilters } from './filter-writer.ts';
import { openListStore } from './list-store.ts';
import { memoryDatabase } from './memory-database.ts';

const first = someList(
  [someEntry({ handle: 'one' }), someEntry({ platform: 'reddit', handle: 'red' })],
  {
    version: 1,
  },
);
const second = someList([someEntry({ handle: 'two' })], { version: 2 });
const other = someList([someEntry({ handle: 'three' })], { id: 'other', version: 1 });

async function published(...lists: (typeof first)[]) {
  const store = await openListStore({ database: memoryDatabase() });
  const area = memoryArea();
  for (const list of lists) await importBundledList(store, fetchFrom(list), area);
  return { store, area };
}

describe('filters for tabs', () => {
  it('are those of the platforms asked for, under the answers’ generation', async () => {
    const { store, area } = await published(first);
    const read = await readFiltersFrom(area, ['x', 'reddit', 'vimeo']);
    expect([...read.filters.keys()]).toEqual(['x', 'reddit']);
    expect(read.filters.get('x')?.mayHave('@one')).toBe(true);
    expect(read.filters.get('x')?.mayHave('@red')).toBe(false);
    expect(read.generation).toBe((await store.lookup('x', ['@one'])).generation);
  });

  it('are none before the first import', async () => {
    expect(await readFiltersFrom(memoryArea(), ['x'])).toEqual({
      generation: null,
      filters: new Map(),
      damaged: [],
    });
  });

  it('join what several lists name', async () => {
    const { area } = await published(first, other);
    const filter = (await readFiltersFrom(area, ['x'])).filters.get('x');
    expect(['@one', '@three', '@two'].map((key) => filter?.mayHave(key))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lie in parts where a list is large, and a tab reads those that it needs', async () => {
    const { store, area } = await published(first);
    const { current } = (await store.state()).lists[0]!;
    const keys = Array.from({ length: 1000 }, (_, at) => `@name_${at}`);
    const whole = buildFilter(keys, { wholeLimit: 100, partKeys: 50 });
    await store.database.setFilter(current, 'x', { whole, added: null });
    await publishFilters(store, area, { rewrite: true });
    expect([...area.items.keys()].filter((key) => /\/x\/p\d+$/.test(key))).toHaveLength(
      readDirectory(whole).parts.length,
    );
    const asked: string[][] = [];
    const get = (names: string | string[]) => {
      asked.push([names].flat());
      return area.get(names);
    };
    const filter = (await readFiltersFrom({ get }, ['x'])).filters.get('x') as PartialFilter;
    expect(filter.mayHave('@name_1')).toBeNull();
    expect(await filter.which(['@name_1', '@name_2'])).toEqual(new Set(['@name_1', '@name_2']));
    expect(asked.at(-1)!.length).toBeLessThanOrEqual(2);
    await importBundledList(store, fetchFrom(second), area);
    expect([...area.items.keys()].filter((key) => /\/p\d+$/.test(key))).toEqual([]);
  });

  it('are read in one question, and agree whenever it is asked', async () => {
    const { store, area } = await published(first);
    const seen: string[] = [];
    const watched: typeof area = {
      ...area,
      set: async (changes) => {
        await area.set(changes);
        const { filters, damaged } = await readFiltersFrom(area, ['x', 'reddit']);
        const has = (key: string) => (filters.get('x')?.mayHave(key) ? key : '');
        seen.push(`${has('@one')}${has('@two')}${damaged.length}`);
      },
    };
    await importBundledList(store, fetchFrom(second), watched);
    expect(seen).toEqual(['@two0', '@two0']);
    let asked = 0;
    const get: typeof area.get = (keys) => {
      asked++;
      return area.get(keys);
    };
    await readFiltersFrom({ get }, ['x', 'reddit']);
    expect(asked).toBe(1);
  });

  it('that are there and broken are named, and written again on demand', async () => {
    for (const broken of [
      '17',
      '{}',
      '["%%%"]',
      '["AAAA"]',
      '[""]',
      '[17]',
      '[null]',
      '[{"head":1}]',
    ]) {
      const { store, area } = await published(first);
      const key = [...area.items.keys()].find((name) => name.endsWith('/x'))!;
      const { generation } = JSON.parse(area.items.get(key)!);
      area.items.set(
        key,
        broken.startsWith('[') ? `{"generation":"${generation}","files":${broken}}` : broken,
      );
      const read = await readFiltersFrom(area, ['x', 'reddit']);
      expect([[...read.filters.keys()], read.damaged]).toEqual([['reddit'], ['x']]);
      await publishFilters(store, area, { rewrite: true });
      expect((await readFiltersFrom(area, ['x'])).filters.get('x')?.mayHave('@one')).toBe(true);
    }
  });

  it.each(['null', '5', '{}', '{"version":1,"generation":"a","platforms":{}}', '{"version":2}'])(
    'are none with %s for a pointer',
    async (pointer) => {
      const { store, area } = await published(first);
      area.items.set(POINTER_KEY, pointer);
      expect((await readFiltersFrom(area, ['x'])).generation).toBeNull();
      await publishFilters(store, area);
      expect((await readFiltersFrom(area, ['x'])).filters.size).toBe(1);
    },
  );

  it('are never deleted before the pointer has left them', async () => {
    const { store, area } = await published(first);
    const log: string[] = [];
    const watched: typeof area = {
      ...area,
      set: async (changes) => {
        log.push(`set ${Object.keys(changes).sort().join(' ')}`);
        await area.set(changes);
      },
      remove: async (keys) => {
        log.push('remove');
        await area.remove(keys);
      },
    };
    await importBundledList(store, fetchFrom(second), watched);
    expect(log).toEqual(['set filters filters/x', 'remove', 'set filters']);
    expect(area.items.size).toBe(2);
  });

  it('leave everything else in storage alone', async () => {
    const { store, area } = await published(first);
    await area.set({ settings: { enabled: false } });
    await importBundledList(store, fetchFrom(second), area);
    expect(await area.get('settings')).toEqual({ settings: { enabled: false } });
  });

  it('come back from the fallback of browsers without Uint8Array.fromBase64', async () => {
    const { area } = await published(first);
    const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
    try {
      Object.defineProperty(Uint8Array, 'fromBase64', {
        configurable: true,
        value: (text: string) => new Uint8Array(Buffer.from(text, 'base64')),
      });
      expect((await readFiltersFrom(area, ['x'])).filters.get('x')?.mayHave('@one')).toBe(true);
      Object.defineProperty(Uint8Array, 'fromBase64', { configurable: true, value: undefined });
      expect((await readFiltersFrom(area, ['x'])).filters.get('x')?.mayHave('@one')).toBe(true);
    } finally {
      if (own) Object.defineProperty(Uint8Array, 'fromBase64', own);
      else Reflect.deleteProperty(Uint8Array, 'fromBase64');
    }
  });
});
