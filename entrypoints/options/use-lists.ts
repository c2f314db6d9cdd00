import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { OwnPageEvent, SubscriptionsAnswer } from '../../src/messaging/messages.ts';

/** How far the list that is being fetched has come. */
export interface ListProgress {
  readonly listId: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Lists as the background has them, kept up to date; null until it answered, `failed` if it did not. */
export function useLists() {
  const [lists, setLists] = useState<SubscriptionsAnswer | null>(null);
  const [progress, setProgress] = useState<ListProgress | null>(null);
  const [failed, setFailed] = useState(false);
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    const turn = ++asked.current;
    try {
      const answer = await askBackground({ type: 'subscriptions' });
      // Several changes in a row ask several times; only the last answer is of now.
      if (turn !== asked.current) return;
      setLists(answer);
      setFailed(false);
      if (!answer.added.some(({ updating }) => updating)) setProgress(null);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    void refresh();
    const listen = (message: unknown) => {
      const event = message as OwnPageEvent;
      if (event.type === 'subscriptions-changed') void refresh();
      if (event.type === 'list-progress') setProgress(event);
      return undefined;
    };
    browser.runtime.onMessage.addListener(listen);
    return () => browser.runtime.onMessage.removeListener(listen);
  }, [refresh]);

  return { lists, progress, failed, refresh };
}
