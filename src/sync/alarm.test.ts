import { beforeEach, expect, test } from 'vitest';
import { type Alarms, setAlarm, UPDATE_ALARM } from './alarm.ts';

const MINUTE = 60_000;
const NOW = 10 * MINUTE;
const WANTED = NOW + 30 * MINUTE;

let alarms: BrowserAlarms;
beforeEach(() => {
  alarms = new BrowserAlarms();
});

/** The browser's own, as far as they are used: one of a name, and creating it anew replaces it. */
class BrowserAlarms implements Alarms {
  readonly all = new Map<string, number>();
  created = 0;

  async get(name: string) {
    const scheduledTime = this.all.get(name);
    return scheduledTime === undefined ? undefined : { scheduledTime };
  }

  async create(name: string, { when }: { when: number }) {
    this.created++;
    this.all.set(name, when);
  }

  async clear(name: string) {
    return this.all.delete(name);
  }
}

test('an alarm is set where there is none', async () => {
  await setAlarm(alarms, UPDATE_ALARM, WANTED, NOW);
  expect([...alarms.all]).toEqual([[UPDATE_ALARM, WANTED]]);
});

test('null clears it, and it alone', async () => {
  alarms.all.set(UPDATE_ALARM, WANTED).set('another', WANTED);
  await setAlarm(alarms, UPDATE_ALARM, null, NOW);
  expect([...alarms.all.keys()]).toEqual(['another']);
  await setAlarm(alarms, UPDATE_ALARM, null, NOW);
  expect(alarms.created).toBe(0);
});

test.each([-MINUTE + 1, 0, MINUTE - 1])('one %i ms off is left alone', async (off) => {
  alarms.all.set(UPDATE_ALARM, WANTED + off);
  await setAlarm(alarms, UPDATE_ALARM, WANTED, NOW);
  expect(alarms.created).toBe(0);
});

test.each([-MINUTE, MINUTE])('one %i ms off is set anew', async (off) => {
  alarms.all.set(UPDATE_ALARM, WANTED + off);
  await setAlarm(alarms, UPDATE_ALARM, WANTED, NOW);
  expect(alarms.all.get(UPDATE_ALARM)).toBe(WANTED);
});

test.each([0, -1])('one whose time has passed is set anew, however near', async (away) => {
  alarms.all.set(UPDATE_ALARM, NOW + away);
  await setAlarm(alarms, UPDATE_ALARM, NOW + MINUTE / 2, NOW);
  expect(alarms.all.get(UPDATE_ALARM)).toBe(NOW + MINUTE / 2);
});
