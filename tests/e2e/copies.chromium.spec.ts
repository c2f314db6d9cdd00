import { badgesOn } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { copyOfBuild } from './build-copy.ts';
import { asListed, test as base, expect, settledBadges, TIMELINE } from './lens.ts';

// Two extensions that do the same to a page: a person may have the released one and a build of their own.

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  build: async ({}, use) => {
    const copy = copyOfBuild('chromium', 'twin', (manifest) => {
      manifest.name = 'The other copy';
    });
    await use((browser) => `${extensionFolder(browser)},${copy}`);
  },
});

/** Whether half a second of frames goes by in which nothing comes or goes in the page. */
const comesToRest = (tab: Tab) =>
  tab.run(
    () =>
      new Promise<boolean>((resolve) => {
        const end = performance.now() + 10_000;
        let quiet = 0;
        new MutationObserver(() => {
          quiet = 0;
        }).observe(document, { childList: true, subtree: true });
        const next = () => {
          if (++quiet > 30) resolve(true);
          else if (performance.now() > end) resolve(false);
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );

test('two copies on one page come to rest, each with one badge a name', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  const settled = await settledBadges(tab);
  await tab.run(() => document.body.append(document.createElement('p')));
  expect(await comesToRest(tab)).toBe(true);
  const later = asListed(await badgesOn(tab));
  expect(later).toEqual(asListed(settled));
  const times = new Map<string, number>();
  for (const one of later) times.set(one, (times.get(one) ?? 0) + 1);
  expect([...times.values()].every((count) => count % 2 === 0)).toBe(true);
});
