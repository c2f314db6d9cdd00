import { useEffect, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { OwnPageEvent, SubscriptionsAnswer } from '../../src/messaging/messages.ts';
import { lastAnswer } from '../shared/last-answer.ts';

/** How far the list that is being fetched has come. */
export interface ListProgress {
  readonly listId: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Lists as the background has them, kept up to date; null until it answered, `failed` if it did not the last time. */
export function useLists() {
  const [lists, setLists] = useState<SubscriptionsAnswer | null>(null);
  const [progress, setProgress] = useState<ListProgress | null>(null);
  const [failed, setFailed] = useState(false);

  const refresh = useMemo(
    () =>
      lastAnswer(
        () => askBackground({ type: 'subscriptions' }),
        (answer) => {
          setLists(answer);
          setFailed(false);
          if (!answer.added.some(({ updating }) => updating)) setProgress(null);
        },
        () => setFailed(true),
      ),
    [],
  );

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
