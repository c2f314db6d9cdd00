import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The extension's storage, in memory. It has to be there before the module under test looks for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { endPause, forgetPauseThatIsOver, pause, pauseEnd } = await import('./pause.ts');
const { changeSettings, DEFAULT_SETTINGS, PAUSE_MS, readSettings } = await import('./settings.ts');

const NOW = Date.UTC(2026, 0, 1);
beforeEach(() => fakeBrowser.reset());

test('a pause lasts an hour, and no longer when it is ended before', async () => {
  const paused = await pause(NOW);
  expect(pauseEnd(paused, NOW)).toBe(NOW + PAUSE_MS);
  expect(pauseEnd(paused, NOW + PAUSE_MS)).toBeNull();
  expect(pauseEnd(await endPause(), NOW)).toBeNull();
});

test('what is off is not paused', () => {
  const off = { ...DEFAULT_SETTINGS, enabled: false, pausedUntil: NOW + 1 };
  expect(pauseEnd(off, NOW)).toBeNull();
});

test('only a pause that is over is forgotten, and nothing is switched on by it', async () => {
  const paused = await pause(NOW);
  await forgetPauseThatIsOver(paused, NOW + 1);
  expect((await readSettings()).pausedUntil).toBe(NOW + PAUSE_MS);
  const off = await changeSettings((old) => ({ ...old, enabled: false }));
  await forgetPauseThatIsOver(off, NOW + PAUSE_MS);
  expect(await readSettings()).toMatchObject({ enabled: false, pausedUntil: null });
});
