import { beforeEach, expect, test } from 'vitest';
import { type RegistrationApi, readOpenPages, registerAllowedSites } from './registration.ts';

const INSTALLED = ['https://x.com/*', 'https://www.x.com/*'];

let allowed: string[];
let registered: { id: string; matches?: string[] }[];
let read: number[];

/** The browser's bookkeeping of scripts and permissions; the rest of it is tested in real browsers. */
const api = {
  permissions: { getAll: async () => ({ origins: [...INSTALLED, ...allowed] }) },
  scripting: {
    executeScript: async ({ target }: { target: { tabId: number } }) => {
      if (target.tabId === 2) throw new Error('The tab was closed.');
      read.push(target.tabId);
    },
    getRegisteredContentScripts: async () => registered,
    registerContentScripts: async (scripts: { id: string }[]) => {
      if (registered.length > 0) throw new Error('Duplicate script ID');
      registered = scripts;
    },
    updateContentScripts: async (scripts: { id: string }[]) => {
      if (registered.length === 0) throw new Error('Nonexistent script ID');
      registered = scripts;
    },
    unregisterContentScripts: async () => {
      if (registered.length === 0) throw new Error('Nonexistent script ID');
      registered = [];
    },
  },
  tabs: { query: async () => [{ id: 1 }, { id: 2 }, {}, { id: 3 }] },
} as unknown as RegistrationApi;

beforeEach(() => {
  [allowed, registered, read] = [[], [], []];
});

test('nothing is registered before a person has allowed a site', async () => {
  await registerAllowedSites(api, INSTALLED);
  expect(registered).toEqual([]);
});

test('what is allowed is registered, and no more once it is not', async () => {
  allowed = ['https://vk.com/*'];
  await registerAllowedSites(api, INSTALLED);
  expect(registered[0]?.matches).toEqual(['https://vk.com/*']);
  allowed = ['https://vk.com/*', 'https://example.social/*'];
  await registerAllowedSites(api, INSTALLED);
  expect(registered[0]?.matches).toEqual(['https://vk.com/*', 'https://example.social/*']);
  allowed = [];
  await registerAllowedSites(api, INSTALLED);
  expect(registered).toEqual([]);
});

test('what is no page is not registered', async () => {
  allowed = ['file:///*', 'chrome://favicon/*', 'http://127.0.0.1/*'];
  await registerAllowedSites(api, INSTALLED);
  expect(registered).toEqual([]);
});

test('calls at the same time take turns', async () => {
  allowed = ['https://vk.com/*'];
  await Promise.all([1, 2, 3].map(() => registerAllowedSites(api, INSTALLED)));
  expect(registered).toHaveLength(1);
});

test('open pages are read, whatever becomes of one of them', async () => {
  await readOpenPages(api, ['https://vk.com/*']);
  expect(read).toEqual([1, 3]);
});
