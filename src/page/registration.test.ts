import { beforeEach, expect, test } from 'vitest';
import { type RegistrationApi, readOpenPages, registerAllowedSites } from './registration.ts';

const INSTALLED = ['https://x.com/*', 'https://www.x.com/*'];

let allowed: string[];
let registered: { id: string; js?: string[]; matches?: string[] }[];
let read: { tab: number; files: string[] }[];

/** The browser's bookkeeping of scripts and permissions; the rest of it is tested in real browsers. */
const api = {
  permissions: { getAll: async () => ({ origins: [...INSTALLED, ...allowed] }) },
  scripting: {
    executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
      if (target.tabId === 2) throw new Error('The tab was closed.');
      read.push({ tab: target.tabId, files });
    },
    getRegisteredContentScripts: async () => [...registered],
    registerContentScripts: async (scripts: { id: string }[]) => {
      if (registered.length > 0) throw new Error('Duplicate script ID');
      registered = scripts;
    },
    unregisterContentScripts: async () => {
      if (registered.length === 0) throw new Error('Nonexistent script ID');
      registered = [];
    },
  },
  tabs: {
    query: async () => [
      { id: 1, url: 'https://vk.com/id1' },
      { id: 2, url: 'https://vk.com/' },
      {},
      { id: 3, url: 'https://example.social/@name' },
    ],
  },
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
  expect(registered).toMatchObject([
    { matches: ['https://vk.com/*'], js: ['/sites/vk.js', '/reader.js'] },
    { matches: ['https://example.social/*'] },
  ]);
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
  expect(read).toEqual([
    { tab: 1, files: ['/sites/vk.js', '/reader.js'] },
    { tab: 3, files: ['/sites/tumblr.js', '/sites/mastodon.js', '/sites/nitter.js', '/reader.js'] },
  ]);
});

test('pages of hosts that nobody can list get the readers of software that anyone can host', async () => {
  allowed = ['https://example.social/*'];
  await registerAllowedSites(api, INSTALLED);
  expect(registered[0]?.js).toEqual([
    '/sites/tumblr.js',
    '/sites/mastodon.js',
    '/sites/nitter.js',
    '/reader.js',
  ]);
});

test('an archive gets the script alone: what it shows is known when it is seen', async () => {
  allowed = ['https://web.archive.org/*'];
  await registerAllowedSites(api, INSTALLED);
  expect(registered[0]?.js).toEqual(['/reader.js']);
});
