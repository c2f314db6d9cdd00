import type { PlatformId } from '../accounts/platforms.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type KeyFilter, openFilters } from '../lists/filter.ts';
import { PagedFilter, type PartialFilter, unionOf } from '../lists/paged-filter.ts';

// Part of the content script: no schema library, no IndexedDB.

/*
 * How filters get into tabs without waking the background: through storage.local. One small pointer
 * says which filters are in use; each filter lies under a key of its own that names its generation,
 * as base64 (Chromium stores no typed arrays). A filter in parts lies in parts, so that a tab reads and holds
 * those that it needs.
 */
export const POINTER_KEY = 'filters';
/** What every filter's key begins with. */
export const FILTER_PREFIX = 'filter/';

export interface FilterPointer {
  readonly version: 1;
  /** As in the background's answers: both change together. */
  readonly generation: string;
  /** The keys of a platform's filters, one for each list that knows the platform. */
  readonly platforms: { readonly [platform in PlatformId]?: readonly string[] };
  /** Whether every filter that is not named here has been deleted. */
  readonly tidy: boolean;
}

/** What lies under the key of a filter that is stored in parts; each of them under `partKey`. */
export interface StoredHead {
  /** Head and directory of the file, base64. */
  readonly head: string;
}

/** Where a part of a filter lies. */
export const partKey = (key: string, part: number): string => `${key}/p${part}`;

/** The key of the filter that what lies under a key is of. */
export const filterKeyOf = (key: string): string => key.replace(/\/p\d+$/, '');

/** So much of a filter in parts a tab holds at most, beside the directory. */
const MAX_BYTES_OF_PARTS = 3.5 * 2 ** 20;

/** The part of storage.local that reading needs. */
export interface ReadableArea {
  get(keys: string | string[]): Promise<Record<string, unknown>>;
}

export interface ReadFilters {
  /** Null before the first list was imported. */
  readonly generation: string | null;
  readonly filters: ReadonlyMap<PlatformId, KeyFilter | PartialFilter>;
  /** Platforms whose filter is there and can't be read: the background should write it again. */
  readonly damaged: readonly PlatformId[];
}

/** How often reading begins anew when the lists change in the middle of it. */
const ATTEMPTS = 3;

/** Reads the filters of some platforms. A platform that no list knows has none. */
export async function readFiltersFrom(
  area: ReadableArea,
  platforms: readonly PlatformId[],
  onDamaged: () => void = () => {},
): Promise<ReadFilters> {
  for (let attempt = 1; ; attempt++) {
    const pointer = readPointer((await area.get(POINTER_KEY))[POINTER_KEY]);
    if (!pointer) return { generation: null, filters: new Map(), damaged: [] };
    const filters = new Map<PlatformId, KeyFilter | PartialFilter>();
    const damaged: PlatformId[] = [];
    let changed = false;
    for (const platform of platforms) {
      const keys = pointer.platforms[platform] ?? [];
      if (keys.length === 0) continue;
      const files = await readFiles(area, keys);
      if (files.size < keys.length) {
        // Filters are deleted once the pointer no longer names them: it was flipped meanwhile.
        changed = true;
        damaged.push(platform);
        continue;
      }
      try {
        filters.set(platform, opened(area, files, onDamaged));
      } catch (error) {
        if (!(error instanceof ListFormatError)) throw error;
        damaged.push(platform);
      }
    }
    if (!changed || attempt === ATTEMPTS) {
      return { generation: pointer.generation, filters, damaged };
    }
  }
}

type StoredFile = { readonly bytes: Uint8Array; readonly inParts: boolean };

/** Gives only the bytes, so that the base64 text, a third larger, does not stay in the tab's memory. */
async function readFiles(
  area: ReadableArea,
  keys: readonly string[],
): Promise<Map<string, StoredFile>> {
  const stored = await area.get([...keys]);
  const files = new Map<string, StoredFile>();
  for (const key of keys) {
    const value = stored[key];
    const head = (value as Partial<StoredHead> | null | undefined)?.head;
    if (typeof value === 'string') files.set(key, { bytes: bytesOf(value), inParts: false });
    else if (typeof head === 'string') files.set(key, { bytes: bytesOf(head), inParts: true });
  }
  return files;
}

function opened(
  area: ReadableArea,
  files: ReadonlyMap<string, StoredFile>,
  onDamaged: () => void,
): KeyFilter | PartialFilter {
  const whole = [...files.values()].filter(({ inParts }) => !inParts).map(({ bytes }) => bytes);
  const inParts = [...files].filter(([, file]) => file.inParts);
  if (inParts.length === 0) return openFilters(whole);
  const options = { maxBytes: MAX_BYTES_OF_PARTS / inParts.length, onDamaged };
  const paged = inParts.map(
    ([key, { bytes }]) =>
      new PagedFilter(bytes, (numbers) => readParts(area, key, numbers), options),
  );
  return unionOf([...(whole.length > 0 ? [openFilters(whole)] : []), ...paged]);
}

async function readParts(
  area: ReadableArea,
  key: string,
  numbers: readonly number[],
): Promise<Map<number, Uint8Array>> {
  const stored = await area.get(numbers.map((number) => partKey(key, number)));
  const parts = new Map<number, Uint8Array>();
  for (const number of numbers) {
    const text = stored[partKey(key, number)];
    if (typeof text === 'string') parts.set(number, bytesOf(text));
  }
  return parts;
}

function bytesOf(text: string): Uint8Array {
  try {
    if (typeof Uint8Array.fromBase64 === 'function') return Uint8Array.fromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    // Nothing of a filter's length: it is then counted as damaged.
    return new Uint8Array(0);
  }
}

/** The pointer, or null when what is stored is none. */
export function readPointer(stored: unknown): FilterPointer | null {
  const pointer = stored as Partial<FilterPointer> | null | undefined;
  return pointer?.version === 1 &&
    typeof pointer.generation === 'string' &&
    typeof pointer.platforms === 'object' &&
    pointer.platforms !== null
    ? (pointer as FilterPointer)
    : null;
}
