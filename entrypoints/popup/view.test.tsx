import { afterEach, expect, it, vi } from 'vitest';
import { KEYS, NOW, POPUPS } from '../../tests/e2e/gallery/samples.ts';
import { type ShownView, show } from '../../tests/unit/view-fixture.ts';
import type { PopupProps } from './view.tsx';

vi.mock('@wxt-dev/browser', () => ({ browser: {} }));
vi.mock('webextension-polyfill', () => ({ default: {} }));
const { PopupView } = await import('./view.tsx');

let view: ShownView | null = null;
afterEach(() => view?.remove());

const popup = (state: keyof typeof POPUPS, more: Partial<PopupProps> = {}) => (
  <PopupView
    {...POPUPS[state]}
    lists={null}
    {...{ keys: KEYS, now: NOW, onPanel: null }}
    onAllow={() => {}}
    onCheck={async () => {}}
    onOptions={() => {}}
    onJump={() => {}}
    onPause={() => {}}
    onResume={() => {}}
    onSwitchAll={() => {}}
    onSwitchSite={() => {}}
    {...more}
  />
);

it('who pauses by keyboard is at the button that ends the pause, and the other way round', async () => {
  view = await show(popup('found'));
  await view.press('Pause for an hour');
  await view.update(popup('paused'));
  expect(view.focused()).toBe('Read again now');
  await view.press('Read again now');
  await view.update(popup('found'));
  expect(view.focused()).toBe('Pause for an hour');
});

it('a switch that the browser could not keep is not passed over in silence', async () => {
  view = await show(popup('found'));
  expect(view.root.textContent).not.toContain('nothing was changed');
  await view.update(popup('found', { failed: true }));
  expect(view.root.querySelector('.switches [role=alert]')?.textContent).toBe(
    'The browser could not keep this, so nothing was changed.',
  );
});

it('names in embedded posts are counted beside those that were read, and hidden ones told', async () => {
  view = await show(popup('embedded'));
  const text = view.root.querySelector('main')?.textContent;
  expect(text).toContain('1 name in posts embedded here is in the lists');
  expect(text).toContain('of 12 names read in them');
  expect(text).toContain('1 more name here is in the lists; you chose to see no badge for it.');
});
