import type { ChromiumTab } from '../../src/dev/browser/chromium.ts';
import { asListed, expect, settledBadges, TIMELINE, test } from './lens.ts';

// A page that is printed or kept as PDF shows who named whom, and its lines stand where they stood.

test('printing a page keeps its badges, and moves no line', async ({ chromium }) => {
  const tab: ChromiumTab = await chromium.open(TIMELINE);
  const onScreen = await settledBadges(tab);
  await tab.page.emulateMedia({ media: 'print' });
  const onPaper = await settledBadges(tab);
  expect(asListed(onPaper)).toEqual(asListed(onScreen));
  expect(onPaper.map(({ box }) => Math.round(box.height))).toEqual(
    onScreen.map(({ box }) => Math.round(box.height)),
  );
  expect(onPaper.every(({ box }) => box.width > 0)).toBe(true);
});
