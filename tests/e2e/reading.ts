import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { normalHandle } from '../../src/accounts/handles.ts';
import { normalId } from '../../src/accounts/ids.ts';
import { until } from '../../src/dev/browser/badges.ts';
import { namesKnown, type Session, type Tab } from '../../src/dev/browser/session.ts';
import { startBrowser } from '../../src/dev/browser/start.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { BROWSERS, type BrowserName } from '../../src/dev/extension.ts';
import { fixturePages, isPlatform, type KnownPage, savedPages } from '../../src/dev/saved-pages.ts';
import type { BuiltList } from '../../src/publish/build.ts';
import { openIndex } from '../../src/publish/bundled-index.ts';
import type { FindEntries } from '../../src/publish/read-page.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { someEntry, someList } from '../unit/list-fixture.ts';
import { copyOfBuild } from './build-copy.ts';

// Many pages read in one browser. Nobody can press "Allow" in a test, and most saved pages are of
// sites that are read on request only: the extension is a copy of the build whose manifest puts the
// content script into every page, and whose list names everybody on the pages. Its code is the build's.

/** A browser that reads one page after the other. */
export interface Reading {
  /** What the browser's extension has in its lists, for the command line's reader. */
  readonly find: FindEntries;
  readonly popup: Tab;
  /** Opens a page at the address it is from, its scripts kept from running. */
  open(page: { readonly url: string; readonly html: Buffer | string }): Promise<Tab>;
}

interface Worker {
  readonly reading: Reading | string;
}

export const test = base.extend<{ reading: Reading }, { inWorker: Worker }>({
  inWorker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use, info) => {
      const browser = BROWSERS.find((name) => name === info.project.name)!;
      const without = process.env[`TAKEDOWN_LENS_WITHOUT_${browser.toUpperCase()}`];
      const program = without ? null : await findBrowser(browser);
      if (program === null) return use({ reading: without ?? `no ${browser} on this machine` });
      const list = someList(entriesFor([...fixturePages(), ...savedPages()]));
      const extension = copyForEveryPage(browser, list, String(info.parallelIndex));
      const shown = new Map<string, Buffer | string>();
      const session = await startBrowser(browser, {
        program,
        extension,
        world: (address) => {
          const body = shown.get(withoutScheme(address.href));
          return body === undefined ? null : { body, headers: STILL };
        },
      });
      const popup = await session.openOwnPage('popup.html');
      await until(
        () => namesKnown(popup),
        (names) => names > 0,
      );
      await use({ reading: { find: await openIndex(list), popup, open: opener(session, shown) } });
      await session.close();
      rmSync(extension, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  reading: async ({ inWorker: { reading } }, use) => {
    if (typeof reading === 'string') return test.skip(true, reading);
    await use(reading);
  },
});

/** The page's own scripts would change what was saved; as in the command line's reader they don't run. */
const STILL = { 'content-security-policy': "script-src 'none'", 'content-type': 'text/html' };

function opener(session: Session, shown: Map<string, Buffer | string>): Reading['open'] {
  return async ({ url, html }) => {
    shown.clear();
    shown.set(withoutScheme(url), html);
    return session.open(url);
  };
}

/** Browsers ask for https where a site is known to have it. */
const withoutScheme = (address: string) =>
  (new URL(address).href.split('#')[0] ?? '').replace(/^https?:/, '');

function copyForEveryPage(browser: BrowserName, list: BuiltList, name: string): string {
  const folder = copyOfBuild(browser, name, (manifest) => {
    for (const script of manifest.content_scripts) script.matches = ['*://*/*'];
    // The background may act on a page only where it has permission.
    manifest.host_permissions = ['*://*/*'];
    manifest.optional_host_permissions = [];
  });
  rmSync(path.join(folder, 'list'), { recursive: true });
  mkdirSync(path.join(folder, 'list'));
  for (const [file, bytes] of list.files) writeFileSync(path.join(folder, 'list', file), bytes);
  return folder;
}

/** An entry for everybody the pages name: some by name alone, some with their id, some long removed. */
function entriesFor(pages: readonly KnownPage[]): AccountEntry[] {
  const entries = new Map<string, AccountEntry>();
  for (const { platform, handle: written, id: given } of pages.flatMap((page) => page.expected)) {
    if (!isPlatform(platform)) continue;
    const isId = platform === 'youtube' && normalId(platform, written ?? '') !== null;
    const handle = isId ? undefined : written;
    const id = given ?? (isId ? written : undefined);
    const name = handle ? normalHandle(platform, handle) : null;
    const key = `${platform} ${name ?? id}`;
    if ((name === null && id === undefined) || entries.has(key)) continue;
    entries.set(
      key,
      someEntry({
        platform,
        handle: handle ?? null,
        platformId: name === null || entries.size % 2 === 0 ? (id ?? null) : null,
        removed: entries.size % 3 === 0 ? '2013-05' : null,
      }),
    );
  }
  return [...entries.values()];
}
