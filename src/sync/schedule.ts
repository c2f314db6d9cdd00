import type { Refusal } from '../lists/refusal.ts';
import type { Subscription } from './subscription.ts';

const MINUTE_MS = 60_000;
/** After failures: 15 minutes, doubled each time, at most a day (Safe Browsing's rule). */
const FIRST_RETRY_MS = 15 * MINUTE_MS;
const LONGEST_RETRY_MS = 24 * 60 * MINUTE_MS;
/** Attempts that the browser ended are gone on with at once, up to this many. */
const MOST_UNENDED = 3;
/** So that everybody who installed at the same time does not ask at the same time. */
const JITTER = 0.1;
/** Browsers wake an extension at most twice a minute. */
const SHORTEST_ALARM_MS = MINUTE_MS;
/** However far away the next attempt is: a clock that was wrong when it was set must not hold it off. */
const LONGEST_ALARM_MS = 24 * 60 * MINUTE_MS;

/** A subscription after an attempt that found or kept a good version. */
export function afterSuccess(
  subscription: Subscription,
  now: number,
  minWaitSeconds: number,
  random: () => number = Math.random,
): Subscription {
  const wait = minWaitSeconds * 1000 * (1 + JITTER * random());
  return {
    ...subscription,
    lastAttempt: now,
    lastSuccess: now,
    nextAttempt: now + wait,
    failures: 0,
    lastError: null,
    unended: 0,
  };
}

/** A subscription after a failed attempt; what was in use stays in use. */
export function afterFailure(
  subscription: Subscription,
  now: number,
  error: { refusal: Refusal; message: string },
  random: () => number = Math.random,
): Subscription {
  const doubled = FIRST_RETRY_MS * 2 ** Math.min(subscription.failures, 10) * (random() + 1);
  return {
    ...subscription,
    lastAttempt: now,
    nextAttempt: now + Math.min(doubled, LONGEST_RETRY_MS),
    failures: subscription.failures + 1,
    lastError: error,
    unended: 0,
  };
}

/** A subscription while an attempt is being made. Noted before: whoever is ended in the middle can't do it after. */
export function begun(subscription: Subscription): Subscription {
  return { ...subscription, unended: subscription.unended + 1 };
}

/** A subscription whose attempt was stopped on purpose. */
export function ended(subscription: Subscription): Subscription {
  return { ...subscription, unended: 0 };
}

/**
 * Whether the browser has ended so many attempts in a row that going on at each start would never come to an end: a
 * server that is silent for longer than a background lives, a list too large for it.
 */
export function wasEndedTooOften({ unended }: Subscription): boolean {
  return unended >= MOST_UNENDED;
}

/** A subscription whose attempts were ended too often: that is one failure, and each further attempt another. */
export function afterEndings(
  subscription: Subscription,
  now: number,
  random: () => number = Math.random,
): Subscription {
  const message = 'The browser ended the update again and again before it was done.';
  return {
    ...afterFailure(subscription, now, { refusal: 'unreachable', message }, random),
    unended: MOST_UNENDED - 1,
  };
}

/** Whether an attempt is due. A clock that was set back must not put it off for years. */
export function isDue({ enabled, lastAttempt, nextAttempt }: Subscription, now: number): boolean {
  return enabled && (now >= nextAttempt || (lastAttempt !== null && now < lastAttempt));
}

/** When the background is to be woken for the next attempt; null when nothing is subscribed to. */
export function nextAlarm(subscriptions: readonly Subscription[], now: number): number | null {
  const enabled = subscriptions.filter((one) => one.enabled);
  if (enabled.length === 0) return null;
  const next = Math.min(...enabled.map(({ nextAttempt }) => nextAttempt));
  return Math.min(Math.max(next, now + SHORTEST_ALARM_MS), now + LONGEST_ALARM_MS);
}
