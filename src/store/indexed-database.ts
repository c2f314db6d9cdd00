import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { PlatformId } from '../accounts/platforms.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import type { Corrections } from '../lists/corrections.ts';
import {
  type Database,
  type GenerationInfo,
  type PageKey,
  type StoredFilter,
  StoreState,
} from './generations.ts';
import { inTime, SilentDatabase } from './patience.ts';
import { isNoRoom } from './private-files.ts';

export const DATABASE_NAME = 'takedown-lens';
const SCHEMA_VERSION = 2;
/** A page's worth, and some. */
const TRIAL_BYTES = 2 ** 16;
const STORES = ['meta', 'generations', 'catalogues', 'filters', 'pages', 'corrections'] as const;

interface Schema extends DBSchema {
  meta: { key: 'current'; value: unknown };
  generations: { key: string; value: GenerationInfo };
  catalogues: { key: string; value: Catalogue };
  filters: { key: [string, PlatformId]; value: StoredFilter };
  pages: { key: PageKey; value: Uint8Array };
  corrections: { key: string; value: Corrections };
}
type Connection = IDBPDatabase<Schema>;

/**
 * The lists in IndexedDB. Opens when first used, and again when the browser closed it. A database that won't open where
 * others do is deleted and begun anew: all it holds can be fetched again. Throws what IndexedDB throws where none will
 * open, as on a full disk, or not in time.
 */
export class IndexedDatabase implements Database {
  #connection: Promise<Connection> | null = null;

  async state(): Promise<StoreState | null> {
    const stored = await this.#read((db) => db.get('meta', 'current'));
    return StoreState.safeParse(stored).data ?? null;
  }

  async setState(state: StoreState): Promise<void> {
    await this.#use(async (db) => {
      const flip = db.transaction('meta', 'readwrite', { durability: 'strict' });
      await Promise.all([flip.store.put(state, 'current'), flip.done]);
    });
  }

  generations(): Promise<string[]> {
    return this.#use((db) => db.getAllKeys('generations'));
  }

  info(generation: string): Promise<GenerationInfo | null> {
    return this.#read((db) => db.get('generations', generation));
  }

  async setInfo(generation: string, info: GenerationInfo): Promise<void> {
    await this.#use((db) => db.put('generations', info, generation));
  }

  catalogue(generation: string): Promise<Catalogue | null> {
    return this.#read((db) => db.get('catalogues', generation));
  }

  async setCatalogue(generation: string, catalogue: Catalogue): Promise<void> {
    await this.#use((db) => db.put('catalogues', catalogue, generation));
  }

  filter(generation: string, platform: PlatformId): Promise<StoredFilter | null> {
    return this.#read((db) => db.get('filters', [generation, platform]));
  }

  async setFilter(generation: string, platform: PlatformId, filter: StoredFilter): Promise<void> {
    await this.#use((db) => db.put('filters', filter, [generation, platform]));
  }

  async pages(keys: readonly PageKey[]): Promise<(Uint8Array | null)[]> {
    const together = await this.#read(async (db) => {
      const { store } = db.transaction('pages');
      const found = await Promise.all(keys.map((key) => store.get(key)));
      return found.map((page) => page ?? null);
    });
    // One of them can't be read, and took the others with it.
    return together ?? Promise.all(keys.map((key) => this.#read((db) => db.get('pages', key))));
  }

  async setPages(
    generation: string,
    platform: PlatformId,
    first: number,
    pages: readonly Uint8Array[],
  ): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction('pages', 'readwrite', { durability: 'relaxed' });
      // A view is stored with all of the memory it is a view of, hence the copies.
      const puts = pages.map((page, at) =>
        write.store.put(page.slice(), [generation, platform, first + at]),
      );
      await Promise.all([...puts, write.done]);
    });
  }

  countPages(generation: string, platform: PlatformId): Promise<number> {
    return this.#use((db) => db.count('pages', within(generation, platform)));
  }

  async drop(generation: string): Promise<void> {
    await this.#use(async (db) => {
      const stores = ['pages', 'filters', 'catalogues', 'generations'] as const;
      const write = db.transaction(stores, 'readwrite', { durability: 'relaxed' });
      await Promise.all([
        write.objectStore('pages').delete(within(generation)),
        write.objectStore('filters').delete(within(generation)),
        write.objectStore('catalogues').delete(generation),
        write.objectStore('generations').delete(generation),
        write.done,
      ]);
    });
  }

  corrections(name: string): Promise<Corrections | null> {
    return this.#read((db) => db.get('corrections', name));
  }

  async setCorrections(name: string, corrections: Corrections): Promise<void> {
    await this.#use((db) => db.put('corrections', corrections, name));
  }

  async keepCorrections(names: ReadonlySet<string>): Promise<void> {
    await this.#use(async (db) => {
      const write = db.transaction('corrections', 'readwrite');
      const stale = (await write.store.getAllKeys()).filter((name) => !names.has(name));
      await Promise.all([...stale.map((name) => write.store.delete(name)), write.done]);
    });
  }

  /** What is stored, or null where nothing is or where the browser has lost the file in which it kept it. */
  async #read<Value>(work: (db: Connection) => Promise<Value | undefined>): Promise<Value | null> {
    try {
      return (await this.#use(work)) ?? null;
    } catch (error) {
      if (isLostForGood(error)) return null;
      throw error;
    }
  }

  /** Runs one piece of work; once more when the connection turns out to have been closed. */
  async #use<Result>(work: (db: Connection) => Promise<Result>): Promise<Result> {
    try {
      return await work(await this.#open());
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.#connection = null;
      return work(await this.#open());
    }
  }

  #open(): Promise<Connection> {
    if (this.#connection) return this.#connection;
    const forget = () => {
      if (this.#connection === opening) this.#connection = null;
    };
    const opening = openOrBeginAnew(forget);
    this.#connection = opening;
    opening.catch(forget);
    return opening;
  }
}

async function openOrBeginAnew(onClosed: () => void): Promise<Connection> {
  try {
    return await inTime(open(onClosed));
  } catch (error) {
    if (mayBeWhole(error) || !(await canKeepAny())) throw error;
  }
  try {
    return await inTime(open(onClosed));
  } catch (error) {
    if (mayBeWhole(error)) throw error;
    await inTime(deleteDB(DATABASE_NAME));
    return inTime(open(onClosed));
  }
}

/** A full disk lets nothing be opened, and a slow one not in time: that says nothing of what is there. */
function mayBeWhole(error: unknown): boolean {
  return isNoRoom(error) || error instanceof SilentDatabase;
}

/** Whether any database can be opened and written: Chromium has an error of no kind for a full disk too. */
async function canKeepAny(): Promise<boolean> {
  const name = `${DATABASE_NAME}-trial`;
  try {
    const opening = openDB(name, 1, {
      upgrade(db) {
        db.createObjectStore('trial').put(new Uint8Array(TRIAL_BYTES), 'trial');
      },
    });
    (await inTime(opening)).close();
    await inTime(deleteDB(name));
    return true;
  } catch {
    return false;
  }
}

function open(onClosed: () => void): Promise<Connection> {
  return openDB<Schema>(DATABASE_NAME, SCHEMA_VERSION, {
    upgrade(db) {
      // All it holds can be fetched again, so an earlier schema is not carried over but begun anew.
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      for (const name of STORES) db.createObjectStore(name);
    },
    // Someone wants to delete or upgrade it: give way, and open again when next asked.
    blocking(_current, _blocked, event) {
      onClosed();
      (event.target as IDBDatabase).close();
    },
    terminated: onClosed,
  });
}

/** As Chromium says it of values that it keeps in files of their own: NotReadableError, before version 122 DataError. */
function isLostForGood(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    (error.name === 'NotReadableError' || error.name === 'DataError')
  );
}

function isClosed(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    (error.name === 'InvalidStateError' ||
      error.name === 'AbortError' ||
      // The object stores are gone: the database was deleted behind our back.
      error.name === 'NotFoundError')
  );
}

/** All keys that begin with these parts: an array sorts after every string and number. */
function within(...parts: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound([...parts], [...parts, []]);
}
