// Part of the content script: no schema library.

/** How long after `expires` a list's names still stand without a word on the badge. */
const GRACE_MS = 90 * 86_400_000;

/**
 * How current what a list says can still be.
 *
 * - `current`: not yet past the day it was good until;
 * - `aged`: past that day, so corrections made since may be missing; its age is shown;
 * - `out-of-date`: so long past it that every badge says so.
 */
export type Freshness = 'current' | 'aged' | 'out-of-date';

/** @param expires ISO 8601; what is no date counts as long past. */
export function freshnessOf({ expires }: { readonly expires: string }, now: number): Freshness {
  const end = Date.parse(expires);
  if (now <= end) return 'current';
  return now <= end + GRACE_MS ? 'aged' : 'out-of-date';
}
