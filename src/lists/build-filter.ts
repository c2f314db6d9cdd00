import {
  checksumOf,
  FILTER_HEAD_BYTES,
  FILTER_MAGIC,
  MAX_PREFIX_BITS,
  MAX_SEGMENT_LOG,
  PART_HEAD_BYTES,
  slotsOf,
} from './filter.ts';
import { HASH_VERSION, hashKey, newHash } from './hash.ts';

/** When a filter is split, and how finely. Other values than the usual ones serve tests. */
export interface FilterSplit {
  /** Up to this many keys a filter is one part; a tab holds at most about 3.3 MB of it. */
  readonly wholeLimit: number;
  /** Beyond, parts of about this many keys (40 KB) are read as a page needs them. */
  readonly partKeys: number;
}
const USUAL_SPLIT: FilterSplit = { wholeLimit: 1_500_000, partKeys: 20_000 };

/** One seed in about 60 fails at a thousand keys, none were seen to fail above; this many never will. */
const MAX_SEEDS = 200;

/**
 * Builds a filter file for these keys; keys with equal hashes count once. The same set of keys gives
 * the same bytes, in whatever order they come.
 */
export function buildFilter(keys: Iterable<string>, split = USUAL_SPLIT): Uint8Array {
  const hashes = distinctHashes(keys);
  const prefixBits = prefixBitsFor(hashes.length, split);
  const partCount = 2 ** prefixBits;
  const parts: BuiltPart[] = [];
  let from = 0;
  for (let part = 0; part < partCount; part++) {
    const end = BigInt(part + 1) << BigInt(64 - prefixBits);
    let to = part + 1 === partCount ? hashes.length : from;
    while (to < hashes.length && (hashes[to] as bigint) < end) to++;
    parts.push(buildPart(hashes.subarray(from, to)));
    from = to;
  }
  return assemble(hashes.length, prefixBits, parts);
}

function prefixBitsFor(keys: number, { wholeLimit, partKeys }: FilterSplit): number {
  if (keys <= wholeLimit) return 0;
  return Math.min(MAX_PREFIX_BITS, Math.ceil(Math.log2(keys / partKeys)));
}

/** The keys' hashes as 64-bit numbers, ascending, each once: so the parts lie one after another. */
function distinctHashes(keys: Iterable<string>): BigUint64Array {
  const hash = newHash();
  let words = new Uint32Array(2 * 1024);
  let count = 0;
  for (const key of keys) {
    if (count * 2 === words.length) {
      const grown = new Uint32Array(words.length * 2);
      grown.set(words);
      words = grown;
    }
    hashKey(key, hash);
    words[count * 2] = hash[1] as number;
    words[count * 2 + 1] = hash[0] as number;
    count++;
  }
  const sorted = new BigUint64Array(words.buffer, 0, count).sort();
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue;
    sorted[kept++] = sorted[at] as bigint;
  }
  return sorted.subarray(0, kept);
}

interface BuiltPart {
  readonly keys: number;
  readonly seed: number;
  readonly segmentLog: number;
  readonly segments: number;
  readonly prints: Uint16Array;
}

/** Segment length and number of segments as in the authors' own implementation, for arity 4. */
function geometryFor(keys: number): Pick<BuiltPart, 'segmentLog' | 'segments'> {
  const n = Math.max(keys, 2);
  const segmentLog = Math.min(
    MAX_SEGMENT_LOG,
    Math.max(0, Math.floor(Math.log(n) / Math.log(2.91) - 0.5)),
  );
  const sizeFactor = Math.max(1.075, 0.77 + (0.305 * Math.log(600_000)) / Math.log(n));
  const segments = Math.max(1, Math.ceil((n * sizeFactor) / 2 ** segmentLog) - 3);
  return { segmentLog, segments };
}

function buildPart(hashes: BigUint64Array): BuiltPart {
  const keys = hashes.length;
  if (keys === 0) return { keys, seed: 0, segmentLog: 0, segments: 0, prints: new Uint16Array(0) };
  const geometry = geometryFor(keys);
  const words = new Int32Array(hashes.buffer, hashes.byteOffset, keys * 2);
  for (let attempt = 1; attempt <= MAX_SEEDS; attempt++) {
    const seed = Math.imul(attempt, 0x9e3779b9) >>> 0;
    const prints = fillPart({ seed, ...geometry }, words);
    if (prints) return { keys, seed, ...geometry, prints };
  }
  throw new Error(`no seed out of ${MAX_SEEDS} fits ${keys} keys`);
}

/**
 * Peels the keys off, each from a slot that no other remaining key has, then sets fingerprints in
 * reverse. Gives null when some keys can't be peeled with this seed. `words` are [low, high] pairs.
 */
function fillPart(
  part: Pick<BuiltPart, 'seed' | 'segmentLog' | 'segments'>,
  words: Int32Array,
): Uint16Array | null {
  const keys = words.length / 2;
  const slotCount = (part.segments + 3) * 2 ** part.segmentLog;
  const users = new Uint32Array(slotCount);
  const userXor = new Uint32Array(slotCount);
  const slots = new Uint32Array(4);
  for (let key = 0; key < keys; key++) {
    slotsOf(part, words[key * 2 + 1] as number, words[key * 2] as number, slots);
    for (const slot of slots) {
      users[slot] = (users[slot] as number) + 1;
      userXor[slot] = (userXor[slot] as number) ^ key;
    }
  }
  const queue = new Uint32Array(slotCount);
  let queued = 0;
  for (let slot = 0; slot < slotCount; slot++) if (users[slot] === 1) queue[queued++] = slot;
  const peeledKeys = new Uint32Array(keys);
  const peeledSlots = new Uint32Array(keys);
  let peeled = 0;
  while (queued > 0) {
    const own = queue[--queued] as number;
    if (users[own] !== 1) continue;
    const key = userXor[own] as number;
    peeledKeys[peeled] = key;
    peeledSlots[peeled++] = own;
    slotsOf(part, words[key * 2 + 1] as number, words[key * 2] as number, slots);
    for (const slot of slots) {
      const left = (users[slot] as number) - 1;
      users[slot] = left;
      userXor[slot] = (userXor[slot] as number) ^ key;
      if (left === 1) queue[queued++] = slot;
    }
  }
  if (peeled < keys) return null;
  const prints = new Uint16Array(slotCount);
  for (let at = keys - 1; at >= 0; at--) {
    const key = peeledKeys[at] as number;
    const own = peeledSlots[at] as number;
    let print = slotsOf(part, words[key * 2 + 1] as number, words[key * 2] as number, slots);
    for (const slot of slots) if (slot !== own) print ^= prints[slot] as number;
    prints[own] = print;
  }
  return prints;
}

function assemble(keys: number, prefixBits: number, parts: readonly BuiltPart[]): Uint8Array {
  const head = FILTER_HEAD_BYTES + PART_HEAD_BYTES * parts.length;
  const bytes = new Uint8Array(head + parts.reduce((sum, part) => sum + part.prints.byteLength, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, FILTER_MAGIC, true);
  view.setUint8(4, HASH_VERSION);
  view.setUint8(5, prefixBits);
  view.setUint32(8, keys, true);
  let at = FILTER_HEAD_BYTES;
  let offset = head;
  for (const part of parts) {
    view.setUint32(at, part.keys, true);
    view.setUint32(at + 4, part.seed, true);
    view.setUint32(at + 8, (part.segmentLog * 2 ** 24 + part.segments) >>> 0, true);
    view.setUint32(at + 12, checksumOf(part.prints), true);
    new Uint16Array(bytes.buffer, offset, part.prints.length).set(part.prints);
    offset += part.prints.byteLength;
    at += PART_HEAD_BYTES;
  }
  return bytes;
}
