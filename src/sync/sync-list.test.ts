import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SyncClient } from '../../tests/unit/client-fixture.ts';
import { someEntry } from '../../tests/unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../../tests/unit/publisher-fixture.ts';
import { utf8 } from '../lists/bytes.ts';
import { fileName, MAX_RAW_BYTES } from '../lists/files.ts';
import { generateKey } from '../publish/keyfile.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { fetchListFile, listAddress } from './fetch-list.ts';
import type { UpdateWish } from './subscriptions.ts';

// A publisher's folder, the real server over it, and the real client; storage is in memory.

const NOW = new Date();
const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];

let publisher: Publisher;
let client: SyncClient;

beforeEach(async () => {
  publisher = await startPublisher();
  await publisher.publish(NAMES, { version: 1 });
  client = new SyncClient({ database: memoryDatabase() });
});
afterEach(() => publisher.stop());

const add = () => client.add(publisher);
const isFound = async (name: string) => (await client.entry(name)) !== null;
async function updated(wish: UpdateWish = {}) {
  await client.lists.update('lab', wish);
  return (await client.lists.all())[0]!;
}

describe('adding a list', () => {
  test('shows whose it is before, and finds its names after', async () => {
    const preview = await client.lists.preview(`${publisher.address}latest`);
    expect(preview).toMatchObject({
      listId: 'lab',
      entries: 6,
      publicKey: publisher.key.publicKey,
    });
    expect(await isFound('one')).toBe(false);
    await add();
    expect(await isFound('one')).toBe(true);
    expect(await isFound('bundled')).toBe(true);
    expect((await client.lists.all())[0]).toMatchObject({
      enabled: true,
      lastError: null,
      failures: 0,
    });
  });

  test('is refused when the key is not the one that was shown, and nothing is added', async () => {
    await expect(
      client.lists.add({ address: publisher.address, publicKey: 'A'.repeat(43) }),
    ).rejects.toMatchObject({ refusal: 'unknown-key' });
    expect(await client.lists.all()).toEqual([]);
    expect(await isFound('one')).toBe(false);
  });

  test('can’t take the place of the list in the package by taking its name', async () => {
    await publisher.publish(NAMES, { id: 'bundled-list' });
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

test('a list that is added twice at once is added once', async () => {
  const outcomes = await Promise.allSettled([add(), add()]);
  // Which of them, the network decides.
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await client.lists.all()).map(({ listId }) => listId)).toEqual(['lab']);
});

test.each([
  ['https://lists.example/lab', 'https://lists.example/lab/'],
  ['https://lists.example/lab/latest', 'https://lists.example/lab/'],
  ['https://lists.example/latest', 'https://lists.example/'],
  ['https://lists.example/lab-latest', 'https://lists.example/lab-latest/'],
  ['https://lists.example/lab-latest/latest', 'https://lists.example/lab-latest/'],
])('the address %s is the folder %s', (text, folder) => {
  expect(listAddress(text)).toBe(folder);
});

describe('updating', () => {
  test('trusts no key that was withdrawn, though the version that says so names no other', async () => {
    await add();
    const next = await generateKey(path.join(publisher.folder, 'next'));
    const both = [publisher.key, next].map(({ id, publicKey }) => ({ id, publicKey }));
    await publisher.publish([...NAMES, 'seven'], { version: 2, keys: both });
    expect((await updated()).lastError).toBeNull();
    const withdrawn = { keys: [], revoked: [publisher.key.id] };
    await publisher.publish([...NAMES, 'eight'], { version: 3, by: next, ...withdrawn });
    expect((await updated()).lastError).toBeNull();
    await publisher.publish([...NAMES, 'nine'], { version: 4 });
    expect((await updated()).lastError?.refusal).toBe('unknown-key');
    await publisher.publish([...NAMES, 'ten'], { version: 5, by: next, ...withdrawn });
    expect((await updated()).lastError).toBeNull();
  });

  test('takes the next version, tells tabs, and asks nothing more when it is the same', async () => {
    await add();
    await publisher.publish([...NAMES.slice(1), 'seven'], { version: 2 });
    const before = client.told;
    expect((await updated()).lastError).toBeNull();
    expect(client.told).toBe(before + 1);
    expect([await isFound('one'), await isFound('seven')]).toEqual([false, true]);
    await updated();
    expect(client.told).toBe(before + 1);
  });

  test.each([
    ['out of order', [2, 1]],
    ['of a later version', [1, 9]],
  ])('a history %s is refused with its version', async (_what, numbers) => {
    await add();
    const history = numbers.map((version) => ({
      ...{ version, created: '2026-01-01T00:00:00Z', entries: 6 },
      ...{ added: 0, removed: 0, changed: 0, statuses: [] },
    }));
    await publisher.publish([...NAMES, 'seven'], { version: 2, history });
    expect((await updated()).lastError?.refusal).toBe('schema');
    expect(await isFound('seven')).toBe(false);
    await publisher.publish([...NAMES, 'eight'], { version: 3, history: history.slice(0, 1) });
    expect((await updated()).lastError).toBeNull();
  });

  test('a withdrawn entry is no longer listed', async () => {
    await add();
    const status = { status: 'delisted', date: null, summary: 'Taken off.', source: null } as const;
    const history = [{ ...status, confirmed: true }];
    const entries = [someEntry({ handle: 'one', history }), ...NAMES.slice(1)];
    await publisher.publish(entries, { version: 2 });
    await updated();
    expect((await client.entry('one'))?.history.at(-1)?.status).toBe('delisted');
  });

  test('follows the publisher to a new key that the old one has named', async () => {
    await add();
    const next = await generateKey(path.join(publisher.folder, 'next'));
    const both = [publisher.key, next].map(({ id, publicKey }) => ({ id, publicKey }));
    await publisher.publish([...NAMES, 'seven'], { version: 2, keys: both });
    expect((await updated()).lastError).toBeNull();
    await publisher.publish([...NAMES, 'seven', 'eight'], { version: 3, keys: both, by: next });
    expect((await updated()).lastError).toBeNull();
    expect(await isFound('eight')).toBe(true);
  });
});

describe('refused, with the old version in use', () => {
  const day = 86_400_000;
  const cases: Record<string, () => Promise<unknown>> = {
    'unknown-key': async () =>
      publisher.publish(['evil'], {
        version: 2,
        by: await generateKey(path.join(publisher.folder, 'evil')),
      }),
    'bad-signature': () => corrupt('latest'),
    'changed-file': async () => {
      const { manifest } = await publisher.publish([...NAMES, 'seven'], { version: 2 });
      await corrupt(fileName(manifest.files.platforms[0]!.shards[0]!));
    },
    'lower-version': async () => publisher.publish([...NAMES, 'replayed'], { version: 1 }),
    'not-a-list': () => publisher.put('latest', utf8('<!doctype html><p>Hello</p>\n')),
    unsigned: async () => {
      const built = await publisher.publish(NAMES, { version: 2 });
      await publisher.put('latest', built.files.get('latest')!);
    },
    expired: () =>
      publisher.publish(NAMES, {
        version: 2,
        created: new Date(NOW.getTime() - 400 * day),
        goodForDays: 30,
      }),
    clock: () =>
      publisher.publish(NAMES, { version: 2, created: new Date(NOW.getTime() + 30 * day) }),
    shrunk: () => publisher.publish(NAMES.slice(0, 3), { version: 2 }),
    'other-list': () => publisher.publish(NAMES, { version: 2, id: 'another' }),
    'too-large': () => publisher.put('latest', new Uint8Array(300 * 1024)),
    unreachable: () => publisher.stopServing(),
  };

  async function corrupt(name: string): Promise<void> {
    const bytes = await publisher.read(name);
    bytes[bytes.length - 10]! ^= 1;
    await publisher.put(name, bytes);
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

  test('a list that lost too much, until the person wants it all the same', async () => {
    await add();
    await publisher.publish(NAMES.slice(0, 3), { version: 2 });
    for (const wish of [{}, { acceptShrink: false }]) {
      expect((await updated(wish)).lastError?.refusal).toBe('shrunk');
      expect(await client.found(...NAMES)).toEqual(NAMES);
    }
    expect(await updated({ acceptShrink: true })).toMatchObject({ lastError: null, failures: 0 });
    expect(await client.found(...NAMES)).toEqual(NAMES.slice(0, 3));
    await publisher.publish(NAMES.slice(0, 1), { version: 3 });
    expect((await updated()).lastError?.refusal).toBe('shrunk');
  });

  test('a list that unpacks to more than any computer has room for, before anything of it is fetched', async () => {
    await add();
    const { manifest } = await publisher.publish([...NAMES, 'seven'], { version: 2 });
    const [row] = manifest.files.platforms;
    const bomb = { ...row!.shards[0]!, rawBytes: MAX_RAW_BYTES };
    const platforms = [{ ...row!, shards: Array.from({ length: 17 }, () => bomb) }];
    await publisher.sign({ ...manifest, files: { ...manifest.files, platforms } });
    const fetching = vi.spyOn(globalThis, 'fetch');
    expect((await updated()).lastError?.refusal).toBe('too-large');
    expect(fetching).toHaveBeenCalledOnce();
    fetching.mockRestore();
    await expect(client.lists.preview(publisher.address)).rejects.toMatchObject({
      refusal: 'too-large',
    });
    expect(await isFound('one')).toBe(true);
  });

  test('a file in another one’s place', async () => {
    await add();
    const { manifest } = await publisher.publish([...NAMES, 'seven'], { version: 2 });
    const { filter, shards } = manifest.files.platforms[0]!;
    await publisher.put(fileName(shards[0]!), await publisher.read(fileName(filter)));
    expect((await updated()).lastError?.refusal).toMatch(/^(?:changed-file|too-large)$/);
    expect([await isFound('one'), await isFound('seven')]).toEqual([true, false]);
  });

  test('a list that its server sends on to another host', async () => {
    const other = createServer((_request, response) => {
      response.writeHead(302, { location: `${publisher.address}latest` }).end();
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
    await client.lists.setEnabled('lab', false);
    expect(await isFound('one')).toBe(false);
    expect(await (await client.keeper.ready()).database.generations()).toHaveLength(1);
    await client.lists.setEnabled('lab', true);
    expect(await isFound('one')).toBe(true);
  });

  test('back to the version before, and it does not return at the next alarm', async () => {
    await add();
    expect(await client.lists.stepBack('lab')).toBe(false);
    await publisher.publish([...NAMES, 'seven'], { version: 2 });
    await updated();
    expect(await client.lists.stepBack('lab')).toBe(true);
    expect(await isFound('seven')).toBe(false);
    await client.lists.update();
    expect(await isFound('seven')).toBe(false);
  });

  test('removed, with its data', async () => {
    await add();
    await client.lists.remove('lab');
    expect(await client.lists.all()).toEqual([]);
    expect(await isFound('one')).toBe(false);
    expect(await isFound('bundled')).toBe(true);
    expect(await (await client.keeper.ready()).database.generations()).toHaveLength(1);
  });

  test.each([
    ['removed', (lists: SyncClient['lists']) => lists.remove('second')],
    ['switched off', (lists: SyncClient['lists']) => lists.setEnabled('second', false)],
  ])('%s while the one before it is being updated, it does not come back', async (_how, act) => {
    const second = await startPublisher();
    await second.publish(['of_second'], { version: 1, id: 'second' });
    await add();
    await client.add(second);
    // Both are gone from storage, so that both are fetched.
    await client.keeper.change(async (store) => {
      for (const id of ['lab', 'second']) await store.deactivate(id);
      return { changed: true };
    });
    const { fetch: real } = globalThis;
    const first = vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...asked) => {
      await act(client.lists);
      return real(...asked);
    });
    await client.lists.update();
    first.mockRestore();
    await second.stop();
    expect(await client.found('one', 'of_second')).toEqual(['one']);
  });
});
