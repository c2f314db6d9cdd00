import { ListFormatError } from './errors.ts';
import { HASH_VERSION, hashKey, type KeyHash, newHash } from './hash.ts';

// Part of the content script: no builder code and no schema library here.

/*
 * A filter file. Numbers are little-endian.
 *
 *     head       16 bytes   'T' 'L' 'F' 1 · u8 hash version · u8 prefix bits p · u16 0
 *                           u32 distinct key hashes in all parts · u32 0
 *     directory  2^p × 16   u32 hashes in this part · u32 seed
 *                           u8 log2 of the segment length, u24 segments - 3 (as one u32, the u8 on top)
 *                           u32 checksum of the part's fingerprints
 *     parts      2^p × (segments × segment length) u16 fingerprints, in the order of the directory
 *
 * A key belongs to the part that the top p bits of its hash's upper half name. A part without keys
 * has no segments. Each part is a 4-wise binary fuse filter with 16-bit fingerprints (Graf and
 * Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters", JEA 2022).
 */
export const FILTER_MAGIC = 0x01464c54;
export const FILTER_HEAD_BYTES = 16;
export const PART_HEAD_BYTES = 16;
/** Beyond 4096 parts a directory would weigh more than what it saves. */
export const MAX_PREFIX_BITS = 12;
/** First slots in a part are picked by an exact product of a 32-bit word and at most 21 bits. */
const MAX_FIRST_SLOTS = 2 ** 21;
export const MAX_SEGMENT_LOG = 18;

/** What a tab asks before it asks the background. */
export interface KeyFilter {
  /** False: this key is in no list. True: it may be, about 1 in 65,536 others are let through too. */
  mayHave(key: string): boolean;
}

/** One part of a filter, as its directory describes it. */
export interface FilterPart {
  readonly keys: number;
  readonly seed: number;
  readonly segmentLog: number;
  /** Segments a key's first slot may lie in; three more follow. */
  readonly segments: number;
  readonly checksum: number;
  /** Where its fingerprints lie in the file. */
  readonly offset: number;
  readonly slots: number;
}

/** The head and directory of a filter file. */
export interface FilterDirectory {
  readonly keys: number;
  readonly prefixBits: number;
  readonly parts: readonly FilterPart[];
  /** How long the whole file has to be. */
  readonly bytes: number;
}

/** How many bytes of a filter file its head and directory take, from at least the first 16 bytes. */
export function directoryBytes(bytes: Uint8Array): number {
  if (bytes.length < FILTER_HEAD_BYTES) throw new ListFormatError('filter: no complete head');
  const head = viewOf(bytes);
  if (head.getUint32(0, true) !== FILTER_MAGIC) throw new ListFormatError('filter: not a filter');
  if (head.getUint8(4) !== HASH_VERSION) throw new ListFormatError('filter: another hash version');
  const prefixBits = head.getUint8(5);
  if (
    prefixBits > MAX_PREFIX_BITS ||
    head.getUint16(6, true) !== 0 ||
    head.getUint32(12, true) !== 0
  ) {
    throw new ListFormatError('filter: unknown head');
  }
  return FILTER_HEAD_BYTES + PART_HEAD_BYTES * 2 ** prefixBits;
}

/** Reads head and directory. Throws ListFormatError unless every number in them fits the others. */
export function readDirectory(bytes: Uint8Array): FilterDirectory {
  const start = directoryBytes(bytes);
  if (bytes.length < start) throw new ListFormatError('filter: directory cut short');
  const view = viewOf(bytes);
  const keys = view.getUint32(8, true);
  const parts: FilterPart[] = [];
  let offset = start;
  let counted = 0;
  for (let at = FILTER_HEAD_BYTES; at < start; at += PART_HEAD_BYTES) {
    const partKeys = view.getUint32(at, true);
    const seed = view.getUint32(at + 4, true);
    const geometry = view.getUint32(at + 8, true);
    const segmentLog = geometry >>> 24;
    const segments = geometry & 0xffffff;
    const slots = segments === 0 ? 0 : (segments + 3) * 2 ** segmentLog;
    const empty = partKeys === 0;
    if (
      segmentLog > MAX_SEGMENT_LOG ||
      segments * 2 ** segmentLog > MAX_FIRST_SLOTS ||
      partKeys > slots ||
      (empty && (seed !== 0 || geometry !== 0))
    ) {
      throw new ListFormatError('filter: impossible geometry');
    }
    const checksum = view.getUint32(at + 12, true);
    parts.push({ keys: partKeys, seed, segmentLog, segments, checksum, offset, slots });
    offset += slots * 2;
    counted += partKeys;
  }
  if (counted !== keys) throw new ListFormatError('filter: parts do not add up');
  return { keys, prefixBits: view.getUint8(5), parts, bytes: offset };
}

/** Tells for a hash whether one part may have it. */
export type PartProbe = (high: number, low: number) => boolean;

/**
 * Opens one part from its fingerprints, which begin at the first of `bytes`. Throws ListFormatError
 * when they are fewer or others than the directory says.
 */
export function openPart(part: FilterPart, bytes: Uint8Array): PartProbe {
  if (bytes.length !== part.slots * 2) throw new ListFormatError('filter: part of another size');
  // A view of 16-bit numbers has to begin at an even offset of its buffer.
  const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const prints = new Uint16Array(even.buffer, even.byteOffset, part.slots);
  if (checksumOf(prints) !== part.checksum) throw new ListFormatError('filter: damaged part');
  if (part.keys === 0) return () => false;
  const { seed, segmentLog } = part;
  const firstSlots = part.segments * 2 ** segmentLog;
  const segment = 2 ** segmentLog;
  const inSegment = segment - 1;
  // The same arithmetic as slotsOf, kept in one function here: this is what every name on a page runs.
  return (high, low) => {
    let a = Math.imul(high ^ seed, 0x9e3779b1);
    a ^= a >>> 15;
    let b = Math.imul((low + a) | 0, 0x85ebca6b);
    b ^= b >>> 15;
    let c = Math.imul(a ^ ((b << 16) | (b >>> 16)), 0xc2b2ae35);
    c ^= c >>> 15;
    const first = ((a >>> 0) * firstSlots * 2 ** -32) | 0;
    return (
      ((prints[first] as number) ^
        (prints[(first + segment) ^ (b & inSegment)] as number) ^
        (prints[(first + 2 * segment) ^ ((b >>> 14) & inSegment)] as number) ^
        (prints[(first + 3 * segment) ^ (c & inSegment)] as number)) ===
      c >>> 16
    );
  };
}

/** The four slots of a hash into `slots`; gives its fingerprint. What the builder and a second implementation follow. */
export function slotsOf(
  part: Pick<FilterPart, 'seed' | 'segmentLog' | 'segments'>,
  high: number,
  low: number,
  slots: Uint32Array,
): number {
  const segment = 2 ** part.segmentLog;
  const inSegment = segment - 1;
  let a = Math.imul(high ^ part.seed, 0x9e3779b1);
  a ^= a >>> 15;
  let b = Math.imul((low + a) | 0, 0x85ebca6b);
  b ^= b >>> 15;
  let c = Math.imul(a ^ ((b << 16) | (b >>> 16)), 0xc2b2ae35);
  c ^= c >>> 15;
  const first = Math.floor(((a >>> 0) * part.segments * segment) / 2 ** 32);
  slots[0] = first;
  slots[1] = (first + segment) ^ (b & inSegment);
  slots[2] = (first + 2 * segment) ^ ((b >>> 14) & inSegment);
  slots[3] = (first + 3 * segment) ^ (c & inSegment);
  return c >>> 16;
}

/** Guards a part against bits that flipped in storage; forgery is the signature's business. */
export function checksumOf(prints: Uint16Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < prints.length; at++) {
    sum = Math.imul(sum ^ (prints[at] as number), 0x01000193);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

/**
 * Opens a whole filter file in memory, without copying it. Throws ListFormatError on anything that
 * is not exactly a filter file.
 */
export function openFilter(bytes: Uint8Array): KeyFilter {
  return new WholeFilter(partsOf(bytes));
}

/** One filter for what several let through: a list and its latest changes, or several lists. */
export function openFilters(files: readonly Uint8Array[]): KeyFilter {
  return new WholeFilter(files.flatMap(partsOf));
}

interface OpenedParts {
  readonly shift: number;
  readonly probes: readonly PartProbe[];
}

function partsOf(bytes: Uint8Array): OpenedParts[] {
  const directory = readDirectory(bytes);
  if (bytes.length !== directory.bytes) throw new ListFormatError('filter: wrong length');
  if (directory.keys === 0) return [];
  const probes = directory.parts.map((part) =>
    openPart(part, bytes.subarray(part.offset, part.offset + part.slots * 2)),
  );
  return [{ shift: 32 - directory.prefixBits, probes }];
}

class WholeFilter implements KeyFilter {
  readonly #hash: KeyHash = newHash();
  readonly #filters: readonly OpenedParts[];

  constructor(filters: readonly OpenedParts[]) {
    this.#filters = filters;
  }

  mayHave(key: string): boolean {
    const hash = this.#hash;
    hashKey(key, hash);
    const high = hash[0] as number;
    const low = hash[1] as number;
    for (const { shift, probes } of this.#filters) {
      // A shift by 32 is a shift by none, so a single part is asked without one.
      const probe = probes[probes.length === 1 ? 0 : high >>> shift];
      if (probe?.(high, low)) return true;
    }
    return false;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
