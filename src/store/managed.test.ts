import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The extension's storage, in memory. It has to be there before the module under test looks for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { copyPolicy, NO_POLICY, onPolicyChanged, parsePolicy, readPolicy } = await import(
  './managed.ts'
);

const KEY = 'A'.repeat(43);
const FULL = {
  lists: [{ address: 'https://lists.example/', publicKey: KEY }],
  sites: { x: true, reddit: false },
  ownLists: false,
  hosts: ['social.example'],
  settings: { badgeSize: 'full' },
};

beforeEach(() => fakeBrowser.reset());

describe('a policy', () => {
  it('is read as it was written', async () => {
    await fakeBrowser.storage.managed.set(FULL);
    expect(await readPolicy()).toEqual(FULL);
  });

  it('is none where there is none', async () => {
    expect(await readPolicy()).toEqual(NO_POLICY);
  });

  it('is none where Firefox says that its file is missing', async () => {
    const reading = vi
      .spyOn(fakeBrowser.storage.managed, 'get')
      .mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await readPolicy()).toEqual(NO_POLICY);
    reading.mockRestore();
  });

  it('loses only the parts that can’t be read', () => {
    const { lists, sites, ownLists, hosts, settings } = FULL;
    const broken = {
      lists: [...lists, { address: 'https://b.example/' }, { address: 1, publicKey: KEY }, 'c'],
      sites: { ...sites, tiktok: 'off' },
      hosts: [...hosts, 7, ''],
      ...{ settings, ownLists },
    };
    expect(parsePolicy(broken)).toEqual(FULL);
    expect(parsePolicy({ lists: 'none', sites: [], hosts: null, settings: 3 })).toEqual(NO_POLICY);
    // Only a plain no forbids something.
    expect(parsePolicy({ ownLists: 'false' })).toEqual(NO_POLICY);
    expect(parsePolicy(null)).toEqual(NO_POLICY);
  });
});

it('is told of when it comes late, until nobody listens', async () => {
  let heard = 0;
  const stop = onPolicyChanged(() => heard++);
  await fakeBrowser.storage.managed.set({ sites: { x: false } });
  stop();
  await fakeBrowser.storage.managed.set({ sites: { x: true } });
  expect(heard).toBe(1);
});

describe('a browser that takes its time', () => {
  /** As long as it likes. */
  function slowly() {
    let answer = () => {};
    const reading = vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(FULL);
        }),
    );
    return { answer: () => answer(), restore: () => reading.mockRestore() };
  }

  it('is not waited for: what it last said counts, and its answer is told of', async () => {
    await fakeBrowser.storage.managed.set({ sites: { x: false } });
    await copyPolicy();
    const slow = slowly();
    const late = new Promise<void>((resolve) => onPolicyChanged(resolve));
    expect(await readPolicy()).toEqual({ ...NO_POLICY, sites: { x: false } });
    slow.answer();
    await late;
    slow.restore();
  });

  it('has no policy before it ever said one', async () => {
    const slow = slowly();
    expect(await readPolicy()).toEqual(NO_POLICY);
    slow.restore();
  });
});
