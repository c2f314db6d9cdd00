import type { PlatformId } from '../accounts/platforms.ts';
import { directoryBytes, readDirectory } from '../lists/filter.ts';
import {
  type FilterPointer,
  filterKeyOf,
  PART_PREFIX,
  POINTER_KEY,
  partKey,
  platformKey,
  type ReadableArea,
  readPointer,
  type StoredFilters,
  type StoredHead,
} from './filter-storage.ts';
import { EMPTY_STATE, type StoreState, stateName } from './generations.ts';
import type { ListStore } from './list-store.ts';

/** Parts of a filter that are written in one go, some megabytes. */
const PARTS_AT_ONCE = 64;

type FilterItems = Map<PlatformId, (string | StoredHead)[]>;

/** The part of storage.local that writing needs. */
export interface WritableArea extends ReadableArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  /** Not in every browser yet; without it, all that is stored has to be read to know the keys. */
  getKeys?(): Promise<string[]>;
}

/**
 * Makes the filters that tabs read those of the lists in use: writes parts, then items and pointer in one, then
 * deletes what they no longer name. Does nothing when they are already. Can be cut off anywhere and run again: what
 * is named is there. Resolves to whether there was anything to write.
 *
 * @param rewrite Writes also what is said to be there, for when a tab found it damaged.
 */
export async function publishFilters(
  store: ListStore,
  area: WritableArea,
  { rewrite = false } = {},
): Promise<boolean> {
  const old = readPointer((await area.get(POINTER_KEY))[POINTER_KEY]);
  for (;;) {
    const state = (await store.database.state()) ?? EMPTY_STATE;
    const generation = stateName(state);
    if (old?.generation === generation && old.tidy && !rewrite) return false;
    const items = await itemsOf(store, state, area, rewrite);
    // One of the lists is out of use now.
    if (items === null) continue;
    await write(area, generation, items);
    return true;
  }
}

async function write(area: WritableArea, generation: string, items: FilterItems): Promise<void> {
  const pointer: FilterPointer = {
    version: 2,
    generation,
    platforms: [...items.keys()],
    tidy: false,
  };
  // In one, so that no tab ever sees a pointer and items that don't belong together.
  await area.set({
    [POINTER_KEY]: pointer,
    ...Object.fromEntries(
      [...items].map(([platform, files]) => [
        platformKey(platform),
        { generation, files } satisfies StoredFilters,
      ]),
    ),
  });
  await removeOthers(area, items);
  await area.set({ [POINTER_KEY]: { ...pointer, tidy: true } satisfies FilterPointer });
}

/**
 * The filters of the lists in use as their items have them, parts written. Null when one is not there: without it every
 * name of its platform would pass as not listed, so its list was taken out of use.
 */
async function itemsOf(
  store: ListStore,
  { lists }: StoreState,
  area: WritableArea,
  rewrite: boolean,
): Promise<FilterItems | null> {
  const items: FilterItems = new Map();
  for (const { current } of lists) {
    const outOfUse = async () => {
      await store.abandon(current);
      return null;
    };
    const info = await store.info(current);
    if (!info) return outOfUse();
    for (const { platform } of info.manifest.files.platforms) {
      const filter = await store.database.filter(current, platform);
      if (!filter) return outOfUse();
      const files = items.get(platform) ?? [];
      const key = `${PART_PREFIX}${current}/${platform}`;
      files.push(await storedFile(area, key, filter.whole, rewrite));
      if (filter.added) files.push(base64Of(filter.added.bytes));
      items.set(platform, files);
    }
  }
  return items;
}

async function removeOthers(area: WritableArea, items: FilterItems): Promise<void> {
  const files = [...items.values()].flat();
  const inParts = new Set(files.flatMap((file) => (typeof file === 'string' ? [] : file.key)));
  const named = new Set([...items.keys()].map(platformKey));
  const keys = area.getKeys ? await area.getKeys() : Object.keys(await area.get(null));
  const stale = keys.filter(
    (key) =>
      (key.startsWith(PART_PREFIX) && !inParts.has(filterKeyOf(key))) ||
      (key.startsWith(`${POINTER_KEY}/`) && !named.has(key)),
  );
  if (stale.length > 0) await area.remove(stale);
}

/** A file as a platform's item has it; the parts of one in parts are written. */
async function storedFile(
  area: WritableArea,
  key: string,
  bytes: Uint8Array,
  rewrite: boolean,
): Promise<string | StoredHead> {
  const { parts } = readDirectory(bytes);
  if (parts.length === 1) return base64Of(bytes);
  const stored = { head: base64Of(bytes.subarray(0, directoryBytes(bytes))), key };
  const last = partKey(key, parts.length - 1);
  // They are written in their order, and never change: where the last is, all are.
  if (!rewrite && last in (await area.get(last))) return stored;
  for (let from = 0; from < parts.length; from += PARTS_AT_ONCE) {
    const some = parts
      .slice(from, from + PARTS_AT_ONCE)
      .map(({ offset, slots }, at) => [
        partKey(key, from + at),
        base64Of(bytes.subarray(offset, offset + slots * 2)),
      ]);
    await area.set(Object.fromEntries(some));
  }
  return stored;
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
