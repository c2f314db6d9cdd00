import { badgesOn, badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { asListed, expect, test } from './lens.ts';

// The popup in a tab behind the page: it reads the tab in front, as it does from the toolbar.

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
const textOf = (popup: Tab) => popup.run(() => document.body.innerText);

/** Presses the switch with this label. */
function press(popup: Tab, label: string): Promise<void> {
  return popup.run((wanted) => {
    const labels = [...document.querySelectorAll('label, [role="switch"], button')];
    const found = labels.find((element) => element.textContent?.includes(wanted));
    if (!found) throw new Error(`the popup has no switch "${wanted}"`);
    (found as HTMLElement).click();
  }, label);
}

test('the popup says what was found and how many names were looked at', async ({
  session,
  timeline,
}) => {
  const popup = await session.openOwnPage('popup.html');
  const text = await eventually(
    () => textOf(popup),
    (shown) => shown.includes('RobbyDelaware'),
  );
  const accounts = new Set((await badgesOn(timeline)).map(({ beside }) => beside.toLowerCase()));
  expect(text).toContain(`${accounts.size} names here are in the lists`);
  expect(text).toMatch(/of \d+ names read on this page/);
});

test('the switch for the site takes every badge away and gives them back', async ({
  session,
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  const popup = await session.openOwnPage('popup.html');
  await until(
    () => textOf(popup),
    (shown) => shown.includes('RobbyDelaware'),
  );
  await press(popup, 'Read names on X');
  expect(await badgesOnce(timeline, (badges) => badges.length === 0)).toEqual([]);
  expect(
    await eventually(
      () => textOf(popup),
      (shown) => shown.includes('is off on'),
    ),
  ).toContain('is off on X');
  await press(popup, 'Read names on X');
  const after = await badgesOnce(timeline, (badges) => badges.length === before.length);
  expect(asListed(after)).toEqual(before);
});

test('the switch for everything stays off in pages opened later', async ({ session, timeline }) => {
  const popup = await session.openOwnPage('popup.html');
  await until(
    () => textOf(popup),
    (shown) => shown.includes('RobbyDelaware'),
  );
  await press(popup, 'Read names on all sites');
  expect(await badgesOnce(timeline, (badges) => badges.length === 0)).toEqual([]);
  const later = await session.open('https://x.com/TEN_GOP');
  await later.toFront();
  const text = await eventually(
    () => textOf(popup),
    (shown) => shown.includes('is off'),
  );
  expect(text).toContain('Takedown Lens is off.');
  expect(await badgesOn(later)).toEqual([]);
});
