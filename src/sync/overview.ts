import type { Manifest } from '../lists/manifest.ts';
import { fingerprint, trustedKey } from '../lists/signature.ts';
import type {
  ListHistoryAnswer,
  ListState,
  SubscriptionRow,
  SubscriptionsAnswer,
} from '../messaging/messages.ts';
import { factsOf } from '../store/answers.ts';
import type { ActiveList } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import type { ManagedLists } from './managed-lists.ts';
import type { Subscription } from './subscription.ts';
import type { ListSubscriptions } from './subscriptions.ts';

/** Every list for the options page: the bundled one, and those added, also when off or failed. */
export async function overviewOf(
  store: ListStore,
  subscriptions: ListSubscriptions,
  managed: Pick<ManagedLists, 'ids' | 'awaited'>,
): Promise<SubscriptionsAnswer> {
  const [{ lists }, added, kept] = await Promise.all([
    store.state(),
    subscriptions.all(),
    managed.ids(),
  ]);
  const isAdded = ({ id }: ActiveList) => added.some(({ listId }) => listId === id);
  const bundled = lists.find((list) => !isAdded(list));
  const rows = await Promise.all(
    added.map((one) =>
      rowOf(
        store,
        one,
        lists.find(({ id }) => id === one.listId),
        { updating: subscriptions.updating === one.listId, managed: kept.includes(one.listId) },
      ),
    ),
  );
  const inUse = lists.map(({ id }) => id);
  return {
    bundled: bundled ? await stateOf(store, bundled) : null,
    added: rows,
    order: [...inUse, ...added.map(({ listId }) => listId).filter((id) => !inUse.includes(id))],
    awaited: managed.awaited,
  };
}

/** What changed in a list's versions, as far as it says. */
export async function historyOf(store: ListStore, listId: string): Promise<ListHistoryAnswer> {
  const list = (await store.state()).lists.find(({ id }) => id === listId);
  const info = list && (await store.info(list.current));
  return { versions: info?.history ?? [] };
}

async function rowOf(
  store: ListStore,
  one: Subscription,
  list: ActiveList | undefined,
  { updating, managed }: Pick<SubscriptionRow, 'updating' | 'managed'>,
): Promise<SubscriptionRow> {
  const key = await trustedKey(one.publicKey);
  return {
    listId: one.listId,
    address: one.address,
    name: one.name,
    publisher: one.publisher,
    publicKey: one.publicKey,
    fingerprint: key ? await fingerprint(key.publicKey) : '',
    enabled: one.enabled,
    managed,
    updating,
    steppedBack: one.steppedBack,
    lastSuccess: one.lastSuccess,
    lastAttempt: one.lastAttempt,
    nextAttempt: one.nextAttempt,
    lastError: one.lastError,
    state: list ? await stateOf(store, list) : null,
  };
}

async function stateOf(
  store: ListStore,
  { current, previous, followsRules }: ActiveList,
): Promise<ListState | null> {
  const info = await store.info(current);
  if (!info) return null;
  const before = previous === null ? null : await store.info(previous);
  return {
    facts: factsOf(info.manifest),
    platforms: info.manifest.files.platforms.map(({ platform, entries }) => ({
      platform,
      entries,
    })),
    broken: info.broken,
    rules: info.readerRules.map(({ site, reason, off }) => ({ site, reason, off })),
    followsRules,
    previous: before && {
      version: before.manifest.version,
      created: before.manifest.created,
      entries: before.manifest.counts.entries,
    },
    bytes: sizeOf(info.manifest) + (before ? sizeOf(before.manifest) : 0),
  };
}

/** What is kept of a version: catalogue, filters and pages, unpacked. */
function sizeOf({ files }: Manifest): number {
  const refs = files.platforms.flatMap(({ filter, shards }) => [filter, ...shards]);
  return [files.catalogue, ...refs].reduce((sum, { rawBytes }) => sum + rawBytes, 0);
}
