import { normalHandle } from './handles.ts';
import { normalId } from './ids.ts';
import type { PlatformId } from './platforms.ts';

declare const brand: unique symbol;

/**
 * What a list is looked up by, within one platform: `@` and the normal form of a handle, or `#` and
 * a permanent id. The marks keep the handle `12345` apart from the id 12345.
 */
export type AccountKey = string & { readonly [brand]: 'AccountKey' };

/** The key of a handle in any spelling, or null when the platform has no such handles. */
export function handleKey(platform: PlatformId, handle: string): AccountKey | null {
  const name = normalHandle(platform, handle);
  return name === null ? null : (`@${name}` as AccountKey);
}

/** The key of a permanent id, or null when the text is no exact id of that platform. */
export function idKey(platform: PlatformId, id: string): AccountKey | null {
  const exact = normalId(platform, id);
  return exact === null ? null : (`#${exact}` as AccountKey);
}

/**
 * Every key an entry can be found by, without repetition. The first is its primary key: the one of
 * its handle, or of its id when it has no handle. Empty for an entry known by display name alone.
 */
export function keysOf(entry: {
  readonly platform: PlatformId;
  readonly handle: string | null;
  readonly earlierHandles?: readonly string[];
  readonly platformId: string | null;
}): AccountKey[] {
  const { platform, handle, earlierHandles = [], platformId } = entry;
  const byHandle = handle === null ? null : handleKey(platform, handle);
  const byEarlier = earlierHandles.map((name) => handleKey(platform, name));
  const byId = platformId === null ? null : idKey(platform, platformId);
  const keys = [byHandle ?? byId, ...byEarlier, byId];
  return [...new Set(keys.filter((key) => key !== null))];
}

/** The keys to look a page's account up by: its handle's, then its id's. */
export function referenceKeys(reference: {
  readonly platform: PlatformId;
  readonly handle: string | null;
  readonly id: string | null;
}): AccountKey[] {
  const { platform, handle, id } = reference;
  const byHandle = handle === null ? null : handleKey(platform, handle);
  const byId = id === null ? null : idKey(platform, id);
  return [byHandle, byId].filter((key) => key !== null);
}
