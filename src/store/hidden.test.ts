import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The extension's storage, in memory. It has to be there before the module under test looks for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { hide, onHiddenChanged, parseHidden, readHidden, unhide } = await import('./hidden.ts');

const ACCOUNT = {
  kind: 'account',
  platform: 'x',
  key: '@ten_gop',
  name: '@TEN_GOP',
  since: 2,
} as const;
const DISCLOSURE = { kind: 'disclosure', id: 'twitter-2019', name: 'Twitter', since: 1 } as const;

beforeEach(() => fakeBrowser.reset());

it('what was hidden is found again, the latest first, beside whatever else is kept', async () => {
  await fakeBrowser.storage.sync.set({ settings: { enabled: true } });
  await hide([DISCLOSURE]);
  await hide([ACCOUNT]);
  expect(await readHidden()).toEqual([ACCOUNT, DISCLOSURE]);
  await unhide([ACCOUNT]);
  expect(await readHidden()).toEqual([DISCLOSURE]);
});

it('hiding the same account twice hides it once', async () => {
  await hide([ACCOUNT]);
  await hide([{ ...ACCOUNT, since: 5 }]);
  expect(await readHidden()).toEqual([{ ...ACCOUNT, since: 5 }]);
});

describe('what can’t be read', () => {
  it.each([
    ['hidden account nowhere @name', { name: 'a', since: 1 }],
    ['hidden account x name', { name: 'a', since: 1 }],
    ['hidden account x', null],
    ['hidden disclosure', null],
    ['hidden disclosure two words', null],
    ['settings', {}],
  ])('%s is left out', (item, value) => {
    expect(parseHidden({ [item]: value })).toEqual([]);
  });

  it('costs its name and its day, never that it is hidden', () => {
    expect(parseHidden({ 'hidden account x @a': 7, 'hidden disclosure b': null })).toEqual([
      { kind: 'account', platform: 'x', key: '@a', name: '@a', since: 0 },
      { kind: 'disclosure', id: 'b', name: 'b', since: 0 },
    ]);
  });
});

it('is told to whoever listens, and other changes are not', async () => {
  const heard: string[][] = [];
  const stop = onHiddenChanged((hidden) => heard.push(hidden.map(({ name }) => name)));
  await fakeBrowser.storage.sync.set({ settings: { enabled: false } });
  await hide([ACCOUNT]);
  await new Promise((resolve) => setTimeout(resolve));
  stop();
  await hide([DISCLOSURE]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(heard).toEqual([['@TEN_GOP']]);
});
