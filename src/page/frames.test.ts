import { expect, test } from 'vitest';
import type { PageSummary } from '../messaging/messages.ts';
import {
  accountsInFrames,
  askFrames,
  countLooked,
  type FrameArea,
  forgetFrames,
  joinMatches,
  noteFrame,
} from './frames.ts';

const area = (): FrameArea & { kept: Record<string, unknown> } => {
  const kept: Record<string, unknown> = {};
  return {
    kept,
    get: async (key) => ({ [key]: kept[key] }),
    set: async (items) => void Object.assign(kept, items),
    remove: async (key) => void delete kept[key],
  };
};

const summary = (...names: [handle: string, places: number][]): PageSummary => ({
  looked: names.length,
  site: null,
  siteName: null,
  enabled: true,
  unreadable: false,
  rules: [],
  hidden: [],
  matches: names.map(([handle, places]) => ({
    ...{
      account: `x @${handle.toLowerCase()}`,
      platform: 'x',
      handle,
      label: 'Named',
      evidence: 'same-name',
      status: 'listed',
    },
    ...{ disputes: 0, disputed: false, disclosures: [], places },
  })) as PageSummary['matches'],
});

test('frames that were noted are asked, and those that have gone are left out', async () => {
  const kept = area();
  await Promise.all([7, 7, 9, 0].map((frame) => noteFrame(kept, 1, frame)));
  const asked: number[] = [];
  const summaries = await askFrames(
    kept,
    async (_tab, frame) => {
      asked.push(frame);
      if (frame === 9) throw new Error('Receiving end does not exist.');
      return frame === 0 ? null : summary(['a', 1]);
    },
    1,
  );
  expect(asked).toEqual([0, 7, 9]);
  expect([...summaries.keys()]).toEqual([7]);
  await forgetFrames(kept, 1);
  expect(kept.kept).toEqual({});
});

test('what is kept is not believed to be numbers', async () => {
  const kept = area();
  await kept.set({ 'frames 1': ['7', null, 8] });
  const summaries = await askFrames(kept, async () => summary(), 1);
  expect([...summaries.keys()]).toEqual([0, 8]);
});

test('an account counts once over all frames, and is shown where it has a badge', () => {
  const { matches, spots } = joinMatches(
    new Map([
      [0, summary(['Name', 0], ['other', 2])],
      [7, summary(['third', 1], ['name', 3])],
    ]),
  );
  expect(matches.map(({ handle, places }) => [handle, places])).toEqual([
    ['Name', 3],
    ['other', 2],
    ['third', 1],
  ]);
  expect(spots).toEqual([
    { frameId: 7, account: 'x @name' },
    { frameId: 0, account: 'x @other' },
    { frameId: 7, account: 'x @third' },
  ]);
});

test('an account is as sure as the surest of the frames that have it', () => {
  const page = summary(['name', 1]);
  const frame = summary(['Name', 1]);
  const sure = frame.matches.map((one) => ({ ...one, evidence: 'same-account', disputes: 2 }));
  const joined = (one: PageSummary, other: PageSummary) =>
    joinMatches(
      new Map([
        [0, one],
        [7, other],
      ]),
    ).matches.map(({ evidence, disputes, places }) => [evidence, disputes, places]);
  const framed = { ...frame, matches: sure } as PageSummary;
  expect(joined(page, framed)).toEqual([['same-account', 2, 2]]);
  expect(joined(framed, page)).toEqual([['same-account', 2, 2]]);
});

test('a hidden account counts once over all frames, and not where one of them shows its badge', () => {
  const { hidden } = joinMatches(
    new Map([
      [0, { ...summary(['Shown', 1]), hidden: ['x @one', 'x #7'] }],
      [7, { ...summary(), hidden: ['x @one', 'x @shown'] }],
    ]),
  );
  expect(hidden).toEqual(['x @one', 'x #7']);
});

test('only badges that stand inside of frames make those beside frames needless', () => {
  const summaries = new Map([
    [0, summary(['own', 1])],
    [7, summary(['Framed', 1], ['unseen', 0])],
  ]);
  expect(accountsInFrames(summaries)).toEqual(['x @framed']);
});

test('a name that two frames have is counted once', async () => {
  const summaries = new Map([
    [0, summary(['a', 1], ['b', 1])],
    [7, summary(['b', 1], ['c', 1])],
    [9, summary(['d', 1])],
  ]);
  const looked = new Map([
    [0, [1, 2]],
    [7, [2, 3]],
  ]);
  const ask = async (frame: number) => looked.get(frame) ?? Promise.reject(new Error('gone'));
  expect(await countLooked(summaries, ask)).toBe(3);
  expect(await countLooked(new Map([[0, summary(['a', 1])]]), ask)).toBe(1);
  expect(await countLooked(new Map(), ask)).toBe(0);
});
