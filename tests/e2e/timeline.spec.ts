import { badgesOn, cardBox, openCard } from '../../src/dev/browser/badges.ts';
import { summaryOf } from '../../src/dev/browser/session.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { expect, settledBadges, TIMELINE, test } from './lens.ts';

// What the demonstration timeline (tests/fixtures/x/timeline.html) is there to show.

test('each listed name carries a badge for how well it matches', async ({ timeline }) => {
  const badges = await badgesOn(timeline);
  expect(badges.map(({ beside, tone, text }) => `${beside} | ${tone} | ${text}`)).toEqual([
    'TEN_GOP | light | Named · House Intel. 2017 +1 · disputed · name match only',
    'Jenn_Abrams | light | Named · House Intel. 2017 +1 · disputed · name match only',
    // Above posts the name is today's, whatever the post's date (docs/decisions/0003).
    'Crystal1Johnson | light | House Intel. 2017 · disputed · name only',
    'Jenn_Abrams | light | House Intel. 2017 · disputed · name only',
    'RobbyDelaware | light | Reinstated · named by House Intel. 2017 · disputed · name match only',
    'Beckster319 | light | Named · House Intel. 2017 · disputed · name match only',
    'TEN_GOP | light | House Intel. 2017 · disputed · name only',
    // Its id, seen in the list of people to follow, counts for every mention.
    'Pamela_Moore13 | full | Named · House Intel. 2017 +1 · disputed',
    // Mentioned in the text of a post that is older than the removal.
    'blackmattersus | full | Named · House Intel. 2017 +1 · disputed · as of 10 February 2017',
    'Pamela_Moore13 | full | House Intel. 2017 · disputed',
  ]);
});

test('unlisted people and the recycled name carry none', async ({ timeline }) => {
  const named = (await badgesOn(timeline)).map(({ beside }) => beside);
  expect(named.filter((name) => name.endsWith('_sample'))).toEqual([]);
  expect(named).not.toContain('SouthLoneStar');
});

test('the popup is told of every match, with its evidence and status', async ({
  session,
  timeline,
}) => {
  const popup = await session.openOwnPage('popup.html');
  const summary = await summaryOf(popup, TIMELINE);
  expect(summary).toMatchObject({ site: 'x', enabled: true });
  expect(
    summary?.matches.map(({ handle, evidence, status, places }) => [
      handle,
      evidence,
      status,
      places,
    ]),
  ).toEqual([
    ['TEN_GOP', 'same-name', 'listed', 2],
    ['Jenn_Abrams', 'same-name', 'listed', 2],
    ['Crystal1Johnson', 'same-name', 'listed', 1],
    ['RobbyDelaware', 'same-name', 'reinstated', 1],
    ['Beckster319', 'same-name', 'disputed', 1],
    ['Pamela_Moore13', 'same-account', 'listed', 2],
    ['blackmattersus', 'same-name-in-time', 'listed', 1],
  ]);
  await popup.close();
  await timeline.close();
});

for (const theme of ['light', 'dim', 'dark']) {
  test(`badges take to a ${theme} page`, async ({ session }) => {
    const tab = await session.open(`${TIMELINE}?theme=${theme}`);
    const badges = await settledBadges(tab);
    expect(new Set(badges.map((badge) => badge.theme))).toEqual(new Set([theme]));
  });
}

test('a badge widens its line by no more than itself and moves nothing below it', async ({
  session,
}) => {
  const tab = await session.open(TIMELINE);
  const heights = () =>
    tab.run(() =>
      [...document.querySelectorAll('[data-testid="User-Name"], [data-testid="UserCell"]')].map(
        (row) => row.getBoundingClientRect().height,
      ),
    );
  const before = await heights();
  await settledBadges(tab);
  expect(await heights()).toEqual(before);
});

test('the page sees bare elements and nothing is fetched', async ({ session, timeline }) => {
  const badges = await badgesOn(timeline);
  expect(badges.length).toBeGreaterThan(0);
  for (const { host } of badges) {
    const seen = await timeline.runOn(host, (element) => ({
      attributes: element.getAttributeNames().filter((name) => name !== 'style'),
      text: element.textContent,
      root: element.shadowRoot === null,
    }));
    expect(seen).toEqual({ attributes: [], text: '', root: true });
  }
  expect(session.refused).toEqual([]);
});

test.describe('on a page whose content policy forbids everything', () => {
  const POLICY =
    "default-src 'none'; style-src 'none'; script-src 'none'; require-trusted-types-for 'script'";
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    world: async ({}, use) => {
      await use(async (address) => {
        const answer = await demonstration(address);
        return answer && { ...answer, headers: { 'content-security-policy': POLICY } };
      });
    },
  });

  test('badges and card look as they should', async ({ timeline }) => {
    const [badge] = await badgesOn(timeline);
    const style = await timeline.runOn(badge!.button, (button) => {
      return getComputedStyle(button).borderStyle;
    });
    // A light badge has a dashed line; without its styles a button has a solid or an outset one.
    expect(style).toBe('dashed');
    await openCard(timeline, 'RobbyDelaware');
    const box = await cardBox(timeline);
    expect(box!.width).toBeLessThan(500);
  });
});
