import { referenceKeys } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import { badgeText } from '../badge/model.ts';
import type { PageSummary } from '../messaging/messages.ts';
import { evidenceRank } from '../records/evidence.ts';
import type { Decision } from './choices.ts';
import type { PlacedBadge } from './places.ts';
import { byPosition } from './position.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** One matched account, as long as the page is open. */
export interface Match extends Decision {
  /** What its badges are placed under: its name, or its id where a place gives only that. */
  readonly accounts: ReadonlySet<string>;
  readonly reference: AccountReference;
}

/** A page with thousands of listed names is a list; the summary need not hold them all. */
const MAX_MATCHES = 1000;

/**
 * Keeps the strongest of what places of the page say of one account; of equals the first. What was met by its id alone
 * is the same match once the page tells its name.
 */
export function remember(matches: Map<string, Match>, match: Match): void {
  const { platform } = match.reference;
  const names = referenceKeys(match.reference).map((key) => `${platform} ${key}`);
  const [name, ...others] = names;
  const known = names.flatMap((one) => matches.get(one) ?? []);
  if (name === undefined || (known.length === 0 && matches.size >= MAX_MATCHES)) return;
  for (const other of others) matches.delete(other);
  const stays = known.find((one) => one.reference.handle !== null && rank(one) <= rank(match));
  const accounts = new Set([...known, match].flatMap((one) => [...one.accounts]));
  matches.set(name, { ...(stays ?? match), accounts });
}

function rank({ evidence }: Match): number {
  return evidenceRank(evidence.level);
}

/** Matches as a person meets them; those without a badge come last. Answers come in any order. */
export function summarise(
  matches: ReadonlyMap<string, Match>,
  badges: readonly PlacedBadge[],
): PageSummary['matches'] {
  return [...matches]
    .map(([account, match]) => {
      const hosts = badges
        .filter((placed) => match.accounts.has(placed.account))
        .map(({ badge }) => badge.host)
        .sort(byPosition);
      return { account, match, first: hosts[0], places: hosts.length };
    })
    .sort((a, b) => {
      if (a.first && b.first) return byPosition(a.first, b.first);
      return a.first ? -1 : b.first ? 1 : 0;
    })
    .map(({ account, match, places }) => ({
      account,
      platform: match.reference.platform,
      handle: nameOf(match),
      label: badgeText(match.model.words),
      evidence: match.evidence.level,
      status: match.model.status,
      disputes: match.model.disputes,
      disputed: match.model.disputed,
      disclosures: match.model.disclosures,
      places,
    }));
}

/** As the page spells it; the entry's spelling, else the id, where the page gives only an id. */
function nameOf({ reference, weighed }: Match): string {
  return reference.handle ?? weighed[0]?.found.entry.handle ?? reference.id ?? '';
}
