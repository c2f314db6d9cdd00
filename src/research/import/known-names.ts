import type { AccountKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import {
  type CatalogueAnswer,
  type FoundEntry,
  MAX_LOOKUP_KEYS,
} from '../../messaging/messages.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { CheckLookup } from '../check/lookup.ts';
import type { ImportedFile } from './report.ts';
import { type KnownDisclosures, keysByPlatform } from './which-disclosure.ts';

/**
 * What the lists in use know of the accounts in a file. Of a disclosure that several lists have, the first list's word
 * is taken. Rejects with what the look-up rejects with, and soon when `signal` is aborted.
 */
export async function knownOf(
  { accounts }: Pick<ImportedFile, 'accounts'>,
  { lists }: Pick<CatalogueAnswer, 'lists'>,
  lookup: CheckLookup,
  signal: AbortSignal,
): Promise<KnownDisclosures> {
  const first = new Map<string, { disclosure: Disclosure; list: string; named: number }>();
  for (const { list, disclosures, named } of lists) {
    const counts = new Map(Object.entries(named));
    for (const disclosure of disclosures) {
      const { id } = disclosure;
      if (!first.has(id)) {
        first.set(id, { disclosure, list: list.id, named: counts.get(id) ?? 0 });
      }
    }
  }
  const entries = new Map<string, AccountEntry>();
  for (const [platform, keys] of keysByPlatform(accounts)) {
    if (!lookup.platforms.includes(platform)) continue;
    for (const { entry, list } of await foundOn(platform, keys, lookup, signal)) {
      const namedIn = entry.namedIn.filter(
        ({ disclosure }) => first.get(disclosure)?.list === list.id,
      );
      const { handle, platformId } = entry;
      const identity = JSON.stringify([platform, handle, platformId, list.id]);
      if (namedIn.length > 0) entries.set(identity, { ...entry, namedIn });
    }
  }
  return {
    disclosures: [...first.values()].map(({ disclosure }) => disclosure),
    named: Object.fromEntries([...first].map(([id, { named }]) => [id, named])),
    entries: [...entries.values()],
  };
}

async function foundOn(
  platform: PlatformId,
  keys: readonly AccountKey[],
  lookup: CheckLookup,
  signal: AbortSignal,
): Promise<FoundEntry[]> {
  const filter = await lookup.filter(platform);
  if (filter === null) return [];
  const passing =
    'which' in filter ? [...(await filter.which(keys))] : keys.filter((key) => filter.mayHave(key));
  const found: FoundEntry[] = [];
  for (let from = 0; from < passing.length; from += MAX_LOOKUP_KEYS) {
    signal.throwIfAborted();
    const batch = passing.slice(from, from + MAX_LOOKUP_KEYS) as AccountKey[];
    found.push(...(await lookup.find(platform, batch)));
  }
  return found;
}
