import { type AccountKey, keysOf } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { AccountEntry } from '../records/entry.ts';
import { hashKey, newHash } from './hash.ts';
import { pageOf, type RecordPage } from './page.ts';
import type { EntrySet } from './sets.ts';

/** What records need from their list to be read. */
export interface RecordContext {
  readonly platform: PlatformId;
  readonly sets: readonly (EntrySet | null)[];
}

/** What one page says under a key. */
export interface PageHits {
  readonly entries: readonly AccountEntry[];
  /** Upper halves of the hashes of primary keys: the key is an alias of entries that lie under them. */
  readonly targets: readonly number[];
}

export const NO_HITS: PageHits = { entries: [], targets: [] };

/** The page on which a key is, if it is anywhere. */
export function pageOfKey(key: AccountKey, pageBits: number): number {
  const hash = newHash();
  hashKey(key, hash);
  return pageOf((hash[0] as number) >>> 0, pageBits);
}

/** The entries and aliases that lie under exactly this key. Broken records are left out. */
export function hitsOf(page: RecordPage, key: AccountKey, context: RecordContext): PageHits {
  const entries: AccountEntry[] = [];
  const targets: number[] = [];
  for (const at of page.find(key)) {
    const record = page.record(at, context.platform, context.sets);
    if (record.kind === 'entry') entries.push(record.entry);
    else if (record.kind === 'alias' && !targets.includes(record.target)) {
      targets.push(record.target);
    }
  }
  return { entries, targets };
}

/**
 * Every entry that lies on a page, in its order. Broken records are left out.
 *
 * @param isWanted Whether entries of a set are wanted; others are not decoded, which is nearly all that a record costs.
 */
export function entriesOn(
  page: RecordPage,
  { platform, sets }: RecordContext,
  isWanted: (set: EntrySet) => boolean = () => true,
): AccountEntry[] {
  const entries: AccountEntry[] = [];
  for (let at = 0; at < page.count; at++) {
    const set = sets[(page.setOf(at) ?? 0) - 1];
    if (set && !isWanted(set)) continue;
    const record = page.record(at, platform, sets);
    if (record.kind === 'entry') entries.push(record.entry);
  }
  return entries;
}

/**
 * The entries an alias stands for. `page` is that of the target. Others can have a primary key with
 * the same hash, so only those that have the alias among their own keys are meant.
 */
export function followAlias(
  page: RecordPage,
  target: number,
  key: AccountKey,
  context: RecordContext,
): AccountEntry[] {
  return page.findHash(target).flatMap((at) => {
    const record = page.record(at, context.platform, context.sets);
    return record.kind === 'entry' && keysOf(record.entry).includes(key) ? record.entry : [];
  });
}
