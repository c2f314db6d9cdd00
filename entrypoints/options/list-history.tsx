import { useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListHistoryAnswer } from '../../src/messaging/messages.ts';
import { t } from '../../src/ui/language/message.ts';
import { listWords } from '../../src/ui/wording-lists.ts';

/** What changed from version to version, read when a person opens it. */
export function ListHistory({ listId }: { listId: string }) {
  const [history, setHistory] = useState<ListHistoryAnswer | null>(null);
  const read = async (open: boolean) => {
    if (open) setHistory(await askBackground({ type: 'list-history', listId }));
  };
  return (
    <details class="history" onToggle={(event) => void read(event.currentTarget.open)}>
      <summary>{t('lists.history')}</summary>
      {history !== null && history.versions.length === 0 && (
        <p class="quiet">{t('lists.noHistory')}</p>
      )}
      {history !== null && history.versions.length > 0 && (
        <ol>
          {history.versions.toReversed().map((one) => (
            <li key={one.version}>
              {listWords.versionLine(one.version, one.created)}{' '}
              <span class="quiet">{listWords.changes(one.added, one.removed, one.changed)}</span>
              {one.statuses.length > 0 && (
                <ul class="statuses small">
                  {one.statuses.map((status) => (
                    <li key={status}>
                      <bdi>{status}</bdi>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
