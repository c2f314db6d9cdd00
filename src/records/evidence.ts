import { accountCreatedAt } from '../accounts/births.ts';
import { normalId } from '../accounts/ids.ts';
import { handleKey } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import type { TimeSpan } from '../accounts/time.ts';
import type { AccountEntry } from './entry.ts';
import { spanOf } from './span.ts';

/** How well the account on the page matches the entry (DESIGN section 4), strongest first. */
export const EVIDENCE_LEVELS = [
  /** The page shows the platform's permanent id and it is the entry's. */
  'same-account',
  /** The name is equal and the capture or post is older than the removal. */
  'same-name-in-time',
  /** The name is equal; nothing on the page confirms or contradicts it. */
  'same-name',
  /** The page's id is another one, or its account was created after the removal. */
  'different-account',
] as const;
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** Where a level stands among all: the lower, the stronger. */
export function evidenceRank(level: EvidenceLevel): number {
  return EVIDENCE_LEVELS.indexOf(level);
}

/** Why a level was chosen, for the card to say in words. */
export const EVIDENCE_REASONS = [
  'id-equal',
  'dated-before-removal',
  'name-equal',
  'name-equal-earlier-handle',
  'id-differs',
  'created-after-removal',
] as const;
export type EvidenceReason = (typeof EVIDENCE_REASONS)[number];

export interface Evidence {
  readonly level: EvidenceLevel;
  readonly reason: EvidenceReason;
  /** Date of the post or capture that places the name in its time (ms, Unix epoch, UTC), else null. */
  readonly asOf: number | null;
}

/**
 * A day's difference between a clock in an id, a printed date and a disclosure's date proves
 * nothing; DESIGN section 4 allows two days.
 */
const SLACK_MS = 2 * 86_400_000;

/**
 * Weighs one reference on a page against one entry that has the same name or the same id.
 *
 * `removedBy` is the latest time at which the account can have been removed: the entry's own removal
 * date or, where it has none, the date of the disclosure that names it. Null where neither is known.
 */
export function weigh(
  reference: AccountReference,
  entry: AccountEntry,
  removed: TimeSpan | null,
): Evidence {
  const pageId = reference.id === null ? null : normalId(reference.platform, reference.id);
  const entryId = entry.platformId === null ? null : normalId(entry.platform, entry.platformId);
  if (pageId !== null && entryId !== null) {
    return pageId === entryId
      ? { level: 'same-account', reason: 'id-equal', asOf: null }
      : { level: 'different-account', reason: 'id-differs', asOf: null };
  }
  const created =
    reference.created ?? (pageId === null ? null : accountCreatedAt(reference.platform, pageId));
  if (created !== null && removed !== null && created.from > removed.to + SLACK_MS) {
    return { level: 'different-account', reason: 'created-after-removal', asOf: null };
  }
  if (reference.seenAt !== null && removed !== null && reference.seenAt < removed.from) {
    return { level: 'same-name-in-time', reason: 'dated-before-removal', asOf: reference.seenAt };
  }
  return { level: 'same-name', reason: nameReason(reference, entry), asOf: null };
}

function nameReason(
  { platform, handle }: AccountReference,
  entry: Pick<AccountEntry, 'handle'>,
): EvidenceReason {
  if (handle === null || entry.handle === null) return 'name-equal';
  return handleKey(platform, handle) === handleKey(platform, entry.handle)
    ? 'name-equal'
    : 'name-equal-earlier-handle';
}

/** The time an entry's account was removed in, by its own date or else by its disclosures' dates. */
export function removalOf(
  entry: Pick<AccountEntry, 'removed'>,
  disclosureDates: readonly string[],
): TimeSpan | null {
  if (entry.removed !== null) return spanOf(entry.removed);
  const spans = disclosureDates.map(spanOf).filter((span) => span !== null);
  if (spans.length === 0) return null;
  return {
    from: Math.min(...spans.map((span) => span.from)),
    to: Math.max(...spans.map((span) => span.to)),
  };
}
