import { storageWords } from '../../src/ui/wording-options.ts';
import { Fact } from './list-item.tsx';
import { SYNC_QUOTA, useKept } from './use-kept.ts';

/** How much room all of it takes, and each list. */
export function StoragePart() {
  const { kept } = useKept();
  if (kept === null) return <p class="quiet">{storageWords.intro}</p>;
  const { bundled, added } = kept.lists;
  const rows = [
    ...(bundled ? [{ id: bundled.facts.id, name: bundled.facts.name, state: bundled }] : []),
    ...added.map(({ listId, name, state }) => ({ id: listId, name, state })),
  ];
  return (
    <>
      <p class="quiet">{storageWords.intro}</p>
      <dl class="facts wide">
        <Fact name={storageWords.total}>
          {kept.estimate === null
            ? storageWords.unknown
            : storageWords.totalOf(kept.estimate.usage, kept.estimate.quota)}
        </Fact>
        <Fact name={storageWords.synced}>
          {storageWords.syncedOf(kept.syncedBytes, SYNC_QUOTA)}
        </Fact>
      </dl>
      <h3 class="kicker">{storageWords.lists}</h3>
      <dl class="facts wide">
        {rows.map(({ id, name, state }) => (
          <div key={id}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>{state === null ? storageWords.notInUse : storageWords.share(state.bytes)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
