import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { buildFilter } from '../../src/lists/build-filter.ts';
import { contentScripts } from '../../src/page/registration.ts';
import { bundled } from './support/browser.ts';
import { nameMaker } from './support/names.ts';
import { type Figure, report } from './support/report.ts';

/*
 * A feed scrolled to its end, in Chromium: how much of the main thread our content script takes, its
 * longest task, how soon the first badge stands, what memory is kept, and what a start and a link cost.
 * Against the same page without an extension, and with a script that works as account flaggers usually do
 * (tests/bench/peer). Times are the thread's own, so that other programs on the machine do not count.
 *
 *   npm run build && npm run bench -- feed [posts] [--record]
 */

const POSTS = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 10_000);
/** As fast as frames come, three posts each: no person, but the most that a page can ask of us. */
const FLUNG = Number.POSITIVE_INFINITY;
/** Posts a second: half a screen each tenth of a second, as by a key held down. Who reads is ten times slower. */
const SCROLLED = 20;
const SCROLLED_POSTS = Math.min(600, POSTS);
/** One post in so many is by a listed account. */
const LISTED_EVERY = 50;
const LISTED = ['TEN_GOP', 'Jenn_Abrams', 'RobbyDelaware', 'Beckster319'];

interface Figures {
  readonly name: string;
  /** Time in scripts of an extension, ms, and its part of all the time the scroll took. */
  readonly busy: number;
  readonly share: number;
  readonly longest: number;
  readonly tasks: number;
  /** The share while posts come no faster than a person scrolls. */
  readonly scrolledShare: number;
  /** Heap after a collection, after the first 1,000 posts and at the end, MiB. */
  readonly heapEarly: number;
  readonly heapEnd: number;
  readonly firstBadge: number | null;
  /** Until the script has done its first work on a page without names, ms. */
  readonly start: number;
}

/** X's structure, with a virtual list that keeps about a dozen rows. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Feed</title><body><main></main><script>
  const main = document.querySelector('main');
  const listed = ${JSON.stringify(LISTED)};
  const handleOf = (n) => n % ${LISTED_EVERY} === 7 ? listed[n % listed.length] : 'reader_' + (n * 7919) % 4001;
  const post = (n) => {
    const h = handleOf(n), m = handleOf(n + 3), cell = document.createElement('div');
    cell.dataset.testid = 'cellInnerDiv';
    cell.innerHTML = '<article data-testid="tweet"><div data-testid="Tweet-User-Avatar"><div data-testid="UserAvatar-Container-' + h + '"><a href="/' + h + '"><img alt=""></a></div></div>' +
      '<div data-testid="User-Name" style="display:flex"><div><a href="/' + h + '"><span>Name ' + n + '</span></a></div><div style="display:flex"><a href="/' + h + '" tabindex="-1"><span>@' + h + '</span></a><a href="/' + h + '/status/' + (2000000000000000000 + n) + '"><time datetime="2026-11-20T10:00:00.000Z">Nov 20</time></a></div></div>' +
      '<div data-testid="tweetText"><span>Some words to </span><a href="/' + m + '">@' + m + '</a> <a href="/hashtag/words">#words</a> <a href="https://t.co/AbCdEf">example.org/page</a><span>, number ' + n + '</span></div>' +
      '<div><a href="/' + h + '/status/' + (2000000000000000000 + n) + '/analytics">12</a></div></article>';
    return cell;
  };
  let next = 0;
  const step = (count) => { for (let i = 0; i < count && next < ${POSTS}; i++) main.append(post(next++)); while (main.childElementCount > 12) main.firstElementChild.remove(); };
  step(12);
  window.scrollFeed = (until, perSecond) => new Promise((done) => {
    const began = performance.now(), first = next;
    const frame = () => {
      const due = perSecond === null ? 3 : Math.floor((performance.now() - began) * perSecond / 1000) - (next - first);
      if (due > 0) step(due);
      if (next >= until) done(next); else requestAnimationFrame(frame);
    };
    frame();
  });
</script>`;

const EMPTY = '<!doctype html><meta charset="utf-8"><title>Empty</title><p>No names here.';

async function measure(name: string, extension: string | null): Promise<Figures> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium to measure in.');
  const context = await chromium.launchPersistentContext(
    mkdtempSync(path.join(tmpdir(), 'lens-bench-')),
    {
      executablePath: program,
      headless: false,
      args: [
        '--headless=new',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--no-first-run',
        '--enable-precise-memory-info',
        ...(extension === null
          ? []
          : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
      ],
    },
  );
  try {
    await context.route('https://x.com/**', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: route.request().url().endsWith('/explore') ? EMPTY : PAGE,
      }),
    );
    if (extension !== null) await settle(await context.newPage());
    const page = await context.newPage();
    await page.goto('https://x.com/home');
    const cdp = await context.newCDPSession(page);
    const scroll = (until: number, perSecond: number) =>
      page.evaluate(scrollTo, [until, Number.isFinite(perSecond) ? perSecond : null] as const);
    const { share: scrolledShare } = await traced(cdp, () => scroll(SCROLLED_POSTS, SCROLLED));
    await scroll(Math.min(1000, POSTS), FLUNG);
    await page.waitForTimeout(500);
    const heapEarly = await heap(cdp);
    const events = await traced(cdp, () => scroll(POSTS, FLUNG));
    await page.waitForTimeout(500);
    const heapEnd = await heap(cdp);
    return {
      name,
      ...events,
      scrolledShare,
      start: await startTime(context),
      heapEarly,
      heapEnd,
      firstBadge: extension === null ? null : await firstBadge(page),
    };
  } finally {
    await context.close();
  }
}

const scrollTo = ([until, perSecond]: readonly [number, number | null]) =>
  (
    window as unknown as { scrollFeed(until: number, perSecond: number | null): Promise<number> }
  ).scrollFeed(until, perSecond);

/** Lets the extension bring in its list, so that the filter is warm. */
async function settle(page: Page): Promise<void> {
  await page.goto('https://x.com/home');
  await page.waitForTimeout(2500);
  await page.close();
}

const SCRIPT_EVENTS = new Set(['FunctionCall', 'EvaluateScript']);
const OF_EXTENSIONS = 'chrome-extension://';

/** Median over some loads of a page of X that names nobody: compiling, running and first reading, ms. */
async function startTime(context: BrowserContext): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const { busy } = await traced(cdp, async () => {
      // An address of the site's own: that of a profile names somebody.
      await page.goto('https://x.com/explore');
      await page.waitForTimeout(400);
    });
    times.push(busy);
    await page.close();
  }
  return median(times);
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

interface TraceEvent {
  readonly name: string;
  readonly dur?: number;
  /** Time on the processor, µs. */
  readonly tdur?: number;
  readonly ts: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

async function traced(cdp: CDPSession, work: () => Promise<unknown>) {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as unknown as TraceEvent[])),
  );
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
    transferMode: 'ReportEvents',
  });
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  await cdp.send('Tracing.end');
  await complete;
  const calls = events
    .filter(
      ({ name, args }) => SCRIPT_EVENTS.has(name) && args?.data?.url?.startsWith(OF_EXTENSIONS),
    )
    .map(({ dur = 0, tdur = dur }) => tdur / 1000);
  const busy = calls.reduce((sum, ms) => sum + ms, 0);
  return { busy, share: busy / took, longest: Math.max(0, ...calls), tasks: calls.length };
}

async function heap(cdp: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

/** Median over some tries: from a listed name being in the document to a badge standing beside it, ms. */
async function firstBadge(page: Page): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    times.push(
      await page.evaluate(
        (handle) =>
          new Promise<number>((done) => {
            const link = document.createElement('a');
            link.href = `/${handle}`;
            link.textContent = `@${handle}`;
            const row = document.createElement('p');
            row.append(link);
            const began = performance.now();
            new MutationObserver((_records, observer) => {
              if (!link.nextElementSibling) return;
              observer.disconnect();
              done(performance.now() - began);
            }).observe(row, { childList: true });
            document.body.append(row);
            setTimeout(() => done(Number.NaN), 3000);
          }),
        LISTED[round % LISTED.length] ?? '',
      ),
    );
  }
  return median(times);
}

/** µs for one link, in a page of X and without any tracing. */
async function linkTimes(): Promise<{ first: number; again: number }> {
  const browser = await chromium.launch({
    executablePath: (await findBrowser('chromium')) ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.route('https://x.com/**', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: EMPTY }),
    );
    await page.goto('https://x.com/home');
    await page.addScriptTag({ content: await bundled(inRoot('tests/bench/support/links.ts')) });
    const make = nameMaker(1);
    const filter = buildFilter(Array.from({ length: 100_000 }, make));
    return await page.evaluate(
      ([file]) =>
        (
          globalThis as unknown as {
            bench: { linkTimes(file: string, rounds: number): { first: number; again: number } };
          }
        ).bench.linkTimes(file, 30),
      [Buffer.from(filter).toString('base64')] as const,
    );
  } finally {
    await browser.close();
  }
}

const bare = await measure('no extension', null);
const ours = await measure('Takedown Lens', extensionFolder('chromium'));
const peer = await measure('a peer’s way', inRoot('tests/bench/peer'));
const links = await linkTimes();

console.log(`${POSTS} posts scrolled to the end, one in ${LISTED_EVERY} by a listed account\n`);
console.table(
  Object.fromEntries(
    [bare, ours, peer].map((row) => [
      row.name,
      {
        'main thread %, scrolled': (row.scrolledShare * 100).toFixed(2),
        'main thread %, flung': (row.share * 100).toFixed(2),
        'script ms': row.busy.toFixed(0),
        'longest task ms': row.longest.toFixed(2),
        tasks: row.tasks,
        'heap after 1,000 MiB': row.heapEarly.toFixed(2),
        'heap at the end MiB': row.heapEnd.toFixed(2),
        'first badge ms': row.firstBadge === null ? '' : row.firstBadge.toFixed(1),
        'start ms': row.start.toFixed(2),
      },
    ]),
  ),
);

const figures: Figure[] = [];
function figure(what: string, goal: string, measured: string, reached: boolean): void {
  figures.push({ what, goal, measured, reached });
}
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const grown = (row: Figures) => row.heapEnd - row.heapEarly;
figure(
  `main thread, ${SCROLLED} posts a second, 1 in ${LISTED_EVERY} listed`,
  '1 % or less',
  `${percent(ours.scrolledShare)} (a peer’s way ${percent(peer.scrolledShare)})`,
  ours.scrolledShare <= 0.01,
);
figure(
  `main thread, ${POSTS} posts as fast as frames come`,
  '1 % or less',
  `${percent(ours.share)}, ${((ours.busy * 1000) / Math.max(1, POSTS - 1000)).toFixed(0)} µs a post (a peer’s way ${percent(peer.share)})`,
  ours.share <= 0.01,
);
figure(
  'longest task of ours meanwhile',
  '8 ms or less',
  `${ours.longest.toFixed(1)} ms`,
  ours.longest <= 8,
);
figure(
  `retained memory from 1,000 to ${POSTS} posts`,
  'no growth',
  `${grown(ours).toFixed(2)} MiB (without extension ${grown(bare).toFixed(2)})`,
  grown(ours) - grown(bare) < 0.1,
);
figure(
  'from a listed name in the page to its badge, filter warm',
  '100 ms or less',
  `${ours.firstBadge?.toFixed(1)} ms`,
  (ours.firstBadge ?? Number.NaN) <= 100,
);
figure(
  'start on a page without names',
  '5 ms or less',
  `${ours.start.toFixed(1)} ms`,
  ours.start <= 5,
);
figure(
  'a link looked at again',
  '1 µs or less',
  `${links.again.toFixed(2)} µs (one that is new ${links.first.toFixed(2)} µs)`,
  links.again <= 1,
);
const script = gzipSync(
  Buffer.concat(
    contentScripts(['x']).map((name) => readFileSync(path.join(extensionFolder('chromium'), name))),
  ),
  { level: 9 },
).length;
figure(
  'content scripts of a page of X, gzipped',
  '20 KB or less',
  `${(script / 1000).toFixed(1)} KB`,
  script <= 20_000,
);
report('feed', figures, 'page');
