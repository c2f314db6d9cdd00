import { referenceKeys } from '../../accounts/keys.ts';
import type {
  CitedListsAnswer,
  FoundEntry,
  JournalNote,
  JournalState,
  LookupAnswer,
} from '../../messaging/messages.ts';
import type { JournalAct } from '../../messaging/requests.ts';
import { statusOf } from '../../records/status.ts';
import { type Recording, readRecording, writeRecording } from '../../store/recording.ts';
import type { CheckMatch } from '../check/match.ts';
import type { JournalDatabase } from './database.ts';
import { JOURNAL_LIMIT, type JournalRow } from './row.ts';

/** The lists in use, as the background has them. */
export interface JournalLists {
  lookup(platform: JournalNote['platform'], keys: readonly string[]): Promise<LookupAnswer>;
  cited(): Promise<CitedListsAnswer>;
}

export interface RecorderOptions {
  readonly database: JournalDatabase;
  readonly lists: () => Promise<JournalLists>;
  /** Whether an organisation has switched the journal off. */
  readonly isBarred: () => Promise<boolean>;
  /** It was switched, or has other rows; `switched` where pages have to know. */
  readonly onChange: (switched: boolean) => void;
}

/**
 * Records which listed names were seen, while a person has that on. All it knows is in storage: a background that is
 * ended in between goes on where it was.
 */
export class JournalRecorder {
  readonly #options: RecorderOptions;
  /** One after the other: a note that comes while the journal is switched off is before it or behind it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  async state(): Promise<JournalState> {
    const { database, isBarred } = this.#options;
    const [recording, barred, sessions, rows] = await Promise.all([
      readRecording(),
      isBarred(),
      database.sessions(),
      database.count(),
    ]);
    const session = sessions.find(({ id }) => id === recording?.session) ?? null;
    if (sessions.some(({ id, ended }) => ended === null && id !== recording?.session)) {
      if (await this.#endOthers()) return this.state();
    }
    return {
      recording: recording === null || barred ? 'off' : recording.paused ? 'paused' : 'on',
      ...{ barred, session, sessions, rows, limit: JOURNAL_LIMIT },
    };
  }

  /** Does what a person asked for. Rejects with what storage rejects with, and where an organisation forbids it. */
  act(act: JournalAct): Promise<void> {
    return this.#inTurn(async () => {
      const recording = await readRecording();
      const switched = await this.#do(act, recording);
      this.#options.onChange(switched);
    });
  }

  /** Ends a session that an organisation does not allow any more. */
  heedPolicy(): Promise<void> {
    return this.#inTurn(async () => {
      const recording = await readRecording();
      if (recording === null || !(await this.#options.isBarred())) return;
      await this.#end(recording);
      this.#options.onChange(true);
    });
  }

  /**
   * Records what a page shows of a session, if that is still the one. What the lists say is taken from the lists: a
   * note of a name that they don't have is none. A note without entries takes back one of before.
   */
  note(session: number, notes: readonly JournalNote[], now: number): Promise<void> {
    return this.#inTurn(async () => {
      const { database, isBarred } = this.#options;
      const recording = await readRecording();
      if (recording?.session !== session || recording.paused || (await isBarred())) return;
      const lists = await this.#options.lists();
      const rows: JournalRow[] = [];
      const others = notes.filter(({ entries }) => entries.length === 0).map(spotOf);
      const hasLess = others.length > 0 && (await database.takeBack(session, others));
      for (const note of notes) {
        if (note.entries.length === 0) continue;
        const { found } = await lists.lookup(note.platform, referenceKeys(note));
        const matches = matchesOf(note, found);
        if (matches.length > 0) rows.push(rowOf(session, note, matches, now));
      }
      let hasMore = false;
      if (rows.length > 0) {
        const named = new Set(rows.flatMap((row) => row.matches.map(({ list }) => list.id)));
        const { lists: cited } = await lists.cited();
        hasMore = await database.add(
          session,
          rows,
          cited.filter(({ id }) => named.has(id)),
        );
      }
      if (hasLess || hasMore) this.#options.onChange(false);
    });
  }

  /** Gives whether pages have to know. */
  async #do(act: JournalAct, recording: Recording | null): Promise<boolean> {
    const { database, isBarred } = this.#options;
    const isOn = act.kind === 'start' || act.kind === 'resume' || act.kind === 'new-session';
    if (isOn && (await isBarred())) throw new Error('An organisation has switched this off.');
    switch (act.kind) {
      case 'start':
        if (recording !== null) return false;
        await this.#begin();
        return true;
      case 'new-session':
        if (recording !== null) await this.#end(recording);
        await this.#begin();
        return true;
      case 'pause':
      case 'resume':
        if (recording === null) return false;
        await writeRecording({ ...recording, paused: act.kind === 'pause' });
        return true;
      case 'stop':
        if (recording === null) return false;
        await this.#end(recording);
        return true;
      case 'rename':
        await database.change(act.session, { name: act.name.trim() });
        return false;
      case 'wipe': {
        const ends = recording !== null && [null, recording.session].includes(act.session);
        // First: a session that is no more must not be recorded.
        if (ends) await writeRecording(null);
        await database.wipe(act.session);
        return ends;
      }
    }
  }

  async #begin(): Promise<void> {
    await writeRecording({
      session: await this.#options.database.begin(Date.now()),
      paused: false,
    });
  }

  async #end({ session }: Recording): Promise<void> {
    await writeRecording(null);
    await this.#options.database.change(session, { ended: Date.now() });
  }

  /** Ends sessions that a background left open which was ended in the middle; gives whether there were any. */
  #endOthers(): Promise<boolean> {
    return this.#inTurn(async () => {
      const recording = await readRecording();
      return this.#options.database.endOthers(recording?.session ?? null);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

function rowOf(
  session: number,
  note: JournalNote,
  matches: readonly CheckMatch[],
  seen: number,
): JournalRow {
  const { role, page, post, postedAt } = note;
  return { session, spot: spotOf(note), seen, role, page, post, postedAt, matches };
}

function spotOf(note: JournalNote): string {
  const { platform, role, page, post } = note;
  return `${platform} ${referenceKeys(note)[0]} ${role} ${post ?? page}`;
}

/** What the lists say of a name that was seen, as a checked file's match is written. */
function matchesOf(note: JournalNote, found: readonly FoundEntry[]): CheckMatch[] {
  return note.entries.flatMap(({ list, handle, platformId, evidence, reason, disclosures }) => {
    const one = found.find(
      ({ entry, list: { id } }) =>
        id === list && entry.handle === handle && entry.platformId === platformId,
    );
    const named = one?.disclosures.filter(({ id }) => disclosures.includes(id)) ?? [];
    if (!one || named.length === 0 || evidence === 'different-account') return [];
    const status = statusOf(one.entry);
    if (status === 'delisted') return [];
    return {
      input: note.handle ?? note.id ?? '',
      platform: note.platform,
      platformBasis: 'address' as const,
      handle: note.handle,
      id: note.id,
      evidence,
      basis:
        reason === 'id-equal'
          ? ('id' as const)
          : reason === 'name-equal-earlier-handle'
            ? ('earlier-name' as const)
            : ('name' as const),
      listed: { handle, id: platformId, displayName: one.entry.displayName },
      disclosures: named,
      status,
      disputes: one.entry.disputes.length + named.reduce((sum, { disputes }) => sum + disputes, 0),
      list: { id: one.list.id, name: one.list.name, version: one.list.version },
    };
  });
}
