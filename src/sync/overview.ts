import { isPrivateList } from '../lists/private-id.ts';
import { fingerprint, trustedKey } from '../lists/signature.ts';
import type {
  ListHistoryAnswer,
  ListState,
  OwnListRow,
  SubscriptionRow,
  SubscriptionsAnswer,
} from '../messaging/messages.ts';
import { factsOf } from '../store/answers.ts';
import type { ActiveList } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PrivateList } from '../store/private-files.ts';
import { storedBytes } from './import-list.ts';
import type { ManagedLists } from './managed-lists.ts';
import type { PrivateLists } from './private-lists.ts';
import type { Subscription } from './subscription.ts';
import type { ListSubscriptions } from './subscriptions.ts';

/** Every list for the options page: the bundled one, those added and those of files, also when off or failed. */
export async function overviewOf(
  store: ListStore,
  subscriptions: ListSubscriptions,
  managed: Pick<ManagedLists, 'ids' | 'awaited'>,
  privateLists: Pick<PrivateLists, 'all' | 'isAllowed'>,
): Promise<SubscriptionsAnswer> {
  const [{ lists }, added, kept, own, ownAllowed] = await Promise.all([
    store.state(),
    subscriptions.all(),
    managed.ids(),
    privateLists.all(),
    privateLists.isAllowed(),
  ]);
  const isAdded = ({ id }: ActiveList) => added.some(({ listId }) => listId === id);
  const bundled = lists.find((list) => !isAdded(list) && !isPrivateList(list.id));
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
  const known = [...added.map(({ listId }) => listId), ...own.map(({ id }) => id)];
  return {
    bundled: bundled ? await stateOf(store, bundled) : null,
    added: rows,
    own: await Promise.all(
      own.map((list) =>
        ownRowOf(
          store,
          list,
          lists.find(({ id }) => id === list.id),
        ),
      ),
    ),
    ownAllowed,
    order: [...inUse, ...known.filter((id) => !inUse.includes(id))],
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

async function ownRowOf(
  store: ListStore,
  { id, file, earlier, disclosure, entries, enabled }: PrivateList,
  list: ActiveList | undefined,
): Promise<OwnListRow> {
  const { name, sha256, imported } = file;
  return {
    listId: id,
    file: { name, sha256, imported },
    earlier: earlier.length,
    disclosure: { id: disclosure.id, title: disclosure.title, by: disclosure.disclosedBy.name },
    entries,
    enabled,
    state: list ? await stateOf(store, list) : null,
  };
}

/** Null where it can't be read, as on a full disk: what else is known is said all the same. */
function stateOf(store: ListStore, list: ActiveList): Promise<ListState | null> {
  return readState(store, list).catch(() => null);
}

async function readState(
  store: ListStore,
  { current, previous, followsRules }: ActiveList,
): Promise<ListState | null> {
  const info = await store.info(current);
  if (!info) return null;
  const before = previous === null ? null : await store.info(previous);
  return {
    facts: factsOf(info),
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
    bytes: storedBytes(info.manifest) + (before ? storedBytes(before.manifest) : 0),
  };
}
