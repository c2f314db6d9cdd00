import { useEffect, useRef, useState } from 'preact/hooks';
import type { JournalState } from '../../src/messaging/messages.ts';
import type { CitedList } from '../../src/research/check/lookup.ts';
import { JournalDatabase } from '../../src/research/journal/database.ts';
import type { JournalRow } from '../../src/research/journal/row.ts';

/** What is recorded of a session, or of all; null while it is read. */
export interface Recorded {
  readonly rows: readonly JournalRow[];
  readonly lists: readonly CitedList[];
}

/** Rows that come in a stream are read again no oftener than this. */
const PAUSE_MS = 500;

/** The rows of a session (null: of all), read again as the journal changes. */
export function useRows(session: number | null, journal: JournalState | null): Recorded | null {
  const database = useRef(new JournalDatabase());
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const read = useRef({ session: Number.NaN as number | null, at: 0 });
  // What tells that rows came or went.
  const state = `${journal?.rows} ${journal?.sessions.map(({ id, rows }) => `${id}:${rows}`)}`;
  useEffect(() => {
    let isWanted = true;
    const isOther = read.current.session !== session;
    const wait = isOther ? 0 : Math.max(0, read.current.at + PAUSE_MS - performance.now());
    const timer = setTimeout(async () => {
      const { current } = database;
      const [rows, lists] = await Promise.all([current.rows(session), current.lists()]);
      read.current = { session, at: performance.now() };
      if (isWanted) setRecorded({ rows, lists });
    }, wait);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [session, state]);
  return recorded;
}
