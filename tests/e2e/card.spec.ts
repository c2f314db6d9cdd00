import {
  badgesOn,
  cardBox,
  cardText,
  eventually,
  findCard,
  hasFocus,
  type Opening,
  openCard,
} from '../../src/dev/browser/badges.ts';
import { expect, test } from './lens.ts';

for (const how of ['click', 'Enter', 'Space'] satisfies Opening[]) {
  test(`${how} opens the card, Escape closes it, and the focus goes in and comes back`, async ({
    timeline,
  }) => {
    const address = await timeline.address();
    await openCard(timeline, 'RobbyDelaware', how);
    const card = findCard(await timeline.tree());
    expect(await hasFocus(timeline, card!)).toBe(true);
    await timeline.press('Escape');
    expect(
      await eventually(
        () => cardText(timeline),
        (text) => text === null,
      ),
    ).toBeNull();
    const badge = (await badgesOn(timeline)).find(({ beside }) => beside === 'RobbyDelaware');
    expect(await hasFocus(timeline, badge!.button)).toBe(true);
    // Neither the link around the name nor the row was followed.
    expect(await timeline.address()).toBe(address);
  });
}

test('a click outside closes the card', async ({ timeline }) => {
  await openCard(timeline, 'RobbyDelaware');
  const box = await cardBox(timeline);
  const [x, y] = box!.x > 40 ? [10, 450] : [1200, 880];
  await timeline.clickAt(x!, y!);
  expect(
    await eventually(
      () => cardText(timeline),
      (text) => text === null,
    ),
  ).toBeNull();
});

test('the card says who named the account, how well it matches, and who disputes it', async ({
  timeline,
}) => {
  await openCard(timeline, 'RobbyDelaware');
  const text = await cardText(timeline);
  expect(text).toMatch(/reinstated/i);
  expect(text).toMatch(/name match only/i);
  expect(text).toMatch(/VICE/);
});

test('a card for a dispute of one account names who disputed', async ({ timeline }) => {
  await openCard(timeline, 'Beckster319');
  expect(await cardText(timeline)).toMatch(/WIRED/);
});

test('one card is open at a time', async ({ timeline }) => {
  await openCard(timeline, 'RobbyDelaware');
  await openCard(timeline, 'TEN_GOP');
  const dialogs = JSON.stringify(await timeline.tree()).match(/"role":"dialog"/g);
  expect(dialogs).toHaveLength(1);
});
