import { changeSettings, isReading, PAUSE_MS, type Settings } from './settings.ts';

/** When the pause that is on at `now` ends (ms, Unix epoch); null while there is none. */
export function pauseEnd(settings: Settings, now: number): number | null {
  return settings.enabled && !isReading(settings, now) ? settings.pausedUntil : null;
}

/** Reads no page for an hour from `now` on. */
export function pause(now: number): Promise<Settings> {
  return changeSettings((old) => ({ ...old, pausedUntil: now + PAUSE_MS }));
}

/** Reads pages again at once. */
export function endPause(): Promise<Settings> {
  return changeSettings((old) => ({ ...old, pausedUntil: null }));
}

/** Forgets a pause that is over, so that whoever shows the settings learns of it. */
export async function forgetPauseThatIsOver(settings: Settings, now: number): Promise<void> {
  if (settings.pausedUntil !== null && pauseEnd(settings, now) === null) await endPause();
}
