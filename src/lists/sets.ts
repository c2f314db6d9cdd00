import { z } from 'zod';
import { AccountEntry } from '../records/entry.ts';

/**
 * What thousands of entries have in common: who names them and where, when they were removed, what
 * kind they are. A record refers to its set by number and so spends one or two bytes on all of it.
 * Sets are numbered from 1 in the order of the catalogue; 0 says that a record carries its own.
 */
export const EntrySet = z.strictObject({
  namedIn: AccountEntry.shape.namedIn,
  removed: AccountEntry.shape.removed,
  kind: AccountEntry.shape.kind,
});
export type EntrySet = z.infer<typeof EntrySet>;

/** Sets that are being built: gives every entry the number of its set. */
export class SetTable {
  readonly #numbers = new Map<string, number>();
  /**
   * Texts by what entries hold: making one takes longer than all else that is done for a record, and entries
   * of one file share their `namedIn`.
   */
  readonly #texts = new Map<unknown, Map<string, string>>();
  /** Whether every earlier set has its number still. */
  readonly keepsNumbers: boolean;

  /**
   * Counts what the entries share. Only what at least two share becomes a set, the most common
   * first, so that its number is short; ties in the order of their text, so that it never depends on
   * the entries' order.
   *
   * @param earlier The sets of the version before. They keep their numbers, so that records which did
   *     not change are written as they were; unless most of them are no longer of use.
   */
  constructor(entries: Iterable<AccountEntry>, earlier: readonly EntrySet[] = []) {
    const uses = new Map<string, number>();
    for (const entry of entries) {
      const text = this.#textOf(entry);
      uses.set(text, (uses.get(text) ?? 0) + 1);
    }
    const before = earlier.map(setText);
    const stillUsed = before.filter((text) => uses.has(text)).length;
    this.keepsNumbers = stillUsed >= before.length / 2;
    if (this.keepsNumbers) for (const text of before) this.#add(text);
    const shared = [...uses].filter(([text, count]) => count > 1 && !this.#numbers.has(text));
    shared.sort(([a, usesA], [b, usesB]) => usesB - usesA || (a < b ? -1 : 1));
    for (const [text] of shared) this.#add(text);
  }

  #add(text: string): void {
    this.#numbers.set(text, this.#numbers.size + 1);
  }

  /** The number of an entry's set, 0 when it has none. */
  numberOf(entry: AccountEntry): number {
    return this.#numbers.get(this.#textOf(entry)) ?? 0;
  }

  #textOf(entry: EntrySet): string {
    let texts = this.#texts.get(entry.namedIn);
    if (!texts) {
      texts = new Map();
      this.#texts.set(entry.namedIn, texts);
    }
    const rest = `${entry.kind} ${entry.removed}`;
    const known = texts.get(rest);
    if (known !== undefined) return known;
    const text = setText(entry);
    texts.set(rest, text);
    return text;
  }

  /** All sets, in the order of their numbers. */
  sets(): EntrySet[] {
    return [...this.#numbers.keys()].map((text) => EntrySet.parse(JSON.parse(text)));
  }
}

function setText({ namedIn, removed, kind }: EntrySet): string {
  return JSON.stringify({ namedIn, removed, kind });
}
