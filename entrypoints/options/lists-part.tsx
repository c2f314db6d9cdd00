import { useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import { t } from '../../src/ui/language/message.ts';
import { refusalText } from '../../src/ui/wording-lists.ts';
import { FileImport } from '../shared/file-import/file-import.tsx';
import { asked, isDone, type Refused, RefusedNote } from './act.tsx';
import { AddList } from './add-list.tsx';
import { BundledList, moveId, SubscribedList } from './list-item.tsx';
import { OwnList } from './own-list.tsx';
import { useLists } from './use-lists.ts';

/** The lists in use, those switched off, and the way to add one. */
export function ListsPart() {
  const { lists, progress, failed, refresh } = useLists();
  const items = useRef<HTMLOListElement>(null);
  const [notMoved, setNotMoved] = useState<Refused | null>(null);
  const silence = <p role="alert">{failed && t('lists.noAnswer')}</p>;
  if (lists === null) return silence;
  const { bundled, added, own, ownAllowed, order, awaited } = lists;
  const moved = (listId: string, by: number) => {
    const at = order.indexOf(listId);
    const ids = order.filter((id) => id !== listId);
    ids.splice(at + by, 0, listId);
    void asked(() => askBackground({ type: 'reorder-lists', listIds: ids })).then(
      async (outcome) => {
        setNotMoved(isDone(outcome) ? null : outcome);
        await refresh();
        document.getElementById(moveId(by < 0 ? 'up' : 'down', listId))?.focus();
      },
    );
  };
  // What is typed or being read below is kept while the background is silent.
  return (
    <>
      <p class="quiet">{t('lists.intro')}</p>
      {silence}
      {notMoved !== null && <RefusedNote refused={notMoved} />}
      <ol class="list-items" ref={items} tabIndex={-1}>
        {order.map((id, at) => {
          const move = {
            up: at > 0 ? () => moved(id, -1) : null,
            down: at < order.length - 1 ? () => moved(id, 1) : null,
          };
          const row = added.find(({ listId }) => listId === id);
          if (row) {
            return (
              <SubscribedList
                key={id}
                row={row}
                move={move}
                progress={progress?.listId === id ? progress : null}
                onDone={refresh}
                onRemoved={() => items.current?.focus()}
              />
            );
          }
          const ownRow = own.find(({ listId }) => listId === id);
          if (ownRow) {
            return (
              <OwnList
                key={id}
                row={ownRow}
                move={move}
                onDone={refresh}
                onRemoved={() => items.current?.focus()}
              />
            );
          }
          return bundled && <BundledList key={id} state={bundled} move={move} />;
        })}
      </ol>
      {awaited.map(({ address, error }) => (
        <div key={address} class="refusal awaited">
          <p>
            <bdi>{t('managed.awaited', address)}</bdi> {t('managed.awaitedWhy')}
          </p>
          {error !== null && <p class="quiet small">{refusalText(error.refusal)}</p>}
        </div>
      ))}
      <AddList onAdded={refresh} />
      <FileImport allowed={ownAllowed} listsAt={null} onDone={() => void refresh()} />
    </>
  );
}
