import type { PlatformId } from '../accounts/platforms.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type KeyFilter, openFilters } from '../lists/filter.ts';
import { PagedFilter, type PartialFilter, unionOf } from '../lists/paged-filter.ts';

// Part of the content script: no schema library, no IndexedDB.

/*
 * How filters get into tabs without waking the background: through storage.local, in one question. A small pointer
 * says which version of the lists is in use, and one item a platform holds its filters, as base64 (Chromium stores
 * no typed arrays). They are written together, so that they always agree. A filter in parts lies in parts beside
 * them, so that a tab reads and holds those that it needs.
 */
export const POINTER_KEY = 'filters';
/** What the key of every part begins with. */
export const PART_PREFIX = 'filter/';

export interface FilterPointer {
  readonly version: 2;
  /** As in the background's answers: both change together. */
  readonly generation: string;
  /** Platforms that have an item of their own. */
  readonly platforms: readonly PlatformId[];
  /** Whether every part that no item names has been deleted. */
  readonly tidy: boolean;
}

/** A platform's item: its filters in every list in use. */
export interface StoredFilters {
  readonly generation: string;
  readonly files: readonly StoredFile[];
}

/** A whole filter file, base64; or head and directory of one, its parts under `partKey`. */
type StoredFile = string | StoredHead;

export interface StoredHead {
  readonly head: string;
  /** What the keys of its parts have in common. */
  readonly key: string;
}

export const platformKey = (platform: PlatformId): string => `${POINTER_KEY}/${platform}`;

/** Where a part of a filter lies. */
export const partKey = (key: string, part: number): string => `${key}/p${part}`;

/** The key of the filter that a part's key is of. */
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

/** Reads the filters of some platforms. A platform that no list knows has none. */
export async function readFiltersFrom(
  area: ReadableArea,
  platforms: readonly PlatformId[],
  onDamaged: () => void = () => {},
): Promise<ReadFilters> {
  const stored = await area.get([POINTER_KEY, ...platforms.map(platformKey)]);
  const pointer = readPointer(stored[POINTER_KEY]);
  const filters = new Map<PlatformId, KeyFilter | PartialFilter>();
  const damaged: PlatformId[] = [];
  if (!pointer) return { generation: null, filters, damaged };
  for (const platform of platforms) {
    if (!pointer.platforms.includes(platform)) continue;
    try {
      const files = filesIn(stored[platformKey(platform)], pointer.generation);
      filters.set(platform, opened(area, files, onDamaged));
    } catch (error) {
      if (!(error instanceof ListFormatError)) throw error;
      damaged.push(platform);
    }
  }
  return { generation: pointer.generation, filters, damaged };
}

/** Throws ListFormatError for what is not a platform's item, or of other lists. */
function filesIn(stored: unknown, generation: string): readonly StoredFile[] {
  const item = stored as Partial<StoredFilters> | null | undefined;
  if (item?.generation !== generation || !Array.isArray(item.files)) {
    throw new ListFormatError('filter: missing');
  }
  return item.files;
}

function opened(
  area: ReadableArea,
  files: readonly StoredFile[],
  onDamaged: () => void,
): KeyFilter | PartialFilter {
  const whole: Uint8Array[] = [];
  const heads: StoredHead[] = [];
  for (const file of files) {
    if (typeof file === 'string') whole.push(bytesOf(file));
    else if (typeof file?.head === 'string' && typeof file.key === 'string') heads.push(file);
    else throw new ListFormatError('filter: not one');
  }
  if (heads.length === 0) return openFilters(whole);
  const options = { maxBytes: MAX_BYTES_OF_PARTS / heads.length, onDamaged };
  const paged = heads.map(
    ({ head, key }) =>
      new PagedFilter(bytesOf(head), (numbers) => readParts(area, key, numbers), options),
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
  return pointer?.version === 2 &&
    typeof pointer.generation === 'string' &&
    Array.isArray(pointer.platforms)
    ? (pointer as FilterPointer)
    : null;
}
