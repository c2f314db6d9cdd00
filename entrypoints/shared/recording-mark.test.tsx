import { expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/store/settings.ts';
import { show } from '../../tests/unit/view-fixture.ts';

const act = vi.fn(async () => null);
const journal = {
  ...{ recording: 'on', barred: false, sessions: [], rows: 3, limit: 10 },
  session: { id: 1, name: '', started: 0, ended: null, rows: 3, missed: 0 },
};
let busy = false;
vi.mock('./use-journal.ts', () => ({ useJournal: () => ({ journal, failed: false, busy, act }) }));
const { RecordingMark } = await import('./recording-mark.tsx');

const mark = (isPrivate: boolean, settings = DEFAULT_SETTINGS) => (
  <RecordingMark isPrivate={isPrivate} settings={settings} now={1_800_000_000_000} />
);

it('the mark says that it records only where something is recorded', async () => {
  const view = await show(mark(false));
  const said = () => view.root.querySelector('p')?.textContent;
  expect(said()).toBe('Recording to the journal: 3 sightings in this session.');
  await view.update(mark(true));
  expect(said()).toBe('The journal is on. In private windows nothing is recorded.');
  await view.update(mark(false, { ...DEFAULT_SETTINGS, enabled: false }));
  expect(said()).toBe('The journal is on. While no page is read, nothing is recorded.');
  await view.update(mark(false, { ...DEFAULT_SETTINGS, pausedUntil: 1_800_000_060_000 }));
  expect(said()).toBe('The journal is on. While no page is read, nothing is recorded.');
  expect(view.root.querySelector('.dot.on')).toBeNull();
  view.remove();
});

it('a second press of the mark’s button waits for what the first has done', async () => {
  busy = true;
  const view = await show(mark(false));
  await view.press('Pause');
  expect(act).not.toHaveBeenCalled();
  busy = false;
  await view.update(mark(false));
  await view.press('Pause');
  expect(act).toHaveBeenCalledWith({ kind: 'pause' });
  view.remove();
});
