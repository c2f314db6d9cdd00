/** The same is read again no oftener than this while it changes in a stream. */
const PAUSE_MS = 500;

/**
 * Reads what is wanted, one reading at a time: whoever asks again meanwhile gets another one behind it, and every
 * reading is shown, so that a stream of changes neither holds them off nor piles them up.
 */
export class RowReader<Wanted, Read> {
  readonly #read: (wanted: Wanted) => Promise<Read>;
  readonly #onRead: (read: Read, wanted: Wanted) => void;
  readonly #onFailure: (error: unknown) => void;
  #next: { readonly wanted: Wanted } | null = null;
  #isReading = false;
  /** What was read last, and the end of the pause behind it. */
  #last: Wanted | undefined;
  #goOn: (() => void) | null = null;
  #stopped = false;

  /** @param onRead Is not called once `stop` was, and neither is `onFailure`. */
  constructor(
    read: (wanted: Wanted) => Promise<Read>,
    onRead: (read: Read, wanted: Wanted) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#read = read;
    this.#onRead = onRead;
    this.#onFailure = onFailure;
  }

  /** Has this read as it is now; what was wanted before and not begun is forgotten. */
  want(wanted: Wanted): void {
    this.#next = { wanted };
    if (!this.#isReading) void this.#work();
    // Whoever chooses something else waits for nothing.
    else if (wanted !== this.#last) this.#goOn?.();
  }

  stop(): void {
    this.#stopped = true;
    this.#next = null;
  }

  async #work(): Promise<void> {
    this.#isReading = true;
    while (this.#next !== null) {
      const { wanted } = this.#next;
      this.#next = null;
      this.#last = wanted;
      try {
        const read = await this.#read(wanted);
        if (!this.#stopped) this.#onRead(read, wanted);
      } catch (error) {
        if (!this.#stopped) this.#onFailure(error);
      }
      await new Promise<void>((resolve) => {
        this.#goOn = resolve;
        setTimeout(resolve, PAUSE_MS);
      });
      this.#goOn = null;
    }
    this.#isReading = false;
  }
}
