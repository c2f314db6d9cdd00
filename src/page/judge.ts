import type { AccountReference } from '../accounts/reference.ts';
import type { WeighedEntry } from '../badge/model.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { type Evidence, evidenceRank, removalOf, weigh } from '../records/evidence.ts';
import { statusOf } from '../records/status.ts';

export interface Verdict {
  /** The entries that the account on the page may be, strongest evidence first. */
  readonly weighed: readonly WeighedEntry[];
  /** The strongest evidence among them. */
  readonly evidence: Evidence;
}

/**
 * Decides which of the entries that share a name or id with a reference may be its account: never one
 * that the page shows to be another. Null when none is left, or the discloser withdrew all that are.
 */
export function judge(reference: AccountReference, found: readonly FoundEntry[]): Verdict | null {
  const weighed = found
    .map((one) => ({
      found: one,
      evidence: weigh(reference, one.entry, removalOf(one.entry, datesOf(one))),
    }))
    .filter(({ evidence }) => evidence.level !== 'different-account')
    .sort((a, b) => rank(a) - rank(b));
  return verdictOf(weighed);
}

/** The verdict on entries that were weighed and sorted; null when none is left that its discloser stands by. */
export function verdictOf(weighed: readonly WeighedEntry[]): Verdict | null {
  const best = weighed.find((one) => statusOf(one.found.entry) !== 'delisted');
  return best ? { weighed, evidence: best.evidence } : null;
}

function datesOf(found: FoundEntry): string[] {
  return found.disclosures.map(({ date }) => date);
}

function rank({ evidence }: WeighedEntry): number {
  return evidenceRank(evidence.level);
}
