import type { Database, GenerationInfo, StoreState } from './generations.ts';

/** Keeps lists until the background ends: for where IndexedDB can't be opened at all. */
export function memoryDatabase(): Database {
  let state: StoreState | null = null;
  const infos = new Map<string, GenerationInfo>();
  const catalogues = new Map<string, Awaited<ReturnType<Database['catalogue']>>>();
  const bytes = new Map<string, Uint8Array>();
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
    filter: async (generation, platform) => bytes.get(name(generation, platform)) ?? null,
    setFilter: async (generation, platform, filter) => {
      bytes.set(name(generation, platform), filter);
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
      for (const key of bytes.keys()) if (key.startsWith(prefix)) bytes.delete(key);
      catalogues.delete(generation);
      infos.delete(generation);
    },
  };
}
