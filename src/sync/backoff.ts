const FIRST_MS = 5_000;
const LONGEST_MS = 600_000;

/**
 * When to try once more what failed, while somebody keeps asking for it: five seconds after the failure, then after
 * waits that double, up to ten minutes. By a clock that nobody can set.
 */
export class Backoff {
  #waitMs = FIRST_MS;
  #dueAt = performance.now() + FIRST_MS;

  /** Whether it is time; if so the next time is later. */
  isDue(): boolean {
    const now = performance.now();
    if (now < this.#dueAt) return false;
    this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_MS);
    this.#dueAt = now + this.#waitMs;
    return true;
  }
}
