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

test('a journal that is on is marked on every tab’s button, one that is paused is said', async () => {
  const { shown, api } = toolbar();
  await showNumber(api, 7, 3, { toolbarCount: true }, true);
  await showNumber(api, 8, 0, { toolbarCount: true }, true);
  await showNumber(api, 9, 3, { toolbarCount: true }, false);
  await showState(api, DEFAULT_SETTINGS, NOW, 'on');
  expect([...shown.text]).toEqual([
    [7, '●3'],
    [8, '●'],
    [9, '3'],
    [undefined, '●'],
  ]);
  expect(shown.title).toContain('recording to the journal');
  await showState(api, DEFAULT_SETTINGS, NOW, 'paused');
  expect([shown.text.get(undefined), shown.title]).toEqual([
    '',
    'Takedown Lens: the journal is paused',
  ]);
  // Nothing is read, so nothing is recorded.
  await showState(api, { ...DEFAULT_SETTINGS, enabled: false }, NOW, 'on');
  expect([shown.text.get(undefined), shown.title]).toEqual(['', 'Takedown Lens is off.']);
});
