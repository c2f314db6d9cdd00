import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SyncClient } from '../../tests/unit/client-fixture.ts';
import { memoryArea } from '../../tests/unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../../tests/unit/publisher-fixture.ts';
import { EMPTY_STATE } from '../store/generations.ts';
import { DATABASE_NAME, IndexedDatabase } from '../store/indexed-database.ts';
import { isNoRoom } from '../store/private-files.ts';
import { overviewOf } from './overview.ts';
import { nextAlarm } from './schedule.ts';

// A disk that is full refuses storage.local too, and with it the note that an attempt failed.

const MINUTE = 60_000;
let publisher: Publisher;
let isFull: boolean;

function areaOnDisk() {
  const area = memoryArea();
  return {
    ...area,
    async set(items: Record<string, unknown>) {
      if (isFull) throw new Error('IO error: FILE_ERROR_NO_SPACE');
      await area.set(items);
    },
  };
}

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  isFull = false;
  publisher = await startPublisher();
  await publisher.publish(['one'], { version: 1 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await publisher.stop();
});

test('an attempt that could not even be noted is told of, and not made again at once', async () => {
  const client = new SyncClient({ area: areaOnDisk() });
  await client.add(publisher);
  await publisher.publish(['one', 'two'], { version: 2 });
  isFull = true;
  expect((await client.update()).refusal).toBe('not-stored');
  expect((await client.updateDue()).asked).toEqual([]);
  const now = Date.now();
  expect(nextAlarm(await client.lists.all(), now)).toBeGreaterThan(now + 10 * MINUTE);
});

test('filters that there was no room for are written when there is', async () => {
  const client = new SyncClient({ area: areaOnDisk() });
  await client.add(publisher);
  await publisher.publish(['one', 'two'], { version: 2 });
  isFull = true;
  await client.update();
  expect(await client.letsThrough('two')).toBe(false);
  isFull = false;
  expect((await client.update()).refusal).toBeNull();
  expect(await client.letsThrough('two')).toBe(true);
  expect(await client.found('one', 'two')).toEqual(['one', 'two']);
});

test('a list that could not be added is not there afterwards, though there was no room to note that either', async () => {
  const area = areaOnDisk();
  const client = new SyncClient({ area });
  await client.keeper.ready();
  const { set } = area;
  let writes = 0;
  area.set = async (items) => {
    // The subscription itself still found room.
    isFull = writes++ > 0;
    await set(items);
  };
  await expect(client.add(publisher)).rejects.toMatchObject({ refusal: 'not-stored' });
  expect(writes).toBeGreaterThan(1);
  expect(await client.lists.all()).toEqual([]);
  area.set = set;
  isFull = false;
  await client.add(publisher);
  expect(await client.found('one')).toEqual(['one']);
});

test('a database that a full disk keeps from opening is not deleted', async () => {
  const database = new IndexedDatabase();
  await database.setState(EMPTY_STATE);
  const deleting = vi.spyOn(indexedDB, 'deleteDatabase');
  const words = 'Encountered full disk while opening backing store for indexedDB.open.';
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException(words, 'QuotaExceededError');
  });
  await expect(new IndexedDatabase().state()).rejects.toThrow(words);
  expect(deleting).not.toHaveBeenCalled();
  expect(await new IndexedDatabase().state()).toEqual(EMPTY_STATE);
});

test('a database that no more opens than any other is not deleted, whatever the error is called', async () => {
  await new IndexedDatabase().setState(EMPTY_STATE);
  const deleting = vi.spyOn(indexedDB, 'deleteDatabase');
  const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Internal error opening backing store.', 'UnknownError');
  });
  await expect(new IndexedDatabase().state()).rejects.toThrow('backing store');
  expect(deleting).not.toHaveBeenCalled();
  opening.mockRestore();
  expect(await new IndexedDatabase().state()).toEqual(EMPTY_STATE);
});

test('a database that does not open where others do is begun anew, and nothing of the trial stays', async () => {
  await new IndexedDatabase().setState(EMPTY_STATE);
  const { open } = IDBFactory.prototype;
  let isDamaged = true;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, ...args) {
    if (isDamaged && args[0] === DATABASE_NAME) {
      throw new DOMException('Internal error.', 'UnknownError');
    }
    return open.apply(this, args);
  });
  const deleting = vi.spyOn(indexedDB, 'deleteDatabase');
  deleting.mockImplementation((name) => {
    isDamaged &&= name !== DATABASE_NAME;
    return IDBFactory.prototype.deleteDatabase.call(indexedDB, name);
  });
  expect(await new IndexedDatabase().state()).toBeNull();
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([DATABASE_NAME]);
});

test('a database that is slow to open is not deleted', async () => {
  await new IndexedDatabase().setState(EMPTY_STATE);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const deleting = vi.spyOn(indexedDB, 'deleteDatabase');
  const opening = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation(
    // It answers, but to nobody: so slow that all patience is gone.
    () => new Proxy(opening('another'), { get: () => () => {} }) as IDBOpenDBRequest,
  );
  const state = new IndexedDatabase().state();
  const said = expect(state).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(30_000);
  await said;
  expect(deleting).not.toHaveBeenCalled();
  vi.useRealTimers();
  vi.restoreAllMocks();
  expect(await new IndexedDatabase().state()).toEqual(EMPTY_STATE);
});

test('what is known of an attempt is said though nothing can be read', async () => {
  const client = new SyncClient({ area: areaOnDisk() });
  await client.add(publisher);
  const store = await client.keeper.ready();
  await store.lists();
  vi.spyOn(store.database, 'info').mockRejectedValue(new Error('full'));
  const managed = { ids: async () => [], awaited: [] };
  const { added } = await overviewOf(store, client.lists, managed, client.privateLists);
  expect(added).toMatchObject([{ listId: 'lab', state: null }]);
});

test('a full disk is known for one, whatever below the browser says so', () => {
  const words =
    'IO error: .../000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::WritableFileAppend::8) 0';
  expect(isNoRoom(new Error(words))).toBe(true);
  expect(isNoRoom(new Error('Resource::kQuotaBytes quota exceeded'))).toBe(true);
  expect(isNoRoom(new DOMException('', 'QuotaExceededError'))).toBe(true);
  expect(isNoRoom(new Error('killed'))).toBe(false);
});

/** Lets the time pass by which attempts are made again. */
function later(ms: number): void {
  const { now } = performance;
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + ms);
}

/** No database can be opened, as on a disk that is full, until what this gives is called. */
function refuseDatabases(): () => void {
  const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  return () => refused.mockRestore();
}

test('lists that could not be opened when we were started are in use again once they can be', async () => {
  const area = areaOnDisk();
  await new SyncClient({ area }).add(publisher);
  const allow = refuseDatabases();
  const client = new SyncClient({ area });
  expect(await client.found('one', 'bundled')).toEqual(['bundled']);
  allow();
  expect(await client.found('one', 'bundled')).toEqual(['bundled']);
  later(6_000);
  await vi.waitFor(async () => {
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
    expect(await client.letsThrough('one')).toBe(true);
  });
});

test('what is being written when lists can be opened again is put in use', async () => {
  const allow = refuseDatabases();
  const client = new SyncClient({ area: areaOnDisk() });
  const store = await client.keeper.ready();
  const release = store.holdWhileWriting('some generation');
  allow();
  later(6_000);
  await client.keeper.ready();
  await client.keeper.change(async (now) => ({ changed: now !== store }));
  expect(await client.keeper.ready()).toBe(store);
  release();
  later(60_000);
  await vi.waitFor(async () => expect(await client.keeper.ready()).not.toBe(store));
});

test('the list of the package is brought in though others are in use and it found no room at first', async () => {
  const client = new SyncClient({ area: areaOnDisk() });
  await client.add(publisher);
  const store = await client.keeper.ready();
  await store.deactivate('bundled-list');
  await store.dropUnused();
  const noRoom = vi.spyOn(IndexedDatabase.prototype, 'setInfo').mockImplementation(async () => {
    throw new DOMException('', 'QuotaExceededError');
  });
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  await client.keeper.bringIn();
  noRoom.mockRestore();
  expect(complaints).toHaveBeenCalledTimes(1);
  expect(await client.found('one', 'bundled')).toEqual(['one']);
  later(6_000);
  await vi.waitFor(async () => {
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
  });
});
