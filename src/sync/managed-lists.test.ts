import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SyncClient as Client } from '../../tests/unit/client-fixture.ts';
import { memoryArea } from '../../tests/unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../../tests/unit/publisher-fixture.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { SyncClient } = await import('../../tests/unit/client-fixture.ts');
const { parsePolicy } = await import('../store/managed.ts');
const { hide, readHidden } = await import('../store/hidden.ts');
const { changeSettings, DEFAULT_SETTINGS, readSettings } = await import('../store/settings.ts');
const { ManagedLists } = await import('./managed-lists.ts');
const { wipe } = await import('./wipe.ts');

// What an organisation sets, with the publisher's real server behind it.

let publisher: Publisher;
let client: Client;
let policy: unknown;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  fakeBrowser.reset();
  publisher = await startPublisher();
  await publisher.publish(['one', 'two'], { version: 1 });
  client = new SyncClient({ area: memoryArea() });
  policy = set(publisher.address, publisher.key.publicKey);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await publisher.stop();
});

const set = (address: string, publicKey: string) => ({ lists: [{ address, publicKey }] });

const managed = () =>
  new ManagedLists({
    subscriptions: client.lists,
    area: client.area,
    readPolicy: async () => parsePolicy(policy),
  });

test('a list that is set is subscribed to without asking, once, and in use', async () => {
  const lists = managed();
  await Promise.all([lists.bringIn(), lists.bringIn()]);
  expect(await client.found('one', 'two')).toEqual(['one', 'two']);
  expect(await client.lists.all()).toHaveLength(1);
  expect(await lists.ids()).toEqual(['lab']);
  expect(await lists.isManaged('lab')).toBe(true);
  expect([lists.awaited, lists.nextAttempt]).toEqual([[], null]);
});

test('it may be written as the address of its file', async () => {
  policy = set(`${publisher.address}latest`, publisher.key.publicKey);
  const lists = managed();
  await lists.bringIn();
  expect(await lists.ids()).toEqual(['lab']);
});

test('one that was switched off before it was set is switched on', async () => {
  await client.add(publisher);
  await client.lists.setEnabled('lab', false);
  await managed().bringIn();
  expect(await client.found('one')).toEqual(['one']);
});

test('one signed with another key than the set one is not taken, and is tried again', async () => {
  policy = set(publisher.address, 'A'.repeat(43));
  const lists = managed();
  await lists.bringIn();
  expect(await client.lists.all()).toEqual([]);
  expect(lists.awaited).toMatchObject([{ error: { refusal: 'unknown-key' } }]);
  expect(lists.nextAttempt).toBeGreaterThan(Date.now());
  policy = set(publisher.address, publisher.key.publicKey);
  await lists.bringIn();
  expect([lists.awaited, await client.found('one')]).toEqual([[], ['one']]);
});

test('one that could not be added is not asked for again at every start', async () => {
  await publisher.stopServing();
  await managed().bringIn();
  const fetching = vi.spyOn(globalThis, 'fetch');
  const next = managed();
  await next.bringIn();
  expect(fetching).not.toHaveBeenCalled();
  expect(next.awaited).toMatchObject([{ error: { refusal: 'unreachable' } }]);
  expect(next.nextAttempt).toBeGreaterThan(Date.now());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3600_000 });
  await managed().bringIn();
  vi.useRealTimers();
  expect(fetching).toHaveBeenCalledOnce();
  // The clock was set back.
  await managed().bringIn();
  expect(fetching).toHaveBeenCalledTimes(2);
  fetching.mockRestore();
});

test('storage that can’t be read holds up nothing that comes after', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const reading = vi.spyOn(client.area, 'get').mockRejectedValue(new Error('unreadable'));
  await managed().bringIn();
  expect(said).toHaveBeenCalled();
  reading.mockRestore();
  said.mockRestore();
  await managed().bringIn();
  expect(await client.found('one')).toEqual(['one']);
});

test('one that is no longer set is like any other', async () => {
  const lists = managed();
  await lists.bringIn();
  policy = {};
  await lists.bringIn();
  expect(await client.found('one')).toEqual(['one']);
  expect(await lists.isManaged('lab')).toBe(false);
});

test('wiping lists leaves the set ones and the bundled one, and forgets the others', async () => {
  const other = await startPublisher();
  await other.publish(['three'], { version: 1, id: 'other' });
  await client.add(other);
  const lists = managed();
  await lists.bringIn();
  expect(await client.found('one', 'three', 'bundled')).toEqual(['one', 'three', 'bundled']);
  await wipe(['lists'], {
    keeper: client.keeper,
    subscriptions: client.lists,
    privateLists: client.privateLists,
    kept: await lists.ids(),
    session: fakeBrowser.storage.session,
    journal: async () => {},
  });
  expect(await client.found('one', 'three', 'bundled')).toEqual(['one', 'bundled']);
  expect((await client.lists.all()).map(({ listId }) => listId)).toEqual(['lab']);
  await other.stop();
});

test('wiping takes what it was told to and nothing else', async () => {
  await hide([{ kind: 'disclosure', id: 'one', name: 'One', since: 1 }]);
  await changeSettings((old) => ({ ...old, enabled: false }));
  await fakeBrowser.storage.session.set({ 'frames 1': [2] });
  const { keeper, lists: subscriptions, privateLists } = client;
  const { session } = fakeBrowser.storage;
  const journal = async () => {};
  const options = { keeper, subscriptions, privateLists, kept: [], session, journal };
  await wipe(['session', 'settings'], options);
  expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  expect(await fakeBrowser.storage.session.get()).toEqual({});
  expect(await readHidden()).toHaveLength(1);
  await wipe(['hidden'], options);
  expect(await readHidden()).toEqual([]);
});

test('wiping what is hidden takes also what this version can’t read', async () => {
  await hide([{ kind: 'disclosure', id: 'one', name: 'One', since: 1 }]);
  await fakeBrowser.storage.sync.set({ 'hidden account yet-to-come @mara': { name: 'Mara' } });
  const { keeper, lists: subscriptions, privateLists } = client;
  const { session } = fakeBrowser.storage;
  const options = { keeper, subscriptions, privateLists, kept: [], session };
  await wipe(['hidden'], { ...options, journal: async () => {} });
  expect(await fakeBrowser.storage.sync.get()).toEqual({});
});

test('wiping lists leaves no trace of them in the order they had', async () => {
  const lists = managed();
  await lists.bringIn();
  const { keeper, lists: subscriptions, privateLists } = client;
  await subscriptions.reorder(['gone', 'lab', 'private-0123456789abcdef', 'bundled-list']);
  const { session } = fakeBrowser.storage;
  const options = { keeper, subscriptions, privateLists, kept: ['lab'], session };
  await wipe(['lists'], { ...options, journal: async () => {} });
  expect(await subscriptions.order()).toEqual(['lab', 'private-0123456789abcdef', 'bundled-list']);
  await wipe(['own-lists'], { ...options, journal: async () => {} });
  expect(await subscriptions.order()).toEqual(['lab', 'bundled-list']);
});
