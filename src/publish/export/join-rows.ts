import { handleKey, idKey } from '../../accounts/keys.ts';
import type { CitedList } from '../../messaging/messages.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import { statusOf } from '../../records/status.ts';

/** A list as its exports are made from it. */
export interface ExportedList {
  readonly cited: CitedList;
  readonly disclosures: readonly Disclosure[];
  readonly entries: readonly AccountEntry[];
}

/** The columns of a list's table, in their order; all are text but `disputes` and `list_version`. */
export const JOIN_FIELDS = [
  'platform',
  'join_key',
  'key_kind',
  'kind',
  'handle',
  'platform_id',
  'display_name',
  'status',
  'disclosures',
  'disclosers',
  'disclosed',
  'disputes',
  'created',
  'removed',
  'list',
  'list_version',
  'list_sha256',
] as const;
export type JoinField = (typeof JOIN_FIELDS)[number];
export type JoinRow = Readonly<Record<JoinField, string | number | null>>;

/**
 * A list as a table to join data with: one row a key, so an entry with a handle, an earlier handle and an id has
 * three. `join_key` is the normal form of a handle or an exact id; `key_kind` says which, as the handle 12345 is not the
 * id 12345. In the order of platform and key.
 */
export function joinRows(list: ExportedList): JoinRow[] {
  const disclosures = new Map(list.disclosures.map((one) => [one.id, one]));
  const rows = list.entries.flatMap((entry) => {
    const named = entry.namedIn.flatMap(({ disclosure }) => disclosures.get(disclosure) ?? []);
    const shared = sharedFields(entry, named, list.cited);
    return keysWithKinds(entry).map(([key, key_kind]) => ({
      ...shared,
      join_key: key.slice(1),
      key_kind,
    }));
  });
  return rows.sort(
    (a, b) =>
      compare(a.platform, b.platform) ||
      compare(a.join_key, b.join_key) ||
      compare(a.disclosures, b.disclosures),
  );
}

function sharedFields(entry: AccountEntry, named: readonly Disclosure[], cited: CitedList) {
  return {
    platform: entry.platform,
    kind: entry.kind,
    handle: entry.handle,
    platform_id: entry.platformId,
    display_name: entry.displayName,
    status: statusOf(entry),
    disclosures: named.map(({ id }) => id).join('; '),
    disclosers: named.map(({ disclosedBy }) => disclosedBy.name).join('; '),
    disclosed: named.map(({ date }) => date).join('; '),
    disputes: entry.disputes.length + named.reduce((sum, { disputes }) => sum + disputes.length, 0),
    created: entry.created,
    removed: entry.removed,
    list: cited.id,
    list_version: cited.version,
    list_sha256: cited.sha256,
  };
}

function keysWithKinds({ platform, handle, earlierHandles, platformId }: AccountEntry) {
  const keys = new Map<string, string>();
  const add = (key: string | null, kind: string) => {
    if (key !== null && !keys.has(key)) keys.set(key, kind);
  };
  if (handle !== null) add(handleKey(platform, handle), 'handle');
  for (const name of earlierHandles) add(handleKey(platform, name), 'earlier-handle');
  if (platformId !== null) add(idKey(platform, platformId), 'id');
  return [...keys];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
