import { publishFilters, type WritableArea } from '../store/filter-writer.ts';
import { type ListStore, openListStore } from '../store/list-store.ts';
import { importBundledList } from './bundled.ts';
import type { FetchFile } from './import-list.ts';

export interface KeeperOptions {
  /** Reads a file of the list inside the extension's package. */
  readonly fetchBundled: FetchFile;
  readonly area: WritableArea;
  /** Lists in use have changed: tabs must be told. */
  readonly onChange: () => void;
  readonly openStore?: typeof openListStore;
}

/**
 * Keeps the lists of one background in order: opens the store, brings in the bundled list, and again
 * when the storage was lost. One import at a time; whoever asks before the first is done waits for it.
 */
export class ListKeeper {
  readonly #options: KeeperOptions;
  readonly #store: Promise<ListStore>;
  #importing: Promise<void> | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    const open = options.openStore ?? openListStore;
    this.#store = open({ onMissing: () => void this.bringIn() });
  }

  /** The store, with at least the bundled list in it, unless even that can't be stored. */
  async ready(): Promise<ListStore> {
    const store = await this.#store;
    if ((await store.state()).lists.length === 0) await this.bringIn();
    return store;
  }

  /** Imports the bundled list where it is missing or older than the package's. Never rejects. */
  bringIn(): Promise<void> {
    this.#importing ??= this.#import().finally(() => {
      this.#importing = null;
    });
    return this.#importing;
  }

  /** Writes the filters that tabs read once more, after an import that was cut off is done. */
  async repairFilters(): Promise<void> {
    await publishFilters(await this.ready(), this.#options.area, { rewrite: true });
    this.#options.onChange();
  }

  async #import(): Promise<void> {
    try {
      const { fetchBundled, area, onChange } = this.#options;
      if (await importBundledList(await this.#store, fetchBundled, area)) onChange();
    } catch (error) {
      // The list that was in use still answers; the next start of the background tries again.
      console.error('Takedown Lens could not bring in its bundled list.', error);
    }
  }
}
