import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { badgesOnce, eventually, until } from '../../src/dev/browser/badges.ts';
import type { ChromiumSession, ChromiumTab } from '../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../src/dev/browser/session.ts';
import { fileName } from '../../src/lists/files.ts';
import type {
  ListPreviewFacts,
  Outcome,
  SubscriptionsAnswer,
} from '../../src/messaging/messages.ts';
import type { BackgroundRequest } from '../../src/messaging/requests.ts';
import { generateKey, signLatest } from '../../src/publish/keyfile.ts';
import { listCommand } from '../../src/publish/list-command.ts';
import { serveList } from '../../src/publish/list-server.ts';
import { someDisclosure } from '../unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../unit/publisher-fixture.ts';
import { test as base, expect, TIMELINE } from './lens.ts';

// The fault table of docs/LIST-FORMAT.md in a real service worker, against the real static server: whatever
// goes wrong, the version before goes on answering, and the options page says why in words.

const NAMES = ['one', 'two', 'three', 'four', 'five', 'mara_q_sample'];
const DAY = 86_400_000;

interface Reader {
  readonly publisher: Publisher;
  /** The options page. */
  readonly options: ChromiumTab;
}

const test = base.extend<Reader>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  publisher: async ({}, use) => {
    const publisher = await startPublisher();
    await publisher.publish(NAMES, { version: 1 });
    await use(publisher);
    await publisher.stop();
  },
  options: async ({ chromium }, use) => {
    // Nothing between the service worker and the server: whoever intercepts also switches the cache off.
    await chromium.context.unrouteAll();
    await use(await optionsOf(chromium));
  },
});

async function optionsOf(chromium: ChromiumSession): Promise<ChromiumTab> {
  const options = await chromium.openOwnPage('options.html');
  await until(
    () => namesKnown(options),
    (names) => names > 100,
  );
  return options;
}

function ask<T>(options: ChromiumTab, request: BackgroundRequest): Promise<T> {
  return options.run((message) => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
    };
    return chrome.runtime.sendMessage(JSON.parse(message));
  }, JSON.stringify(request)) as Promise<T>;
}

const add = ({ options, publisher }: Reader) =>
  ask<Outcome>(options, {
    type: 'add-list',
    address: publisher.address,
    publicKey: publisher.key.publicKey,
  });

const update = (options: ChromiumTab) =>
  ask<Outcome>(options, { type: 'update-list', listId: 'lab', acceptShrink: false });

async function rowOf(options: ChromiumTab) {
  const { added } = await ask<SubscriptionsAnswer>(options, { type: 'subscriptions' });
  return added[0] ?? null;
}

async function isFound(options: ChromiumTab, name: string): Promise<boolean> {
  const { found } = await ask<{ found: unknown[] }>(options, {
    type: 'lookup',
    platform: 'x',
    keys: [`@${name}`],
  });
  return found.length > 0;
}

// biome-ignore lint/performance/useDomNodeTextContent: what a person reads, line by line
const textOf = (tab: ChromiumTab) => tab.run(() => document.body.innerText);

async function flip(publisher: Publisher, name: string): Promise<void> {
  const bytes = Uint8Array.from(await publisher.read(name));
  bytes[bytes.length >> 1]! ^= 1;
  await publisher.put(name, bytes);
}

const latestOf = async (publisher: Publisher) => Uint8Array.from(await publisher.read('latest'));

/** A row of the fault table: what is done to a good list of version 2, and what a person then reads. */
interface Fault {
  readonly refusal: RegExp;
  readonly says: RegExp;
  readonly make: (publisher: Publisher) => Promise<unknown>;
}

const next = (publisher: Publisher) => publisher.publish([...NAMES, 'seven'], { version: 2 });

const FAULTS: Readonly<Record<string, Fault>> = {
  'an unknown key': {
    refusal: /^unknown-key$/,
    says: /a key that you did not confirm/,
    make: async (publisher) =>
      publisher.publish(['seven', ...NAMES], {
        version: 2,
        by: await generateKey(path.join(publisher.folder, 'other')),
      }),
  },
  'no signature': {
    refusal: /^unsigned$/,
    says: /not signed/,
    make: async (publisher) => {
      const { files } = await next(publisher);
      await publisher.put('latest', files.get('latest')!);
    },
  },
  'a byte changed in latest': {
    refusal: /^bad-signature$/,
    says: /changed after its publisher signed it/,
    make: async (publisher) => {
      await next(publisher);
      await flip(publisher, 'latest');
    },
  },
  'a byte changed in a shard': {
    refusal: /^changed-file$/,
    says: /not the one its publisher signed/,
    make: async (publisher) => {
      const { manifest } = await next(publisher);
      await flip(publisher, fileName(manifest.files.platforms[0]!.shards[0]!));
    },
  },
  'a file cut off': {
    refusal: /^changed-file$/,
    says: /cut off/,
    make: async (publisher) => {
      const { manifest } = await next(publisher);
      const name = fileName(manifest.files.platforms[0]!.shards[0]!);
      await publisher.put(name, (await publisher.read(name)).slice(0, -20));
    },
  },
  'a file longer than it says': {
    refusal: /^too-large$/,
    says: /more than the list may hold/,
    make: async (publisher) => {
      const { manifest } = await next(publisher);
      const name = fileName(manifest.files.platforms[0]!.shards[0]!);
      await publisher.put(name, Buffer.concat([await publisher.read(name), Buffer.alloc(100_000)]));
    },
  },
  'latest longer than any may be': {
    refusal: /^too-large$/,
    says: /more than the list may hold/,
    make: (publisher) => publisher.put('latest', new Uint8Array(300 * 1024)),
  },
  'a decompression bomb': {
    refusal: /^too-large$/,
    says: /more than the list may hold/,
    make: async (publisher) => {
      const { manifest } = await next(publisher);
      const catalogue = await publisher.addFile(new Uint8Array(40 * 2 ** 20), 1000);
      await publisher.sign({ ...manifest, files: { ...manifest.files, catalogue } });
    },
  },
  'last month’s version, replayed': {
    refusal: /^lower-version$/,
    says: /older version than the one you had/,
    make: async (publisher) => {
      const old = await latestOf(publisher);
      await publisher.publish([...NAMES, 'newer'], { version: 5 });
      // The reader had version 5 before the replay.
      return async () => publisher.put('latest', old);
    },
  },
  'a version past its day': {
    refusal: /^expired$/,
    says: /past the day it was good until/,
    make: (publisher) =>
      publisher.publish([...NAMES, 'seven'], {
        version: 2,
        created: new Date(Date.now() - 400 * DAY),
        goodForDays: 30,
      }),
  },
  'a version from the future': {
    refusal: /^clock$/,
    says: /a time that is still to come/,
    make: (publisher) =>
      publisher.publish([...NAMES, 'seven'], {
        version: 2,
        created: new Date(Date.now() + 30 * DAY),
      }),
  },
  'a new latest over the files of the old': {
    refusal: /^(?:changed-file|too-large)$/,
    says: /not the one its publisher signed|more than the list may hold/,
    make: async (publisher) => {
      const old = await publisher.publish(NAMES, { version: 1 });
      const { manifest } = await next(publisher);
      const place = fileName(manifest.files.platforms[0]!.shards[0]!);
      const stale = fileName(old.manifest.files.platforms[0]!.shards[0]!);
      await publisher.put(place, await publisher.read(stale));
    },
  },
  'a count that is not that of its files': {
    refusal: /^wrong-count$/,
    says: /does not hold as much as it says/,
    make: async (publisher) => {
      const { manifest } = await next(publisher);
      await publisher.sign({ ...manifest, counts: { ...manifest.counts, entries: 99 } });
    },
  },
  'a list that suddenly shrinks': {
    refusal: /^shrunk$/,
    says: /lost more entries at once/,
    make: (publisher) => publisher.publish(NAMES.slice(0, 3), { version: 2 }),
  },
  'a web page instead of a list': {
    refusal: /^not-a-list$/,
    says: /perhaps a web page/,
    make: (publisher) =>
      publisher.put('latest', Buffer.from('<!doctype html><title>Log in</title>\n')),
  },
  'a manifest that breaks the schema': {
    refusal: /^schema$/,
    says: /does not keep to the format/,
    make: (publisher) =>
      publisher.put(
        'latest',
        signLatest(Buffer.from(JSON.stringify({ format: 1, list: {} })), publisher.key),
      ),
  },
  'a list that has gone': {
    refusal: /^missing-file$/,
    says: /does not have the list/,
    make: async (publisher) => {
      await rm(path.join(publisher.folder, 'latest'));
    },
  },
  'another list at the same address': {
    refusal: /^other-list$/,
    says: /another list than the one expected/,
    make: (publisher) => publisher.publish([...NAMES, 'seven'], { version: 2, id: 'elsewhere' }),
  },
};

for (const [name, { make, refusal, says }] of Object.entries(FAULTS)) {
  test(`refused, with the version before in use: ${name}`, async ({ publisher, options }) => {
    expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
    const later = await make(publisher);
    if (typeof later === 'function') {
      await update(options);
      await later();
    }
    await update(options);
    const row = await rowOf(options);
    expect(row?.lastError?.refusal).toMatch(refusal);
    expect(row?.lastError?.message).toMatch(/\w{3}.*\w/);
    expect([await isFound(options, 'one'), await isFound(options, 'seven')]).toEqual([true, false]);
    expect(
      await eventually(
        () => textOf(options),
        (text) => says.test(text),
      ),
    ).toMatch(says);
  });
}

test('a file that was not there yet is fetched once it is', async ({ publisher, options }) => {
  expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
  const { manifest } = await next(publisher);
  const late = fileName(manifest.files.catalogue);
  const bytes = Uint8Array.from(await publisher.read(late));
  await rm(path.join(publisher.folder, late));
  await update(options);
  expect((await rowOf(options))?.lastError?.refusal).toBe('missing-file');
  await publisher.put(late, bytes);
  await update(options);
  expect((await rowOf(options))?.lastError).toBeNull();
  expect(await isFound(options, 'seven')).toBe(true);
});

test('the same latest is one conditional request without a body', async ({
  publisher,
  options,
}) => {
  const seen: string[] = [];
  const watching = await through(publisher.address, (request, _response, pass) => {
    pass().then(
      (status) =>
        seen.push(
          `${request.url} ${request.headers['if-none-match'] ? 'if-none-match' : 'plain'} ${status}`,
        ),
      () => {},
    );
  });
  try {
    const address = watching.address;
    await ask(options, { type: 'add-list', address, publicKey: publisher.key.publicKey });
    seen.length = 0;
    await update(options);
    expect(seen).toEqual(['/latest if-none-match 304']);
  } finally {
    await watching.stop();
  }
});

test('an address that sends on to another one is refused before it is added', async ({
  publisher,
  options,
}) => {
  const moved = await through(publisher.address, (_request, response) => {
    response.writeHead(302, {
      location: `${publisher.address}latest`,
      'access-control-allow-origin': '*',
    });
    response.end();
  });
  try {
    const { ok } = await lookAt(options, moved.address);
    expect(ok).toBe(false);
    expect(await textOf(options)).toMatch(/sends on to another address/);
  } finally {
    await moved.stop();
  }
});

test('an address that is not https is refused; this computer’s own is allowed', async ({
  publisher,
  options,
}) => {
  const seen = await lookAt(options, 'http://lists.example/lab/');
  expect(seen).toMatchObject({ ok: false, refusal: 'insecure' });
  expect(await lookAt(options, publisher.address)).toMatchObject({ ok: true });
});

/** Subscribes, publishes the next version, and does something while its sync waits for the server. */
async function inMidSync(
  { publisher, options }: Reader,
  work: () => Promise<unknown>,
): Promise<{ stop(): Promise<void> }> {
  const slow = await through(publisher.address, (_request, _response, pass) => pass());
  try {
    const { publicKey } = publisher.key;
    await ask(options, { type: 'add-list', address: slow.address, publicKey });
    await publisher.publish([...NAMES, 'seven'], { version: 2 });
    let release = () => {};
    slow.hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Whoever waits for it may be gone before it is answered.
    void update(options).catch(() => null);
    await until(
      async () => slow.waiting,
      (waiting) => waiting > 0,
    );
    await work();
    release();
    slow.hold = null;
  } catch (error) {
    await slow.stop();
    throw error;
  }
  return slow;
}

/** The version before answers, and asked again the next one comes in. */
async function expectGoesOn(options: ChromiumTab): Promise<void> {
  expect(await isFound(options, 'one')).toBe(true);
  await update(options);
  expect(await isFound(options, 'seven')).toBe(true);
  expect((await rowOf(options))?.lastError).toBeNull();
}

test('killed in the middle of a sync, the old version answers and the next start finishes', async ({
  chromium,
  publisher,
  options,
}) => {
  const server = await inMidSync({ publisher, options }, () => chromium.killServiceWorker());
  try {
    await expectGoesOn(options);
  } finally {
    await server.stop();
  }
});

test('the extension is updated in the middle of a sync', async ({
  chromium,
  publisher,
  options,
}) => {
  const server = await inMidSync({ publisher, options }, () => chromium.updateExtension());
  try {
    await expectGoesOn(await optionsOf(chromium));
  } finally {
    await server.stop();
  }
});

test('when the browser has no room, it says so and keeps the old version', async ({
  chromium,
  publisher,
  options,
}) => {
  expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
  await publisher.publish([...NAMES, ...Array.from({ length: 4000 }, (_, at) => `n_${at}`)], {
    version: 2,
  });
  // With its permission no quota holds the extension, only a full disk; so the database itself has to say so.
  const [worker] = chromium.context.serviceWorkers();
  await worker!.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name !== 'pages') return put.apply(this, args);
      throw new DOMException('No room left.', 'QuotaExceededError');
    };
    Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
  await update(options);
  const row = await rowOf(options);
  expect(row?.lastError?.refusal).toBe('not-stored');
  expect(await isFound(options, 'one')).toBe(true);
  await worker!.evaluate(() => (globalThis as unknown as { makeRoom(): void }).makeRoom());
  await update(options);
  expect(await isFound(options, 'n_1')).toBe(true);
});

test('when IndexedDB vanishes, the lists are fetched again', async ({ publisher, options }) => {
  expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
  await options.run(
    () =>
      new Promise<null>((resolve) => {
        const gone = indexedDB.deleteDatabase('takedown-lens');
        gone.onsuccess = () => resolve(null);
        gone.onerror = () => resolve(null);
      }),
  );
  expect(
    await eventually(
      () => isFound(options, 'one'),
      (found) => found,
    ),
  ).toBe(true);
  expect(
    await eventually(
      () => isFound(options, 'robbydelaware'),
      (found) => found,
    ),
  ).toBe(true);
});

test('a database that won’t open is begun anew', async ({ chromium, publisher, options }) => {
  expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
  // Of a version that this extension does not know: it can't be opened at all.
  await options.run(
    () =>
      new Promise<null>((resolve) => {
        indexedDB.deleteDatabase('takedown-lens').onsuccess = () => {
          const newer = indexedDB.open('takedown-lens', 999);
          newer.onsuccess = () => {
            newer.result.close();
            resolve(null);
          };
        };
      }),
  );
  await chromium.killServiceWorker();
  expect(
    await eventually(
      () => isFound(options, 'one').catch(() => false),
      (found) => found,
    ),
  ).toBe(true);
});

test('a list switches a broken reader off and repairs another way of reading, and the person switches that off', async ({
  chromium,
  publisher,
}) => {
  const rule = { site: 'x', until: null, off: false, hooks: {}, reserved: [] };
  const timeline = await chromium.open(TIMELINE);
  const all = await badgesOnce(timeline, (badges) => badges.length > 3);
  await chromium.context.unrouteAll();
  const options = await optionsOf(chromium);

  const off = { ...rule, reason: 'The site was rebuilt.', off: true };
  await publisher.publish(NAMES, { version: 2, readerRules: [off] });
  expect(await add({ publisher, options })).toEqual({ ok: true, value: null });
  expect(await badgesOnce(timeline, (badges) => badges.length === 0)).toEqual([]);
  const popup = await chromium.openOwnPage('popup.html');
  await timeline.toFront();
  await popup.go(await popup.address());
  const said = await eventually(
    () => textOf(popup),
    (text) => text.includes('switched off by a list'),
  );
  expect(said).toContain('Reading of X (Twitter) is switched off by a list.');
  expect(said).toContain('The list lab, on how this site is read: The site was rebuilt.');
  expect(await textOf(options)).toContain('Switches reading of x off: The site was rebuilt.');

  const skip = { ...rule, reason: 'Names in posts are others’.', hooks: { skip: 'article' } };
  await publisher.publish(NAMES, { version: 3, readerRules: [skip] });
  await update(options);
  const kept = await badgesOnce(timeline, (badges) => badges.length > 0);
  expect(kept.length).toBeLessThan(all.length);

  await ask(options, { type: 'allow-reader-rules', listId: 'lab', allowed: false });
  const back = await badgesOnce(timeline, (badges) => badges.length >= all.length);
  expect(back.length).toBeGreaterThanOrEqual(all.length);
});

test('publish, subscribe on the options page, correct an entry: the badge goes without a reload', async ({
  chromium,
}, testInfo) => {
  const folder = testInfo.outputPath('publisher');
  const data = path.join(folder, 'data');
  await mkdir(path.join(data, 'disclosures'), { recursive: true });
  await mkdir(path.join(data, 'accounts'), { recursive: true });
  const json = (file: string, value: unknown) =>
    writeFile(path.join(data, file), JSON.stringify(value));
  await json('list.json', {
    id: 'newsroom',
    name: 'A newsroom’s list',
    publisher: 'A newsroom',
    contact: 'desk@example.org',
    homepage: null,
    licence: 'CC0-1.0',
    corrections: 'mailto:desk@example.org',
  });
  await json('disclosures/a-disclosure.json', aDisclosure());
  const entry = { platform: 'x', handle: 'mara_q_sample' };
  const accounts = (entries: readonly unknown[]) =>
    json('accounts/a-disclosure.json', {
      disclosure: 'a-disclosure',
      source: { title: 'A list', url: null },
      entries,
    });
  await accounts([entry]);
  const key = path.join(folder, 'key');
  const out = path.join(folder, 'out');
  expect(await listCommand(['keygen', '--out', key])).toBe(0);
  expect(await listCommand(['build', '--data', data, '--key', key, '--out', out])).toBe(0);
  const server = await serveList(out, 0);
  try {
    await chromium.context.route(`${server.address}**`, (route) => route.continue());
    const timeline = await chromium.open(TIMELINE);
    const options = await optionsOf(chromium);
    await options.page.getByLabel('Address of the list').fill(server.address);
    await options.page.getByRole('button', { name: 'Look at it' }).click();
    await options.page.getByText('A newsroom’s list').first().waitFor();
    await options.page.screenshot({ path: testInfo.outputPath('preview.png'), fullPage: true });
    await options.page.getByRole('button', { name: 'Add this list' }).click();
    await options.page.getByText('was added').waitFor();
    await badgesOnce(timeline, (badges) => badges.some(({ beside }) => beside === 'mara_q_sample'));
    const summary = 'Taken off.';
    const history = [{ status: 'delisted', date: '2026-11-24', summary, source: null }];
    await accounts([{ ...entry, history }]);
    expect(await listCommand(['build', '--data', data, '--key', key, '--out', out])).toBe(0);
    await options.page.getByRole('button', { name: 'Update now' }).click();
    const left = await badgesOnce(timeline, (badges) =>
      badges.every(({ beside }) => beside !== 'mara_q_sample'),
    );
    expect(left.map(({ beside }) => beside)).not.toContain('mara_q_sample');
    await options.page.screenshot({ path: testInfo.outputPath('options.png'), fullPage: true });
  } finally {
    await server.close();
  }
});

function aDisclosure() {
  return { ...someDisclosure('a-disclosure'), disputes: [], confirmation: { confirmed: true } };
}

async function lookAt(options: ChromiumTab, address: string): Promise<Outcome<ListPreviewFacts>> {
  await options.page.getByLabel('Address of the list').fill(address);
  const answer = await ask<Outcome<ListPreviewFacts>>(options, { type: 'preview-list', address });
  await options.page.getByRole('button', { name: 'Look at it' }).click();
  await until(
    () => textOf(options),
    (text) => /Before you add it|It was not added/.test(text),
  );
  return answer;
}

interface Passing {
  readonly address: string;
  hold: Promise<void> | null;
  /** Requests that wait now. */
  waiting: number;
  stop(): Promise<void>;
}

/** A server in front of the publisher's, that can hold, count or answer for itself. */
async function through(
  target: string,
  handle: (
    request: { url: string; headers: NodeJS.Dict<string | string[]> },
    response: ServerResponse,
    pass: () => Promise<number>,
  ) => unknown,
): Promise<Passing> {
  const server: Server = createServer((request, response) => {
    const pass = async () => {
      passing.waiting++;
      try {
        if (passing.hold) await passing.hold;
      } finally {
        passing.waiting--;
      }
      const name = new URL(request.url ?? '/', target).pathname.slice(1);
      const headers = request.headers['if-none-match']
        ? { 'if-none-match': request.headers['if-none-match'] }
        : {};
      const answer = await fetch(new URL(name, target), { headers });
      const body = Buffer.from(await answer.arrayBuffer());
      const kept = ['etag', 'cache-control', 'content-type'];
      response.writeHead(answer.status, {
        'access-control-allow-origin': '*',
        ...Object.fromEntries([...answer.headers].filter(([header]) => kept.includes(header))),
      });
      response.end(body);
      return answer.status;
    };
    void handle({ url: request.url ?? '/', headers: request.headers }, response, () => pass());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const passing: Passing = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    hold: null,
    waiting: 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return passing;
}
