import { publishFilters, type WritableArea } from '../store/filter-writer.ts';
import { type ListStore, openListStore } from '../store/list-store.ts';
import { publishReaderRules } from '../store/reader-rule-writer.ts';
import { Backoff } from './backoff.ts';
import { importBundledList } from './bundled.ts';
import type { FetchFile } from './version-files.ts';

export interface KeeperOptions {
  /** Reads a file of the list inside the extension's package. */
  readonly fetchBundled: FetchFile;
  readonly area: WritableArea;
  /** This release of the extension: `1.4.0`. */
  readonly release: string;
  /** Lists in use have changed: tabs must be told. */
  readonly onChange: () => void;
  /** Lists that should be there are not: those that were added have to be fetched again. */
  readonly onMissing?: () => void;
  readonly openStore?: typeof openListStore;
}

/**
 * Keeps the lists of one background in order: opens the store, brings in the bundled list, and again
 * when the storage was lost. Whatever changes lists takes turns here.
 */
export class ListKeeper {
  readonly #options: KeeperOptions;
  #store: Promise<ListStore>;
  readonly #opening = new Backoff();
  #importing: Promise<void> | null = null;
  /** After an import that failed. */
  #importingAgain: Backoff | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#store = this.#open();
  }

  /** The store, with at least the bundled list in it, unless even that can't be stored. */
  async ready(): Promise<ListStore> {
    const store = await this.#store;
    if ((await store.state()).lists.length === 0) await this.bringIn();
    else if (this.#importingAgain?.isDue()) void this.bringIn();
    if (!store.lasts && this.#opening.isDue()) void this.#openAgain(store).catch(reportUnopened);
    return store;
  }

  /**
   * Does something that may change which lists are in use: alone, and when it says that it changed
   * them, or an earlier change was cut off, the filters that tabs read are written anew and tabs are told.
   */
  async change<T extends { readonly changed: boolean }>(
    work: (store: ListStore) => Promise<T>,
  ): Promise<T> {
    return this.#inTurn(async () => {
      const store = await this.#store;
      const done = await work(store);
      const published = await publishFilters(store, this.#options.area);
      if (done.changed || published) {
        await publishReaderRules(store, this.#options.area, this.#options.release);
        this.#options.onChange();
        await store.dropUnused();
      }
      return done;
    });
  }

  /** Imports the bundled list where it is missing or older than the package's. Never rejects. */
  bringIn(): Promise<void> {
    this.#importing ??= this.#import().finally(() => {
      this.#importing = null;
    });
    return this.#importing;
  }

  /** Deletes every list and brings in the bundled one again. Those that were added come with their next update. */
  async beginAnew(): Promise<void> {
    await this.change(async (store) => {
      for (const { id } of (await store.state()).lists) await store.deactivate(id);
      return { changed: true };
    });
    await this.bringIn();
  }

  /** Writes the filters that tabs read once more, after an import that was cut off is done. */
  async repairFilters(): Promise<void> {
    await this.ready();
    await this.change(async (store) => {
      await publishFilters(store, this.#options.area, { rewrite: true });
      return { changed: true };
    });
  }

  async #import(): Promise<void> {
    const { fetchBundled, area, release } = this.#options;
    try {
      await this.change(async (store) => {
        const imported = await importBundledList(store, fetchBundled, area);
        // A new release no longer needs what it has mended itself.
        const ruled = await publishReaderRules(store, area, release);
        return { changed: imported || ruled };
      });
      this.#importingAgain = null;
    } catch (error) {
      // The list that was in use still answers, or others do; whoever asks later has it tried again.
      this.#importingAgain ??= new Backoff();
      console.error('Takedown Lens could not bring in its bundled list.', error);
    }
  }

  #open(): Promise<ListStore> {
    const { openStore = openListStore, onMissing } = this.#options;
    return openStore({
      onMissing: () => {
        // An import under way may have found them there still.
        void Promise.resolve(this.#importing).then(() => this.bringIn());
        onMissing?.();
      },
    });
  }

  /** Puts the lists that last in place of those in memory, once their storage can be opened: a disk was full till now. */
  async #openAgain(inMemory: ListStore): Promise<void> {
    const opening = this.#open();
    if (!(await opening).lasts) return;
    await this.#inTurn(async () => {
      // What is being written would not be there when it is put in use.
      if ((await this.#store) === inMemory && !inMemory.isWriting) this.#store = opening;
    });
    if (this.#store !== opening) return;
    await this.bringIn();
    this.#options.onMissing?.();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

function reportUnopened(error: unknown): void {
  console.error('Takedown Lens could not open its storage again.', error);
}
