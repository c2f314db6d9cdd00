/** The part of browser.alarms that the schedule and the pause need. */
export interface Alarms {
  get(name: string): Promise<{ readonly scheduledTime: number } | undefined>;
  create(name: string, info: { when: number }): void | Promise<void>;
  clear(name: string): Promise<boolean>;
}

export const UPDATE_ALARM = 'update-lists';
export const PAUSE_ALARM = 'end-pause';
/** Setting an alarm anew for less would be work at every start of the background. */
const SAME_MS = 60_000;

/** Sees to it that the background is woken at a time, or never for null. Alarms outlive it. */
export async function setAlarm(
  alarms: Alarms,
  name: string,
  when: number | null,
  now: number,
): Promise<void> {
  if (when === null) {
    await alarms.clear(name);
    return;
  }
  const there = await alarms.get(name);
  const isSame =
    there !== undefined &&
    there.scheduledTime > now &&
    Math.abs(there.scheduledTime - when) < SAME_MS;
  if (!isSame) await alarms.create(name, { when });
}
