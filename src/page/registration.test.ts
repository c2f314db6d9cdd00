import { beforeEach, expect, test } from 'vitest';
import type { Site } from '../readers/core/site.ts';
import { type RegistrationApi, registerAllowedSites } from './registration.ts';

const site = (id: string, more: Partial<Site> = {}): Site => ({
  id,
  name: id,
  platform: 'vk',
  hosts: [`${id}.example`],
  links: [],
  ...more,
});
const SITES = [
  site('always', { onInstall: true }),
  site('one'),
  site('two'),
  site('any-host', { hosts: [] }),
];

let allowed: Set<string>;
let registered: { id: string; matches?: string[] }[];

/** The browser's bookkeeping of scripts and permissions; the rest of it is tested in real browsers. */
const api = {
  permissions: {
    contains: async ({ origins = [] }) => origins.every((origin: string) => allowed.has(origin)),
  },
  scripting: {
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
} as unknown as RegistrationApi;

beforeEach(() => {
  allowed = new Set(
    ['', 'www.', 'm.', 'mobile.'].map((prefix) => `https://${prefix}always.example/*`),
  );
  registered = [];
});

function allow(id: string): void {
  for (const prefix of ['', 'www.', 'm.', 'mobile.'])
    allowed.add(`https://${prefix}${id}.example/*`);
}

test('nothing is registered before a person has allowed a site', async () => {
  await registerAllowedSites(api, SITES);
  expect(registered).toEqual([]);
});

test('what is allowed is registered, and what is taken back is not', async () => {
  allow('one');
  await registerAllowedSites(api, SITES);
  expect(registered[0]?.matches).toHaveLength(4);
  allow('two');
  await registerAllowedSites(api, SITES);
  expect(registered[0]?.matches).toHaveLength(8);
  allowed.clear();
  await registerAllowedSites(api, SITES);
  expect(registered).toEqual([]);
});

test('calls at the same time do not register twice', async () => {
  allow('one');
  await Promise.all([1, 2, 3].map(() => registerAllowedSites(api, SITES)));
  expect(registered).toHaveLength(1);
});
