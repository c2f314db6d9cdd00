import type { Corrections } from '../lists/corrections.ts';
import type { Database, GenerationInfo, StoredFilter, StoreState } from './generations.ts';

/** Keeps lists until the background ends: for where IndexedDB can't be opened at all. */
export function memoryDatabase(): Database {
  let state: StoreState | null = null;
  const infos = new Map<string, GenerationInfo>();
  const catalogues = new Map<string, Awaited<ReturnType<Database['catalogue']>>>();
  const bytes = new Map<string, Uint8Array>();
  const filters = new Map<string, StoredFilter>();
  const corrections = new Map<string, Corrections>();
  const name = (...parts: readonly (string | number)[]) => JSON.stringify(parts);
  return {
    state: async () => state,
    setState: async (next) => {
      state = next;
    },
    generations: async () => [...infos.keys()],
    info: async (generation) => infos.get(generation) ?? null,
    setInfo: async (generation, info) => {
      infos.set(generation, info);
    },
    catalogue: async (generation) => catalogues.get(generation) ?? null,
    setCatalogue: async (generation, catalogue) => {
      catalogues.set(generation, catalogue);
    },
    filter: async (generation, platform) => filters.get(name(generation, platform)) ?? null,
    setFilter: async (generation, platform, filter) => {
      filters.set(name(generation, platform), filter);
    },
    pages: async (keys) => keys.map((key) => bytes.get(name(...key)) ?? null),
    setPages: async (generation, platform, first, pages) => {
      pages.forEach((page, at) => {
        bytes.set(name(generation, platform, first + at), page.slice());
      });
    },
    countPages: async (generation, platform) => {
      const prefix = name(generation, platform).replace(/\]$/, ',');
      return [...bytes.keys()].filter((key) => key.startsWith(prefix)).length;
    },
    drop: async (generation) => {
      const prefix = name(generation).replace(/\]$/, ',');
      for (const part of [bytes, filters]) {
        for (const key of part.keys()) if (key.startsWith(prefix)) part.delete(key);
      }
      catalogues.delete(generation);
      infos.delete(generation);
    },
    corrections: async (name) => corrections.get(name) ?? null,
    setCorrections: async (name, value) => {
      corrections.set(name, value);
    },
    keepCorrections: async (names) => {
      for (const name of corrections.keys()) if (!names.has(name)) corrections.delete(name);
    },
  };
}
