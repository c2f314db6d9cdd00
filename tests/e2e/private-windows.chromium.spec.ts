import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';
import type { Browser, Page } from 'puppeteer-core';
import { startPuppet } from './puppet.ts';

// An extension that a person has allowed in private windows reads them, and records nothing there. Only the browser's own
// page for extensions can allow it, which Puppeteer may open.

const PAGE = '<!doctype html><p>Somebody <a href="https://x.com/TEN_GOP">@TEN_GOP</a> said</p>';

const test = base.extend<{ origin: string; puppet: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  origin: async ({}, use) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(PAGE);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  puppet: async ({}, use, testInfo) => {
    const browser = await startPuppet(`private-${testInfo.parallelIndex}`);
    await use(browser);
    await browser.close();
  },
});
test.skip(Boolean(process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM), 'no chromium on this machine');

/** The part of the browser's interface that is used here. */
interface Api {
  developerPrivate: {
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    updateExtensionConfiguration(change: {
      extensionId: string;
      incognitoAccess: boolean;
    }): Promise<void>;
  };
  extension: { isAllowedIncognitoAccess(): Promise<boolean> };
  runtime: { sendMessage(message: object): Promise<unknown> };
  windows: {
    create(wish: { url: string; incognito: boolean }): Promise<{ tabs?: { id?: number }[] }>;
  };
  tabs: { sendMessage(tab: number, message: object): Promise<{ matches: unknown[] }> };
  action: { getBadgeText(of: { tabId: number }): Promise<string> };
}

/** A page of the extension, once it may be in private windows. */
async function ownPage(puppet: Browser): Promise<Page> {
  const worker = await puppet.waitForTarget((target) => target.type() === 'service_worker');
  const { host: extensionId } = new URL(worker.url());
  const extensions = await puppet.newPage();
  await extensions.goto('chrome://extensions');
  await extensions.evaluate(async (id) => {
    const { chrome } = globalThis as unknown as { chrome: Api };
    // Without this the browser leaves an unpacked extension switched off that it had to start anew.
    await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    const change = { extensionId: id, incognitoAccess: true };
    await chrome.developerPrivate.updateExtensionConfiguration(change);
  }, extensionId);
  const own = await puppet.newPage();
  // The browser starts the extension anew for it.
  await expect
    .poll(async () => {
      await own.goto(`chrome-extension://${extensionId}/journal.html`).catch(() => {});
      return own
        .evaluate(() =>
          (globalThis as unknown as { chrome: Api }).chrome.extension.isAllowedIncognitoAccess(),
        )
        .catch(() => false);
    })
    .toBe(true);
  return own;
}

/** The pages that the journal has rows of. */
const recorded = (own: Page) =>
  own.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('takedown-lens-journal');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('rows').objectStore('rows').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(({ page }: { page: string }) => new URL(page).pathname));
          };
        };
      }),
  );

test('a private window is read, and nothing of it is recorded', async ({ puppet, origin }) => {
  const own = await ownPage(puppet);
  await own.evaluate(() =>
    (globalThis as unknown as { chrome: Api }).chrome.runtime.sendMessage({
      type: 'journal-act',
      act: { kind: 'start' },
    }),
  );
  const tab = await own.evaluate(async (url) => {
    const { chrome } = globalThis as unknown as { chrome: Api };
    const { tabs } = await chrome.windows.create({ url, incognito: true });
    return tabs?.[0]?.id ?? null;
  }, `${origin}/private`);
  if (tab === null) throw new Error('there is no private window');
  const found = () =>
    own.evaluate(async (id) => {
      const { chrome } = globalThis as unknown as { chrome: Api };
      const summary = await chrome.tabs.sendMessage(id, { type: 'page-summary' }).catch(() => null);
      return [summary?.matches.length ?? 0, await chrome.action.getBadgeText({ tabId: id })];
    }, tab);
  // Neither is there the mark that says what is recorded.
  await expect.poll(found).toEqual([1, '1']);

  // A note of the private page would have come before that of a page which is opened now.
  const other = await puppet.newPage();
  await other.goto(`${origin}/open`);
  await expect.poll(() => recorded(own)).toContain('/open');
  expect(await recorded(own)).toEqual(['/open']);
});
