/**
 * The hash that orders a list by account key, version 1. It spreads names evenly; it keeps nobody
 * out. Anyone can make two names with one hash, so whatever is found by hash is compared by key.
 *
 * All arithmetic is on 32-bit words. With `rotl` rotating left and `*` keeping the low 32 bits:
 *
 *     high = 0x2c1b3c6d ^ length        (length in UTF-16 code units)
 *     low  = 0x297a2d39 ^ length
 *     for each two code units, w = first | second << 16  (a last single one: w = first)
 *         high = (rotl(high, 5) ^ w) * 0x9e3779b1
 *         low  = (rotl(low, 13) ^ high) * 0x85ebca77
 *     high = fmix(high + low);  low = fmix(low ^ high)
 *     fmix(x): x ^= x >>> 16;  x *= 0x85ebca6b;  x ^= x >>> 13;  x *= 0xc2b2ae35;  x ^= x >>> 16
 *
 * The 64-bit hash is `high` (upper half) and `low`.
 */
export const HASH_VERSION = 1;

/** Where `hashKey` puts its answer: [high, low], as signed 32-bit words. */
export type KeyHash = Int32Array;

/** Room for one hash. */
export function newHash(): KeyHash {
  return new Int32Array(2);
}

/** Hashes an account key into `out`, which is reused so that nothing is allocated on a page's hot path. */
export function hashKey(key: string, out: KeyHash): void {
  const { length } = key;
  let high = 0x2c1b3c6d ^ length;
  let low = 0x297a2d39 ^ length;
  const last = length - 1;
  let at = 0;
  for (; at < last; at += 2) {
    const word = key.charCodeAt(at) | (key.charCodeAt(at + 1) << 16);
    high = Math.imul(((high << 5) | (high >>> 27)) ^ word, 0x9e3779b1);
    low = Math.imul(((low << 13) | (low >>> 19)) ^ high, 0x85ebca77);
  }
  if (at === last) {
    high = Math.imul(((high << 5) | (high >>> 27)) ^ key.charCodeAt(at), 0x9e3779b1);
    low = Math.imul(((low << 13) | (low >>> 19)) ^ high, 0x85ebca77);
  }
  high = mix(high + low);
  out[0] = high;
  out[1] = mix(low ^ high);
}

/** The finalizer of MurmurHash3 (Austin Appleby, public domain). */
function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
