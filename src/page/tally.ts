/**
 * Counts distinct strings in fixed memory: a person may scroll for hours. Exact up to collisions of
 * 32 bits (under one in a thousand at the limit); beyond the limit it stays where it is.
 */
export class Tally {
  static readonly LIMIT = 12_000;
  readonly #slots = new Uint32Array(16_384);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether this string was not there before (always false once the tally is full). */
  add(text: string): boolean {
    if (this.#size >= Tally.LIMIT) return false;
    const hash = tallyHash(text);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = this.#slots[slot];
      if (held === hash) return false;
      if (held === 0) {
        this.#slots[slot] = hash;
        this.#size++;
        return true;
      }
    }
  }

  /** Of what was added, the hashes that it is told apart by: the same in every tally. */
  get hashes(): number[] {
    return [...this.#slots].filter((hash) => hash !== 0);
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }
}

/** What a string is told apart by; never 0. */
export function tallyHash(text: string): number {
  return fnv1a(text) || 1;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // FNV's low bits are weak for short strings, and the slot is taken from them.
  hash ^= hash >>> 15;
  return hash >>> 0;
}
