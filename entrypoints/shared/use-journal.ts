import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { JournalState, OwnPageEvent } from '../../src/messaging/messages.ts';
import type { JournalAct } from '../../src/messaging/requests.ts';

/** The journal as it stands, kept up with; null until it is known. `act` resolves to why it failed, or null. */
export function useJournal(): {
  readonly journal: JournalState | null;
  readonly act: (act: JournalAct) => Promise<string | null>;
} {
  const [journal, setJournal] = useState<JournalState | null>(null);
  useEffect(() => {
    const ask = () => void askBackground({ type: 'journal' }).then(setJournal, () => {});
    ask();
    const onMessage = (message: unknown) => {
      if ((message as OwnPageEvent).type === 'journal-changed') ask();
      return undefined;
    };
    browser.runtime.onMessage.addListener(onMessage);
    return () => browser.runtime.onMessage.removeListener(onMessage);
  }, []);
  const act = useCallback(async (wanted: JournalAct) => {
    try {
      const outcome = await askBackground({ type: 'journal-act', act: wanted });
      return outcome.ok ? null : outcome.message;
    } catch (error) {
      return (error as Error).message;
    }
  }, []);
  return { journal, act };
}
