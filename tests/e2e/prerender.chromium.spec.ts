import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../src/dev/browsers.ts';
import { copyOfBuild } from './build-copy.ts';

// A page that the browser prepares before anybody goes there. Playwright's hold on the network keeps Chromium from
// that, so Puppeteer starts it here, and the pages come from a server of this machine.

const FIRST = `<!doctype html><title>first</title><a href="/next">next</a>
  <script type="speculationrules">{"prerender": [{"urls": ["/next"], "eagerness": "immediate"}]}</script>`;
const NEXT = `<!doctype html><title>next</title>
  <p>Somebody <a href="https://x.com/TEN_GOP">@TEN_GOP</a> said</p>
  <script>
    seen = { prerendered: document.prerendering, badgeWhile: null };
    new MutationObserver(() => {
      if (document.querySelector('p span')) seen.badgeWhile ??= document.prerendering;
    }).observe(document.querySelector('p'), { childList: true });
  </script>`;

interface Seen {
  readonly prerendered: boolean;
  /** Whether the page was still being prepared when its badge came; null without one. */
  readonly badgeWhile: boolean | null;
}

test('a page that is prepared is read when the person arrives, not before', async () => {
  test.skip(Boolean(process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM), 'no chromium on this machine');
  const executablePath = await findBrowser('chromium');
  if (executablePath === null) throw new Error('no chromium');
  const extension = copyOfBuild('chromium', 'prerender', (manifest) => {
    manifest.content_scripts[0]?.matches.push('http://127.0.0.1/*');
    manifest.host_permissions.push('http://127.0.0.1/*');
  });
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(url === '/' ? FIRST : NEXT);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await puppeteer.launch({
    executablePath,
    enableExtensions: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  try {
    const page = await browser.newPage();
    const prepared = browser.waitForTarget(({ url }) => url() === `${origin}/next`).catch(() => {});
    await page.goto(`${origin}/`);
    await prepared;
    // Time enough for a badge, if the page were read.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await page.click('a');
    await page.waitForFunction('document.title === "next" && seen.badgeWhile !== null');
    expect(await page.evaluate('seen')).toEqual({
      prerendered: true,
      badgeWhile: false,
    } satisfies Seen);
  } finally {
    await browser.close();
    server.close();
  }
});
