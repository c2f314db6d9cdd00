import type { PlatformId } from '../accounts/platforms.ts';
import { directoryBytes, readDirectory } from '../lists/filter.ts';
import {
  FILTER_PREFIX,
  type FilterPointer,
  filterKeyOf,
  POINTER_KEY,
  partKey,
  type ReadableArea,
  readPointer,
  type StoredHead,
} from './filter-storage.ts';
import { EMPTY_STATE, stateName } from './generations.ts';
import type { ListStore } from './list-store.ts';

/** Parts of a filter that are written in one go, some megabytes. */
const PARTS_AT_ONCE = 64;

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
        if (!there.has(name)) await writeFilter(area, name, bytes);
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
  const stale = keys.filter((key) => key.startsWith(FILTER_PREFIX) && !named.has(filterKeyOf(key)));
  if (stale.length > 0) await area.remove(stale);
}

/** A filter in parts lies there in parts, the head last: what it names is there. */
async function writeFilter(area: WritableArea, key: string, bytes: Uint8Array): Promise<void> {
  const { parts } = readDirectory(bytes);
  if (parts.length === 1) {
    await area.set({ [key]: base64Of(bytes) });
    return;
  }
  for (let from = 0; from < parts.length; from += PARTS_AT_ONCE) {
    const some = parts
      .slice(from, from + PARTS_AT_ONCE)
      .map(({ offset, slots }, at) => [
        partKey(key, from + at),
        base64Of(bytes.subarray(offset, offset + slots * 2)),
      ]);
    await area.set(Object.fromEntries(some));
  }
  const head = base64Of(bytes.subarray(0, directoryBytes(bytes)));
  await area.set({ [key]: { head } satisfies StoredHead });
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
