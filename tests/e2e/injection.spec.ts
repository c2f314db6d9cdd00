import { eventually, findCard, openCard, until } from '../../src/dev/browser/badges.ts';
import type { DeepNode, Session, Tab, World } from '../../src/dev/browser/session.ts';
import { buildWithHostileList, HOSTILE, idOf, NAMES } from './hostile-list.ts';
import { reads } from './keyboard.ts';
import { test as base, expect, settledBadges, TIMELINE } from './lens.ts';

// A list whose every text was written to be taken for more than text, in every view.

const rows = NAMES.map((name) => `<p><a href="/${name}">@${name}</a> wrote</p>`).join('');
const PAGE = `<!doctype html><meta charset="utf-8"><title>Home</title>${rows}`;
const world: World = (address) => (address.hostname === 'x.com' ? { body: PAGE } : null);

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(world);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  build: async ({}, use, info) => {
    await use((browser) => buildWithHostileList(browser, `hostile-${info.parallelIndex}`));
  },
});

const NARROW = { width: 320, height: 700 };

/** Attributes that an address can stand in. */
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset']);

/** What was made of a text that should have stayed one. */
function madeOfText(node: DeepNode): string[] {
  const own = Object.entries(node.attributes).flatMap(([name, value]) => {
    const isBad =
      /^on|evil/.test(name) ||
      (name === 'style' && /evil|fixed/.test(value)) ||
      (ADDRESSES.has(name) && /^\s*(?:javascript|vbscript|data|blob):/i.test(value)) ||
      (name === 'src' && value.includes('evil.example'));
    return isBad ? [`<${node.name} ${name}="${value}">`] : [];
  });
  const inside = [...node.children, ...(node.shadow?.children ?? [])].flatMap(madeOfText);
  return [...(node.name === 'lens-evil' ? ['<lens-evil>'] : []), ...own, ...inside];
}

/** Texts with direction marks that other text would be drawn into. */
function turning(root: Element): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) continue;
    let around = node.parentElement;
    while (
      around !== null &&
      around !== root &&
      getComputedStyle(around).display === 'inline' &&
      getComputedStyle(around).unicodeBidi === 'normal'
    ) {
      around = around.parentElement;
    }
    const isApart = around !== null && around.textContent?.trim() === text.trim();
    const isIsolated =
      around !== null && /isolate|plaintext/.test(getComputedStyle(around).unicodeBidi);
    const isBlockOfOthers = around !== null && getComputedStyle(around).display !== 'inline';
    if (!isApart && (!isIsolated || isBlockOfOthers)) found.push(text.slice(0, 60));
  }
  return found;
}

async function expectPlainText(session: Session, tab: Tab): Promise<void> {
  expect(madeOfText(await tab.tree())).toEqual([]);
  expect(await tab.run(() => 'pwned' in globalThis)).toBe(false);
  const asked = [...session.refused, ...session.knocked];
  expect(asked.filter((address) => address.includes('evil.example'))).toEqual([]);
}

/** An own page narrow, with all of that. */
async function expectPlainPage(session: Session, tab: Tab): Promise<void> {
  await expectPlainText(session, tab);
  await tab.resize(NARROW.width, NARROW.height);
  const tooWide = () =>
    tab.run(() =>
      document.documentElement.scrollWidth <= innerWidth
        ? []
        : [...document.querySelectorAll('body *')]
            .filter(
              (one) => one.getBoundingClientRect().right > innerWidth + 1 && one.scrollWidth > 0,
            )
            .map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 30)}`),
    );
  expect(await eventually(tooWide, (found) => found.length === 0)).toEqual([]);
  const root = (await tab.tree()).children.find(({ name }) => name === 'html');
  expect(await tab.runOn(root!, turning)).toEqual([]);
}

test('in badges and cards', async ({ session }) => {
  test.setTimeout(120_000);
  const tab = await session.open(TIMELINE);
  const badges = await settledBadges(tab);
  expect(badges.map(({ beside }) => beside)).toEqual(NAMES);
  for (const { box } of badges) {
    expect(box.height).toBeLessThan(40);
    expect(box.width).toBeLessThan(600);
  }
  for (const name of NAMES) {
    await openCard(tab, name);
    await expectPlainText(session, tab);
    const card = findCard(await tab.tree())!;
    expect([name, await tab.runOn(card, turning)]).toEqual([name, []]);
    const isInside = await tab.runOn(card, (element) => {
      const { left, right, height } = element.getBoundingClientRect();
      return left >= 0 && right <= innerWidth && height <= innerHeight;
    });
    expect([name, isInside]).toEqual([name, true]);
    await tab.press('Escape');
  }
});

test('in popup and panel', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  await settledBadges(tab);
  for (const page of ['popup.html', 'sidepanel.html']) {
    const own = await session.openOwnPage(page);
    await reads(own, `@${NAMES[0]}`);
    await expectPlainPage(session, own);
    await own.close();
  }
});

test('in the catalogue, and on the page of each disclosure', async ({ session }) => {
  test.setTimeout(120_000);
  const own = await session.openOwnPage('catalogue.html');
  await reads(own, `${NAMES.length} disclosures`);
  await expectPlainPage(session, own);
  for (const at of NAMES.keys()) {
    await own.run((to) => location.assign(to), `#/disclosure/${idOf(at)}`);
    await until(
      () => own.run(() => document.querySelector('.whole .record') !== null),
      (isThere) => isThere,
    );
    await expectPlainPage(session, own);
    // Until the page of this disclosure is there, the one before it is.
    await until(
      () =>
        own.run((name) => {
          const buttons = [...document.querySelectorAll('button')];
          buttons.find(({ textContent }) => textContent?.startsWith('Show '))?.click();
          return document.body.textContent?.includes(`@${name}`) ?? false;
        }, NAMES[at]!),
      (isThere) => isThere,
    );
    await reads(own, NAMES[at]!);
    await expectPlainPage(session, own);
  }
});

test('in the options, with what was hidden under such a name', async ({ session }) => {
  test.setTimeout(120_000);
  const own = await session.openOwnPage('options.html#lists');
  await reads(own, '<lens-evil>');
  const hidden = Object.fromEntries(
    Object.values(HOSTILE).flatMap((text, at) => [
      [`hidden account x @${NAMES[at]}`, { name: text, since: at }],
      [`hidden disclosure ${idOf(at)}`, { name: text, since: at }],
    ]),
  );
  await own.run(async (text) => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Api>;
    await (browser ?? chrome).storage.sync.set(JSON.parse(text));
  }, JSON.stringify(hidden));
  for (const part of ['lists', 'sites', 'badges', 'matching', 'hidden', 'storage', 'about']) {
    await own.run((to) => location.assign(to), `#${part}`);
    await until(
      () => own.run(() => document.querySelector('nav [aria-current]')?.getAttribute('href')),
      (href) => href === `#${part}`,
    );
    await expectPlainPage(session, own);
  }
});

interface Api {
  storage: { sync: { set(items: object): Promise<void> } };
}

test('in the look-up, for names and for such texts', async ({ session }) => {
  test.setTimeout(120_000);
  for (const asked of [...NAMES.slice(0, 6), ...Object.values(HOSTILE)]) {
    const short = asked.slice(0, 400);
    const own = await session.openOwnPage(
      `look-up.html?q=${encodeURIComponent(short).replaceAll("'", '%27')}`,
    );
    await until(
      () => own.run(() => (document.querySelector('main')?.textContent ?? '').length > 100),
      (isThere) => isThere,
    );
    await expectPlainPage(session, own);
    await own.close();
  }
});

test('in the research page, from the list and from the file', async ({ session }) => {
  const own = await session.openOwnPage('research.html');
  await reads(own, 'Nothing of them is sent anywhere.');
  await own.run(
    (text) => {
      const field = document.querySelector('textarea')!;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    [...NAMES.map((name) => `https://x.com/${name}`), ...Object.values(HOSTILE)].join('\n'),
  );
  await own.run(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent?.trim() === 'Check')?.click();
  });
  await reads(own, 'rows name an account in the lists.');
  await expectPlainPage(session, own);
});

test('in the welcome page', async ({ session }) => {
  const own = await session.openOwnPage('welcome.html');
  await until(
    () => own.run(() => (document.querySelector('main')?.textContent ?? '').length > 100),
    (isThere) => isThere,
  );
  await expectPlainPage(session, own);
});
