import { badgesOn, badgesOnce } from '../../src/dev/browser/badges.ts';
import type { Session } from '../../src/dev/browser/session.ts';
import { asListed, expect, settledBadges, TIMELINE, test } from './lens.ts';

// Pages that take badges away, copy them or carry them off, and a person who switches them off.

/** The row that the demonstration timeline has for a name, and what a page may do to the badge in it. */
function meddle(how: 'remove' | 'clone' | 'move', name: string): void {
  const link = document.querySelector(`[data-testid="tweetText"] a[href="/${name}"]`)!;
  const row = link.closest('[data-testid="cellInnerDiv"]')!;
  const hosts = [...row.querySelectorAll('span')].filter(
    (span) => span.attributes.length === 0 && span.childNodes.length === 0,
  );
  if (hosts.length === 0) throw new Error(`no badge in the row of ${name}`);
  if (how === 'remove') for (const host of hosts) host.remove();
  if (how === 'move') document.body.append(...hosts);
  if (how === 'clone') for (const host of hosts) host.after(host.cloneNode(true));
}

for (const how of ['remove', 'move', 'clone'] as const) {
  test(`a page that ${how}s a badge ends with one badge where it was`, async ({ timeline }) => {
    const before = asListed(await badgesOn(timeline));
    await timeline.run(meddle, how, 'RobbyDelaware');
    const after = await badgesOnce(
      timeline,
      (badges) => JSON.stringify(asListed(badges)) === JSON.stringify(before),
    );
    expect(asListed(after)).toEqual(before);
  });
}

test('a page that keeps taking a badge away wins', async ({ timeline }) => {
  const taken = await timeline.run(async () => {
    const link = document.querySelector('[data-testid="tweetText"] a[href="/RobbyDelaware"]')!;
    const row = link.closest('[data-testid="cellInnerDiv"]')!;
    let count = 0;
    new MutationObserver((records) => {
      for (const record of records) {
        for (const node of record.addedNodes) {
          if (!(node instanceof HTMLSpanElement) || node.attributes.length > 0) continue;
          count++;
          node.remove();
        }
      }
    }).observe(row, { childList: true, subtree: true });
    for (const span of row.querySelectorAll('span')) {
      if (span.attributes.length === 0 && span.childNodes.length === 0) span.remove();
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return count;
  });
  // Each name in the row may come back three times.
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThanOrEqual(12);
});

/** Writes the person's switch as the popup does. */
async function switchAll(session: Session, enabled: boolean): Promise<void> {
  const own = await session.openOwnPage('popup.html');
  await own.run(async (on) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    await (browser ?? chrome).storage.sync.set({ settings: { enabled: on, version: 1 } });
  }, enabled);
  await own.close();
}

interface Api {
  storage: { sync: { set(items: object): Promise<void> } };
}

test('switched off, nothing is left behind; switched on, all is there again', async ({
  session,
}) => {
  await switchAll(session, false);
  const tab = await session.open(TIMELINE);
  const markup = () => tab.run(() => document.documentElement.outerHTML);
  const selected = () =>
    tab.run(() => {
      const selection = getSelection()!;
      selection.selectAllChildren(document.querySelector('main') ?? document.body);
      const text = selection.toString();
      selection.removeAllRanges();
      return text;
    });
  const [bareMarkup, bareText] = [await markup(), await selected()];
  await switchAll(session, true);
  await tab.toFront();
  const badges = await settledBadges(tab);
  expect(badges.length).toBeGreaterThan(0);
  // What a person copies out of the page is the page's text alone.
  expect((await selected()).replace(/\s+/g, ' ')).toBe(bareText.replace(/\s+/g, ' '));
  await switchAll(session, false);
  expect(await badgesOnce(tab, (seen) => seen.length === 0)).toEqual([]);
  expect(await markup()).toBe(bareMarkup);
});
