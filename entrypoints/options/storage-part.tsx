import { t } from '../../src/ui/language/message.ts';
import { amountText } from '../../src/ui/wording-options.ts';
import { Fact } from './list-item.tsx';
import { SYNC_QUOTA, useKept } from './use-kept.ts';

/** How much room all of it takes, and each list. */
export function StoragePart() {
  const { kept, failed } = useKept();
  if (kept === null) {
    return (
      <>
        <p class="quiet">{t('storage.intro')}</p>
        <p role="alert">{failed && t('lists.noAnswer')}</p>
      </>
    );
  }
  const { bundled, added, own } = kept.lists;
  const rows = [
    ...(bundled ? [{ id: bundled.facts.id, name: bundled.facts.name, state: bundled }] : []),
    ...added.map(({ listId, name, state }) => ({ id: listId, name, state })),
    ...own.map(({ listId, file, state }) => ({ id: listId, name: file.name, state })),
  ];
  return (
    <>
      <p class="quiet">{t('storage.intro')}</p>
      <dl class="facts wide">
        <Fact name={t('storage.total')}>
          {kept.estimate === null
            ? t('storage.unknown')
            : t(
                'storage.totalOf',
                amountText(kept.estimate.usage),
                amountText(kept.estimate.quota),
              )}
        </Fact>
        <Fact name={t('storage.synced')}>
          {t('storage.syncedOf', amountText(kept.syncedBytes), amountText(SYNC_QUOTA))}
        </Fact>
      </dl>
      <h3 class="kicker">{t('storage.lists')}</h3>
      <dl class="facts wide">
        {rows.map(({ id, name, state }) => (
          <div key={id}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>{state === null ? t('storage.notInUse') : amountText(state.bytes)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
