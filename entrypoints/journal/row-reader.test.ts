import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RowReader } from './row-reader.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A journal that takes a second to be read. */
function slow() {
  const state = { version: 0, reading: 0, most: 0, shown: [] as string[] };
  const reader = new RowReader(
    async (_session: number) => {
      state.most = Math.max(state.most, ++state.reading);
      const { version } = state;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      state.reading--;
      return version;
    },
    (version, session) => state.shown.push(`${session}: ${version}`),
    () => {},
  );
  return { state, reader };
}

test('changes that come faster than they are read are shown all the same, one reading at a time', async () => {
  const { state, reader } = slow();
  for (let change = 0; change < 60; change++) {
    state.version++;
    reader.want(1);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(state.most).toBe(1);
  expect(state.shown.length).toBeGreaterThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(state.shown.at(-1)).toBe('1: 60');
});

test('of what is wanted meanwhile the last counts, and nothing is shown after the end', async () => {
  const { state, reader } = slow();
  for (const session of [1, 2, 3]) reader.want(session);
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.shown).toEqual(['1: 0', '3: 0']);
  reader.want(4);
  reader.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.shown).toHaveLength(2);
});

test('who chooses something else waits for no pause', async () => {
  const { state, reader } = slow();
  reader.want(1);
  await vi.advanceTimersByTimeAsync(1001);
  reader.want(2);
  await vi.advanceTimersByTimeAsync(1001);
  expect(state.shown).toEqual(['1: 0', '2: 0']);
});

test('a reading that fails is said, and holds up none behind it', async () => {
  const said = vi.fn();
  const shown: number[] = [];
  const reader = new RowReader(
    async (wanted: number) => {
      if (wanted === 1) throw new Error('gone');
      return wanted;
    },
    (read) => shown.push(read),
    said,
  );
  reader.want(1);
  await vi.advanceTimersByTimeAsync(1000);
  reader.want(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual([2]);
  expect(said).toHaveBeenCalledTimes(1);
});
