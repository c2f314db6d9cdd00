import { ListFormatError } from './errors.ts';
import {
  type FilterDirectory,
  type KeyFilter,
  openPart,
  type PartProbe,
  readDirectory,
} from './filter.ts';
import { hashKey, newHash } from './hash.ts';

/** A filter that is not all in memory. */
export interface PartialFilter {
  /** As a filter's; null where the part that would say is not in memory. */
  mayHave(key: string): boolean | null;
  /** Those of the keys that may be in a list, reading the parts that say it. */
  which(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Reads parts of a filter file by number; a part that can't be read is left out. */
export type ReadParts = (numbers: readonly number[]) => Promise<ReadonlyMap<number, Uint8Array>>;

export interface PagedOptions {
  /** How much of the file may be in memory beside its directory. */
  readonly maxBytes: number;
  /** A part was missing or damaged, said once. Its keys are let through: the background knows what is right. */
  readonly onDamaged: () => void;
}

/** Parts that are read at a time. */
const BATCH = 16;

/** A filter file of which a tab holds the directory and the parts that it used last. */
export class PagedFilter implements PartialFilter {
  readonly #directory: FilterDirectory;
  readonly #read: ReadParts;
  readonly #options: PagedOptions;
  /** The last used last. */
  readonly #probes = new Map<number, PartProbe>();
  readonly #hash = newHash();
  #bytes = 0;
  #isDamaged = false;

  /**
   * @param head The file's first bytes, head and directory. Throws ListFormatError when they are not.
   */
  constructor(head: Uint8Array, read: ReadParts, options: PagedOptions) {
    this.#directory = readDirectory(head);
    this.#read = read;
    this.#options = options;
  }

  mayHave(key: string): boolean | null {
    const probe = this.#probes.get(this.#partOf(key));
    return probe ? this.#ask(probe, key) : null;
  }

  async which(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const byPart = new Map<number, string[]>();
    for (const key of keys) {
      const part = this.#partOf(key);
      byPart.set(part, [...(byPart.get(part) ?? []), key]);
    }
    const passing = new Set<string>();
    const parts = [...byPart];
    for (let from = 0; from < parts.length; from += BATCH) {
      const batch = parts.slice(from, from + BATCH);
      // Asked as soon as they are read: the next ones may push them out again.
      const probes = await this.#probesOf(batch.map(([part]) => part));
      for (const [part, own] of batch) {
        const probe = probes.get(part);
        for (const key of own) if (!probe || this.#ask(probe, key)) passing.add(key);
      }
    }
    return passing;
  }

  /** Bytes of fingerprints in memory. */
  get bytesHeld(): number {
    return this.#bytes;
  }

  #partOf(key: string): number {
    hashKey(key, this.#hash);
    const { prefixBits } = this.#directory;
    // A shift by 32 is a shift by none.
    return prefixBits === 0 ? 0 : (this.#hash[0] as number) >>> (32 - prefixBits);
  }

  #ask(probe: PartProbe, key: string): boolean {
    hashKey(key, this.#hash);
    return probe(this.#hash[0] as number, this.#hash[1] as number);
  }

  async #probesOf(numbers: readonly number[]): Promise<Map<number, PartProbe>> {
    const found = new Map<number, PartProbe>();
    const missing: number[] = [];
    for (const number of numbers) {
      const probe = this.#probes.get(number);
      if (!probe) {
        missing.push(number);
        continue;
      }
      this.#probes.delete(number);
      this.#probes.set(number, probe);
      found.set(number, probe);
    }
    if (missing.length === 0) return found;
    const read = await this.#read(missing);
    for (const number of missing) {
      const probe = this.#open(number, read.get(number));
      if (probe) found.set(number, probe);
      else this.#damaged();
    }
    return found;
  }

  #open(number: number, bytes: Uint8Array | undefined): PartProbe | null {
    const part = this.#directory.parts[number];
    if (!part || !bytes) return null;
    try {
      const probe = openPart(part, bytes);
      if (!this.#probes.has(number)) this.#bytes += part.slots * 2;
      this.#probes.set(number, probe);
      this.#forget(number);
      return probe;
    } catch (error) {
      if (error instanceof ListFormatError) return null;
      throw error;
    }
  }

  #damaged(): void {
    if (this.#isDamaged) return;
    this.#isDamaged = true;
    this.#options.onDamaged();
  }

  #forget(newest: number): void {
    for (const number of this.#probes.keys()) {
      if (this.#bytes <= this.#options.maxBytes || number === newest) return;
      this.#probes.delete(number);
      this.#bytes -= (this.#directory.parts[number]?.slots ?? 0) * 2;
    }
  }
}

/** One filter for what several let through, of which some are not all in memory. */
export function unionOf(filters: readonly (KeyFilter | PartialFilter)[]): PartialFilter {
  return {
    mayHave(key) {
      let unknown = false;
      for (const filter of filters) {
        const may = filter.mayHave(key);
        if (may) return true;
        unknown ||= may === null;
      }
      return unknown ? null : false;
    },
    async which(keys) {
      const passing = await Promise.all(
        filters.map((filter) =>
          'which' in filter
            ? filter.which(keys)
            : new Set(keys.filter((key) => filter.mayHave(key))),
        ),
      );
      return new Set(passing.flatMap((some) => [...some]));
    },
  };
}
