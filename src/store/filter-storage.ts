import type { PlatformId } from '../accounts/platforms.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type KeyFilter, openFilters } from '../lists/filter.ts';

// Part of the content script: no schema library, no IndexedDB.

/*
 * How filters get into tabs without waking the background: through storage.local. One small pointer
 * says which filters are in use; each filter lies under a key of its own that names its generation,
 * as base64 (Chromium stores no typed arrays).
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

/** The part of storage.local that reading needs. */
export interface ReadableArea {
  get(keys: string | string[]): Promise<Record<string, unknown>>;
}

export interface ReadFilters {
  /** Null before the first list was imported. */
  readonly generation: string | null;
  readonly filters: ReadonlyMap<PlatformId, KeyFilter>;
  /** Platforms whose filter is there and can't be read: the background should write it again. */
  readonly damaged: readonly PlatformId[];
}

/** How often reading begins anew when the lists change in the middle of it. */
const ATTEMPTS = 3;

/** Reads the filters of some platforms. A platform that no list knows has none. */
export async function readFiltersFrom(
  area: ReadableArea,
  platforms: readonly PlatformId[],
): Promise<ReadFilters> {
  for (let attempt = 1; ; attempt++) {
    const pointer = readPointer((await area.get(POINTER_KEY))[POINTER_KEY]);
    if (!pointer) return { generation: null, filters: new Map(), damaged: [] };
    const filters = new Map<PlatformId, KeyFilter>();
    const damaged: PlatformId[] = [];
    let changed = false;
    for (const platform of platforms) {
      const keys = pointer.platforms[platform] ?? [];
      if (keys.length === 0) continue;
      const files = await readFiles(area, keys);
      if (files.length < keys.length) {
        // Filters are deleted once the pointer no longer names them: it was flipped meanwhile.
        changed = true;
        damaged.push(platform);
        continue;
      }
      try {
        filters.set(platform, openFilters(files));
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

/** Gives only the bytes, so that the base64 text, a third larger, does not stay in the tab's memory. */
async function readFiles(area: ReadableArea, keys: readonly string[]): Promise<Uint8Array[]> {
  const stored = await area.get([...keys]);
  return keys.flatMap((key) => {
    const text = stored[key];
    return typeof text === 'string' ? bytesOf(text) : [];
  });
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
