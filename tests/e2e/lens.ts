import { existsSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { badgesOnce, type SeenBadge } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import type { Session, Tab, World } from '../../src/dev/browser/session.ts';
import { startBrowser } from '../../src/dev/browser/start.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { BROWSERS, type BrowserName, extensionFolder } from '../../src/dev/extension.ts';
import { demonstration } from '../../src/dev/worlds.ts';

export { expect } from '@playwright/test';

/** Where the demonstration timeline stands. */
export const TIMELINE = 'https://x.com/home';

interface Lens {
  /** The extension's folder for a browser: the build, or a copy that allows more; for Chromium several, with commas. */
  build: (browser: BrowserName) => string;
  /** The browser's program: the one that was found, or another made of it. */
  program: (found: string, browser: BrowserName) => string | Promise<string>;
  /** The language of the browser, where it can be chosen. */
  language: string | undefined;
  /** What the network of a test consists of. */
  world: World;
  /** A fresh browser with the extension and nothing else. */
  session: Session;
  /** The same for tests that are for Chromium alone. */
  chromium: ChromiumSession;
  /** The demonstration timeline with all its badges in place. */
  timeline: Tab;
}

export const test = base.extend<Lens>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(demonstration);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  build: async ({}, use) => {
    await use(extensionFolder);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  program: async ({}, use) => {
    await use((found) => found);
  },

  language: [undefined, { option: true }],

  session: async ({ world, build, language, program: made }, use, testInfo) => {
    const browser = BROWSERS.find((name) => name === testInfo.project.name)!;
    const without = process.env[`TAKEDOWN_LENS_WITHOUT_${browser.toUpperCase()}`];
    const program = without ? null : await findBrowser(browser);
    test.skip(program === null, without ?? `no ${browser} on this machine`);
    const extension = build(browser);
    if (!extension.split(',').every((folder) => existsSync(folder))) {
      throw new Error('not built: npm run e2e builds first');
    }
    const session = await startBrowser(browser, {
      ...{ program: await made(program!, browser), extension, world, language },
    });
    await use(session);
    await session.close();
  },

  chromium: async ({ session }, use) => {
    await use(session as ChromiumSession);
  },

  timeline: async ({ session }, use, testInfo) => {
    const tab = await session.open(TIMELINE);
    await settledBadges(tab);
    await use(tab);
    if (testInfo.status !== testInfo.expectedStatus) {
      const file = testInfo.outputPath('timeline.png');
      await tab.screenshot(file);
      await testInfo.attach('timeline', { path: file });
    }
  },
});

/** The badges of a page once there are some and two looks in a row agree. */
export async function settledBadges(tab: Tab): Promise<SeenBadge[]> {
  let before = '';
  return badgesOnce(tab, (badges) => {
    const now = JSON.stringify(badges.map(({ beside, text, box }) => [beside, text, box]));
    const settled = badges.length > 0 && now === before;
    before = now;
    return settled;
  });
}

/** `name: text of its badge`, for each badge, sorted: what a person would list. */
export const asListed = (badges: readonly SeenBadge[]): string[] =>
  badges.map(({ beside, text }) => `${beside}: ${text}`).sort();
