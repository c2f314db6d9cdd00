/**
 * A content script that gets at the listed names with the service worker dead, in Chromium: our filter against a
 * Set read from storage.local, and what each keeps in the tab's memory. The script runs in an extension of the
 * bench's own, in a page's isolated world; it reads filters with the code of the extension.
 * `npm run bench -- tab-ready [names …]`, by default 100000 10000000.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Worker } from '@playwright/test';
import { buildFilter } from '../../src/lists/build-filter.ts';
import { readDirectory } from '../../src/lists/filter.ts';
import { bundled, serveFiles, withChromium } from './support/browser.ts';
import { nameMaker } from './support/names.ts';
import { benchArguments, type Figure, median, report } from './support/report.ts';

const ROUNDS = 7;
const MIB = 2 ** 20;
/** Beyond it a Set of the names is too large for what storage.local hands over at once. */
const MAX_SET = 1_000_000;

interface Sample {
  readonly ms: number;
  readonly through: number;
  /** JavaScript heap and array buffers of the tab after a collection. */
  readonly bytes: number;
}

async function makeExtension(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lens-bench-extension-'));
  const scripts = new URL('support/tab-extension/', import.meta.url).pathname;
  for (const name of ['content', 'worker']) {
    await writeFile(path.join(folder, `${name}.js`), await bundled(`${scripts}${name}.ts`));
  }
  const manifest = {
    manifest_version: 3,
    name: 'Bench',
    version: '1',
    permissions: ['storage', 'unlimitedStorage'],
    host_permissions: ['http://127.0.0.1/*'],
    background: { service_worker: 'worker.js' },
    content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
  };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

async function workerOf(context: BrowserContext): Promise<Worker> {
  return context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
}

/** The browser's service workers, and a way to end them. */
async function workersOf(context: BrowserContext) {
  const devtools = await context.browser()?.newBrowserCDPSession();
  if (!devtools) throw new Error('this Chromium has no debugger of its own');
  const alive = async () =>
    (await devtools.send('Target.getTargets')).targetInfos.filter(
      ({ type }) => type === 'service_worker',
    );
  return {
    alive,
    async end() {
      for (const { targetId } of await alive()) {
        await devtools.send('Target.closeTarget', { targetId });
      }
      for (let wait = 0; (await alive()).length > 0; wait++) {
        if (wait === 50) throw new Error('the service worker does not end');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}

async function sample(context: BrowserContext, address: string, way: string): Promise<Sample> {
  const page = await context.newPage();
  await page.goto(`${address}?way=${way}`);
  await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 120_000 });
  const ready = await page.evaluate(() => document.documentElement.dataset.ready ?? '{}');
  const devtools = await context.newCDPSession(page);
  for (let again = 0; again < 3; again++) await devtools.send('HeapProfiler.collectGarbage');
  const heap = (await devtools.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  if (heap.backingStorageSize === undefined) throw new Error('this Chromium counts no buffers');
  await page.close();
  return { ...JSON.parse(ready), bytes: heap.usedSize + heap.backingStorageSize };
}

async function figuresOf(count: number, extension: string): Promise<Figure[]> {
  const make = nameMaker(count);
  const names = Array.from({ length: count }, make);
  const filter = buildFilter(names);
  const { parts } = readDirectory(filter);
  const withSet = count <= MAX_SET;
  const server = await serveFiles(
    new Map<string, Uint8Array | string>([
      ['/filter', filter],
      ['/names', withSet ? JSON.stringify(names) : '[]'],
    ]),
  );
  const ways = withSet ? ['none', 'filter', 'set', 'scroll'] : ['none', 'filter', 'scroll'];
  const samples = new Map(ways.map((way) => [way, [] as Sample[]]));
  await withChromium(extension, async (context) => {
    const worker = await workerOf(context);
    await worker.evaluate(async (address) => {
      const { storeFilter, storeNames } = globalThis as unknown as Record<
        'storeFilter' | 'storeNames',
        (address: string) => Promise<void>
      >;
      await storeNames(`${address}names`);
      await storeFilter(`${address}filter`);
    }, server.address);
    const workers = await workersOf(context);
    await workers.end();
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of ways) {
        samples.get(way)?.push(await sample(context, server.address, way));
        if ((await workers.alive()).length > 0) throw new Error('a tab woke the service worker');
      }
    }
  });
  server.close();
  const of = (way: string, what: keyof Sample) =>
    median((samples.get(way) ?? []).map((one) => one[what]));
  const over = (way: string) => of(way, 'bytes') - of('none', 'bytes');
  const mib = (bytes: number) => `${(bytes / MIB).toFixed(2)} MiB`;
  const text = `${count.toLocaleString('en')} names`;
  const figures: Figure[] = [];
  if (withSet) {
    const ratio = of('set', 'ms') / of('filter', 'ms');
    const limit = 1.1 * filter.length + 0.5 * MIB;
    figures.push(
      {
        what: `tab, service worker dead: filter ready against a Set from storage.local, ${text}`,
        goal: '≥ 5 × sooner',
        measured: `${ratio.toFixed(1)} × (${of('filter', 'ms').toFixed(1)} against ${of('set', 'ms').toFixed(1)} ms)`,
        reached: ratio >= 5,
      },
      {
        what: `tab memory over a tab that reads nothing, ${text}`,
        goal: `≤ 1.1 × the filter + 0.5 MiB = ${mib(limit)}`,
        measured: `${mib(over('filter'))} (filter ${mib(filter.length)}; a Set ${mib(over('set'))})`,
        reached: over('filter') <= limit,
      },
    );
    return figures;
  }
  const sizes = parts.map(({ slots }) => slots * 2).sort((a, b) => a - b);
  figures.push(
    {
      what: `tab, service worker dead: filter of ${parts.length} parts ready, ${text}`,
      goal: '–',
      measured: `${of('filter', 'ms').toFixed(1)} ms; parts of ${((sizes[0] ?? 0) / 1024).toFixed(0)} to ${((sizes.at(-1) ?? 0) / 1024).toFixed(0)} KiB, ${((filter.length * 8) / count).toFixed(2)} bits a name`,
      reached: true,
    },
    {
      what: `tab memory over a tab that reads nothing, after 20,000 names, ${text}`,
      goal: '≤ 4 MB',
      measured: `${mib(over('scroll'))} of ${mib(filter.length)}; 50 names in ${((of('scroll', 'ms') * 50) / 20_000).toFixed(1)} ms, ${of('scroll', 'through')} let through`,
      reached: over('scroll') <= 4 * MIB,
    },
  );
  return figures;
}

const given = benchArguments().map(Number);
const extension = await makeExtension();
const figures: Figure[] = [];
for (const count of given.length > 0 ? given : [100_000, 10_000_000]) {
  figures.push(...(await figuresOf(count, extension)));
}
await rm(extension, { recursive: true });
report('tab-ready', figures);
