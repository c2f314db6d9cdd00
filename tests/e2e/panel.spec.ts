import { badgesOn, badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession, ChromiumTab } from '../../src/dev/browser/chromium.ts';
import type { Session, Tab } from '../../src/dev/browser/session.ts';
import { reads } from './keyboard.ts';
import { asListed, expect, settledBadges, test } from './lens.ts';

// The panel in a tab behind the page: it follows the tab in front, as it does from the side of the window.

/** The accounts in the panel from above, as it spells them. */
const rowsOf = (panel: Tab): Promise<string[]> =>
  panel.run(() =>
    [...document.querySelectorAll('.matches .who bdi')].map((name) => name.textContent ?? ''),
  );

function press(tab: Tab, name: string): Promise<void> {
  return tab.run((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, label')];
    const found = all.find((element) => element.textContent?.includes(wanted));
    if (!found) throw new Error(`there is no "${wanted}" to press`);
    found.click();
  }, name);
}

interface Api {
  tabs: {
    query(about: object): Promise<{ id: number; active: boolean }[]>;
    sendMessage(tab: number, message: object): Promise<unknown>;
  };
  action: { getBadgeText(about: { tabId: number }): Promise<string> };
  storage: { sync: { set(items: object): Promise<void> } };
}

test('the panel has every match in the order of the page, and learns of a new one', async ({
  session,
  timeline,
}) => {
  const panel = await session.openOwnPage('sidepanel.html');
  const shown = await badgesOn(timeline);
  const inOrder = [...new Set(shown.map(({ beside }) => `@${beside.toLowerCase()}`))];
  const rows = await eventually(
    () => rowsOf(panel),
    (found) => found.length === inOrder.length,
  );
  expect(rows.map((row) => row.toLowerCase())).toEqual(inOrder);

  await timeline.run(() => {
    const post = document.createElement('p');
    const link = document.createElement('a');
    link.href = 'https://x.com/Pamela_Moore13';
    link.textContent = 'Pamela_Moore13';
    post.append(link);
    document.body.prepend(post);
  });
  const after = await eventually(
    () => rowsOf(panel),
    ([first]) => first?.toLowerCase() === '@pamela_moore13',
  );
  expect(after[0]?.toLowerCase()).toBe('@pamela_moore13');
});

test('Enter in the panel leads to the name, and Group by disclosure says who named it', async ({
  session,
  timeline,
}) => {
  const panel = await session.openOwnPage('sidepanel.html');
  await reads(panel, 'RobbyDelaware');
  await panel.run(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.matches button')];
    rows.find((row) => row.textContent?.includes('RobbyDelaware'))?.click();
  });
  const focusedIsBadge = () =>
    timeline.run(() => {
      const { activeElement: host } = document;
      return host?.localName === 'span' && host.attributes.length === 0;
    });
  expect(await eventually(focusedIsBadge, (is) => is)).toBe(true);
  await press(panel, 'Group by disclosure');
  await reads(panel, 'Named by House Intel., 1 November 2017');
});

test('the panel follows the tab in front, and says of a page that is not read only that', async ({
  session,
  timeline,
}) => {
  const panel = await session.openOwnPage('sidepanel.html');
  await reads(panel, 'RobbyDelaware');
  const other = await session.open('https://x.com/TEN_GOP');
  await other.toFront();
  await until(
    () => rowsOf(panel),
    (rows) => !rows.includes('@RobbyDelaware'),
  );
  expect(await rowsOf(panel)).not.toContain('@RobbyDelaware');
  const blank = await session.open('about:blank');
  await blank.toFront();
  await reads(panel, 'Takedown Lens does not read this page.');
  await timeline.toFront();
  await reads(panel, 'RobbyDelaware');
});

test('a pause takes every badge away, and its end gives them back', async ({
  session,
  timeline,
}) => {
  const before = asListed(await badgesOn(timeline));
  const popup = await session.openOwnPage('popup.html');
  await reads(popup, 'RobbyDelaware');
  await press(popup, 'Pause for an hour');
  await reads(popup, 'Takedown Lens is paused until');
  expect(await badgesOnce(timeline, (badges) => badges.length === 0)).toEqual([]);
  await press(popup, 'Read again now');
  const after = await badgesOnce(timeline, (badges) => badges.length === before.length);
  expect(asListed(after)).toEqual(before);
});

test('the number in the toolbar goes and comes with its setting', async ({ session, timeline }) => {
  expect((await settledBadges(timeline)).length).toBeGreaterThan(0);
  const popup = await session.openOwnPage('popup.html');
  const texts = () =>
    popup.run(async () => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
      const api = browser ?? chrome;
      const tabs = await api.tabs.query({});
      const all = await Promise.all(tabs.map(({ id }) => api.action.getBadgeText({ tabId: id })));
      return all.filter((text) => text !== '');
    });
  const wish = (toolbarCount: boolean) =>
    popup.run((wanted) => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
      return (browser ?? chrome).storage.sync.set({ settings: { toolbarCount: wanted } });
    }, toolbarCount);
  const [number] = await eventually(texts, ({ length }) => length === 1);
  expect(Number(number)).toBeGreaterThan(0);
  await wish(false);
  expect(await eventually(texts, ({ length }) => length === 0)).toEqual([]);
  await wish(true);
  expect(await eventually(texts, ({ length }) => length === 1)).toEqual([number]);
});

test('steps lead from badge to badge in the order of the page, and round', async ({
  session,
  timeline,
}) => {
  const panel = await session.openOwnPage('sidepanel.html');
  await reads(panel, 'RobbyDelaware');
  const step = (by: number) =>
    panel.run(async (way) => {
      const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
      const api = browser ?? chrome;
      const [tab] = await api.tabs.query({ active: true });
      return api.tabs.sendMessage(tab?.id ?? -1, {
        type: 'show-match',
        match: way,
      }) as Promise<boolean>;
    }, by);
  /** Which of the badges has the focus, in the order of the page. */
  const at = () =>
    timeline.run(() => {
      const isHost = ({ localName, attributes, childNodes }: Element) =>
        localName === 'span' && attributes.length === 0 && childNodes.length === 0;
      const hosts = [...document.querySelectorAll('span')].filter(isHost);
      return { at: hosts.findIndex((host) => host.matches(':focus')), of: hosts.length };
    });
  const { of } = await at();
  const visited: number[] = [];
  for (let steps = 0; steps <= of; steps++) {
    expect(await step(1)).toBe(true);
    visited.push((await at()).at);
  }
  const [first = -1] = visited;
  expect(first).toBeGreaterThanOrEqual(0);
  expect(visited).toEqual(visited.map((_, steps) => (first + steps) % of));
  await step(-1);
  expect((await at()).at).toBe((first + of - 1) % of);
});

test('the popup’s button opens the panel at the side of the window', async ({
  session,
  timeline,
}) => {
  const popup = await session.openOwnPage('popup.html');
  const other = await session.openOwnPage('look-up.html');
  expect(await isPanelOpen(session, other)).toBe(false);
  await popup.toFront();
  await reads(popup, 'Show in the side panel');
  const { x, y } = await popup.run(() => {
    const buttons = [...document.querySelectorAll('button')];
    const button = buttons.find(({ textContent }) => textContent === 'Show in the side panel');
    button?.scrollIntoView({ block: 'center' });
    const { left, top } = button?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: left + 9, y: top + 9 };
  });
  // A press that the browser takes for a person's: without one it refuses. The popup then closes.
  await popup.clickAt(x, y).catch(() => {});
  await timeline.toFront();
  expect(
    await eventually(
      () => isPanelOpen(session, other),
      (is) => is,
    ),
  ).toBe(true);
});

/** As the browser itself says: Firefox to the extension, Chromium to its debugger. */
async function isPanelOpen(session: Session, ownPage: Tab): Promise<boolean> {
  if (session.browser === 'firefox') {
    return ownPage.run(() => {
      const { browser } = globalThis as unknown as {
        browser: { sidebarAction: { isOpen(about: object): Promise<boolean> } };
      };
      return browser.sidebarAction.isOpen({});
    });
  }
  const { context } = session as ChromiumSession;
  const devtools = await context.newCDPSession((ownPage as ChromiumTab).page);
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.some(({ url }) => url.endsWith('/sidepanel.html'));
}
