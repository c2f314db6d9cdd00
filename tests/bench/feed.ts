import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';

/*
 * A feed scrolled to its end, in Chromium: how much of the main thread our content script takes, its
 * longest task, how soon the first badge stands, and what memory is kept. Against the same page without an
 * extension, and with a script that works as account flaggers usually do (tests/bench/peer).
 *
 *   npm run bench -- feed [posts]
 */

const POSTS = Number(process.argv[2] ?? 10_000);
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
  /** Heap after a collection, after the first 1,000 posts and at the end, MiB. */
  readonly heapEarly: number;
  readonly heapEnd: number;
  readonly firstBadge: number | null;
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
  window.scrollFeed = (until) => new Promise((done) => {
    const frame = () => { step(3); if (next >= until) done(next); else requestAnimationFrame(frame); };
    frame();
  });
</script>`;

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
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE }),
    );
    if (extension !== null) await settle(await context.newPage());
    const page = await context.newPage();
    await page.goto('https://x.com/home');
    const cdp = await context.newCDPSession(page);
    await page.evaluate(scrollTo, Math.min(1000, POSTS));
    await page.waitForTimeout(500);
    const heapEarly = await heap(cdp);
    const events = await traced(cdp, () => page.evaluate(scrollTo, POSTS));
    await page.waitForTimeout(500);
    const heapEnd = await heap(cdp);
    return {
      name,
      ...events,
      heapEarly,
      heapEnd,
      firstBadge: extension === null ? null : await firstBadge(page),
    };
  } finally {
    await context.close();
  }
}

const scrollTo = (until: number) =>
  (window as unknown as { scrollFeed(until: number): Promise<number> }).scrollFeed(until);

/** Lets the extension bring in its list, so that the filter is warm. */
async function settle(page: Page): Promise<void> {
  await page.goto('https://x.com/home');
  await page.waitForTimeout(2500);
  await page.close();
}

interface TraceEvent {
  readonly name: string;
  readonly dur?: number;
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
      ({ name, args }) =>
        name === 'FunctionCall' && args?.data?.url?.startsWith('chrome-extension://'),
    )
    .map(({ dur = 0 }) => dur / 1000);
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
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const rows: Figures[] = [];
for (const [name, extension] of [
  ['no extension', null],
  ['Takedown Lens', extensionFolder('chromium')],
  ['a peer’s way', inRoot('tests/bench/peer')],
] as const) {
  rows.push(await measure(name, extension));
}

console.log(`${POSTS} posts scrolled to the end, one in ${LISTED_EVERY} by a listed account\n`);
console.table(
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        'main thread %': (row.share * 100).toFixed(2),
        'script ms': row.busy.toFixed(0),
        'longest task ms': row.longest.toFixed(2),
        tasks: row.tasks,
        'heap after 1,000 MiB': row.heapEarly.toFixed(2),
        'heap at the end MiB': row.heapEnd.toFixed(2),
        'first badge ms': row.firstBadge === null ? '' : row.firstBadge.toFixed(1),
      },
    ]),
  ),
);
