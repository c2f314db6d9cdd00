import { request as ask, createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import {
  type ChromiumSession,
  type ChromiumTab,
  startChromium,
} from '../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../src/dev/browser/session.ts';
import { findBrowser } from '../../src/dev/browsers.ts';
import { extensionFolder } from '../../src/dev/extension.ts';
import { demonstration } from '../../src/dev/worlds.ts';
import type { SubscriptionsAnswer } from '../../src/messaging/messages.ts';
import { Random } from '../fuzz/random.ts';
import { type Publisher, type PublishOptions, startPublisher } from '../unit/publisher-fixture.ts';

// What every fault is done to, and what must hold after it.

export const SEED = Number(process.argv.find((word) => word.startsWith('--seed='))?.slice(7) ?? 1);
const NAMES = ['one', 'two', 'three', 'mara_q_sample'];
export const TIMELINE = 'https://x.com/home';

/** How the network between the extension and its list is at the moment. */
export type Network = 'good' | 'offline' | 'slow' | 'stalling' | 'cut off';

interface Way {
  readonly address: string;
  network: Network;
  /** How often it was asked for the list's newest version. */
  asked: number;
  close(): void;
}

/** A server in front of the publisher's, which is as bad as it is told to be. */
async function startWay(publisher: Publisher): Promise<Way> {
  const server: Server = createServer((incoming, response) => {
    const { network } = way;
    if (incoming.url === '/latest') way.asked++;
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
    asked: 0,
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

export const send = <T>(own: ChromiumTab, message: object): Promise<T> =>
  own.run((text) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
    };
    return chrome.runtime.sendMessage(JSON.parse(text)).catch((error: Error) => ({
      ok: false,
      message: String(error),
    }));
  }, JSON.stringify(message)) as Promise<T>;

export type Fault = (lab: Lab, times: number) => Promise<string[]>;

/** What this machine does not let us do. */
export class NotTried extends Error {}

export class Lab {
  version = 1;
  /** How often the service worker was running when it was ended. */
  ended = 0;
  sitesOff: readonly string[] = [];
  readonly random = new Random(SEED);
  readonly #grown: string[] = [];
  constructor(
    readonly session: ChromiumSession,
    readonly publisher: Publisher,
    readonly way: Way,
    /** One of our own pages, the options. */
    public own: ChromiumTab,
    readonly page: ChromiumTab,
    readonly expected: readonly string[],
  ) {}

  /** A newer version at the publisher's, with a name that the one before did not have. */
  async publish(more: readonly string[] = [], options: PublishOptions = {}): Promise<void> {
    this.version++;
    // They stay: a list that loses much at once is held back.
    this.#grown.push(...more);
    await this.publisher.publish([...NAMES, `of_version_${this.version}`, ...this.#grown], {
      version: this.version,
      ...options,
    });
  }

  /** Installs the extension again, as an update does; its own pages close with it. */
  async updateExtension(): Promise<void> {
    await this.session.updateExtension();
    this.own = await this.session.openOwnPage('options.html');
    await this.page.toFront();
  }

  /** What the person reads on the options, once it is as wanted; else the last of it. */
  async optionsSay(wanted: RegExp): Promise<boolean> {
    const text = await eventually(
      // biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
      () => this.own.run(() => document.body.innerText),
      (shown) => wanted.test(shown),
    );
    return wanted.test(text);
  }

  /** Alarms of the extension that would come sooner than a browser lets one come again. */
  async alarmsTooSoon(): Promise<string[]> {
    const inMs = await this.own.run(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { alarms: { getAll(): Promise<{ scheduledTime: number }[]> } };
      };
      // Not by a clock that a fault has set.
      const { lensClock } = globalThis as unknown as { lensClock?: { Real: DateConstructor } };
      const now = (lensClock?.Real ?? Date).now();
      return (await chrome.alarms.getAll()).map(({ scheduledTime }) => scheduledTime - now);
    });
    const soon = inMs.filter((ms) => ms < 50_000);
    return soon.map((ms) => `an alarm comes in ${Math.round(ms / 1000)} s`);
  }

  /** Why the last attempt at the list failed; null when it did not. */
  async refusal(): Promise<string | null> {
    const { added } = await send<SubscriptionsAnswer>(this.own, { type: 'subscriptions' });
    return added[0]?.lastError?.refusal ?? null;
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

  /**
   * What does not hold now; empty when all does.
   *
   * @param mayMiss Lists that were added may be missing, or all; and badges with them, though there may be no other.
   */
  async wrong(
    withUpdate: boolean,
    mayMiss: 'all' | 'added' | 'nothing' = 'nothing',
  ): Promise<string[]> {
    const wrong: string[] = [];
    const check = async (what: string, ask: () => Promise<boolean>) => {
      const isSo = await eventually(() => ask().catch(() => false), Boolean, 60_000);
      if (!isSo) wrong.push(what);
    };
    if (mayMiss === 'nothing') await check('a listed name is not found', () => this.finds('one'));
    if (await this.finds('nobody_of_this_name')) wrong.push('a name in no list is found');
    if (mayMiss !== 'all') {
      await check('the bundled list is not in use', () => this.finds('ten_gop'));
    }
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
    const other = seen.some(({ beside }) => !this.expected.includes(beside));
    const isWrong = mayMiss === 'nothing' ? shown !== String(this.expected) : other;
    if (isWrong) wrong.push(`badges: ${shown}`);
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

export interface LabOptions {
  /** Another build than the one that is there. */
  readonly extension?: string;
  /** Where the browser keeps its profile. */
  readonly profile?: string;
}

export async function startLab({
  extension = extensionFolder('chromium'),
  ...options
}: LabOptions = {}): Promise<{ lab: Lab; close: () => Promise<void> }> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium here.');
  const publisher = await startPublisher();
  await publisher.publish([...NAMES, 'of_version_1'], { version: 1 });
  const way = await startWay(publisher);
  const session = await startChromium({
    ...{ program, extension, world: demonstration },
    ...options,
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
  await until(
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
