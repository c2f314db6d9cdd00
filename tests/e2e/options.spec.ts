import {
  badgesOn,
  badgesOnce,
  cardText,
  eventually,
  findCard,
  openCard,
} from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import { type DeepNode, type Session, summaryOf, type Tab } from '../../src/dev/browser/session.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';
import { faultsOn } from './axe.ts';
import { focused, hasFocus, reads, readsNot, tabTo, textOf } from './keyboard.ts';
import { asListed, test as base, expect, settledBadges, TIMELINE } from './lens.ts';

// What a person chooses on the options page, by keyboard alone, and what becomes of it in a page that is open.

const test = base.extend<{ publisher: Publisher }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  publisher: async ({}, use) => {
    const publisher = await startPublisher();
    await publisher.publish(['mara_q_sample', 'two'], { version: 1 });
    await use(publisher);
    await publisher.stop();
  },
});

const PARTS = [
  ['lists', '204 disclosures'],
  ['sites', 'Mastodon'],
  ['badges', 'Few words, everywhere'],
  ['matching', 'Badges for: Name match only'],
  ['hidden', '1 account and 1 disclosure'],
  ['privacy', 'What you hid'],
  ['storage', 'that the browser would allow'],
  ['transfer', 'Save the file'],
  ['about', 'MIT'],
] as const;

const LONG_NAME = `@${'a_long_name_'.repeat(8)}`;

/** One part of the options, in front. */
async function optionsAt(session: Session, part: string, words: string): Promise<Tab> {
  const options = await session.openOwnPage(`options.html#${part}`);
  await reads(options, words);
  await options.toFront();
  return options;
}

/** Puts something into the extension's synchronised storage, as its other pages would. */
const store = (ownPage: Tab, items: Record<string, never> | object) =>
  ownPage.run(async (text) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    await (browser ?? chrome).storage.sync.set(JSON.parse(text));
  }, JSON.stringify(items));
interface Api {
  storage: { sync: { set(items: object): Promise<void> } };
}

test('every part is reached by the navigation, fits a narrow window, and axe finds nothing', async ({
  session,
}) => {
  const options = await optionsAt(session, 'lists', '204 disclosures');
  await store(options, {
    'hidden account x @long': { name: LONG_NAME, since: 1 },
    'hidden disclosure some': { name: 'Some disclosure', since: 1 },
  });
  await options.resize(320, 700);
  for (const [part, words] of PARTS) {
    const name = await options.run(
      (wanted) => document.querySelector(`nav a[href="#${wanted}"]`)?.textContent ?? '',
      part,
    );
    await tabTo(options, name);
    await options.press('Enter');
    await reads(options, words);
    if (part !== 'lists') await hasFocus(options, name);
    expect(
      await options.run(() => [
        document.querySelector('nav [aria-current]')?.getAttribute('href'),
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ]),
    ).toEqual([`#${part}`, 0]);
    expect(await faultsOn(options)).toEqual([]);
  }
});

test('the number of words changes badges in open pages, and the example, at once', async ({
  session,
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  const options = await optionsAt(session, 'badges', 'An example');
  await tabTo(options, 'As many as there is room for');
  await options.press('ArrowDown');
  await options.press('ArrowDown');
  await hasFocus(options, 'Few words, everywhere');
  const isShort = (texts: readonly { text: string }[]) =>
    texts.length > 0 && texts.every(({ text }) => !/Named|name match only/.test(text));
  expect(isShort(await badgesOnce(options, isShort))).toBe(true);
  const after = await badgesOnce(
    timeline,
    (badges) => badges.length === before.length && isShort(badges),
  );
  expect(isShort(after)).toBe(true);
  await options.press('ArrowUp');
  await options.press('ArrowUp');
  const again = await badgesOnce(timeline, (badges) => asListed(badges).join() === before.join());
  expect(asListed(again)).toEqual(before);
});

test('a kind of match without badges has none in open pages, and is counted as hidden', async ({
  session,
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  const popup = await session.openOwnPage('popup.html');
  const options = await optionsAt(session, 'matching', 'Badges for: Name match only');
  await tabTo(options, 'Badges for: Name match only');
  await options.press('Space');
  const noneLight = (badges: readonly { tone: string }[]) =>
    badges.every(({ tone }) => tone === 'full');
  expect(noneLight(await badgesOnce(timeline, noneLight))).toBe(true);
  const summary = await eventually(
    () => summaryOf(options, TIMELINE),
    (seen) => (seen?.hidden.length ?? 0) > 0,
  );
  expect(summary?.hidden).toContain('x @robbydelaware');
  expect(summary?.matches.filter(({ evidence }) => evidence === 'same-name')).toEqual([]);
  await timeline.toFront();
  await reads(popup, 'you chose to see no badge');
  await options.toFront();
  await options.press('Space');
  const again = await badgesOnce(timeline, (badges) => badges.length === before.length);
  expect(asListed(again)).toEqual(before);
});

/** A button of the open card by its words. */
async function cardButton(tab: Tab, words: string): Promise<DeepNode> {
  const found = await eventually(
    async () => buttonIn(findCard(await tab.tree()), words),
    (button) => button !== null,
  );
  if (found === null) throw new Error(`the card has no button "${words}"`);
  return found;
}

function buttonIn(node: DeepNode | null, words: string): DeepNode | null {
  if (node === null) return null;
  if (node.name === 'button' && textIn(node) === words) return node;
  for (const child of node.children) {
    const found = buttonIn(child, words);
    if (found) return found;
  }
  return null;
}

const textIn = ({ text, children }: DeepNode): string => text + children.map(textIn).join('');

/** Gives a button of the card the focus and presses Enter. */
async function pressInCard(tab: Tab, words: string): Promise<void> {
  await tab.runOn(await cardButton(tab, words), (button) => (button as HTMLElement).focus());
  await tab.press('Enter');
}

test('an account hidden in its card has no badge, until that is undone there or in the options', async ({
  session,
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  const isGone = (badges: readonly { beside: string }[]) =>
    badges.every(({ beside }) => beside.toLowerCase() !== 'ten_gop');
  const isBack = (badges: readonly { beside: string }[]) => badges.length === before.length;
  await openCard(timeline, 'TEN_GOP');
  await pressInCard(timeline, 'For this account');
  expect(isGone(await badgesOnce(timeline, isGone))).toBe(true);
  expect(await cardText(timeline)).toContain('Badges for this account are hidden from now on.');
  await pressInCard(timeline, 'Show this account’s badges again');
  expect(asListed(await badgesOnce(timeline, isBack))).toEqual(before);
  await timeline.press('Escape');
  // The badge that the card stood beside is another one now; who goes on by keyboard is at its name.
  const atName = await eventually(
    () => timeline.run(() => document.activeElement?.textContent ?? ''),
    (text) => /TEN_GOP/i.test(text),
  );
  expect(atName).toMatch(/TEN_GOP/i);

  await settledBadges(timeline);
  await openCard(timeline, 'TEN_GOP');
  await pressInCard(timeline, 'For this account');
  expect(isGone(await badgesOnce(timeline, isGone))).toBe(true);
  const summary = await eventually(
    async () => {
      const options = await session.openOwnPage('options.html#hidden');
      const seen = await summaryOf(options, TIMELINE);
      await options.close();
      return seen;
    },
    (seen) => (seen?.hidden.length ?? 0) > 0,
  );
  expect(summary?.hidden).toEqual(['x @ten_gop']);

  const options = await optionsAt(session, 'hidden', '1 account and 0 disclosures');
  await tabTo(options, 'Show again');
  await options.press('Enter');
  await reads(options, 'Nothing is hidden.');
  expect(await focused(options)).toMatch(/^Badges of @TEN_GOP are shown again\.$/i);
  expect(asListed(await badgesOnce(timeline, isBack))).toEqual(before);
});

/** Puts a file into the field for one, which no key does. */
const chooseFile = (options: Tab, text: string) =>
  options.run((content) => {
    const field = document.querySelector<HTMLInputElement>('#settings-file');
    const files = new DataTransfer();
    files.items.add(new File([content], 'settings.json', { type: 'application/json' }));
    if (!field) throw new Error('there is no field for a file');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);

/** Keeps what the page hands to the browser's downloads, which would open a panel of their own over it. */
const catchDownload = (options: Tab) =>
  options.run(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      void (blob as Blob).text().then((text) => {
        document.documentElement.dataset.saved = text;
      });
      return make(blob);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });

test('settings go out to a file and come in from one, said before anything changes', async ({
  session,
  publisher,
}) => {
  if (session.browser === 'chromium') await (session as ChromiumSession).context.unrouteAll();
  const options = await optionsAt(session, 'transfer', 'Save the file');
  await catchDownload(options);
  await tabTo(options, 'Save the file');
  await options.press('Enter');
  const saved = await eventually(
    () => options.run(() => document.documentElement.dataset.saved ?? ''),
    (text) => text !== '',
  );
  expect(JSON.parse(saved)).toMatchObject({
    format: 'takedown-lens-settings',
    version: 2,
    settings: { enabled: true, badgeSize: 'auto' },
    hidden: [],
    lists: [],
  });

  await chooseFile(options, saved.slice(0, 100));
  await reads(options, 'It is not a settings file, or was cut off.');
  await chooseFile(options, saved.replace('"enabled": true', '"enabled": "perhaps"'));
  await reads(options, 'In detail: settings.enabled');
  expect(await faultsOn(options)).toEqual([]);

  const file = {
    ...JSON.parse(saved),
    settings: { sitesOff: ['reddit'], badgeSize: 'short' },
    hidden: [{ kind: 'account', platform: 'x', key: '@ten_gop', name: '@TEN_GOP', since: 1 }],
    lists: [
      {
        address: publisher.address,
        publicKey: publisher.key.publicKey,
        name: 'The list lab',
        enabled: true,
        readerRules: false,
      },
    ],
  };
  await chooseFile(options, JSON.stringify(file));
  await hasFocus(options, 'What would change');
  const summary = await textOf(options);
  expect(summary).toContain('Sites that are switched off: Reddit in place of none');
  expect(summary).toContain('1 more account or disclosure is hidden');
  expect(summary).toContain(`The list The list lab is added from ${publisher.address}`);
  expect(summary).toContain('Nothing has been changed yet.');
  expect(await faultsOn(options)).toEqual([]);
  await tabTo(options, 'Leave everything as it is');
  await options.press('Enter');
  await readsNot(options, 'What would change');

  await chooseFile(options, JSON.stringify(file));
  await hasFocus(options, 'What would change');
  await tabTo(options, 'Change it so');
  await options.press('Enter');
  await reads(options, 'It was changed.');
  await chooseFile(options, JSON.stringify(file));
  await reads(options, 'Nothing: all of it is so already.');
  await tabTo(options, 'Lists');
  await options.press('Enter');
  await reads(options, 'The list lab');
});

test('what is kept is deleted when it was chosen and asked for', async ({ session }) => {
  const options = await optionsAt(session, 'hidden', 'Nothing is hidden.');
  await store(options, {
    settings: { version: 2, badgeSize: 'short' },
    'hidden account x @one': { name: '@one', since: 1 },
  });
  await tabTo(options, 'Privacy');
  await options.press('Enter');
  await reads(options, '1 account and 0 disclosures');
  await tabTo(options, 'Delete what is chosen');
  await options.press('Enter');
  await reads(options, 'Nothing is chosen.');
  for (const what of [/^Your settings/, /^What you hid/]) {
    await tabTo(options, what);
    await options.press('Space');
  }
  await tabTo(options, 'Delete what is chosen');
  await options.press('Enter');
  await hasFocus(options, 'Keep everything');
  await reads(options, 'Delete for good: Your settings; What you hid?');
  expect(await faultsOn(options)).toEqual([]);
  await tabTo(options, 'Delete');
  await options.press('Enter');
  await reads(options, 'It was deleted.');
  await reads(options, '0 accounts and 0 disclosures');
  await hasFocus(options, 'Delete what is chosen');
});
