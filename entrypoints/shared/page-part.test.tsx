import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/store/settings.ts';
import { show } from '../../tests/unit/view-fixture.ts';
import type { NotReadPage } from './active-page.ts';

vi.mock('@wxt-dev/browser', () => ({ browser: {} }));
vi.mock('webextension-polyfill', () => ({ default: {} }));
const { PagePart } = await import('./page-part.tsx');

const part = (page: NotReadPage) => (
  <PagePart
    {...{ page, settings: DEFAULT_SETTINGS, lists: null, now: 0 }}
    onAllow={() => {}}
    onCheck={async () => {
      throw new Error('not allowed');
    }}
    onResume={() => {}}
  >
    {() => null}
  </PagePart>
);

it('that one page can’t be checked is not said of the next one in its tab', async () => {
  const page = {
    kind: 'not-read',
    place: null,
    tabId: 1,
    address: 'https://one.example/',
  } as const;
  const view = await show(part(page));
  await view.press('Check this page');
  await vi.waitFor(() => expect(view.root.textContent).toContain('This page can’t be read.'));
  await view.update(part({ ...page }));
  expect(view.root.textContent).toContain('This page can’t be read.');
  await view.update(part({ ...page, address: 'https://two.example/' }));
  expect(view.root.textContent).toContain('Check this page');
  view.remove();
});
