import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import { expect, TIMELINE, test } from './lens.ts';

// Menus, keys and the address bar belong to the browser's own window, which no driver presses. So the browser's word
// that they were pressed is given to the background by the debugger.

interface Happening {
  dispatch(...args: unknown[]): void;
}
interface Api {
  tabs: { query(about: object): Promise<{ url?: string }[]> };
  commands: { onCommand: Happening };
  contextMenus: { onClicked: Happening };
  omnibox: { onInputChanged: Happening; onInputEntered: Happening };
}

const background = ({ context }: ChromiumSession) => {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('the background is not running');
  return worker;
};

const command = (session: ChromiumSession, name: string) =>
  background(session).evaluate(
    async ([pressed, address]) => {
      const { chrome } = globalThis as unknown as { chrome: Api };
      const tabs = await chrome.tabs.query({});
      chrome.commands.onCommand.dispatch(
        pressed,
        tabs.find(({ url }) => url === address),
      );
    },
    [name, TIMELINE] as const,
  );

const openPages = ({ context }: ChromiumSession) => context.pages().map((page) => page.url());

test('the key for the site takes its badges away and gives them back', async ({
  chromium,
  timeline,
}) => {
  const before = (await badgesOnce(timeline, ({ length }) => length > 0)).length;
  await command(chromium, 'toggle-site');
  expect(await badgesOnce(timeline, ({ length }) => length === 0)).toEqual([]);
  await command(chromium, 'toggle-site');
  expect(await badgesOnce(timeline, ({ length }) => length === before)).toHaveLength(before);
});

test('the keys for names go to them, and the key for looking up opens its page', async ({
  chromium,
  timeline,
}) => {
  await command(chromium, 'next-match');
  const focused = () => timeline.run(() => document.activeElement?.localName ?? '');
  expect(await eventually(focused, (name) => name === 'span')).toBe('span');
  await command(chromium, 'look-up');
  const pages = await eventually(
    async () => openPages(chromium),
    (urls) => urls.some((url) => url.endsWith('/look-up.html')),
  );
  expect(pages.filter((url) => url.endsWith('/look-up.html'))).toHaveLength(1);
});

test('the menu of a link and of what is selected looks them up', async ({ chromium, timeline }) => {
  void timeline;
  const choose = (entry: object) =>
    background(chromium).evaluate((chosen) => {
      const { chrome } = globalThis as unknown as { chrome: Api };
      chrome.contextMenus.onClicked.dispatch(chosen, undefined);
    }, entry);
  await choose({ menuItemId: 'look-up-link', linkUrl: 'https://x.com/TEN_GOP' });
  await choose({ menuItemId: 'look-up-selection', selectionText: '@Jenn_Abrams' });
  const queries = async () =>
    openPages(chromium)
      .filter((url) => url.includes('/look-up.html'))
      .map((url) => new URL(url).searchParams.get('q'))
      .sort();
  const wanted = ['@Jenn_Abrams', 'https://x.com/TEN_GOP'];
  expect(await eventually(queries, ({ length }) => length === 2)).toEqual(wanted);
});

test('the address bar offers who named an account, and leads to its page', async ({
  chromium,
  timeline,
}) => {
  void timeline;
  const offered = await background(chromium).evaluate(
    () =>
      new Promise<{ content: string; description: string }[]>((resolve) => {
        const { chrome } = globalThis as unknown as { chrome: Api };
        chrome.omnibox.onInputChanged.dispatch('robbydelaware', resolve);
      }),
  );
  expect(offered[0]?.content).toBe('https://x.com/RobbyDelaware');
  expect(offered[0]?.description).toMatch(/^@RobbyDelaware on X: Reinstated · Named by /);
});
