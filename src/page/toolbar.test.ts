import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../store/settings.ts';
import { showNumber, showState } from './toolbar.ts';

const NOW = Date.UTC(2026, 0, 1);

function toolbar() {
  const shown = { text: new Map<number | undefined, string>(), title: '' };
  const action = {
    async setBadgeText({ tabId, text }: { tabId?: number; text: string | null }) {
      shown.text.set(tabId, text ?? '');
    },
    async setTitle({ title }: { title: string | null }) {
      shown.title = title ?? '';
    },
  };
  return { shown, api: { action } };
}

test.each([
  [3, true, '3'],
  [0, true, ''],
  [3, false, ''],
])('%i matches, number wanted: %s: %j', async (matches, toolbarCount, text) => {
  const { shown, api } = toolbar();
  await showNumber(api, 7, matches, { toolbarCount });
  expect(shown.text.get(7)).toBe(text);
});

test('the title tells off from paused, and both from neither', async () => {
  const { shown, api } = toolbar();
  const titleOf = async (more: object) => {
    await showState(api, { ...DEFAULT_SETTINGS, ...more }, NOW);
    return shown.title;
  };
  expect(await titleOf({})).toBe('Takedown Lens');
  expect(await titleOf({ enabled: false, pausedUntil: NOW + 1 })).toBe('Takedown Lens is off.');
  expect(await titleOf({ pausedUntil: NOW + 60_000 })).toMatch(/^Takedown Lens is paused until \d/);
  expect(await titleOf({ pausedUntil: NOW - 1 })).toBe('Takedown Lens');
});
