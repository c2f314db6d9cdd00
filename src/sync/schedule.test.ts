import { describe, expect, test } from 'vitest';
import { afterFailure, isDue, nextAlarm } from './schedule.ts';
import type { Subscription } from './subscription.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('when to try again', () => {
  const subscription = {
    enabled: true,
    failures: 0,
    lastAttempt: null,
    nextAttempt: 0,
  } as Subscription;
  const minutes = (one: Subscription) => (one.nextAttempt - 0) / 60_000;
  const error = { refusal: 'unreachable', message: '' } as const;

  test('after failures 15 minutes, doubled each time, at most a day', () => {
    let one = subscription;
    const waits = Array.from({ length: 9 }, () => {
      one = afterFailure(one, 0, error, () => 0);
      return minutes(one);
    });
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    expect(minutes(afterFailure(subscription, 0, error, () => 1))).toBe(30);
  });

  test('a clock that was set back does not put it off', () => {
    const later = { ...subscription, lastAttempt: 10_000, nextAttempt: 20_000 };
    expect(isDue(later, 15_000)).toBe(false);
    expect(isDue(later, 20_000)).toBe(true);
    expect(isDue(later, 5_000)).toBe(true);
    expect(isDue({ ...later, enabled: false }, 30_000)).toBe(false);
  });
});

describe('the next alarm', () => {
  const NOW = 1_000_000;
  const dueAt = (nextAttempt: number, enabled = true) => ({ nextAttempt, enabled }) as Subscription;

  test('is none where nothing is to be updated', () => {
    expect(nextAlarm([], NOW)).toBeNull();
    expect(nextAlarm([dueAt(NOW, false)], NOW)).toBeNull();
  });

  test('is for the list that is due first, whatever lists are off', () => {
    const lists = [dueAt(NOW + 9 * MINUTE), dueAt(NOW + 5 * MINUTE), dueAt(NOW + MINUTE, false)];
    expect(nextAlarm(lists, NOW)).toBe(NOW + 5 * MINUTE);
  });

  test('is a minute away at least and a day at most', () => {
    expect(nextAlarm([dueAt(0)], NOW)).toBe(NOW + MINUTE);
    expect(nextAlarm([dueAt(NOW + 30 * DAY)], NOW)).toBe(NOW + DAY);
  });
});
