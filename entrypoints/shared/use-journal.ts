import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { JournalState, OwnPageEvent } from '../../src/messaging/messages.ts';
import type { JournalAct } from '../../src/messaging/requests.ts';
import { lastAnswer } from './last-answer.ts';

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

/** The journal as it stands, kept up with. */
export function useJournal(): Journal {
  const [journal, setJournal] = useState<JournalState | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = useMemo(
    () =>
      lastAnswer(
        () => askBackground({ type: 'journal' }),
        (answer) => {
          setJournal(answer);
          setFailed(false);
        },
        () => setFailed(true),
      ),
    [],
  );
  useEffect(() => {
    void ask();
    const onMessage = (message: unknown) => {
      if ((message as OwnPageEvent).type === 'journal-changed') void ask();
      return undefined;
    };
    browser.runtime.onMessage.addListener(onMessage);
    return () => browser.runtime.onMessage.removeListener(onMessage);
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
