import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryArea, someEntry, someList } from '../../tests/unit/list-fixture.ts';
import type { BuildOptions } from '../publish/build.ts';
import { generateKey, type SigningKey, signLatest } from '../publish/keyfile.ts';
import { type ListServer, serveList } from '../publish/list-server.ts';
import { openListStore } from '../store/list-store.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { fetchListFile, listAddress } from './fetch-list.ts';
import { ListKeeper } from './keeper.ts';
import { afterFailure, isDue } from './schedule.ts';
import type { Subscription } from './subscription.ts';
import { ListSubscriptions } from './subscriptions.ts';

// A publisher's folder, the real server over it, and the real client; storage is in memory.

const NOW = new Date();
const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];

let folder = '';
let key: SigningKey;
let server: ListServer;
let keeper: ListKeeper;
let lists: ListSubscriptions;
let told = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-sync-'));
  key = await generateKey(path.join(folder, 'key'));
  await publish(NAMES, { version: 1 });
  server = await serveList(folder, 0);
  const bundled = someList([someEntry({ handle: 'bundled' })], { id: 'bundled-list' });
  const area = memoryArea();
  told = 0;
  keeper = new ListKeeper({
    fetchBundled: async (name) => Uint8Array.from(bundled.files.get(name)!),
    area,
    release: '1.0.0',
    onChange: () => {
      told++;
    },
    openStore: () => openListStore({ database: memoryDatabase() }),
  });
  lists = new ListSubscriptions({ keeper, area });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function publish(
  names: readonly string[],
  options: Partial<BuildOptions> & { id?: string } = {},
  by: SigningKey = key,
) {
  const built = someList(
    names.map((handle) => someEntry({ handle })),
    { id: 'lab', created: NOW, keys: [{ id: by.id, publicKey: by.publicKey }], ...options },
  );
  for (const [name, bytes] of built.files) {
    await writeFile(path.join(folder, name), name === 'latest' ? signLatest(bytes, by) : bytes);
  }
  return built;
}

const add = () => lists.add({ address: server.address, publicKey: key.publicKey });
async function isFound(name: string): Promise<boolean> {
  const { found } = await (await keeper.ready()).lookup('x', [`@${name}`]);
  return found.length > 0;
}
async function updated() {
  await lists.update('lab');
  return (await lists.all())[0]!;
}

describe('adding a list', () => {
  test('shows whose it is before, and finds its names after', async () => {
    const preview = await lists.preview(`${server.address}latest`);
    expect(preview).toMatchObject({ listId: 'lab', entries: 6, publicKey: key.publicKey });
    expect(await isFound('one')).toBe(false);
    await add();
    expect(await isFound('one')).toBe(true);
    expect(await isFound('bundled')).toBe(true);
    expect((await lists.all())[0]).toMatchObject({ enabled: true, lastError: null, failures: 0 });
  });

  test('is refused when the key is not the one that was shown, and nothing is added', async () => {
    await expect(
      lists.add({ address: server.address, publicKey: 'A'.repeat(43) }),
    ).rejects.toMatchObject({ refusal: 'unknown-key' });
    expect(await lists.all()).toEqual([]);
    expect(await isFound('one')).toBe(false);
  });

  test('can’t take the place of the list in the package by taking its name', async () => {
    await publish(NAMES, { id: 'bundled-list' });
    await expect(add()).rejects.toMatchObject({ refusal: 'other-list' });
    expect(await isFound('bundled')).toBe(true);
  });

  test.each([
    ['nonsense', 'no-address'],
    ['http://lists.example/folder/', 'insecure'],
    ['ftp://lists.example/', 'insecure'],
    ['http://127.0.0.1.evil.example/', 'insecure'],
  ])('the address %s is refused: %s', (text, refusal) => {
    expect(() => listAddress(text)).toThrow(expect.objectContaining({ refusal }));
  });
});

describe('updating', () => {
  test('takes the next version, tells tabs, and asks nothing more when it is the same', async () => {
    await add();
    await publish([...NAMES.slice(1), 'seven'], { version: 2 });
    const before = told;
    expect((await updated()).lastError).toBeNull();
    expect(told).toBe(before + 1);
    expect([await isFound('one'), await isFound('seven')]).toEqual([false, true]);
    await updated();
    expect(told).toBe(before + 1);
  });

  test('a withdrawn entry is no longer listed', async () => {
    await add();
    const status = { status: 'delisted', date: null, summary: 'Taken off.', source: null } as const;
    const built = someList(
      NAMES.map((handle) =>
        someEntry({
          handle,
          history: handle === 'one' ? [{ ...status, confirmed: true }] : [],
        }),
      ),
      { id: 'lab', version: 2, created: NOW, keys: [{ id: key.id, publicKey: key.publicKey }] },
    );
    for (const [name, bytes] of built.files) {
      await writeFile(path.join(folder, name), name === 'latest' ? signLatest(bytes, key) : bytes);
    }
    await updated();
    const { found } = await (await keeper.ready()).lookup('x', ['@one']);
    expect(found[0]?.entry.history.at(-1)?.status).toBe('delisted');
  });

  test('follows the publisher to a new key that the old one has named', async () => {
    await add();
    const next = await generateKey(path.join(folder, 'next'));
    const both = [key, next].map(({ id, publicKey }) => ({ id, publicKey }));
    await publish([...NAMES, 'seven'], { version: 2, keys: both });
    expect((await updated()).lastError).toBeNull();
    await publish([...NAMES, 'seven', 'eight'], { version: 3, keys: both }, next);
    expect((await updated()).lastError).toBeNull();
    expect(await isFound('eight')).toBe(true);
  });
});

describe('refused, with the old version in use', () => {
  const day = 86_400_000;
  const cases: Record<string, () => Promise<unknown>> = {
    'unknown-key': async () =>
      publish(['evil'], { version: 2 }, await generateKey(path.join(folder, 'evil'))),
    'bad-signature': () => corrupt('latest'),
    'changed-file': async () => {
      const { manifest } = await publish([...NAMES, 'seven'], { version: 2 });
      await corrupt(`${manifest.files.platforms[0]!.shards[0]!.sha256}.bin`);
    },
    'lower-version': async () => publish([...NAMES, 'replayed'], { version: 1 }),
    'not-a-list': () => writeFile(path.join(folder, 'latest'), '<!doctype html><p>Hello</p>\n'),
    unsigned: async () => {
      const built = await publish(NAMES, { version: 2 });
      await writeFile(path.join(folder, 'latest'), built.files.get('latest')!);
    },
    expired: () =>
      publish(NAMES, { version: 2, created: new Date(NOW.getTime() - 400 * day), goodForDays: 30 }),
    clock: () => publish(NAMES, { version: 2, created: new Date(NOW.getTime() + 30 * day) }),
    shrunk: () => publish(NAMES.slice(0, 3), { version: 2 }),
    'other-list': () => publish(NAMES, { version: 2, id: 'another' }),
    'too-large': () => writeFile(path.join(folder, 'latest'), new Uint8Array(300 * 1024)),
    unreachable: () => server.close(),
  };

  async function corrupt(name: string): Promise<void> {
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(path.join(folder, name));
    bytes[bytes.length - 10] = bytes[bytes.length - 10]! ^ 1;
    await writeFile(path.join(folder, name), bytes);
  }

  test.each(Object.keys(cases))('%s', async (refusal) => {
    await add();
    await cases[refusal]!();
    const subscription = await updated();
    expect(subscription.lastError).toMatchObject({ refusal });
    expect(subscription.lastError?.message).toMatch(/\w{3}.*\w/);
    expect(subscription.failures).toBe(1);
    expect(await isFound('one')).toBe(true);
    expect(await isFound('replayed')).toBe(false);
  });

  test('a file in another one’s place', async () => {
    await add();
    const { manifest } = await publish([...NAMES, 'seven'], { version: 2 });
    const { copyFile } = await import('node:fs/promises');
    const { filter, shards } = manifest.files.platforms[0]!;
    await copyFile(
      path.join(folder, `${filter.sha256}.bin`),
      path.join(folder, `${shards[0]!.sha256}.bin`),
    );
    expect((await updated()).lastError?.refusal).toMatch(/^(?:changed-file|too-large)$/);
    expect([await isFound('one'), await isFound('seven')]).toEqual([true, false]);
  });

  test('a list that its server sends on to another host', async () => {
    const other = createServer((_request, response) => {
      response.writeHead(302, { location: `${server.address}latest` }).end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await expect(fetchListFile(address, 'latest')).rejects.toMatchObject({ refusal: 'redirected' });
    other.closeAllConnections();
    other.close();
  });
});

describe('switching off, stepping back, removing', () => {
  test('a list that is off names nobody and keeps nothing; on again it is fetched anew', async () => {
    await add();
    await lists.setEnabled('lab', false);
    expect(await isFound('one')).toBe(false);
    expect(await (await keeper.ready()).database.generations()).toHaveLength(1);
    await lists.setEnabled('lab', true);
    expect(await isFound('one')).toBe(true);
  });

  test('back to the version before, and it does not return at the next alarm', async () => {
    await add();
    expect(await lists.stepBack('lab')).toBe(false);
    await publish([...NAMES, 'seven'], { version: 2 });
    await updated();
    expect(await lists.stepBack('lab')).toBe(true);
    expect(await isFound('seven')).toBe(false);
    await lists.update();
    expect(await isFound('seven')).toBe(false);
  });

  test('removed, with its data', async () => {
    await add();
    await lists.remove('lab');
    expect(await lists.all()).toEqual([]);
    expect(await isFound('one')).toBe(false);
    expect(await isFound('bundled')).toBe(true);
    expect(await (await keeper.ready()).database.generations()).toHaveLength(1);
  });
});

describe('when to try again', () => {
  const subscription = {
    enabled: true,
    failures: 0,
    lastAttempt: null,
    nextAttempt: 0,
  } as Subscription;
  const minutes = (one: Subscription) => (one.nextAttempt - 0) / 60_000;
  const error = { refusal: 'unreachable', message: '' } as const;

  test('after failures 15 minutes, doubled each time, at most a day', () => {
    let one = subscription;
    const waits = Array.from({ length: 9 }, () => {
      one = afterFailure(one, 0, error, () => 0);
      return minutes(one);
    });
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    expect(minutes(afterFailure(subscription, 0, error, () => 1))).toBe(30);
  });

  test('a clock that was set back does not put it off', () => {
    const later = { ...subscription, lastAttempt: 10_000, nextAttempt: 20_000 };
    expect(isDue(later, 15_000)).toBe(false);
    expect(isDue(later, 20_000)).toBe(true);
    expect(isDue(later, 5_000)).toBe(true);
    expect(isDue({ ...later, enabled: false }, 30_000)).toBe(false);
  });
});
