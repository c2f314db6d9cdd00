import { useEffect, useMemo, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListHistoryAnswer } from '../../src/messaging/messages.ts';
import { t } from '../../src/ui/language/message.ts';
import { listWords } from '../../src/ui/wording-lists.ts';
import { lastAnswer } from '../shared/last-answer.ts';

interface ListHistoryProps {
  readonly listId: string;
  /** The version in use; null while none is. */
  readonly version: number | null;
}

/** What changed from version to version, read when a person opens it, and again when another version is in use. */
export function ListHistory({ listId, version }: ListHistoryProps) {
  const [isOpen, setOpen] = useState(false);
  const [history, setHistory] = useState<ListHistoryAnswer | 'failed' | null>(null);
  const read = useMemo(
    () =>
      lastAnswer(
        () => askBackground({ type: 'list-history', listId }),
        setHistory,
        () => setHistory('failed'),
      ),
    [listId],
  );
  useEffect(() => {
    if (isOpen) void read();
  }, [isOpen, read, version]);
  return (
    <details class="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('lists.history')}</summary>
      {history === 'failed' ? (
        <p role="alert">{t('lists.noAnswer')}</p>
      ) : (
        history !== null && <Versions versions={history.versions} />
      )}
    </details>
  );
}

function Versions({ versions }: ListHistoryAnswer) {
  if (versions.length === 0) return <p class="quiet">{t('lists.noHistory')}</p>;
  return (
    <ol>
      {versions.toReversed().map((one) => (
        <li key={one.version}>
          {listWords.versionLine(one.version, one.created)}{' '}
          <span class="quiet">{listWords.changes(one.added, one.removed, one.changed)}</span>
          {one.statuses.length > 0 && (
            <ul class="statuses small">
              {one.statuses.map((status) => (
                <li key={status}>
                  <bdi>{listWords.statusChange(status)}</bdi>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
