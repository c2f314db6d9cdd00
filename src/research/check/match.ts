import type { PlatformId } from '../../accounts/platforms.ts';
import type { DisclosureBrief, FoundEntry } from '../../messaging/messages.ts';
import type { EntryStatus } from '../../records/entry.ts';
import { type EvidenceLevel, removalOf, weigh } from '../../records/evidence.ts';
import { statusOf } from '../../records/status.ts';
import type { PlatformBasis, RowAccount } from './identify.ts';

/** By what a row and an entry are the same. */
export type MatchBasis = 'id' | 'name' | 'earlier-name';

/** One entry that a row's account matches. */
export interface CheckMatch {
  /** The cell as it stands in the file: of the name or address, else of the id. */
  readonly input: string;
  readonly platform: PlatformId;
  readonly platformBasis: PlatformBasis;
  /** As the row has them. */
  readonly handle: string | null;
  readonly id: string | null;
  readonly evidence: EvidenceLevel;
  readonly basis: MatchBasis;
  /** As the list has them. */
  readonly listed: {
    readonly handle: string | null;
    readonly id: string | null;
    readonly displayName: string | null;
  };
  readonly disclosures: readonly DisclosureBrief[];
  readonly status: EntryStatus;
  /** On record of the entry and of the disclosures that name it. */
  readonly disputes: number;
  readonly list: { readonly id: string; readonly name: string; readonly version: number };
}

/** What becomes of the entries that were found for one account. */
export interface Weighed {
  readonly matches: readonly CheckMatch[];
  /** Entries of the same name that the row's id shows to be another account. */
  readonly others: number;
  /** Entries that the discloser withdrew. */
  readonly withdrawn: number;
}

/** Weighs what was found under an account's keys as a page's badge would be: another account and a withdrawn entry are no match. */
export function weighRow(
  input: string,
  account: RowAccount,
  found: readonly FoundEntry[],
): Weighed {
  const { platform, handle, id, seenAt, created = null } = account;
  const reference = { platform, handle, id, created, role: 'list-row', seenAt } as const;
  const matches: CheckMatch[] = [];
  let [others, withdrawn] = [0, 0];
  for (const { entry, disclosures, list } of found) {
    const dates = disclosures.map(({ date }) => date);
    const { level, reason } = weigh(reference, entry, removalOf(entry, dates));
    const status = statusOf(entry);
    if (level === 'different-account') others++;
    else if (status === 'delisted') withdrawn++;
    else {
      matches.push({
        input,
        platform,
        platformBasis: account.platformBasis,
        handle,
        id,
        evidence: level,
        basis:
          reason === 'id-equal'
            ? 'id'
            : reason === 'name-equal-earlier-handle'
              ? 'earlier-name'
              : 'name',
        listed: { handle: entry.handle, id: entry.platformId, displayName: entry.displayName },
        disclosures,
        status,
        disputes:
          entry.disputes.length + disclosures.reduce((sum, { disputes }) => sum + disputes, 0),
        list: { id: list.id, name: list.name, version: list.version },
      });
    }
  }
  return { matches, others, withdrawn };
}
