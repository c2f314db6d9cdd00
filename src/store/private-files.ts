import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountsFile } from '../records/entry.ts';
import { inTime } from './patience.ts';

export const PRIVATE_DATABASE = 'takedown-lens-private';
/** How long what was read and not made a list of is kept: as long as a page may stay open before its question. */
const STRAY_MS = 24 * 3600 * 1000;

type Entry = AccountsFile['entries'][number];

/** A file that a private list was made of. */
export interface PrivateFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What kind of file it was read as. */
  readonly format: string;
  /** ISO 8601, UTC. */
  readonly imported: string;
}

/** A list that a person made of a published file. It is kept here alone. */
export interface PrivateList {
  readonly id: string;
  readonly file: PrivateFile;
  /** Earlier versions of the file, the newest last. */
  readonly earlier: readonly PrivateFile[];
  readonly disclosure: Disclosure;
  /** What the entries have in common, as in a file of a data folder. */
  readonly head: Omit<AccountsFile, 'entries'>;
  /** Where its entries are. */
  readonly content: string;
  readonly entries: number;
  readonly enabled: boolean;
  /** The generation of the store that was made of it; null before the first. */
  readonly generation: string | null;
}

interface Schema extends DBSchema {
  lists: { key: string; value: PrivateList };
  /** By their content: read, and waiting for the person's yes. */
  drafts: { key: string; value: PrivateList };
  entries: { key: [content: string, part: number]; value: readonly Entry[] };
}
type Connection = IDBPDatabase<Schema>;

/** Room for more is not to be had: the disk is full, or the browser's share of it. */
export function isNoRoom(error: unknown): boolean {
  // storage.local has no error of its own for it, but the words of what is below.
  return (
    (error instanceof DOMException && error.name === 'QuotaExceededError') ||
    (error instanceof Error && /quota|no_?(device_)?space/i.test(error.message))
  );
}

/**
 * The private lists as they were read out of files, in a database of their own: unlike all other lists they can't be
 * fetched again, so this one is never begun anew, and what tabs are answered from is built of it as often as needed.
 * Each call opens it and closes it, because background and pages use it in turn. Rejects with what IndexedDB rejects
 * with; then nothing was changed.
 */
export class PrivateFiles {
  /** In the order in which they were first made. */
  async lists(): Promise<PrivateList[]> {
    const lists = await this.#use((db) => db.getAll('lists'));
    const first = ({ file, earlier }: PrivateList) => (earlier[0] ?? file).imported;
    return lists.sort((a, b) => (first(a) < first(b) ? -1 : 1));
  }

  async list(id: string): Promise<PrivateList | null> {
    return (await this.#use((db) => db.get('lists', id))) ?? null;
  }

  async draft(content: string): Promise<PrivateList | null> {
    return (await this.#use((db) => db.get('drafts', content))) ?? null;
  }

  entries(content: string): Promise<Entry[]> {
    return this.#use(async (db) => (await db.getAll('entries', within(content))).flat());
  }

  /** Keeps what was read of a file till the person has said yes. */
  async saveDraft(list: PrivateList, parts: Iterable<readonly Entry[]>): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction(['drafts', 'entries'], 'readwrite');
      let part = 0;
      const puts = [...parts].map((entries) =>
        write.objectStore('entries').put(entries, [list.content, part++]),
      );
      await Promise.all([...puts, write.objectStore('drafts').put(list, list.content), write.done]);
    });
  }

  /** Writes a list down durably, in place of what was there under its id. A draft of it is none any more. */
  async put(list: PrivateList): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction(['lists', 'drafts', 'entries'], 'readwrite', {
        durability: 'strict',
      });
      const before = await write.objectStore('lists').get(list.id);
      const work: Promise<unknown>[] = [
        write.objectStore('lists').put(list, list.id),
        write.objectStore('drafts').delete(list.content),
        write.done,
      ];
      if (before && before.content !== list.content) {
        work.push(write.objectStore('entries').delete(within(before.content)));
      }
      await Promise.all(work);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction(['lists', 'entries'], 'readwrite');
      const list = await write.objectStore('lists').get(id);
      await Promise.all([
        write.objectStore('lists').delete(id),
        ...(list ? [write.objectStore('entries').delete(within(list.content))] : []),
        write.done,
      ]);
    });
  }

  async dropDraft(content: string): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction(['drafts', 'entries'], 'readwrite');
      await Promise.all([
        write.objectStore('drafts').delete(content),
        write.objectStore('entries').delete(within(content)),
        write.done,
      ]);
    });
  }

  /** Deletes drafts that nobody can be waiting for any more. */
  async dropStray(now: number): Promise<void> {
    const drafts = await this.#use((db) => db.getAll('drafts'));
    for (const { content, file } of drafts) {
      if (now - Date.parse(file.imported) > STRAY_MS) await this.dropDraft(content);
    }
  }

  /** Deletes everything. */
  async clear(): Promise<void> {
    await this.#use(async (db) => {
      const stores = ['lists', 'drafts', 'entries'] as const;
      const write = db.transaction(stores, 'readwrite');
      await Promise.all([...stores.map((name) => write.objectStore(name).clear()), write.done]);
    });
  }

  async #use<Result>(work: (db: Connection) => Promise<Result>): Promise<Result> {
    const opening = openDB<Schema>(PRIVATE_DATABASE, 1, {
      upgrade(made) {
        // Whoever raises the version carries over what is here: it is nowhere else.
        for (const name of ['lists', 'drafts', 'entries'] as const) made.createObjectStore(name);
      },
    });
    const db = await inTime(opening).catch((error) => {
      // It may still come, and must not then stand in anybody's way.
      void opening.then((late) => late.close()).catch(() => {});
      throw error;
    });
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }
}

/** All parts of a content: an array sorts after every number. */
function within(content: string): IDBKeyRange {
  return IDBKeyRange.bound([content], [content, []]);
}
