import { useEffect, useRef, useState } from 'preact/hooks';
import type { JournalState } from '../../src/messaging/messages.ts';
import type { CitedList } from '../../src/research/check/lookup.ts';
import { JournalDatabase } from '../../src/research/journal/database.ts';
import type { JournalRow } from '../../src/research/journal/row.ts';
import { RowReader } from './row-reader.ts';

/** What is recorded of a session, or of all. */
export interface Recorded {
  readonly rows: readonly JournalRow[];
  readonly lists: readonly CitedList[];
}

/**
 * The rows of a session (null: of all), read again as the journal changes; null while they are read first. `failed` when
 * they could not be read the last time.
 */
export function useRows(
  session: number | null,
  journal: JournalState | null,
): { readonly recorded: Recorded | null; readonly failed: boolean } {
  const [recorded, setRecorded] = useState<(Recorded & { of: number | null }) | null>(null);
  const [failed, setFailed] = useState(false);
  const reader = useRef<RowReader<number | null, Recorded> | null>(null);
  useEffect(() => {
    const database = new JournalDatabase();
    reader.current = new RowReader<number | null, Recorded>(
      async (of) => {
        const [rows, lists] = await Promise.all([database.rows(of), database.lists()]);
        return { rows, lists };
      },
      (read, of) => {
        setRecorded({ ...read, of });
        setFailed(false);
      },
      (error) => {
        console.error('Takedown Lens could not read the journal.', error);
        setFailed(true);
      },
    );
    return () => reader.current?.stop();
  }, []);
  // The numbers in it do not tell of all that changes: evidence of a row that is there can become stronger.
  useEffect(() => reader.current?.want(session), [session, journal]);
  // Rows of another session must not be saved under this one's name.
  return { recorded: recorded?.of === session ? recorded : null, failed };
}
