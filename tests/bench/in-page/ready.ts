import { readFiltersFrom } from '../../../src/store/filter-storage.ts';

// Runs in the content script's world of a page.

interface Api {
  storage: { local: { get(keys: string | string[]): Promise<Record<string, unknown>> } };
}
const { chrome } = globalThis as unknown as { chrome: Api };
/** What was made stays, so that its memory can be measured. */
const kept: unknown[] = [];

/** From nothing to the first answer, ms, and the bytes of the fingerprints. */
export async function filterReady(): Promise<{ ms: number; bytes: number }> {
  const start = performance.now();
  const { filters } = await readFiltersFrom(chrome.storage.local, ['x']);
  const filter = filters.get('x');
  if (filter?.mayHave('@nobody_of_that_name') !== false) throw new Error('no filter');
  const ms = performance.now() - start;
  kept.push(filter);
  const pointer = (await chrome.storage.local.get('filters')).filters as {
    platforms: { x: string[] };
  };
  const texts = Object.values(await chrome.storage.local.get(pointer.platforms.x)) as string[];
  return { ms, bytes: texts.reduce((sum, text) => sum + (text.length * 3) / 4, 0) };
}

export async function setReady(): Promise<{ ms: number; bytes: number }> {
  const start = performance.now();
  const names = (await chrome.storage.local.get('bench-names'))['bench-names'] as string[];
  const set = new Set(names);
  if (set.has('@nobody_of_that_name')) throw new Error('the name is there');
  const ms = performance.now() - start;
  kept.push(set);
  return { ms, bytes: 0 };
}
