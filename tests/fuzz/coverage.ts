/** What istanbul's instrumentation counts in one module. */
interface Counted {
  readonly s: Record<string, number>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

/**
 * What inputs reach: every statement, function and branch by how often it was run (once, twice, three times, …), as
 * in AFL. Whatever an input reaches first makes it worth keeping.
 */
export class Coverage {
  readonly #seen = new Map<string, Uint8Array>();
  #features = 0;

  /** How much has been reached. */
  get features(): number {
    return this.#features;
  }

  /** Reads all counters, and sets them to none; gives how much was reached for the first time. */
  take(): number {
    const before = this.#features;
    for (const [file, { s, f, b }] of Object.entries(countedModules())) {
      // Once a module is loaded, only its functions run: most are left out here.
      if (!hasRun(f)) continue;
      const own = this.#seenOf(file, s, f, b);
      let slot = 0;
      for (const id in s) {
        const count = s[id] as number;
        if (count > 0) {
          s[id] = 0;
          this.#note(own, slot, count);
        }
        slot++;
      }
      for (const id in f) {
        const count = f[id] as number;
        if (count > 0) {
          f[id] = 0;
          this.#note(own, slot, count);
        }
        slot++;
      }
      for (const id in b) {
        const ways = b[id] as number[];
        for (let way = 0; way < ways.length; way++) {
          const count = ways[way] as number;
          if (count > 0) {
            ways[way] = 0;
            this.#note(own, slot, count);
          }
          slot++;
        }
      }
    }
    return this.#features - before;
  }

  #note(own: Uint8Array, slot: number, count: number): void {
    const bit = bucket(count);
    const seen = own[slot] as number;
    if ((seen & bit) !== 0) return;
    own[slot] = seen | bit;
    this.#features++;
  }

  #seenOf(file: string, s: Counted['s'], f: Counted['f'], b: Counted['b']): Uint8Array {
    const there = this.#seen.get(file);
    if (there) return there;
    const ways = Object.values(b).reduce((sum, { length }) => sum + length, 0);
    const own = new Uint8Array(Object.keys(s).length + Object.keys(f).length + ways);
    this.#seen.set(file, own);
    return own;
  }
}

/** Counters of the modules that were instrumented; none where none was. */
function countedModules(): Record<string, Counted> {
  return (globalThis as { __coverage__?: Record<string, Counted> }).__coverage__ ?? {};
}

function hasRun(functions: Counted['f']): boolean {
  for (const id in functions) if ((functions[id] as number) > 0) return true;
  return false;
}

function bucket(count: number): number {
  if (count < 4) return 1 << (count - 1);
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
}
