import { publishFilters, type WritableArea } from '../store/filter-writer.ts';
import { type ListStore, openListStore } from '../store/list-store.ts';
import { publishReaderRules } from '../store/reader-rule-writer.ts';
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
  readonly #store: Promise<ListStore>;
  #importing: Promise<void> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
    const open = options.openStore ?? openListStore;
    this.#store = open({
      onMissing: () => {
        void this.bringIn();
        options.onMissing?.();
      },
    });
  }

  /** The store, with at least the bundled list in it, unless even that can't be stored. */
  async ready(): Promise<ListStore> {
    const store = await this.#store;
    if ((await store.state()).lists.length === 0) await this.bringIn();
    return store;
  }

  /**
   * Does something that may change which lists are in use: alone, and when it says that it changed
   * them, or an earlier change was cut off, the filters that tabs read are written anew and tabs are told.
   */
  async change<T extends { readonly changed: boolean }>(
    work: (store: ListStore) => Promise<T>,
  ): Promise<T> {
    const turn = this.#last.then(async () => {
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
    this.#last = turn.catch(() => {});
    return turn;
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
    } catch (error) {
      // The list that was in use still answers; the next start of the background tries again.
      console.error('Takedown Lens could not bring in its bundled list.', error);
    }
  }
}
