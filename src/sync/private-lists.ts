import { isPrivateList } from '../lists/private-id.ts';
import type { OwnFault } from '../messaging/messages.ts';
import { Disclosure } from '../records/disclosure.ts';
import { isNoRoom, type PrivateFiles, type PrivateList } from '../store/private-files.ts';
import type { ListKeeper } from './keeper.ts';
import { buildPrivateList, storePrivateList } from './private-list.ts';

export interface PrivateListsOptions {
  readonly keeper: ListKeeper;
  readonly files: PrivateFiles;
  /** Ids of lists, in the order that the person gave them. */
  readonly order: () => Promise<readonly string[]>;
  /** Whether an organisation lets people make lists of their own. */
  readonly isAllowed: () => Promise<boolean>;
  /** They changed: whoever shows them should look again. */
  readonly onChange?: () => void;
}

/** A private list is not made, or not changed. Its message is for whoever looks for the cause. */
export class PrivateListRefused extends Error {
  override readonly name = 'PrivateListRefused';

  constructor(
    readonly fault: OwnFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The lists that a person made of files: put in use, switched off, removed. Nothing of them leaves this computer. */
export class PrivateLists {
  readonly #options: PrivateListsOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: PrivateListsOptions) {
    this.#options = options;
  }

  /** All of them; none where the browser keeps no database. */
  async all(): Promise<PrivateList[]> {
    try {
      return await this.#options.files.lists();
    } catch {
      return [];
    }
  }

  isAllowed(): Promise<boolean> {
    return this.#options.isAllowed();
  }

  /**
   * Makes a list of what a page has read out of a file, in place of the one with its id if there is one, and puts it
   * in use. Throws PrivateListRefused; then all is as it was, and the draft is gone. A draft of which a list was made
   * may be asked for again, because a browser that ends us in the middle loses the answer: it gives that list.
   */
  add(content: string): Promise<PrivateList> {
    return this.#inTurn(async () => {
      const { files, isAllowed } = this.#options;
      if (!(await isAllowed())) {
        throw new PrivateListRefused('forbidden', 'A policy forbids lists of files.');
      }
      const draft = await files.draft(content);
      if (draft === null) {
        const made = (await files.lists()).find((list) => list.content === content);
        if (made) return made;
        throw new PrivateListRefused('not-stored', 'There is no such draft.');
      }
      const before = await files.list(draft.id);
      const disclosure = Disclosure.parse(draft.disclosure);
      try {
        const generation = await this.#putInUse({ ...draft, disclosure });
        await files.put({ ...draft, disclosure, enabled: true, generation });
      } catch (error) {
        await this.#undo(draft.id, before);
        await files.dropDraft(content).catch(() => {});
        throw refusalOf(error);
      }
      return draft;
    });
  }

  /** Takes a list away, with its data. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      // First of all: what is written down is put in use again, should the browser end us in between.
      await this.#options.files.remove(id);
      await this.#takeOutOfUse(id);
    });
  }

  /** Switches a list on or off. What tabs are answered from is deleted meanwhile; what was read of the file stays. */
  setEnabled(id: string, enabled: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const list = await this.#options.files.list(id);
      if (list === null) return;
      const generation = enabled ? await this.#putInUse(list) : list.generation;
      await this.#options.files.put({ ...list, enabled, generation });
      if (!enabled) await this.#takeOutOfUse(id);
    });
  }

  /** Deletes all of them. */
  wipe(): Promise<void> {
    return this.#inTurn(async () => {
      const all = await this.all();
      await this.#options.files.clear();
      for (const { id } of all) await this.#takeOutOfUse(id);
    });
  }

  /**
   * Makes the private lists in use those that are written down: storage may have been lost, the browser may have ended
   * us in between. Never rejects.
   */
  tidy(now: number): Promise<void> {
    return this.#inTurn(async () => {
      const { files, keeper } = this.#options;
      try {
        // Where they can't be read nothing is known to be wrong.
        const lists = await files.lists();
        const { lists: inUse } = await (await keeper.ready()).state();
        for (const { id } of inUse) {
          const isWanted = lists.some((list) => list.id === id && list.enabled);
          if (isPrivateList(id) && !isWanted) await this.#takeOutOfUse(id);
        }
        for (const list of lists) {
          const current = inUse.find(({ id }) => id === list.id)?.current;
          if (!list.enabled || (current !== undefined && current === list.generation)) continue;
          // One that can't be read must not keep the others from it.
          await this.#putInUse(list)
            .then((generation) => files.put({ ...list, generation }))
            .catch(reportUntidied);
        }
        await files.dropStray(now);
      } catch (error) {
        reportUntidied(error);
      }
    });
  }

  /** Builds and stores a list and puts it in use; gives its generation. */
  async #putInUse(list: PrivateList): Promise<string> {
    const { files, keeper, order } = this.#options;
    const entries = await files.entries(list.content);
    if (entries.length !== list.entries) {
      throw new Error(
        `${list.entries} accounts were read of the file, ${entries.length} are left.`,
      );
    }
    const built = await buildPrivateList(list, entries);
    await keeper.ready();
    await keeper.change(async (store) => {
      // An update that fails meanwhile deletes what is in use nowhere.
      const release = store.holdWhileWriting(built.generation);
      try {
        await storePrivateList(store, list, built);
        await store.activate(built.generation, false);
      } finally {
        release();
      }
      const ids = await order();
      if (ids.length > 0) await store.reorder(ids);
      return { changed: true };
    });
    return built.generation;
  }

  async #undo(id: string, before: PrivateList | null): Promise<void> {
    try {
      if (before?.enabled) await this.#putInUse(before);
      else await this.#takeOutOfUse(id);
    } catch {
      // The next start does it.
    }
  }

  async #takeOutOfUse(id: string): Promise<void> {
    await this.#options.keeper.change(async (store) => {
      const isInUse = (await store.state()).lists.some((list) => list.id === id);
      if (isInUse) await store.deactivate(id);
      return { changed: isInUse };
    });
  }

  /** One change at a time. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    const told = turn.finally(() => this.#options.onChange?.());
    return told;
  }
}

function reportUntidied(error: unknown): void {
  console.error('Takedown Lens could not put private lists in use.', error);
}

function refusalOf(error: unknown): PrivateListRefused {
  if (error instanceof PrivateListRefused) return error;
  const fault = isNoRoom(error) ? 'no-room' : 'not-stored';
  return new PrivateListRefused(fault, (error as Error).message, { cause: error });
}
