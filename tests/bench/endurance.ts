import { readFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';
import { eventually } from '../../src/dev/browser/badges.ts';
import { type ChromiumSession, startChromium } from '../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../src/dev/browser/session.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { Disclosure } from '../../src/records/disclosure.ts';
import { someDisclosure, someEntry } from '../unit/list-fixture.ts';
import { startPublisher } from '../unit/publisher-fixture.ts';
import { benchArguments, type Figure, report } from './support/report.ts';

/*
 * An hour's scrolling in fast-forward on the main sites' fixtures: the page's content is put behind itself again and
 * again while what came before goes, as in a list that a site keeps short. What is kept must not grow with it.
 *
 *   npm run build && npm run bench -- endurance [rounds] [--record]
 */

/** Each round is a page of about a dozen rows: so many rounds are a row or two a second for an hour. */
const ROUNDS = Number(benchArguments()[0] ?? 500);
/** By then everything that is loaded once has been. */
const WARM = Math.min(50, ROUNDS);

const SITES = [
  ['X', 'https://x.com/home', 'x/timeline.html', 'TEN_GOP'],
  ['Reddit', 'https://www.reddit.com/r/a/comments/1/b/', 'reddit/comments-today.html', 'rubinjer'],
  ['YouTube', 'https://www.youtube.com/watch?v=abcdefghijk', 'youtube/watch.html', 'knowindia303'],
  ['TikTok', 'https://www.tiktok.com/@somebody', 'tiktok/profile.html', 'juurnalistebi'],
  ['Facebook', 'https://www.facebook.com/', 'facebook/feed.html', 'mara.quint.sample'],
  ['Instagram', 'https://www.instagram.com/', 'instagram/feed.html', 'mara_q.sample'],
] as const;

/** Names that their fixtures have and no list: of these two sites the bundled one names nobody who stands in them. */
const PLANTED = SITES.flatMap(([site, , , handle]) =>
  site === 'Facebook' || site === 'Instagram'
    ? someEntry({ platform: site === 'Facebook' ? 'facebook' : 'instagram', handle })
    : [],
);

interface Kept {
  readonly heap: number;
  readonly handlers: number;
  readonly nodes: number;
  readonly badges: number;
}

const figures: Figure[] = [];
const publisher = await startPublisher();
const disclosure = Disclosure.parse({
  ...someDisclosure('first'),
  platforms: ['facebook', 'instagram'],
});
await publisher.publish(PLANTED, { disclosures: [disclosure] });
for (const [site, address, fixture, listed] of SITES) {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium to measure in.');
  const session = await startChromium({
    program,
    extension: extensionFolder('chromium'),
    world: ({ hostname }) =>
      hostname === new URL(address).hostname
        ? { body: readFileSync(inRoot('tests/fixtures', fixture)) }
        : null,
  });
  try {
    await addPlanted(session, address, fixture);
    const { early, end, bare } = await endure(session, address, listed);
    add(site, early, end, bare);
  } finally {
    await session.close();
  }
}
await publisher.stop();
report('endurance', figures, 'page');

/** Adds the list of planted names. To its server the service worker goes by itself, past what answers for the page. */
async function addPlanted(session: ChromiumSession, address: string, fixture: string) {
  await session.context.unrouteAll();
  const { hostname } = new URL(address);
  await session.context.route(
    (asked) => asked.hostname === hostname,
    (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: readFileSync(inRoot('tests/fixtures', fixture)),
      }),
  );
  const own = await session.openOwnPage('options.html');
  const message = {
    ...{ type: 'add-list', address: publisher.address, publicKey: publisher.key.publicKey },
  };
  const outcome = await own.run((text) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<{ ok: boolean } | undefined> } };
    };
    return chrome.runtime.sendMessage(JSON.parse(text));
  }, JSON.stringify(message));
  if (!outcome?.ok) throw new Error('the list of planted names could not be added');
  await own.close();
}

async function endure(session: ChromiumSession, address: string, listed: string) {
  const own = await session.openOwnPage('options.html');
  await eventually(
    () => namesKnown(own),
    (names) => names > 100,
  );
  const tab = await session.open(address);
  const devtools = await session.context.newCDPSession(tab.page);
  const scroll = (rounds: number) => tab.run(scrollOn, rounds, listed);
  const look = async (): Promise<Kept> => ({
    ...(await keptBy(devtools)),
    badges: await tab.run(hostsInPage),
  });
  await scroll(WARM);
  await tab.page.waitForTimeout(1500);
  const early = await look();
  await scroll(ROUNDS - WARM);
  await tab.page.waitForTimeout(1500);
  const end = await look();
  await own.run(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { sync: { set(items: object): Promise<void> } } };
    };
    await chrome.storage.sync.set({ settings: { version: 2, enabled: false } });
  });
  await tab.page.waitForTimeout(1500);
  return { early, end, bare: await look() };
}

/** Not by the debugger's own tree: what it has seen it holds on to, and nothing would ever be let go. */
function hostsInPage(): number {
  const isHost = (span: Element) => span.attributes.length === 0 && span.childNodes.length === 0;
  return [...document.querySelectorAll('span')].filter(isHost).length;
}

/** Puts the page's content behind itself, three times a second's frame, keeping three copies of it. */
async function scrollOn(rounds: number, listed: string): Promise<void> {
  const kept = globalThis as unknown as { model?: Element };
  kept.model ??= (document.querySelector('main') ?? document.body).cloneNode(true) as Element;
  for (const script of kept.model.querySelectorAll('script')) script.remove();
  for (let round = 0; round < rounds; round++) {
    const copy = document.createElement('div');
    copy.className = 'again';
    for (const child of kept.model.childNodes) copy.append(child.cloneNode(true));
    const link = document.createElement('a');
    const isAt = /tiktok|youtube/.test(location.hostname);
    const isReddit = location.hostname === 'www.reddit.com';
    link.href = (isAt ? '/@' : isReddit ? '/user/' : '/') + listed;
    link.textContent = listed;
    copy.append(link);
    document.body.append(copy);
    const all = document.querySelectorAll('.again');
    if (all.length > 3) all[0]?.remove();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function keptBy(devtools: CDPSession): Promise<Omit<Kept, 'badges'>> {
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heap: of('JSHeapUsedSize') / 2 ** 20,
    handlers: of('JSEventListeners'),
    nodes: of('Nodes'),
  };
}

function add(site: string, early: Kept, end: Kept, bare: Kept): void {
  const what = (of: string) => `${of} on ${site}, from ${WARM} to ${ROUNDS} pages scrolled`;
  const row = (of: string, goal: string, from: string, to: string, reached: boolean) =>
    figures.push({ what: what(of), goal, measured: `${from} → ${to}`, reached });
  row(
    'memory',
    'no more than 1 MiB more',
    `${early.heap.toFixed(2)} MiB`,
    `${end.heap.toFixed(2)} MiB`,
    end.heap - early.heap < 1,
  );
  row(
    'event handlers',
    'no growth',
    `${early.handlers}`,
    `${end.handlers}`,
    end.handlers <= early.handlers * 1.1 + 5,
  );
  row('nodes', 'no growth', `${early.nodes}`, `${end.nodes}`, end.nodes <= early.nodes * 1.1 + 50);
  row(
    'badges',
    'as many, and some',
    `${early.badges}`,
    `${end.badges}, switched off ${bare.badges}`,
    end.badges === early.badges && end.badges > 0 && bare.badges === 0,
  );
}
