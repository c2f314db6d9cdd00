import { useCallback, useEffect, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { JournalState } from '../../src/messaging/messages.ts';
import type { JournalAct } from '../../src/messaging/requests.ts';
import { onOwnPageEvent } from './own-page-events.ts';
import { useAnswer } from './use-answer.ts';

interface Journal {
  /** Null until it is known. */
  readonly journal: JournalState | null;
  /** The background did not say how it stands. */
  readonly failed: boolean;
  /** What was asked for is being done: its button waits, which may be another one by then. */
  readonly busy: boolean;
  /** Resolves to why it failed, or null. */
  readonly act: (act: JournalAct) => Promise<string | null>;
}

const askForJournal = () => askBackground({ type: 'journal' });

/** The journal as it stands, kept up with. */
export function useJournal(): Journal {
  const { answer: journal, failed, refresh: ask } = useAnswer(askForJournal);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void ask();
    return onOwnPageEvent(({ type }) => {
      if (type === 'journal-changed') void ask();
    });
  }, [ask]);
  const act = useCallback(
    async (wanted: JournalAct) => {
      setBusy(true);
      try {
        const outcome = await askBackground({ type: 'journal-act', act: wanted });
        return outcome.ok ? null : outcome.message;
      } catch (error) {
        return (error as Error).message;
      } finally {
        // Till it is known how it stands now, the buttons are those of before.
        await ask();
        setBusy(false);
      }
    },
    [ask],
  );
  return { journal, failed, busy, act };
}
