import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CitedList, JournalSession } from '../../messaging/messages.ts';
import { type EvidenceLevel, evidenceRank } from '../../records/evidence.ts';
import { JOURNAL_LIMIT, type JournalRow } from './row.ts';

// A database of its own: that of the lists is begun anew when something is wrong with it, and this can't be fetched
// again.
const NAME = 'takedown-lens-journal';
const VERSION = 1;

interface Schema extends DBSchema {
  sessions: { key: number; value: JournalSession };
  rows: { key: number; value: JournalRow; indexes: { spot: [number, string] } };
  /** By id and version. */
  lists: { key: string; value: CitedList };
}

/** The journal in IndexedDB. Each change is one transaction: it is kept whole, or rejected with what IndexedDB throws. */
export class JournalDatabase {
  #connection: Promise<IDBPDatabase<Schema>> | null = null;
  readonly #limit: number;

  constructor(limit: number = JOURNAL_LIMIT) {
    this.#limit = limit;
  }

  /** All sessions, the newest first. */
  async sessions(): Promise<JournalSession[]> {
    return (await (await this.#open()).getAll('sessions')).reverse();
  }

  async count(): Promise<number> {
    return (await this.#open()).count('rows');
  }

  /** Begins a session and gives its id. Ids are never given twice, so that a row's session stays the one it was. */
  async begin(started: number): Promise<number> {
    const write = (await this.#open()).transaction('sessions', 'readwrite');
    const last = await write.store.openKeyCursor(null, 'prev');
    const id = Math.max(started, (last?.key ?? 0) + 1);
    await write.store.put({ id, name: '', started, ended: null, rows: 0, missed: 0 });
    await write.done;
    return id;
  }

  /** Changes what is said of a session; one that is gone stays so. */
  async change(id: number, fields: Partial<Pick<JournalSession, 'name' | 'ended'>>): Promise<void> {
    const write = (await this.#open()).transaction('sessions', 'readwrite');
    const session = await write.store.get(id);
    if (session) await write.store.put({ ...session, ...fields });
    await write.done;
  }

  /**
   * Adds rows to a session. A row that is there already only takes stronger evidence. What finds no room is counted in
   * the session, and nothing else makes way for it. Gives whether there is anything new.
   */
  async add(
    session: number,
    rows: readonly JournalRow[],
    lists: readonly CitedList[],
  ): Promise<boolean> {
    const write = (await this.#open()).transaction(['sessions', 'rows', 'lists'], 'readwrite');
    const [all, sessions] = [write.objectStore('rows'), write.objectStore('sessions')];
    const of = await sessions.get(session);
    let isNew = false;
    if (of) {
      let room = this.#limit - (await all.count());
      let [added, missed, stronger] = [0, 0, 0];
      for (const row of rows) {
        const known = await all.index('spot').openCursor([session, row.spot]);
        if (known) {
          if (strength(row) < strength(known.value)) {
            await known.update({ ...known.value, matches: row.matches });
            stronger++;
          }
        } else if (room > 0) {
          await all.add(row);
          room--;
          added++;
        } else {
          missed++;
        }
      }
      for (const list of lists) {
        await write.objectStore('lists').put(list, keyOf(list));
      }
      await sessions.put({ ...of, rows: of.rows + added, missed: of.missed + missed });
      isNew = added + missed + stronger > 0;
    }
    await write.done;
    return isNew;
  }

  /**
   * Deletes rows of a session that went by a name alone, whose account has turned out to be another one. Gives whether
   * there were any.
   */
  async takeBack(session: number, spots: readonly string[]): Promise<boolean> {
    const write = (await this.#open()).transaction(['sessions', 'rows'], 'readwrite');
    const [all, sessions] = [write.objectStore('rows'), write.objectStore('sessions')];
    const of = await sessions.get(session);
    let gone = 0;
    for (const spot of of ? spots : []) {
      const row = await all.index('spot').openCursor([session, spot]);
      // Another page may have shown the listed account's own id there.
      if (!row || mainEvidence(row.value) === 'same-account') continue;
      await row.delete();
      gone++;
    }
    if (of) await sessions.put({ ...of, rows: of.rows - gone });
    await write.done;
    return gone > 0;
  }

  /** Ends every open session but this one, with its last row. Gives whether there was any. */
  async endOthers(session: number | null): Promise<boolean> {
    const open = (await this.sessions()).filter(
      ({ id, ended }) => ended === null && id !== session,
    );
    for (const { id, started } of open) {
      const seen = (await this.rows(id)).at(-1)?.seen;
      await this.change(id, { ended: seen ?? started });
    }
    return open.length > 0;
  }

  /** Rows of one session or of all, as they came. */
  async rows(session: number | null): Promise<JournalRow[]> {
    const db = await this.#open();
    if (session === null) return db.getAll('rows');
    const rows = await db.getAllFromIndex('rows', 'spot', within(session));
    return rows.sort((a, b) => a.seen - b.seen);
  }

  /** The lists that rows come from, in each version. */
  async lists(): Promise<CitedList[]> {
    return (await this.#open()).getAll('lists');
  }

  /** Deletes a session with its rows and the lists that only those come from, or everything. */
  async wipe(session: number | null): Promise<void> {
    const write = (await this.#open()).transaction(['sessions', 'rows', 'lists'], 'readwrite');
    const [all, sessions] = [write.objectStore('rows'), write.objectStore('sessions')];
    if (session === null) {
      await Promise.all([all.clear(), sessions.clear(), write.objectStore('lists').clear()]);
    } else {
      const keys = await all.index('spot').getAllKeys(within(session));
      await Promise.all([...keys.map((key) => all.delete(key)), sessions.delete(session)]);
      const lists = write.objectStore('lists');
      const cited = new Set<string>();
      for (let row = await all.openCursor(); row; row = await row.continue()) {
        for (const { list } of row.value.matches) cited.add(keyOf(list));
      }
      const uncited = (await lists.getAllKeys()).filter((key) => !cited.has(key));
      await Promise.all(uncited.map((key) => lists.delete(key)));
    }
    await write.done;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#connection) return this.#connection;
    const forget = () => {
      if (this.#connection === opening) this.#connection = null;
    };
    const opening = openDB<Schema>(NAME, VERSION, {
      upgrade(db) {
        db.createObjectStore('sessions', { keyPath: 'id' });
        const rows = db.createObjectStore('rows', { autoIncrement: true });
        rows.createIndex('spot', ['session', 'spot'], { unique: true });
        db.createObjectStore('lists');
      },
      // Someone wants to delete or upgrade it: give way, and open again when next asked.
      blocking(_current, _blocked, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    this.#connection = opening;
    opening.catch(forget);
    return opening;
  }
}

const keyOf = ({ id, version }: Pick<CitedList, 'id' | 'version'>): string => `${id} ${version}`;

const mainEvidence = ({ matches }: JournalRow): EvidenceLevel =>
  matches[0]?.evidence ?? 'different-account';

const strength = (row: JournalRow): number => evidenceRank(mainEvidence(row));

const within = (session: number): IDBKeyRange => IDBKeyRange.bound([session, ''], [session, '￿']);
