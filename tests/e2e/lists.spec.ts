import { badgesOnce } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import type { Session, Tab } from '../../src/dev/browser/session.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';
import { focused, hasFocus, reads, readsNot, tabTo, textOf, type } from './keyboard.ts';
import { test as base, expect } from './lens.ts';

// A reader's way with a list on the options page, by keyboard alone, with the publisher's real server behind it.

const test = base.extend<{ publisher: Publisher }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  publisher: async ({}, use) => {
    const publisher = await startPublisher();
    await publisher.publish(['mara_q_sample', 'two', 'three', 'four', 'five'], { version: 1 });
    await use(publisher);
    await publisher.stop();
  },
});

/** The options page, with nothing between the background and the server. */
async function optionsOf(session: Session): Promise<Tab> {
  if (session.browser === 'chromium') await (session as ChromiumSession).context.unrouteAll();
  const options = await session.openOwnPage('options.html');
  await reads(options, '204 disclosures');
  await options.toFront();
  return options;
}

test('adds, updates, steps back, moves and removes a list by keyboard alone', async ({
  session,
  timeline,
  publisher,
}) => {
  const options = await optionsOf(session);

  await tabTo(options, /^Address of the list/);
  await type(options, publisher.address);
  await options.press('Enter');
  await reads(options, 'The list lab');
  await hasFocus(options, 'Before you add it');
  expect(await textOf(options)).toContain('It can put badges on 5 names on X');
  await tabTo(options, 'Add this list');
  await options.press('Enter');
  await reads(options, 'The list lab was added.');
  expect(await focused(options)).toMatch(/^Address of the list/);
  const isMarked = (badges: readonly { beside: string }[]) =>
    badges.some(({ beside }) => beside === 'mara_q_sample');
  expect(isMarked(await badgesOnce(timeline, isMarked))).toBe(true);

  // Withdrawn, and the badge goes from the page that is open.
  await publisher.publish(['one', 'two', 'three', 'four', 'five'], { version: 2 });
  await tabTo(options, 'Update now');
  await options.press('Enter');
  await reads(options, 'Back to version 1');
  const isFree = (badges: readonly { beside: string }[]) => !isMarked(badges);
  expect(isFree(await badgesOnce(timeline, isFree))).toBe(true);

  await hasFocus(options, 'Update now');

  await tabTo(options, 'Back to version 1');
  await options.press('Enter');
  await reads(options, 'You went back to this version');

  await tabTo(options, 'Remove');
  await options.press('Enter');
  await hasFocus(options, 'Keep it');
  await options.press('Enter');
  await hasFocus(options, 'Remove');
  await options.press('Enter');
  await hasFocus(options, 'Keep it');
  await tabTo(options, 'Remove it');
  await options.press('Enter');
  await readsNot(options, 'Publisher: Somebody');
});

test('an address without a list says so in words', async ({ session, publisher }) => {
  const options = await optionsOf(session);
  await tabTo(options, /^Address of the list/);
  await type(options, `${publisher.address}nothing/`);
  await options.press('Enter');
  await reads(options, 'It was not added.');
  expect(await textOf(options)).toContain('The server does not have the list, or not all of it.');
});
