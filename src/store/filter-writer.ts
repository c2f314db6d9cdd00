import type { PlatformId } from '../accounts/platforms.ts';
import {
  FILTER_PREFIX,
  type FilterPointer,
  POINTER_KEY,
  type ReadableArea,
  readPointer,
} from './filter-storage.ts';
import { EMPTY_STATE, stateName } from './generations.ts';
import type { ListStore } from './list-store.ts';

/** The part of storage.local that writing needs. */
export interface WritableArea extends ReadableArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  /** Not in every browser yet; without it, all that is stored has to be read to know the keys. */
  getKeys?(): Promise<string[]>;
}

/**
 * Makes the filters that tabs read those of the lists in use: writes the new ones, then the pointer,
 * then deletes the old ones. Does nothing when they are already. Can be cut off anywhere and run
 * again: the pointer names only what is there, and what it does not name is deleted at the end.
 * Resolves to whether there was anything to write.
 *
 * @param rewrite Writes also what the pointer says is there, for when a tab found it damaged.
 */
export async function publishFilters(
  store: ListStore,
  area: WritableArea,
  { rewrite = false } = {},
): Promise<boolean> {
  const state = (await store.database.state()) ?? EMPTY_STATE;
  const generation = stateName(state);
  const old = readPointer((await area.get(POINTER_KEY))[POINTER_KEY]);
  if (old?.generation === generation && old.tidy && !rewrite) return false;
  const there = new Set(old && !rewrite ? Object.values(old.platforms).flat() : []);
  const platforms: { [platform in PlatformId]?: string[] } = {};
  for (const { current } of state.lists) {
    const info = await store.info(current);
    for (const { platform } of info?.manifest.files.platforms ?? []) {
      const filter = await store.database.filter(current, platform);
      if (!filter) continue;
      const key = `${FILTER_PREFIX}${current}/${platform}`;
      const files = new Map([[key, filter.whole]]);
      if (filter.added) files.set(`${key}+`, filter.added.bytes);
      for (const [name, bytes] of files) {
        if (!there.has(name)) await area.set({ [name]: base64Of(bytes) });
      }
      platforms[platform] = [...(platforms[platform] ?? []), ...files.keys()];
    }
  }
  const pointer: FilterPointer = { version: 1, generation, platforms, tidy: false };
  await area.set({ [POINTER_KEY]: pointer });
  await removeOthers(area, new Set(Object.values(platforms).flat()));
  await area.set({ [POINTER_KEY]: { ...pointer, tidy: true } satisfies FilterPointer });
  return true;
}

async function removeOthers(area: WritableArea, named: ReadonlySet<string>): Promise<void> {
  const keys = area.getKeys ? await area.getKeys() : Object.keys(await area.get(null));
  const stale = keys.filter((key) => key.startsWith(FILTER_PREFIX) && !named.has(key));
  if (stale.length > 0) await area.remove(stale);
}

function base64Of(bytes: Uint8Array): string {
  if (typeof bytes.toBase64 === 'function') return bytes.toBase64();
  let binary = '';
  // As many at a time as any engine takes arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
