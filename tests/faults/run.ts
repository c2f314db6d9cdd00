import { writeFileSync } from 'node:fs';
import { request as ask, createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { badgesOnce, eventually } from '../../src/dev/browser/badges.ts';
import {
  type ChromiumSession,
  type ChromiumTab,
  startChromium,
} from '../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../src/dev/browser/session.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import { Random } from '../fuzz/random.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';

/*
 * What goes wrong on real computers, in a real Chromium: `npm run faults [-- kills] [--seed=N] [--record]`. After every
 * fault the same things must hold: the name that the list has is found, one that no list has is not, the page has the
 * badges it ought to have and no other, settings are what was last chosen, and a later update comes through.
 */

const args = process.argv.slice(2);
const KILLS = Number(args.find((word) => /^\d+$/.test(word)) ?? 200);
const SEED = Number(args.find((word) => word.startsWith('--seed='))?.slice(7) ?? 1);
const NAMES = ['one', 'two', 'three', 'mara_q_sample'];
const TIMELINE = 'https://x.com/home';

/** How the network between the extension and its list is at the moment. */
type Network = 'good' | 'offline' | 'slow' | 'stalling' | 'cut off';

interface Way {
  readonly address: string;
  network: Network;
  close(): void;
}

/** A server in front of the publisher's, which is as bad as it is told to be. */
async function startWay(publisher: Publisher): Promise<Way> {
  const server: Server = createServer((incoming, response) => {
    const { network } = way;
    if (network === 'offline') {
      response.destroy();
      return;
    }
    const onward = ask(
      new URL(incoming.url ?? '/', publisher.address),
      { headers: incoming.headers, method: incoming.method ?? 'GET' },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          void give(response, Buffer.concat(chunks), network);
        });
      },
    );
    onward.on('error', () => response.destroy());
    onward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const way: Way = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    network: 'good',
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return way;
}

async function give(response: ServerResponse, body: Buffer, network: Network): Promise<void> {
  if (network === 'good') {
    response.end(body);
    return;
  }
  const half = body.subarray(0, body.length >> 1);
  response.write(half);
  if (network === 'cut off') {
    await wait(20);
    response.destroy();
  } else if (network === 'slow') {
    await wait(400);
    response.end(body.subarray(half.length));
  }
  // Stalling: no more is said.
}

const send = <T>(own: ChromiumTab, message: object): Promise<T> =>
  own.run((text) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
    };
    return chrome.runtime.sendMessage(JSON.parse(text)).catch((error: Error) => ({
      ok: false,
      message: String(error),
    }));
  }, JSON.stringify(message)) as Promise<T>;

interface Outcome {
  readonly fault: string;
  readonly times: number;
  readonly wrong: readonly string[];
  readonly seconds: number;
}

class Lab {
  version = 1;
  sitesOff: readonly string[] = [];
  readonly random = new Random(SEED);
  constructor(
    readonly session: ChromiumSession,
    readonly publisher: Publisher,
    readonly way: Way,
    readonly own: ChromiumTab,
    readonly page: ChromiumTab,
    readonly expected: readonly string[],
  ) {}

  /** A newer version at the publisher's, with a name that the one before did not have. */
  async publish(): Promise<void> {
    this.version++;
    await this.publisher.publish([...NAMES, `of_version_${this.version}`], {
      version: this.version,
    });
  }

  update(): Promise<{ ok: boolean; message?: string }> {
    return send(this.own, { type: 'update-list', listId: 'lab', acceptShrink: false });
  }

  async finds(name: string): Promise<boolean> {
    const answer = await send<{ found?: readonly unknown[] } | null>(this.own, {
      ...{ type: 'lookup', platform: 'x', keys: [`@${name}`] },
    });
    return (answer?.found?.length ?? 0) > 0;
  }

  /** Switches a site's reader as the options do: what was stored, with the site added. */
  async choose(sitesOff: readonly string[]): Promise<void> {
    this.sitesOff = sitesOff;
    await this.own.run(async (sites) => {
      const { chrome } = globalThis as unknown as Storage;
      await chrome.storage.sync.set({ settings: { version: 2, enabled: true, sitesOff: sites } });
    }, sitesOff as string[]);
  }

  /** What does not hold now; empty when all does. */
  async wrong(withUpdate: boolean): Promise<string[]> {
    const wrong: string[] = [];
    const check = async (what: string, ask: () => Promise<boolean>) => {
      const isSo = await eventually(() => ask().catch(() => false), Boolean, 15_000);
      if (!isSo) wrong.push(what);
    };
    await check('a listed name is not found', () => this.finds('one'));
    if (await this.finds('nobody_of_this_name')) wrong.push('a name in no list is found');
    await check('the bundled list is not in use', () => this.finds('ten_gop'));
    if (withUpdate) {
      await check('the newest version does not come', async () => {
        await this.update();
        return this.finds(`of_version_${this.version}`);
      });
    }
    const stored = await this.own.run(async () => {
      const { chrome } = globalThis as unknown as Storage;
      const { settings } = await chrome.storage.sync.get('settings');
      return settings?.sitesOff ?? [];
    });
    if (String(stored) !== String(this.sitesOff)) wrong.push(`settings are ${stored}`);
    const seen = await badgesOnce(
      this.page,
      (badges) => String(badges.map(({ beside }) => beside)) === String(this.expected),
    );
    const shown = String(seen.map(({ beside }) => beside));
    if (shown !== String(this.expected)) wrong.push(`badges: ${shown}`);
    return wrong;
  }
}

interface Storage {
  chrome: {
    storage: {
      sync: {
        set(items: object): Promise<void>;
        get(key: string): Promise<{ settings?: { sitesOff?: string[] } }>;
      };
    };
  };
}

/** Workers that were ended are still among those that Playwright knows; of them nothing is heard. */
function refuseWrites({ context }: ChromiumSession): Promise<unknown> {
  return Promise.allSettled(
    context.serviceWorkers().map((worker) =>
      worker.evaluate(() => {
        const refuse = () => {
          throw new DOMException('The disk is full.', 'QuotaExceededError');
        };
        IDBObjectStore.prototype.put = refuse;
        IDBObjectStore.prototype.add = refuse;
      }),
    ),
  );
}

async function startLab(): Promise<{ lab: Lab; close: () => Promise<void> }> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium here.');
  const publisher = await startPublisher();
  await publisher.publish(NAMES, { version: 1 });
  const way = await startWay(publisher);
  const session = await startChromium({
    ...{ program, extension: extensionFolder('chromium'), world: demonstration },
  });
  // Pages come from here; to the list the service worker goes by itself.
  await session.context.unrouteAll();
  await session.context.route(
    ({ hostname }) => hostname === 'x.com',
    async (route) => {
      const answer = await demonstration(new URL(route.request().url()));
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: answer?.body ?? '' });
    },
  );
  const page = await session.open(TIMELINE);
  const own = await session.openOwnPage('options.html');
  await eventually(
    () => namesKnown(own),
    (names) => names > 100,
  );
  const added = await send<{ ok: boolean; message?: string }>(own, {
    ...{ type: 'add-list', address: way.address, publicKey: publisher.key.publicKey },
  });
  if (!added.ok) throw new Error(`the list could not be added: ${added.message}`);
  let before = '';
  const badges = await badgesOnce(page, (seen) => {
    const now = String(seen.map(({ beside }) => beside));
    const isSettled = seen.some(({ beside }) => beside === 'mara_q_sample') && now === before;
    before = now;
    return isSettled;
  });
  const lab = new Lab(
    session,
    publisher,
    way,
    own,
    page,
    badges.map(({ beside }) => beside),
  );
  return {
    lab,
    async close() {
      await session.close();
      way.close();
      await publisher.stop();
    },
  };
}

type Fault = (lab: Lab, times: number) => Promise<string[]>;

/** Ends the service worker at a moment within the work, and looks whether all holds every so often. */
async function killing(
  lab: Lab,
  times: number,
  work: (at: number) => Promise<unknown>,
  longest: number,
): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < times; at++) {
    const working = work(at).catch(() => null);
    await wait(lab.random.below(longest));
    await lab.session.killServiceWorker();
    await Promise.race([working, wait(3000)]);
    if (at % 10 === 9 || at === times - 1) {
      wrong.push(...(await lab.wrong(true)).map((what) => `after ${at + 1}: ${what}`));
    }
  }
  return wrong;
}

const withNetwork =
  (network: Network): Fault =>
  async (lab, times) => {
    const wrong: string[] = [];
    for (let at = 0; at < times; at++) {
      await lab.publish();
      lab.way.network = network;
      await Promise.race([lab.update(), wait(network === 'stalling' ? 2000 : 10_000)]);
      wrong.push(...(await lab.wrong(false)));
      lab.way.network = 'good';
      if (network === 'stalling') await lab.session.killServiceWorker();
      wrong.push(...(await lab.wrong(true)));
    }
    return wrong;
  };

/** How many of the faults a smoke test has time for. */
const SMOKE = 3;

const FAULTS: readonly (readonly [string, number, Fault])[] = [
  [
    'service worker ended during an update',
    KILLS * 0.4,
    (lab, times) =>
      killing(
        lab,
        times,
        async () => {
          await lab.publish();
          await lab.update();
        },
        250,
      ),
  ],
  [
    'service worker ended while settings change',
    KILLS * 0.3,
    (lab, times) =>
      killing(lab, times, (at) => lab.choose(at % 2 === 0 ? ['tiktok'] : ['tiktok', 'vk']), 60),
  ],
  [
    'service worker ended while a page is read',
    KILLS * 0.3,
    (lab, times) => killing(lab, times, () => lab.page.go(TIMELINE), 400),
  ],
  ['server away', 3, withNetwork('offline')],
  ['server slow', 3, withNetwork('slow')],
  ['server stalls in the middle of a file', 2, withNetwork('stalling')],
  ['download cut off in the middle of a file', 3, withNetwork('cut off')],
  [
    'online and offline in turns',
    10,
    async (lab, times) => {
      for (let at = 0; at < times; at++) {
        lab.way.network = at % 2 === 0 ? 'offline' : 'good';
        if (at % 3 === 0) await lab.publish();
        void lab.update();
        await wait(lab.random.below(120));
      }
      lab.way.network = 'good';
      return lab.wrong(true);
    },
  ],
  [
    // The extension may store without limit: only the disk itself can be full, and then every write is refused.
    'disk full: every write to IndexedDB is refused',
    3,
    async (lab, times) => {
      const wrong: string[] = [];
      for (let at = 0; at < times; at++) {
        await lab.finds('one');
        await Promise.race([wait(2000), refuseWrites(lab.session)]);
        await lab.publish();
        const { ok } = await lab.update();
        if (ok) wrong.push('the update came through, so nothing was refused');
        wrong.push(...(await lab.wrong(false)));
        await lab.session.killServiceWorker();
        wrong.push(...(await lab.wrong(true)));
      }
      return wrong;
    },
  ],
  [
    'IndexedDB deleted under the running extension',
    2,
    async (lab, times) => {
      const wrong: string[] = [];
      for (let at = 0; at < times; at++) {
        await lab.own.run(async () => {
          for (const { name } of await indexedDB.databases()) {
            await new Promise((resolve) => {
              const request = indexedDB.deleteDatabase(name ?? '');
              request.onsuccess = resolve;
              request.onerror = resolve;
              setTimeout(resolve, 3000);
            });
          }
        });
        await lab.session.killServiceWorker();
        await lab.publish();
        wrong.push(...(await lab.wrong(true)));
      }
      return wrong;
    },
  ],
  [
    'fifty tabs of one site at once',
    1,
    async (lab) => {
      const pages = await Promise.all(
        Array.from({ length: 50 }, async () => {
          const page = await lab.session.context.newPage();
          await page.goto(TIMELINE, { waitUntil: 'domcontentloaded', timeout: 120_000 });
          return page;
        }),
      );
      await lab.session.killServiceWorker();
      const wrong = await lab.wrong(true);
      for (const page of pages) await page.close();
      return wrong;
    },
  ],
];

async function main(): Promise<void> {
  const { lab, close } = await startLab();
  const outcomes: Outcome[] = [];
  try {
    const base = await lab.wrong(false);
    if (base.length > 0) throw new Error(`wrong before any fault: ${base.join('; ')}`);
    const chosen = args.includes('--smoke') ? FAULTS.slice(0, SMOKE) : FAULTS;
    for (const [fault, share, run] of chosen) {
      const times = Math.max(1, Math.round(share));
      const began = Date.now();
      const wrong = await run(lab, times).catch((error: Error) => [
        `the run failed: ${error.message}`,
      ]);
      const outcome = { fault, times, wrong, seconds: (Date.now() - began) / 1000 };
      outcomes.push(outcome);
      console.log(
        `${wrong.length === 0 ? '✓' : '✗'} ${fault}, ${times} ×, ${outcome.seconds.toFixed(0)} s`,
      );
      for (const what of wrong) console.log(`    ${what}`);
    }
  } finally {
    await close();
  }
  if (args.includes('--record')) record(outcomes);
  process.exitCode = outcomes.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}

function record(outcomes: readonly Outcome[]): void {
  const rows = outcomes.map(
    ({ fault, times, wrong, seconds }) =>
      `| ${fault} | ${times} | ${wrong.length === 0 ? 'all holds' : wrong.join('; ')} | ${seconds.toFixed(0)} s |`,
  );
  const page = `# Faults

What goes wrong on real computers, done to the extension in a real Chromium: \`npm run faults -- [kills] [--seed=N] [--record]\`
(\`tests/faults\`). After each fault these must hold: a name that a list has is found, one that no list has is not, the
list of the package is in use, a page has the badges it ought to have and no other, settings are what was last chosen,
and the next version of the list comes through.

This page is written by the run: ${KILLS} ends of the service worker, seed ${SEED}, ${new Date().toISOString().slice(0, 10)}.
An extension updated under open tabs is tried by \`tests/e2e/update.chromium.spec.ts\`, every way in which a list's files
can be wrong by \`tests/e2e/sync.chromium.spec.ts\`, clocks that jump by \`src/sync/schedule.test.ts\`.

| Fault | Times | Outcome | Took |
|---|---|---|---|
${rows.join('\n')}
`;
  writeFileSync(inRoot('docs/FAULTS.md'), page);
}

await main();
