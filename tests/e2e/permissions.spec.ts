import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { BROWSERS, type BrowserName, extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';

/*
 * What the extension asks for at its installation, as it was built. Whoever adds to this asks everybody who has it to
 * agree once more, and some browsers switch it off until they do: say why in docs/PERMISSIONS.md first.
 */
const REQUIRED = [
  'activeTab',
  'alarms',
  'contextMenus',
  'scripting',
  'storage',
  'unlimitedStorage',
];
/** Only where the browser knows them. */
const REQUIRED_OF: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['sidePanel'],
  firefox: [],
};
const OPTIONAL_HOSTS = ['https://*/*'];
const SITES = [
  ...['x.com', 'twitter.com', '*.facebook.com', 'instagram.com', 'threads.com', 'threads.net'],
  ...['youtube.com', 'music.youtube.com', '*.reddit.com', 'tiktok.com', 'platform.twitter.com'],
];

const Manifest = z.looseObject({
  permissions: z.array(z.string()),
  optional_permissions: z.array(z.string()).default([]),
  host_permissions: z.array(z.string()),
  optional_host_permissions: z.array(z.string()),
  content_scripts: z.array(z.looseObject({ matches: z.array(z.string()) })),
  web_accessible_resources: z.array(z.unknown()).default([]),
});

const hostOf = (pattern: string): string =>
  (/^https:\/\/([^/]+)\//.exec(pattern)?.[1] ?? pattern).replace(/^(?:www|m|mobile)\./, '');

const isWithin = (host: string): boolean =>
  SITES.some((site) =>
    site.startsWith('*.') ? `.${host}`.endsWith(site.slice(1)) : host === site,
  );

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
test('the manifest asks for no more than is written down', ({}, { project }) => {
  const browser = BROWSERS.find((name) => name === project.name)!;
  const file = path.join(extensionFolder(browser), 'manifest.json');
  const manifest = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect([...manifest.permissions].sort()).toEqual([...REQUIRED, ...REQUIRED_OF[browser]].sort());
  expect(manifest.optional_permissions).toEqual([]);
  expect(manifest.optional_host_permissions).toEqual(OPTIONAL_HOSTS);
  const patterns = manifest.content_scripts.flatMap(({ matches }) => matches);
  const hosts = new Set([...manifest.host_permissions, ...patterns].map(hostOf));
  expect([...hosts].filter((host) => !isWithin(host))).toEqual([]);
  expect(manifest.web_accessible_resources).toEqual([]);
});

test('every permission has its sentence', () => {
  const page = readFileSync(inRoot('docs/PERMISSIONS.md'), 'utf8');
  const some = Object.values(REQUIRED_OF).flat();
  for (const permission of [...REQUIRED, ...some, ...OPTIONAL_HOSTS]) {
    expect(page).toContain(`\`${permission}\``);
  }
});
