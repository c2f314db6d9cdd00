import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SubscriptionRow } from '../../src/messaging/messages.ts';
import { type ShownView, show } from '../../tests/unit/view-fixture.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const ask = vi.fn();
vi.mock('../../src/messaging/client.ts', () => ({ askBackground: ask, askUntilAnswered: ask }));
vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { MatchingPart } = await import('./matching-part.tsx');
const { SubscribedList } = await import('./list-item.tsx');
const { AddList } = await import('./add-list.tsx');
const { readSettings } = await import('../../src/store/settings.ts');

let view: ShownView | null = null;
beforeEach(() => {
  ask.mockReset();
  fakeBrowser.reset();
});
afterEach(() => view?.remove());

it('two levels that are switched off in quick succession are both off', async () => {
  view = await show(<MatchingPart />);
  const switches = () => [
    ...(view?.root.querySelectorAll<HTMLInputElement>('input[role="switch"]') ?? []),
  ];
  await vi.waitFor(() => expect(switches()).toHaveLength(2));
  for (const one of switches()) one.click();
  await vi.waitFor(async () =>
    expect((await readSettings()).levelsHidden).toEqual(['same-name-in-time', 'same-name']),
  );
});

const ROW = {
  ...{
    listId: 'lab',
    name: 'Lab',
    publisher: 'Lab',
    fingerprint: '',
    address: 'https://lab.example/',
  },
  ...{ enabled: true, managed: false, updating: false, steppedBack: false, state: null },
  ...{ lastAttempt: null, lastSuccess: null, nextAttempt: 0, lastError: null },
} as unknown as SubscriptionRow;

it('a list that could not be removed is said to be there still, and its question keeps the focus', async () => {
  const removed = vi.fn();
  ask.mockResolvedValue({ ok: false, refusal: 'not-stored', message: 'disk' });
  view = await show(
    <ul>
      <SubscribedList
        {...{ row: ROW, move: { up: null, down: null }, progress: null }}
        onDone={() => {}}
        onRemoved={removed}
      />
    </ul>,
  );
  await view.press('Remove');
  expect(view.focused()).toBe('Keep it');
  await view.press('Remove it');
  await vi.waitFor(() =>
    expect(view?.root.textContent).toContain('That could not be done. Trying again may help.'),
  );
  expect(removed).not.toHaveBeenCalled();
});

it('a background that is silent about a list is not taken for storage that is full', async () => {
  ask.mockRejectedValue(new Error('no receiver'));
  view = await show(<AddList onAdded={() => {}} />);
  view.root.querySelector('form')?.requestSubmit();
  await vi.waitFor(() =>
    expect(view?.root.textContent).toContain(
      'Takedown Lens did not answer. If the list is not among those above',
    ),
  );
});
