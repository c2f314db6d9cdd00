import { mkdirSync, readFileSync } from 'node:fs';
import { eventually, openCard, until } from '../../../src/dev/browser/badges.ts';
import type { ChromiumTab } from '../../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../../src/dev/browser/session.ts';
import { inRoot } from '../../../src/dev/root.ts';
import { faultsOn } from '../axe.ts';
import { textOf } from '../keyboard.ts';
import { expect, settledBadges, TIMELINE, test } from '../lens.ts';

// Every page of the real extension in every language, light and dark, wide and narrow: pictures to look at
// (test-results/views), and what can be told without eyes.

const FOLDER = inRoot('test-results/views');
const OPTIONS = [
  ...['lists', 'sites', 'badges', 'matching', 'hidden'],
  ...['privacy', 'storage', 'transfer', 'about'],
].map((part) => `options.html#${part}`);
const VIEWS = [
  ...[
    'popup.html',
    'sidepanel.html',
    'welcome.html',
    'welcome.html#news',
    'journal.html',
    'look-up.html?q=TEN_GOP',
    'research.html',
  ],
  ...['catalogue.html', 'catalogue.html#/disclosure/twitter-2019-01-31-venezuela-1'],
  ...OPTIONS,
];
/** Narrow is also what 200 % zoom leaves of a window of 640 pixels. */
const SIZES = { wide: { width: 900, height: 700 }, narrow: { width: 320, height: 700 } };

type Messages = { readonly [key: string]: string | Messages };
const flat = (group: Messages): string[] =>
  Object.values(group).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)));
const messages = (language: string) =>
  flat(JSON.parse(readFileSync(inRoot(`src/ui/locales/${language}.json`), 'utf8')) as Messages);

const NAMES = ['@TEN_GOP', 'https://twitter.com/RobbyDelaware', 'nobody', '=not a name'].join('\n');

/** Whole sentences of English alone: words such as "Text" are the same elsewhere. */
const ENGLISH = messages('en').filter((text) => /^[A-Z][^$]{20,}[.:…]$/.test(text));

/** What a person may have hidden: long, without a space, of either direction, with marks in heaps. */
const HIDDEN = {
  'hidden account x @TEN_GOP': { name: '@TEN_GOP', since: 1_700_000_000_000 },
  'hidden account telegram @long': { name: `@${'a_long_name_'.repeat(8)}`, since: 0 },
  'hidden account facebook @other': { name: 'صفحة لها اسم طويل جدا لا يتسع له السطر', since: 0 },
  'hidden account tumblr @heap': { name: `z${'\u0301'.repeat(80)}algo`, since: 0 },
  'hidden disclosure a': {
    ...{ name: `Update: ${'enabling further research '.repeat(5)}`, since: 1_700_000_000_000 },
  },
};

const nameOf = (view: string) => view.replaceAll(/\.html/g, '').replaceAll(/[^\w]+/g, '-');

/** What makes a page wider than its window, if anything does. */
const sticksOut = (tab: ChromiumTab) =>
  tab.run(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *:not(.table-box *)')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > clientWidth + 1;
      })
      .map(({ tagName, className, textContent }) => `${tagName} ${className}: ${textContent}`)
      .map((text) => text.slice(0, 80));
  });

async function lookAt(tab: ChromiumTab, language: string, view: string): Promise<void> {
  // Spanish stands as English does: one theme shows whether its words have room.
  const themes = language === 'es' ? (['light'] as const) : (['light', 'dark'] as const);
  for (const colorScheme of themes) {
    await tab.page.emulateMedia({ colorScheme });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await tab.page.setViewportSize(viewport);
      // Badges and pictures of bars follow the window a little later.
      await tab.page.waitForTimeout(250);
      expect({ view, size, sticksOut: await sticksOut(tab) }).toEqual({
        view,
        size,
        sticksOut: [],
      });
      await tab.page.screenshot({
        path: `${FOLDER}/${language}-${nameOf(view)}-${colorScheme}-${size}.png`,
        fullPage: true,
      });
    }
    // Of colours each theme tells, of directions one right-to-left language; words say nothing to axe.
    if (language === 'en' || (language === 'ar' && colorScheme === 'light')) {
      expect({ view, colorScheme, faults: await faultsOn(tab) }).toEqual({
        ...{ view, colorScheme, faults: [] },
      });
    }
  }
}

for (const language of ['en', 'es', 'ar']) {
  test.describe(language, () => {
    test.use({ language });
    test.setTimeout(180_000);

    test(`every page speaks ${language}`, async ({ chromium }) => {
      mkdirSync(FOLDER, { recursive: true });
      const other = await chromium.openOwnPage('options.html');
      await until(
        () => namesKnown(other),
        (names) => names > 0,
      );
      await other.close();
      for (const view of VIEWS) {
        const tab = await chromium.openOwnPage(view);
        await tab.toFront();
        const settled = async () => {
          const before = await textOf(tab);
          await tab.page.waitForTimeout(150);
          return before === (await textOf(tab)) ? before : '';
        };
        const text = await eventually(settled, (words) => words.length > 20);
        const [lang, dir] = await tab.run(() => [
          document.documentElement.lang,
          document.documentElement.dir,
        ]);
        expect([lang, dir]).toEqual([language, language === 'ar' ? 'rtl' : 'ltr']);
        if (language !== 'en') {
          expect(ENGLISH.filter((sentence) => text.includes(sentence))).toEqual([]);
        }
        await lookAt(tab, language, view);
        await tab.close();
      }
      const checked = await chromium.openOwnPage('research.html');
      await checked.toFront();
      await checked.page.locator('textarea').fill(NAMES);
      await checked.page.locator('form button[type=submit]').click();
      await checked.page.locator('tbody tr').first().waitFor();
      await lookAt(checked, language, 'research-result');
    });

    test(`what a person has done is shown in ${language}`, async ({ chromium }) => {
      mkdirSync(FOLDER, { recursive: true });
      const journal = await chromium.openOwnPage('journal.html');
      await journal.page.locator('.recording button').click();
      await journal.page.locator('.recording button').nth(1).waitFor();
      const timeline = await chromium.open(TIMELINE);
      await settledBadges(timeline);
      await journal.toFront();
      await journal.page.locator('.table-box tbody tr').nth(5).waitFor();
      await lookAt(journal, language, 'journal-sightings');
      const option = journal.page.locator('#session option').nth(1);
      await journal.page.locator('#session').selectOption((await option.getAttribute('value'))!);
      await journal.page.locator('.sessions button[aria-expanded]').click();
      await lookAt(journal, language, 'journal-wipe');

      const panel = await chromium.openOwnPage('sidepanel.html');
      await panel.page.locator('.recording').waitFor();
      await lookAt(panel, language, 'sidepanel-recording');
      await panel.page.locator('.recording button').click();
      await panel.page.locator('.recording .dot:not(.on)').waitFor();
      await lookAt(panel, language, 'sidepanel-recording-paused');

      const hidden = await chromium.openOwnPage('options.html#hidden');
      await hidden.run(
        (items) =>
          (
            globalThis as unknown as { chrome: typeof import('webextension-polyfill') }
          ).chrome.storage.sync.set(items),
        HIDDEN,
      );
      await hidden.page.locator('.hidden-name').nth(4).waitFor();
      await hidden.toFront();
      await lookAt(hidden, language, 'options-hidden-names');

      const research = await chromium.openOwnPage('research.html');
      await research.toFront();
      await research.page
        .locator('#published-file')
        .setInputFiles(inRoot('tests/published/meta.csv'));
      await research.page.locator('.import-question').waitFor();
      await lookAt(research, language, 'research-import');
      await research.page.locator('#import-disclosure').selectOption('new');
      await research.page.locator('#new-reason-kind').selectOption('quote');
      await research.page.locator('.import-question button[type=submit]').click();
      await lookAt(research, language, 'research-import-new');
    });

    test(`badge and card speak ${language}`, async ({ chromium, timeline }) => {
      await openCard(timeline, 'RobbyDelaware');
      const { page } = timeline as ChromiumTab;
      mkdirSync(FOLDER, { recursive: true });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${FOLDER}/${language}-card-${colorScheme}.png` });
      }
      expect(chromium.refused.filter((address) => !address.includes('x.com'))).toEqual([]);
    });
  });
}
