import { freshnessOf } from '../lists/freshness.ts';
import type { DisclosureBrief, FoundEntry } from '../messaging/messages.ts';
import type { EntryStatus } from '../records/entry.ts';
import type { Evidence, EvidenceLevel } from '../records/evidence.ts';
import { statusOf } from '../records/status.ts';
import { matchSymbol, type SymbolName } from '../ui/symbols.ts';
import { type BadgeWords, badgeName, badgeWords } from '../ui/wording.ts';

/** An entry found for an account on the page, and how well it matches. */
export interface WeighedEntry {
  readonly found: FoundEntry;
  readonly evidence: Evidence;
}

/** All that a badge shows. Ready words, so that drawing it needs no knowledge of records. */
export interface BadgeModel {
  readonly symbol: SymbolName;
  /** How well it matches, where `symbol` says something else and the words for it find no room. */
  readonly levelSymbol: SymbolName | null;
  /** Light when only the name matches. */
  readonly tone: 'full' | 'light';
  readonly words: BadgeWords;
  /** For narrow spots: fewer words, the same facts. */
  readonly shortWords: BadgeWords;
  /** At length, for its accessible name: who named whom and when, how well it matches, what is disputed. */
  readonly name: string;
  /** How many disputes stand against the disclosures or the entry. */
  readonly disputes: number;
  /** Whether somebody disputes it, counted or not: a status says so too, and a list that calls it withdrawn. */
  readonly disputed: boolean;
  /** Among the entries' own statuses the one to be said first. */
  readonly status: EntryStatus;
  /** The disclosures meant, the earliest first. */
  readonly disclosures: readonly DisclosureBrief[];
}

const STRENGTH: readonly EvidenceLevel[] = ['same-account', 'same-name-in-time', 'same-name'];

/**
 * What a badge says of one account on a page, or null where there is to be no badge: every entry was
 * withdrawn by its discloser, or is another account.
 *
 * Several entries (of several lists, or one handle that two accounts had) make one badge. Only those that
 * match best count, and among their statuses what speaks for the account is said: reinstated before all.
 * That a list is out of date is said where no current one names the account.
 */
export function badgeModel(
  weighed: readonly WeighedEntry[],
  now: number = Date.now(),
): BadgeModel | null {
  const level = STRENGTH.find((wanted) => weighed.some((one) => one.evidence.level === wanted));
  const best = weighed.filter((one) => one.evidence.level === level);
  const standing = best.filter((one) => statusOf(one.found.entry) !== 'delisted');
  const first = standing[0];
  if (level === undefined || first === undefined) return null;

  const disclosures = distinctByDate(standing.flatMap((one) => one.found.disclosures));
  const main = disclosures[0];
  if (main === undefined) return null;

  const statuses = new Set(standing.map((one) => statusOf(one.found.entry)));
  const facts = {
    handle: first.found.entry.handle ?? first.found.entry.displayName,
    main,
    more: disclosures.length - 1,
    level,
    asOf: first.evidence.asOf,
    reinstated: statuses.has('reinstated'),
    reattributed: statuses.has('reattributed'),
    // A list that still names the account while another says it was withdrawn: that is a dispute too.
    disputed:
      statuses.has('disputed') ||
      standing.length < best.length ||
      disclosures.some((disclosure) => disclosure.disputes > 0) ||
      standing.some((one) => hasOwnDispute(one.found)),
    disputes: countDisputes(standing, disclosures),
    outOfDate: standing.every(({ found }) => freshnessOf(found.list, now) === 'out-of-date'),
  };
  const symbol = matchSymbol(
    facts.reinstated ? 'reinstated' : facts.reattributed ? 'reattributed' : 'listed',
    level,
    facts.disputed,
  );
  const levelSymbol = matchSymbol('listed', level, false);
  return {
    symbol,
    levelSymbol: level === 'same-account' || levelSymbol === symbol ? null : levelSymbol,
    tone: level === 'same-name' ? 'light' : 'full',
    words: badgeWords(facts, 'full'),
    shortWords: badgeWords(facts, 'short'),
    name: badgeName(facts),
    disputes: facts.disputes,
    disputed: facts.disputed || facts.disputes > 0,
    status: STATUSES_BY_WEIGHT.find((status) => statuses.has(status)) ?? 'listed',
    disclosures,
  };
}

/** What speaks for the account comes first. */
const STATUSES_BY_WEIGHT: readonly EntryStatus[] = ['reinstated', 'disputed', 'reattributed'];

/** The badge's text in one line, as a person reads it: `Named · Twitter 2019 · disputed`. */
export function badgeText(words: BadgeWords): string {
  const head = words.lead === null ? [] : [words.lead];
  return [...head, `${words.who} ${words.when}`, ...words.notes].join(' · ');
}

/** Each disclosure once, the earliest first: it is the one that named the account. */
function distinctByDate(disclosures: readonly DisclosureBrief[]): DisclosureBrief[] {
  const byId = new Map<string, DisclosureBrief>();
  for (const disclosure of disclosures) {
    const known = byId.get(disclosure.id);
    if (known === undefined || known.disputes < disclosure.disputes) {
      byId.set(disclosure.id, disclosure);
    }
  }
  return [...byId.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Whether the entry has a dispute other than the reinstatement that its status already tells. */
function hasOwnDispute({ entry }: FoundEntry): boolean {
  const told = statusOf(entry) === 'reinstated' ? 'reinstatement' : null;
  return entry.disputes.some((dispute) => dispute.kind !== told);
}

/** The same entry in two lists carries the same disputes: the larger number is the honest one. */
function countDisputes(
  standing: readonly WeighedEntry[],
  disclosures: readonly DisclosureBrief[],
): number {
  const own = Math.max(...standing.map((one) => one.found.entry.disputes.length));
  return disclosures.reduce((sum, disclosure) => sum + disclosure.disputes, own);
}
