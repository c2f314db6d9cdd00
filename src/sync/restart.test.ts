import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClientOptions, SyncClient } from '../../tests/unit/client-fixture.ts';
import { Cutter } from '../../tests/unit/cutter.ts';
import { memoryArea } from '../../tests/unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../../tests/unit/publisher-fixture.ts';
import type { ReaderRule } from '../lists/reader-rules.ts';
import { DATABASE_NAME } from '../store/indexed-database.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { RULES_KEY } from '../store/reader-rule-storage.ts';
import { SubscriptionBook } from './subscription.ts';
import type { ListSubscriptions } from './subscriptions.ts';

// What a background finds that the one before, the browser or the person left behind.

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];
const RULE: ReaderRule = {
  ...{ site: 'x', reason: 'The site was rebuilt.', until: '2.0.0', off: false },
  ...{ hooks: { rows: 'article.new' }, reserved: [] },
};

let publisher: Publisher;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  publisher = await startPublisher();
  await publisher.publish(NAMES, { version: 1, readerRules: [RULE] });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await publisher.stop();
});

/** Starts a background as entrypoints/background.ts does. */
async function start(options: ClientOptions): Promise<SyncClient> {
  const client = new SyncClient(options);
  await client.keeper.bringIn();
  await client.lists.update();
  return client;
}

describe('lists that are gone from storage', () => {
  const area = memoryArea();
  beforeEach(async () => {
    area.items.clear();
    await (await start({ area })).add(publisher);
  });

  test('are left alone while they are there and not due', async () => {
    const client = await start({ area });
    expect((await client.updateDue()).asked).toEqual([]);
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
  });

  test('are fetched anew, though not due', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const client = new SyncClient({ area });
    expect(await client.found('one', 'bundled')).toEqual(['bundled']);
    const { asked, refusal } = await client.updateDue();
    expect([asked[0], refusal]).toEqual(['latest', null]);
    expect(await client.found(...NAMES)).toEqual(NAMES);
    expect(await client.letsThrough('one')).toBe(true);
    expect((await client.updateDue()).asked).toEqual([]);
  });

  test.each(['generations', 'filters'])(
    'are fetched anew when %s are, and tabs would be told nothing',
    async (values) => {
      const db = await openDB(DATABASE_NAME);
      await db.clear(values);
      db.close();
      area.items.delete('filters');
      const client = await start({ area });
      await vi.waitFor(async () => {
        await client.lists.update();
        expect(await client.letsThrough('one')).toBe(true);
        expect(await client.letsThrough('bundled')).toBe(true);
        expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
      });
    },
  );

  test('are missed by a background that lost them while it ran, and put another in their place', async () => {
    const client = await start({ area });
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
    await deleteDB(DATABASE_NAME);
    await publisher.publish([...NAMES, 'seven'], { version: 2 });
    expect((await client.update()).refusal).toBeNull();
    await vi.waitFor(async () => {
      expect(await client.found('seven', 'bundled')).toEqual(['seven', 'bundled']);
      expect(await client.letsThrough('bundled')).toBe(true);
    });
  });

  test('are brought in again though an import that is under way took them for whole', async () => {
    const db = await openDB(DATABASE_NAME);
    await db.clear('catalogues');
    db.close();
    const client = new SyncClient({ area });
    void client.keeper.bringIn();
    await client.lists.update();
    await vi.waitFor(async () => {
      await client.lists.update();
      expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
    });
  });

  test('are not fetched anew while off', async () => {
    await (await start({ area })).lists.setEnabled('lab', false);
    vi.stubGlobal('indexedDB', new IDBFactory());
    const client = new SyncClient({ area });
    expect((await client.updateDue()).asked).toEqual([]);
    expect(await client.found('one')).toEqual([]);
  });

  test('wait out a failure before the next attempt', async () => {
    await publisher.stopServing();
    vi.stubGlobal('indexedDB', new IDBFactory());
    const client = new SyncClient({ area });
    expect((await client.updateDue()).refusal).toBe('unreachable');
    expect((await client.updateDue()).asked).toEqual([]);
  });

  test('are never replaced by a version below the highest that was there', async () => {
    await publisher.publish([...NAMES, 'seven'], { version: 3 });
    await (await start({ area })).update();
    vi.stubGlobal('indexedDB', new IDBFactory());
    await publisher.publish([...NAMES, 'replayed'], { version: 2 });
    const client = await start({ area });
    expect((await client.lists.all())[0]?.lastError?.refusal).toBe('lower-version');
    expect(await client.found('one', 'replayed')).toEqual([]);
  });

  test('are not fetched at every start where the browser keeps no database, but as their schedule has it', async () => {
    const none = () => {
      throw new DOMException('There is none.', 'InvalidStateError');
    };
    vi.stubGlobal('indexedDB', { open: none, deleteDatabase: none });
    const client = await start({ area });
    expect((await client.updateDue()).asked).toEqual([]);
    expect(await client.found('one', 'bundled')).toEqual(['bundled']);
    expect((await client.update()).asked[0]).toBe('latest');
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
    const book = new SubscriptionBook(area);
    await book.changeOne('lab', (one) => ({ ...one, nextAttempt: 0 }));
    const later = new SyncClient({ area });
    expect((await later.updateDue()).asked[0]).toBe('latest');
    expect(await later.found('one', 'bundled')).toEqual(['one', 'bundled']);
  });

  test.each(['info', 'pages'])('in part, with their %s, are fetched anew', async (part) => {
    const { database } = await (await start({ area })).keeper.ready();
    const { current } = (await database.state())!.lists.find(({ id }) => id === 'lab')!;
    if (part === 'info') await database.drop(current);
    else await database.setPages(current, 'x', 0, [Uint8Array.of(9)]);
    const client = new SyncClient({ area });
    expect(await client.found('one', 'bundled')).toEqual(['bundled']);
    await client.lists.update();
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
  });
});

describe('a question that meets a change of lists', () => {
  test('deletes nothing of a list that is being fetched anew, though it finds it gone', async () => {
    const client = await start({ area: memoryArea() });
    await client.add(publisher);
    const store = await client.keeper.ready();
    const { pages, setCatalogue } = store.database;
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const reading = vi.spyOn(store.database, 'pages').mockImplementation(async (keys) => {
      if (!keys[0]?.[0].startsWith('lab@')) return pages.call(store.database, keys);
      await waiting;
      return keys.map(() => null);
    });
    const question = client.found('one');
    await vi.waitFor(() => expect(reading).toHaveBeenCalledTimes(2));
    await client.lists.setEnabled('lab', false);
    vi.spyOn(store.database, 'setCatalogue').mockImplementation(async (...args) => {
      goOn();
      await question;
      return setCatalogue.apply(store.database, args);
    });
    await client.lists.setEnabled('lab', true);
    expect(await question).toEqual([]);
    reading.mockRestore();
    expect((await client.lists.all())[0]?.lastError).toBeNull();
    expect(await client.found('one')).toEqual(['one']);
  });

  test('undoes none of it while it takes a damaged version out of use', async () => {
    const client = await start({ area: memoryArea() });
    await client.add(publisher);
    await publisher.publish([...NAMES, 'seven'], { version: 2 });
    await client.update();
    const store = await client.keeper.ready();
    const { database } = store;
    const { current, previous } = (await database.state())!.lists.find(({ id }) => id === 'lab')!;
    await database.setPages(current, 'x', 0, [Uint8Array.of(9)]);
    const { info } = database;
    let change: Promise<void> | null = null;
    vi.spyOn(database, 'info').mockImplementation(async (generation) => {
      if (generation === previous && change === null) {
        change = store.deactivate('bundled-list');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return info.call(database, generation);
    });
    expect(await client.found('one')).toEqual(['one']);
    await change;
    expect((await store.state()).lists.map(({ id }) => id)).toEqual(['lab']);
  });
});

describe('ended in the middle', () => {
  const operations: Record<string, readonly [before: Act, cut: Act]> = {
    'adding a list': [async () => {}, (lists) => lists.add(target())],
    'removing a list': [(lists) => lists.add(target()), (lists) => lists.remove('lab')],
    'switching a list off': [
      (lists) => lists.add(target()),
      (lists) => lists.setEnabled('lab', false),
    ],
    'switching a list on': [
      async (lists) => {
        await lists.add(target());
        await lists.setEnabled('lab', false);
      },
      (lists) => lists.setEnabled('lab', true),
    ],
    'no longer following its rules': [
      (lists) => lists.add(target()),
      (lists) => lists.allowReaderRules('lab', false),
    ],
    'putting lists in another order': [
      (lists) => lists.add(target()),
      (lists) => lists.reorder(['bundled-list', 'lab']),
    ],
  };
  type Act = (lists: ListSubscriptions) => Promise<void>;
  const target = () => ({ address: publisher.address, publicKey: publisher.key.publicKey });

  test.each(Object.keys(operations))('of %s, the next start finishes or tidies', async (name) => {
    const [before, cut] = operations[name]!;
    let cutOff = 0;
    for (let allowed = 0, done = false; !done; allowed++) {
      const database = memoryDatabase();
      const area = memoryArea();
      const first = await start({ area, database });
      await first.lists.reorder(['lab', 'bundled-list']);
      await before(first.lists);
      const cutter = new Cutter(allowed);
      const killed = new SyncClient({ area: cutter.each(area), database: cutter.each(database) });
      done = await cut(killed.lists).then(
        () => true,
        () => false,
      );
      if (!done) cutOff++;

      const client = await start({ area, database });
      const [subscription] = await client.lists.all();
      const order = await new SubscriptionBook(area).order();
      const isWanted = subscription?.enabled ?? false;
      const seen = {
        found: await client.found('bundled', 'one'),
        passed: await Promise.all(['bundled', 'one'].map((each) => client.letsThrough(each))),
        rules: (await area.get(RULES_KEY))[RULES_KEY] ?? [],
        order: (await database.state())!.lists.map(({ id }) => id),
        generations: (await database.generations()).length,
        error: subscription?.lastError ?? null,
      };
      expect(seen, `after ${allowed} steps`).toEqual({
        found: isWanted ? ['bundled', 'one'] : ['bundled'],
        passed: [true, isWanted],
        rules: isWanted && subscription?.readerRules ? [{ list: 'The list lab', rule: RULE }] : [],
        order: order.filter((id) => isWanted || id === 'bundled-list'),
        generations: isWanted ? 2 : 1,
        error: null,
      });
    }
    expect(cutOff).toBeGreaterThan(5);
  });
});

test('an update that the browser ends again and again is put off like one that failed', async () => {
  const area = memoryArea();
  await (await start({ area })).add(publisher);
  const book = new SubscriptionBook(area);
  await book.changeOne('lab', (one) => ({ ...one, nextAttempt: 0 }));
  let asked = 0;
  const silent = vi.spyOn(globalThis, 'fetch').mockImplementation(() => {
    asked++;
    return new Promise(() => {});
  });
  for (let starts = 0; starts < 8; starts++) {
    const before = asked;
    const client = new SyncClient({ area });
    const ended = client.lists.update();
    await Promise.race([ended, vi.waitFor(() => expect(asked).toBeGreaterThan(before))]);
  }
  expect(asked).toBe(3);
  // When that is waited out there is one more, and it is a failure more.
  await book.changeOne('lab', (one) => ({ ...one, nextAttempt: 0 }));
  void new SyncClient({ area }).lists.update();
  await vi.waitFor(() => expect(asked).toBe(4));
  await new SyncClient({ area }).lists.update();
  silent.mockRestore();
  expect(asked).toBe(4);
  const [subscription] = await book.all();
  expect(subscription?.failures).toBe(2);
  expect(subscription?.nextAttempt).toBeGreaterThan(Date.now());
  // One that a person asks for is made all the same, and ends the matter.
  const client = await start({ area });
  expect((await client.update()).asked[0]).toBe('latest');
  expect((await book.all())[0]).toMatchObject({ failures: 0, lastError: null });
});

test('a failure that this version has no word for does not cost the subscription', async () => {
  const area = memoryArea();
  await (await start({ area })).add(publisher);
  const { subscriptions } = (await area.get('subscriptions')) as { subscriptions: object[] };
  const lastError = { refusal: 'yet-to-come', message: 'Of a later version.' };
  await area.set({ subscriptions: subscriptions.map((one) => ({ ...one, lastError })) });
  const client = await start({ area });
  expect(await client.lists.all()).toMatchObject([{ listId: 'lab', lastError: null }]);
});

test('two profiles share nothing', async () => {
  const [mine, others] = [memoryArea(), memoryArea()];
  const my = await start({ area: mine });
  // A connection stays with the database that it was opened to.
  vi.stubGlobal('indexedDB', new IDBFactory());
  const other = await start({ area: others });
  const untouched = new Map(others.items);
  await my.add(publisher);
  expect([await my.found('one'), await other.found('one')]).toEqual([['one'], []]);
  expect(await other.lists.all()).toEqual([]);
  expect(others.items).toEqual(untouched);
  expect([await my.letsThrough('one'), await other.letsThrough('one')]).toEqual([true, false]);

  await other.add(publisher);
  await my.lists.remove('lab');
  expect([await my.found('one'), await other.found('one')]).toEqual([[], ['one']]);
  expect([await my.letsThrough('one'), await other.letsThrough('one')]).toEqual([false, true]);
  await start({ area: mine });
  expect(await other.found('one', 'bundled')).toEqual(['one', 'bundled']);
});

describe('where IndexedDB is refused, as in private windows', () => {
  /** Throws at once. */
  class Throwing extends IDBFactory {
    override open(): never {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    }
    override deleteDatabase(): never {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    }
  }
  /** Answers that it could not be opened. */
  class Failing extends IDBFactory {
    override open(name: string) {
      const later = super.open(name, 1000);
      later.addEventListener('success', () => later.result.close());
      return super.open(name, 1);
    }
  }

  test.each([
    ['throws', Throwing],
    ['fails', Failing],
  ])('and opening it %s, lists are kept in memory', async (_how, Factory) => {
    vi.stubGlobal('indexedDB', new Factory());
    const area = memoryArea();
    const client = await start({ area });
    await client.add(publisher);
    expect(await client.found('one', 'bundled')).toEqual(['one', 'bundled']);
    await publisher.publish([...NAMES.slice(1), 'seven'], { version: 2 });
    expect((await client.update()).refusal).toBeNull();
    expect(await client.found('one', 'two', 'seven')).toEqual(['two', 'seven']);
    expect(await client.letsThrough('seven')).toBe(true);
    expect(await client.lists.stepBack('lab')).toBe(true);
    expect(await client.found('one', 'seven')).toEqual(['one']);
    // The next background begins with nothing, and fetches what is subscribed to when that is due or asked for.
    const next = await start({ area });
    expect(await next.found('two', 'bundled')).toEqual(['bundled']);
    await next.update();
    expect(await next.found('two', 'bundled')).toEqual(['two', 'bundled']);
    await next.lists.remove('lab');
    expect(await next.found('two', 'bundled')).toEqual(['bundled']);
  });
});
