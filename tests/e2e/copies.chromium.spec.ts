import { badgesOn } from '../../src/dev/browser/badges.ts';
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

test('two copies on one page come to rest, each with one badge a name', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  const settled = await settledBadges(tab);
  await tab.run(() => document.body.append(document.createElement('p')));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const later = asListed(await badgesOn(tab));
  expect(later).toEqual(asListed(settled));
  const times = new Map<string, number>();
  for (const one of later) times.set(one, (times.get(one) ?? 0) + 1);
  expect([...times.values()].every((count) => count % 2 === 0)).toBe(true);
});
