import type { AccountKey } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { KeyFilter } from '../lists/filter.ts';
import type { PartialFilter } from '../lists/paged-filter.ts';
import { type FoundEntry, type LookupAnswer, MAX_LOOKUP_KEYS } from '../messaging/messages.ts';

type TabFilter = KeyFilter | PartialFilter;

/** Where filters and answers come from: in the extension, storage and the background. */
export interface ListSource {
  /** The platform's filter, or null when no list names anybody there. */
  readFilter(platform: PlatformId): Promise<TabFilter | null>;
  lookup(platform: PlatformId, keys: readonly AccountKey[]): Promise<LookupAnswer>;
}

/** Called with every entry that has one of a reference's keys: never with an empty array. */
export type OnFound = (found: readonly FoundEntry[]) => void;

interface Waiting {
  readonly keys: readonly AccountKey[];
  readonly onFound: OnFound;
}

const MAX_CACHED_KEYS = 1000;
/** A page that names more while it waits is read on, and they are not remembered. */
const MAX_WAITING = 5000;
/** How soon a filter that could not be read is tried again: later each time, up to the longest pause. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 600_000;
/** So long answers are handed out before the page gets its turn. */
const SLICE_MS = 4;

/**
 * Asks about accounts. Almost every question ends at the filter inside the tab; what it lets through
 * is asked of the background in batches. Answers are cached until `forget`.
 */
export class AccountLookup {
  readonly #source: ListSource;
  readonly #filters = new Map<PlatformId, TabFilter | null | 'loading'>();
  readonly #unfiltered = new Map<PlatformId, Waiting[]>();
  /** What a part of a filter that is not in memory has to say first. */
  readonly #unsaid = new Map<PlatformId, Waiting[]>();
  readonly #unasked = new Map<PlatformId, Waiting[]>();
  readonly #answers = new Map<string, readonly FoundEntry[]>();
  #epoch = 0;

  constructor(source: ListSource) {
    this.#source = source;
  }

  /**
   * Looks up an account by all of its keys; `onFound` is called at once, later, or (mostly) never. False where it is
   * sure by now that no list has the account.
   */
  ask(platform: PlatformId, keys: readonly AccountKey[], onFound: OnFound): boolean {
    const filter = this.#filters.get(platform);
    if (filter === undefined || filter === 'loading') {
      push(this.#unfiltered, platform, { keys, onFound });
      if (filter === undefined) void this.#load(platform);
      return true;
    }
    return filter !== null && this.#pass(platform, filter, { keys, onFound });
  }

  /** Sends the questions gathered since the last call. Rejects when the background can't be reached. */
  async flush(): Promise<void> {
    // As nearly always.
    if (this.#unasked.size === 0 && this.#unsaid.size === 0) return;
    const [unasked, unsaid] = [[...this.#unasked], [...this.#unsaid]];
    this.#unasked.clear();
    this.#unsaid.clear();
    await Promise.all([
      ...unasked.map(([platform, waiting]) => this.#askBackground(platform, waiting)),
      ...unsaid.map(([platform, waiting]) => this.#askFilter(platform, waiting)),
    ]);
  }

  /** Lists have changed: filters and answers are read anew. */
  forget(): void {
    this.#epoch++;
    this.#filters.clear();
    this.#unfiltered.clear();
    this.#unsaid.clear();
    this.#unasked.clear();
    this.#answers.clear();
  }

  async #load(platform: PlatformId): Promise<void> {
    this.#filters.set(platform, 'loading');
    const epoch = this.#epoch;
    let pause = RETRY_MS;
    let filter: TabFilter | null | undefined;
    while (filter === undefined) {
      filter = await this.#source.readFilter(platform).catch(() => undefined);
      if (filter === undefined) await later(pause);
      // After `forget`, those who wait are waiting for the load that came after this one.
      if (epoch !== this.#epoch) return;
      pause = Math.min(pause * 2, LONGEST_RETRY_MS);
    }
    const waiting = this.#unfiltered.get(platform) ?? [];
    this.#unfiltered.delete(platform);
    this.#filters.set(platform, filter);
    if (filter !== null) for (const one of waiting) this.#pass(platform, filter, one);
    await this.flush();
  }

  /** False where the filter says that no list has any of the keys. */
  #pass(platform: PlatformId, filter: TabFilter, waiting: Waiting): boolean {
    let isUnsaid = false;
    const keys = waiting.keys.filter((key) => {
      const may = filter.mayHave(key);
      isUnsaid ||= may === null;
      return may;
    });
    if (isUnsaid) push(this.#unsaid, platform, waiting);
    else this.#passed(platform, { ...waiting, keys });
    return isUnsaid || keys.length > 0;
  }

  async #askFilter(platform: PlatformId, waiting: readonly Waiting[]): Promise<void> {
    const filter = this.#filters.get(platform);
    if (!filter || filter === 'loading' || !('which' in filter)) return;
    const epoch = this.#epoch;
    const passing = await filter.which(waiting.flatMap(({ keys }) => keys));
    if (epoch !== this.#epoch) return;
    for (const one of waiting) {
      this.#passed(platform, { ...one, keys: one.keys.filter((key) => passing.has(key)) });
    }
    await this.flush();
  }

  #passed(platform: PlatformId, { keys, onFound }: Waiting): void {
    if (keys.length === 0) return;
    const known = keys.map((key) => this.#answers.get(`${platform} ${key}`));
    if (known.every((entries) => entries !== undefined)) {
      report(known.flat(), onFound);
    } else {
      push(this.#unasked, platform, { keys, onFound });
    }
  }

  async #askBackground(platform: PlatformId, waiting: readonly Waiting[]): Promise<void> {
    const epoch = this.#epoch;
    const keys = [...new Set(waiting.flatMap((one) => one.keys))];
    const answers = new Map<string, FoundEntry[]>(keys.map((key) => [key, []]));
    for (let from = 0; from < keys.length; from += MAX_LOOKUP_KEYS) {
      const answer = await this.#source.lookup(platform, keys.slice(from, from + MAX_LOOKUP_KEYS));
      for (const found of answer.found) answers.get(found.key)?.push(found);
    }
    // The lists changed while the question was under way: whoever asked is being re-read.
    if (epoch !== this.#epoch) return;
    if (this.#answers.size + keys.length > MAX_CACHED_KEYS) this.#answers.clear();
    for (const [key, entries] of answers) this.#answers.set(`${platform} ${key}`, entries);
    let end = performance.now() + SLICE_MS;
    for (const one of waiting) {
      // Each answer may put a badge on the page, and one question may have been about hundreds.
      if (performance.now() > end) {
        await later(0);
        if (epoch !== this.#epoch) return;
        end = performance.now() + SLICE_MS;
      }
      report(
        one.keys.flatMap((key) => answers.get(key) ?? []),
        one.onFound,
      );
    }
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * An account is often found by its name and by its id: each entry is reported once, with the key that comes first. By
 * the name, what other lists say of it without an id is found too.
 */
function report(entries: readonly FoundEntry[], onFound: OnFound): void {
  const seen = new Set<string>();
  const distinct = entries.filter(
    ({ entry, list }) =>
      seen.size < seen.add(`${list.id} ${entry.platformId} ${entry.handle}`).size,
  );
  if (distinct.length > 0) onFound(distinct);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values && values.length >= MAX_WAITING) return;
  if (values) values.push(value);
  else map.set(key, [value]);
}
