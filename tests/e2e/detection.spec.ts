import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import type { DeepNode, Tab, World } from '../../src/dev/browser/session.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { test as base, expect, settledBadges, TIMELINE } from './lens.ts';

// What a page can find out by looking, before a person opens a card. That something was put beside a name it can
// tell: an empty element is there. What it is, what it says and whose it is, it can't. Times are left out.

/** Runs before anything else in the page, and watches what is done to it. */
const WATCH = `<script>
  globalThis.watched = { globals: Object.getOwnPropertyNames(globalThis), roots: [], events: [], messages: [], changed: [] };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    watched.roots.push(init.mode);
    return root;
  };
  for (const name of ['appendChild', 'append', 'insertBefore', 'setAttribute', 'after', 'before']) {
    const own = (Element.prototype[name] ? Element : Node).prototype;
    const of = own[name];
    own[name] = function (...args) { if (!watched.ours) watched.changed.push(name); return of.apply(this, args); };
  }
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => { watched.events.push('fetch ' + args[0]); return fetch(...args); };
  addEventListener('message', ({ data }) => watched.messages.push(JSON.stringify(data)), true);
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) { watched.events.push(event.type); return dispatch.call(this, event); };
</script>`;

const world: World = async (address) => {
  const answer = await demonstration(address);
  if (answer === null) return null;
  const body = answer.body.toString();
  return { ...answer, body: body.replace('<head>', `<head>${WATCH}`) };
};

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  world: async ({}, use) => {
    await use(world);
  },
});

interface Watched {
  readonly globals: readonly string[];
  readonly roots: readonly string[];
  readonly events: readonly string[];
  readonly messages: readonly string[];
  readonly changed: readonly string[];
}

const watched = (tab: Tab): Promise<Watched> =>
  tab.run(() => (globalThis as unknown as { watched: Watched }).watched);

const hostsOf = (node: DeepNode): DeepNode[] => [
  ...(node.shadow?.closed ? [node] : []),
  ...node.children.flatMap(hostsOf),
];

test('the page finds empty elements, and nothing that says whose they are', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  const badges = await settledBadges(tab);
  expect(badges.length).toBeGreaterThan(0);

  const found = await tab.run(() => {
    const isEmpty = (one: Element) => one.attributes.length === 0 && one.childNodes.length === 0;
    const hosts = [...document.querySelectorAll('span')].filter(isEmpty);
    const own = Reflect.ownKeys;
    return {
      hosts: hosts.length,
      open: hosts.filter((one) => one.shadowRoot !== null).length,
      texts: hosts.map((one) => one.textContent + one.innerHTML + one.outerHTML).join(''),
      keys: hosts.flatMap((one) => own(one).map(String)),
      markup: document.documentElement.outerHTML,
      resources: performance.getEntriesByType('resource').map(({ name }) => name),
      sheets: [...document.styleSheets].length + document.adoptedStyleSheets.length,
      scripts: document.scripts.length,
      elements: [...document.querySelectorAll('*')].filter(({ localName }) =>
        localName.includes('-'),
      ).length,
      marks:
        performance.getEntriesByType('mark').length +
        performance.getEntriesByType('measure').length,
      storage: localStorage.length + sessionStorage.length,
    };
  });
  expect(found.hosts).toBeGreaterThanOrEqual(
    new Set(hostsOf(await tab.tree()).map(({ reference }) => reference)).size,
  );
  expect(found).toMatchObject({ open: 0, keys: [], marks: 0, storage: 0, elements: 0 });
  expect(found.texts).toBe('<span></span>'.repeat(found.hosts));
  expect(found.markup).not.toMatch(/(?:chrome|moz)-extension:|takedown|lens/i);
  expect(found.resources.filter((name) => /extension:/.test(name))).toEqual([]);

  const seen = await watched(tab);
  // Scripts of an extension have prototypes of their own: what the page puts on its own is never called.
  expect(seen).toMatchObject({ roots: [], messages: [], events: [] });
  const globals = await tab.run(() => Object.getOwnPropertyNames(globalThis));
  const bare = await session.open('https://x.com/home?bare');
  const before = new Set([
    ...seen.globals,
    ...(await bare.run(() => Object.getOwnPropertyNames(globalThis))),
  ]);
  expect(globals.filter((name) => !before.has(name) && name !== 'watched')).toEqual([]);
});

test('no file of the extension can be fetched by a page', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  await settledBadges(tab);
  const own = await session.openOwnPage('popup.html');
  const origin = new URL(await own.address()).href.replace(/popup\.html.*$/, '');
  const files = [
    'manifest.json',
    'badge.js',
    'card.js',
    'reader.js',
    'icon/128.png',
    'sites/x.js',
    'popup.html',
    'list/latest',
    '_locales/en/messages.json',
  ];
  const got = await tab.run(
    async (base, names) => {
      const answers: string[] = [];
      for (const name of names) {
        await fetch(base + name).then(
          () => answers.push(name),
          () => {},
        );
        await new Promise<void>((resolve) => {
          const image = new Image();
          image.onload = () => {
            answers.push(`image ${name}`);
            resolve();
          };
          image.onerror = () => resolve();
          image.src = base + name;
        });
        await new Promise<void>((resolve) => {
          const script = document.createElement('script');
          script.onload = () => {
            answers.push(`script ${name}`);
            resolve();
          };
          script.onerror = () => resolve();
          script.src = base + name;
          document.head.append(script);
        });
      }
      return answers;
    },
    origin,
    files,
  );
  expect(got).toEqual([]);
});

test('a page can not speak to the extension', async ({ session }) => {
  const tab = await session.open(TIMELINE);
  const before = await settledBadges(tab);
  await tab.run(() => {
    const { spoken } = Object.assign(globalThis, { spoken: [] as number[] });
    const note = () => spoken.push(performance.now());
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    for (const type of ['page-summary', 'show-match', 'lists-changed', 'badges-in-frames']) {
      const data = { type, match: 1, accounts: ['x @ten_gop', 'x @robbydelaware'] };
      window.postMessage(data, '*');
      document.dispatchEvent(new CustomEvent(type, { detail: data }));
    }
  });
  // The extension's own words are heeded, so the page's would have been by then.
  const own = await session.openOwnPage('popup.html');
  const heeded = () => tab.run(() => (globalThis as unknown as { spoken: number[] }).spoken);
  const from = await tab.run(() => performance.now());
  expect(await heeded()).toEqual([]);
  await own.run(async () => {
    interface Api {
      tabs: {
        query(about: object): Promise<{ id?: number }[]>;
        sendMessage(tab: number, message: object): Promise<unknown>;
      };
    }
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const { tabs } = browser ?? chrome;
    for (const { id } of await tabs.query({})) {
      if (id !== undefined) await tabs.sendMessage(id, { type: 'lists-changed' }).catch(() => null);
    }
  });
  const times = await eventually(heeded, (all) => all.length > 0);
  expect(times.length).toBeGreaterThan(0);
  expect(times.filter((time) => time < from)).toEqual([]);
  await tab.toFront();
  const after = await badgesOnce(tab, (badges) => badges.length === before.length);
  expect(after).toHaveLength(before.length);
  const api = await tab.run(() => {
    const { chrome, browser } = globalThis as unknown as Record<
      string,
      { runtime?: { sendMessage?: unknown } } | undefined
    >;
    return [chrome?.runtime?.sendMessage, browser?.runtime?.sendMessage].filter(Boolean).length;
  });
  expect(api).toBe(0);
});
