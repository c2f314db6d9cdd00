import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import type { Tab } from '../../src/dev/browser/session.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';
import { faultsOn } from './axe.ts';
import { reads, readsNot, tabTo } from './keyboard.ts';
import { test as base, expect, settledBadges, TIMELINE } from './lens.ts';
import { firefoxUnderPolicy, setChromiumPolicy } from './policy.ts';

// What an organisation sets, by a policy as the browser itself hands it over: Firefox has it when it starts, Chromium
// gets it while pages are open.

const policyOf = ({ address, key }: Publisher) => ({
  lists: [{ address, publicKey: key.publicKey }],
  sites: { tiktok: false },
  ownLists: false,
  hosts: ['social.example'],
  settings: { badgeSize: 'short', enabled: true },
});

const test = base.extend<{ publisher: Publisher }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  publisher: async ({}, use) => {
    const publisher = await startPublisher();
    await publisher.publish(['mara_q_sample', 'two'], { version: 1 });
    await use(publisher);
    await publisher.stop();
  },

  program: async ({ publisher, build }, use) => {
    const made: { remove: () => Promise<void> }[] = [];
    await use(async (found, browser) => {
      if (browser === 'chromium') return found;
      const firefox = await firefoxUnderPolicy(found, build(browser), policyOf(publisher));
      made.push(firefox);
      return firefox.program;
    });
    for (const { remove } of made) await remove();
  },
});

/** Asks the background for something from one of the extension's own pages. */
const ask = (ownPage: Tab, request: object) =>
  ownPage.run((text) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    return (browser ?? chrome).runtime.sendMessage(JSON.parse(text));
  }, JSON.stringify(request));
interface Api {
  runtime: { sendMessage(message: object): Promise<{ ok: boolean; message: string }> };
}

test('a policy holds in pages and can’t be changed in the options', async ({
  session,
  publisher,
}) => {
  const timeline = await session.open(TIMELINE);
  await settledBadges(timeline);
  if (session.browser === 'chromium') {
    const chromium = session as ChromiumSession;
    await chromium.context.unrouteAll();
    await setChromiumPolicy(chromium, policyOf(publisher));
  }
  const options = await session.openOwnPage('options.html#lists');
  await reads(options, 'The list lab');
  await reads(options, 'Set by your organisation: it stays in use and can’t be removed here.');
  await readsNot(options, 'Remove');
  await reads(options, 'Your organisation does not allow lists of your own.');
  await options.toFront();
  expect(await faultsOn(options)).toEqual([]);

  // The list that nobody here asked for has its badge, and all badges have few words.
  const isSet = (badges: readonly { beside: string; text: string }[]) =>
    badges.some(({ beside }) => beside === 'mara_q_sample') &&
    badges.every(({ text }) => !/Named|name match only/.test(text));
  expect(isSet(await badgesOnce(timeline, isSet))).toBe(true);

  expect(await ask(options, { type: 'remove-list', listId: 'lab' })).toMatchObject({ ok: false });
  expect(await ask(options, { type: 'add-own-list', draft: 'any' })).toMatchObject({
    ...{ ok: false, fault: 'forbidden' },
  });
  expect(await ask(options, { type: 'switch-list', listId: 'lab', enabled: false })).toMatchObject({
    ok: false,
  });

  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'Set by your organisation.');
  await popup.close();
  await options.toFront();

  await tabTo(options, 'Badges');
  await options.press('Enter');
  await reads(options, 'Set by your organisation.');
  expect(
    await options.run(() => [
      document.querySelector('fieldset')?.disabled,
      document.querySelectorAll<HTMLInputElement>('input[type="radio"]')[2]?.checked,
    ]),
  ).toEqual([true, true]);
  expect(await faultsOn(options)).toEqual([]);

  await tabTo(options, 'Sites');
  await options.press('Enter');
  await reads(options, 'Named by your organisation; the browser asks you before it may be read.');
  const tiktok = await eventually(
    () =>
      options.run(() => {
        const row = [...document.querySelectorAll('.site-row')].find((one) =>
          one.textContent?.startsWith('TikTok'),
        );
        const { checked, disabled } = row?.querySelector('input') ?? {};
        return [checked, disabled, row?.textContent?.includes('Set by your organisation.')];
      }),
    ([, disabled]) => disabled === true,
  );
  expect(tiktok).toEqual([false, true, true]);
  expect(
    await options.run(() => {
      const all = document.querySelector<HTMLInputElement>('.site-row input');
      return [all?.checked, all?.disabled];
    }),
  ).toEqual([true, true]);
  expect(await faultsOn(options)).toEqual([]);
});
