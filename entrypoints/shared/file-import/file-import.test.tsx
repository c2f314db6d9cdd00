import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReadFile } from '../../../src/research/import/file-protocol.ts';
import { privateWords } from '../../../src/ui/wording-private.ts';
import { type ShownView, show } from '../../../tests/unit/view-fixture.ts';

const { ImportQuestion } = await import('./import-question.tsx');
const { ReadOtherwise } = await import('./import-report.tsx');

const FILE = {
  ...{ name: 'names.txt', bytes: 1, sha256: 'f', headers: ['name'], own: [] },
  report: { ...{ accounts: 2, names: 2, withId: 0, disclosure: null, platformAssumed: false } },
} as unknown as ReadFile;

let view: ShownView;
const left = vi.fn();
const readAgain = vi.fn();
const form = (saving: boolean) => (
  <>
    <ReadOtherwise file={FILE} wishes={{}} saving={saving} onRead={readAgain} />
    <ImportQuestion
      {...{ file: FILE, disclosures: [], missing: null, saving }}
      onCompare={() => {}}
      onSave={() => {}}
      onLeave={left}
    />
  </>
);
beforeEach(async () => {
  vi.clearAllMocks();
  view = await show(form(false));
});
afterEach(() => view.remove());

it('a file is neither left nor read otherwise while a list of it is being stored', async () => {
  await view.update(form(true));
  await view.press('Don’t add it');
  await view.press('Read it again');
  expect([left.mock.calls, readAgain.mock.calls]).toEqual([[], []]);
  await view.update(form(false));
  await view.press('Don’t add it');
  await view.press('Read it again');
  expect([left.mock.calls.length, readAgain.mock.calls.length]).toEqual([1, 1]);
});

it('what was claimed is said as precisely as it was claimed, and in words', () => {
  const claimed = [
    { of: 'account', number: 2000, precision: 'about' as const, note: null },
    { of: 'page', number: 1, precision: 'exact' as const, note: null },
  ];
  expect(privateWords.claimsText(claimed)).toBe('about 2,000 accounts, 1 page');
});

it('an attempt that lacks something leads to what it lacks first', async () => {
  await view.press('Make a list of these 2 accounts');
  expect(document.activeElement?.id).toBe('import-disclosure');
  const select = view.root.querySelector('select[id="import-disclosure"]') as HTMLSelectElement;
  select.value = 'new';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(view.root.querySelector('#new-discloser')).not.toBeNull());
  await view.press('Make a list of these 2 accounts');
  expect(document.activeElement?.id).toBe('new-discloser');
});
