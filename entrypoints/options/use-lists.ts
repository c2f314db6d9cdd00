import { useEffect, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import { onOwnPageEvent } from '../shared/own-page-events.ts';
import { useAnswer } from '../shared/use-answer.ts';

/** How far the list that is being fetched has come. */
export interface ListProgress {
  readonly listId: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

const askForLists = () => askBackground({ type: 'subscriptions' });

/** Lists as the background has them, kept up to date; null until it answered, `failed` if it did not the last time. */
export function useLists() {
  const { answer: lists, failed, refresh } = useAnswer(askForLists);
  const [progress, setProgress] = useState<ListProgress | null>(null);

  useEffect(() => {
    if (lists && !lists.added.some(({ updating }) => updating)) setProgress(null);
  }, [lists]);

  useEffect(() => {
    void refresh();
    return onOwnPageEvent((event) => {
      if (event.type === 'subscriptions-changed') void refresh();
      if (event.type === 'list-progress') setProgress(event);
    });
  }, [refresh]);

  return { lists, progress, failed, refresh };
}
