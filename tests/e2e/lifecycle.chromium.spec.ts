import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import { startPuppet } from './puppet.ts';

// Pages that Chromium keeps ready: one that is prepared before anybody goes there, and one that sleeps until the
// person comes back. Playwright's hold on the network keeps it from both, so Puppeteer starts it here, and the pages
// come from a server of this machine.

const NAMES = '<p>Somebody <a href="https://x.com/TEN_GOP">@TEN_GOP</a> said</p>';
const PAGES: Readonly<Record<string, string>> = {
  '/before': `<!doctype html><title>before</title><a href="/prepared">on</a>
    <script type="speculationrules">
      {"prerender": [{"urls": ["/prepared"], "eagerness": "immediate"}]}
    </script>`,
  '/prepared': `<!doctype html><title>prepared</title>${NAMES}
    <script>
      const prerendered = document.prerendering;
      new MutationObserver((_, observer) => {
        if (!document.querySelector('p span')) return;
        observer.disconnect();
        // Puppeteer does not always follow when the tab changes its page, so the page tells the server.
        void fetch('/badge?' + new URLSearchParams({ prerendered, still: document.prerendering }));
      }).observe(document.querySelector('p'), { childList: true });
    </script>`,
  '/left': `<!doctype html><title>left</title>${NAMES}<a id="on" href="/elsewhere">on</a>
    <script>addEventListener('pageshow', ({ persisted }) => { woken = persisted; });</script>`,
  '/elsewhere': '<!doctype html><title>elsewhere</title>',
};

const test = base.extend<{ server: { origin: string; asked: string[] }; puppet: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  server: async ({}, use) => {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.setHeader('content-type', 'text/html');
      response.end(PAGES[url] ?? '');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  puppet: async ({}, use, testInfo) => {
    const browser = await startPuppet(`lifecycle-${testInfo.parallelIndex}`, [
      '--disable-back-forward-cache',
    ]);
    await use(browser);
    await browser.close();
  },
});
test.skip(Boolean(process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM), 'no chromium on this machine');

test('a page that is prepared is read when the person arrives, not before', async ({
  puppet,
  server,
}) => {
  const page = await puppet.newPage();
  await page.goto(`${server.origin}/before`);
  await expect.poll(() => server.asked).toContain('/prepared');
  // Time enough for a badge, if the page were read.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await page.click('a');
  await expect.poll(() => server.asked).toContainEqual(expect.stringMatching(/^\/badge/));
  expect(server.asked).toContain('/badge?prerendered=true&still=false');
});

test('a page from the back/forward cache obeys a switch that was turned while it slept', async ({
  puppet,
  server,
}) => {
  const page = await puppet.newPage();
  await page.goto(`${server.origin}/left`);
  await page.waitForSelector('p span');
  await page.click('#on');
  await page.waitForFunction('document.title === "elsewhere"');
  const worker = await puppet
    .waitForTarget((target) => target.type() === 'service_worker')
    .then((target) => target.worker());
  const switchTo = (enabled: boolean) =>
    worker?.evaluate(`chrome.storage.sync.set({ settings: { enabled: ${enabled}, version: 2 } })`);
  await switchTo(false);
  await page.evaluate('history.back()');
  await page.waitForFunction('document.title === "left" && !document.querySelector("p span")');
  // Otherwise this says nothing: the page was loaded anew and read its switches as every page does.
  expect(await page.evaluate('woken')).toBe(true);
  await switchTo(true);
  await page.waitForSelector('p span');
});
