import { badgesOn, cardText, findCard, openCard } from '../../src/dev/browser/badges.ts';
import type { World } from '../../src/dev/browser/session.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { expect, test } from './lens.ts';

// Some sites forbid every style but their own, and markup made from strings. Badge and card bring their
// styles in shadow roots and make no markup from strings, so both must look the same there.

const STRICT =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'none'; require-trusted-types-for 'script'";

const strict: World = async (address) => {
  const answer = await demonstration(address);
  return answer && { ...answer, headers: { 'content-security-policy': STRICT } };
};

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
test.use({ world: async ({}, use) => use(strict) });

const look = (element: Element) => {
  const { borderTopStyle, backgroundColor, cursor } = getComputedStyle(element);
  return { borderTopStyle, cursor, clear: backgroundColor === 'rgba(0, 0, 0, 0)' };
};

test('badge and card keep their styles on a page that allows none', async ({ timeline }) => {
  const pageMayStyle = await timeline.run(() => {
    const style = document.createElement('style');
    style.append('html { outline: 7px solid }');
    document.head.append(style);
    return getComputedStyle(document.documentElement).outlineWidth === '7px';
  });
  expect(pageMayStyle).toBe(false);
  for (const { button, tone } of await badgesOn(timeline)) {
    expect(await timeline.runOn(button, look)).toEqual({
      borderTopStyle: tone === 'light' ? 'dashed' : 'solid',
      cursor: 'pointer',
      clear: false,
    });
  }
  await openCard(timeline, 'RobbyDelaware');
  expect(await cardText(timeline)).toContain('RobbyDelaware');
  const card = findCard(await timeline.tree());
  expect(await timeline.runOn(card!, look)).toMatchObject({
    borderTopStyle: 'solid',
    clear: false,
  });
  const width = await timeline.runOn(card!, (element) => element.getBoundingClientRect().width);
  expect(width).toBeLessThan(440);
});
