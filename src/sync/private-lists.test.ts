import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SyncClient } from '../../tests/unit/client-fixture.ts';
import { someDisclosure } from '../../tests/unit/list-fixture.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { FromImporter, OwnListWish } from '../research/import/file-protocol.ts';
import { FileSession } from '../research/import/file-session.ts';
import { DATABASE_NAME } from '../store/indexed-database.ts';
import { PRIVATE_DATABASE } from '../store/private-files.ts';
import { overviewOf } from './overview.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { wipe } = await import('./wipe.ts');

// A file that becomes a private list: the worker's side and the background's, over the browser's own database.

const FILE = 'userid,user_screen_name,user_display_name\n1234567890,mara_q,Mara\n,second_one,Two\n';

let client: SyncClient;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  client = new SyncClient();
});
afterEach(() => vi.unstubAllGlobals());

interface Take extends Partial<OwnListWish> {
  readonly text?: string;
  readonly name?: string;
}

/** Reads a file as the page has its worker do it, and gives what it said. */
async function read(text: string, name: string) {
  const said: FromImporter[] = [];
  const store = await client.keeper.ready();
  const session = new FileSession((message) => {
    said.push(message);
    if (message.type !== 'ask') return;
    const { id, question } = message;
    const answer =
      question.kind === 'stored'
        ? client.area.get([...question.keys])
        : store.lookup(question.platform, question.keys);
    void answer.then((value) => session.take({ type: 'answer', id, value }));
  }, client.privateFiles);
  await session.take({
    ...{ type: 'read', name, content: new Blob([text]), wishes: {} },
    lists: await store.cited(),
    catalogue: await store.catalogue(),
  });
  const last = <T extends FromImporter['type']>(type: T) =>
    said.findLast((message) => message.type === type) as
      | Extract<FromImporter, { type: T }>
      | undefined;
  return { session, last };
}

const DISCLOSURE: Disclosure = someDisclosure('own-1');

async function take({ text = FILE, name = 'users.csv', ...wish }: Take = {}) {
  const { session, last } = await read(text, name);
  await session.take({
    type: 'save',
    wish: {
      ...{ disclosure: DISCLOSURE, replaces: null, withdraw: false },
      ...{ now: '2026-11-25T09:34:00.000Z', ...wish },
    },
  });
  const { draft } = last('saved')!;
  return client.privateLists.add(draft);
}

const overview = async () =>
  overviewOf(
    await client.keeper.ready(),
    client.lists,
    { ids: async () => [], awaited: [] },
    client.privateLists,
  );

describe('a file that becomes a private list', () => {
  test('is matched at once, by filter and store, and says whose it is', async () => {
    const told = client.told;
    const { id } = await take();
    expect(id).toMatch(/^private-[0-9a-f]{16}$/);
    expect(await client.found('mara_q', 'second_one', 'bundled', 'nobody')).toEqual([
      'mara_q',
      'second_one',
      'bundled',
    ]);
    expect(await client.letsThrough('second_one')).toBe(true);
    expect(client.told).toBeGreaterThan(told);
    const store = await client.keeper.ready();
    const { records } = await store.card('x', '@mara_q');
    expect(records[0]).toMatchObject({
      entry: { handle: 'mara_q', platformId: '1234567890', displayName: 'Mara' },
      disclosures: [{ id: 'own-1' }],
      list: { id, name: 'users.csv', ownFile: { name: 'users.csv' } },
    });
    const { lists } = await store.cited();
    expect(lists.map(({ ownFile }) => ownFile?.name)).toEqual([undefined, 'users.csv']);
    expect(lists[1]?.ownFile?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { own, added, bundled, order } = await overview();
    expect([own.length, added.length, bundled?.facts.id]).toEqual([1, 0, 'bundled-list']);
    expect(order).toEqual(['bundled-list', id]);
  });

  // A browser ended the background after the list was made and before it could say so.
  test('is given again when it is asked for again, and made once', async () => {
    const made = await take();
    const told = await client.privateLists.add(made.content);
    expect([told.id, told.entries]).toEqual([made.id, 2]);
    expect(await client.privateLists.all()).toHaveLength(1);
    await expect(client.privateLists.add('never-read')).rejects.toMatchObject({
      fault: 'not-stored',
    });
  });

  test('is removed with all its data', async () => {
    const { id, content } = await take();
    await client.privateLists.remove(id);
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.letsThrough('mara_q')).toBe(false);
    expect(await client.privateFiles.entries(content)).toEqual([]);
    const { database } = await client.keeper.ready();
    expect((await database.generations()).filter((name) => name.startsWith('private'))).toEqual([]);
  });

  test('can be switched off and on, and moved', async () => {
    const { id } = await take();
    await client.privateLists.setEnabled(id, false);
    expect(await client.found('mara_q')).toEqual([]);
    expect((await overview()).own[0]).toMatchObject({ enabled: false, entries: 2, state: null });
    await client.lists.reorder([id, 'bundled-list']);
    await client.privateLists.setEnabled(id, true);
    expect(await client.found('mara_q')).toEqual(['mara_q']);
    expect((await overview()).order).toEqual([id, 'bundled-list']);
  });

  test('is there again when the browser lost the lists’ storage, and after lists were updated', async () => {
    await take();
    await client.lists.update();
    expect(await client.found('mara_q')).toEqual(['mara_q']);
    await deleteDB(DATABASE_NAME);
    const next = new SyncClient({ area: client.area });
    await next.keeper.bringIn();
    expect(await next.found('mara_q')).toEqual([]);
    await next.privateLists.tidy(Date.now());
    expect(await next.found('mara_q', 'bundled')).toEqual(['mara_q', 'bundled']);
  });

  test('is refused where a policy forbids it', async () => {
    client.ownAllowed = false;
    await expect(take()).rejects.toMatchObject({ fault: 'forbidden' });
    expect(await client.privateLists.all()).toEqual([]);
  });

  test('that there is no room for changes nothing', async () => {
    const store = await client.keeper.ready();
    const full = vi
      .spyOn(store.database, 'setPages')
      .mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await expect(take()).rejects.toMatchObject({ fault: 'no-room' });
    full.mockRestore();
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.privateLists.all()).toEqual([]);
    await take();
    const [before] = await client.privateLists.all();
    const fullAgain = vi
      .spyOn(store.database, 'setPages')
      .mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    await expect(
      take({ text: 'third_one\n@fourth_one\n', replaces: before!.id }),
    ).rejects.toMatchObject({ fault: 'no-room' });
    fullAgain.mockRestore();
    expect(await client.found('mara_q', 'third_one')).toEqual(['mara_q']);
    expect(await client.privateLists.all()).toEqual([before]);
  });

  test('stays when the other lists are deleted, and goes when it is chosen', async () => {
    await take();
    const { keeper, lists: subscriptions, privateLists } = client;
    const options = {
      ...{ keeper, subscriptions, privateLists, kept: [], session: { clear: vi.fn() } },
      journal: async () => {},
    };
    await wipe(['lists'], options);
    expect(await client.found('mara_q', 'bundled')).toEqual(['mara_q', 'bundled']);
    await wipe(['own-lists'], options);
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.privateLists.all()).toEqual([]);
  });

  test('wiping forgets them', async () => {
    const { content } = await take();
    await client.privateLists.wipe();
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.privateFiles.entries(content)).toEqual([]);
    expect((await overview()).own).toEqual([]);
  });
});

describe('a private list meets what else happens', () => {
  test('of which a part was lost, it is not in use as if it were whole, and the options can say so', async () => {
    const { content } = await take();
    const db = await openDB(PRIVATE_DATABASE);
    await db.clear('entries');
    db.close();
    await deleteDB(DATABASE_NAME);
    client = new SyncClient({ area: client.area });
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    await client.privateLists.tidy(Date.now());
    expect(complaints.mock.calls.flat().map(String).join()).toContain('2 accounts were read');
    complaints.mockRestore();
    expect(await client.privateFiles.entries(content)).toEqual([]);
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect((await overview()).own).toMatchObject([{ enabled: true, entries: 2, state: null }]);
  });

  test('an update that fails while it is made deletes nothing of it', async () => {
    const store = await client.keeper.ready();
    const { setPages } = store.database;
    vi.spyOn(store.database, 'setPages').mockImplementationOnce(async (...pages) => {
      await setPages.apply(store.database, pages);
      // What a failed update does.
      await store.dropUnused();
    });
    await take();
    expect(await client.found('mara_q')).toEqual(['mara_q']);
  });

  test('removed, it does not come back when the browser ends us in the middle', async () => {
    const { id } = await take();
    const killed = vi.spyOn(client.keeper, 'change').mockRejectedValue(new Error('killed'));
    await client.privateLists.remove(id).catch(() => {});
    killed.mockRestore();
    await client.privateLists.tidy(Date.now());
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.privateLists.all()).toEqual([]);
  });

  test('wiped, none comes back when the browser ends us in the middle', async () => {
    await take();
    const killed = vi.spyOn(client.keeper, 'change').mockRejectedValue(new Error('killed'));
    await client.privateLists.wipe().catch(() => {});
    killed.mockRestore();
    await client.privateLists.tidy(Date.now());
    expect(await client.found('mara_q', 'bundled')).toEqual(['bundled']);
    expect(await client.privateLists.all()).toEqual([]);
  });

  test('one that can’t be put in use keeps no other from it', async () => {
    const { content } = await take({ now: '2026-11-24T09:34:00.000Z' });
    await take({ text: 'third_one\n@fourth_one\n', name: 'other.txt' });
    await deleteDB(DATABASE_NAME);
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { privateFiles } = client;
    const after = new SyncClient();
    const entries = privateFiles.entries.bind(privateFiles);
    vi.spyOn(after.privateFiles, 'entries').mockImplementation(async (asked) => {
      if (asked === content) throw new Error('unreadable');
      return entries(asked);
    });
    await after.privateLists.tidy(Date.now());
    expect(await after.found('mara_q', 'third_one')).toEqual(['third_one']);
    expect(said).toHaveBeenCalled();
    said.mockRestore();
  });

  test('its file may have a long name of signs that take two places each', async () => {
    await take({ name: `${'😀'.repeat(79)}.csv` });
    const [row] = (await overview()).own;
    expect(row?.state?.facts.name).toBe(`${'😀'.repeat(39)}…`);
  });
});

test('a file that is stopped while its names are compared is compared no further', async () => {
  const said: FromImporter[] = [];
  const store = await client.keeper.ready();
  const session = new FileSession((message) => {
    said.push(message);
    if (message.type !== 'ask' || message.question.kind !== 'stored') return;
    void session.take({ type: 'cancel' });
    void client.area
      .get([...message.question.keys])
      .then((value) => session.take({ type: 'answer', id: message.id, value }));
  }, client.privateFiles);
  await session.take({
    ...{ type: 'read', name: 'users.csv', content: new Blob(['@bundled\n']), wishes: {} },
    lists: await store.cited(),
    catalogue: await store.catalogue(),
  });
  expect(
    said.map((message) => (message.type === 'ask' ? message.question.kind : message.type)),
  ).toEqual(['progress', 'stored']);
});

describe('the same file again, or a newer version of it', () => {
  test('is recognised', async () => {
    const { id, file } = await take();
    const { last } = await read(FILE, 'renamed.csv');
    expect(last('read')?.file.own).toEqual([
      {
        ...{ id, sha256: file.sha256, file: 'users.csv' },
        ...{ imported: file.imported, disclosure: DISCLOSURE },
      },
    ]);
    // In its place, there is still one.
    await take({ replaces: id });
    expect(await client.privateLists.all()).toHaveLength(1);
  });

  const NEWER = 'userid,user_screen_name\n1234567890,mara_q\n,third_one\n';

  test('tells which names it lacks, and keeps them', async () => {
    const { id } = await take();
    const { session, last } = await read(NEWER, 'users-2.csv');
    await session.take({ type: 'compare', listId: id });
    expect(last('compared')).toMatchObject({ missing: 1, names: ['@second_one'] });
    await take({ text: NEWER, name: 'users-2.csv', replaces: id });
    expect(await client.found('mara_q', 'second_one', 'third_one')).toHaveLength(3);
    const [list] = await client.privateLists.all();
    expect(list).toMatchObject({
      id,
      file: { name: 'users-2.csv' },
      earlier: [{ name: 'users.csv' }],
      entries: 3,
    });
  });

  test('has them withdrawn where the person says so', async () => {
    const { id } = await take();
    await take({ text: NEWER, name: 'users-2.csv', replaces: id, withdraw: true });
    const entry = await client.entry('second_one');
    expect(entry?.history.at(-1)?.status).toBe('delisted');
    expect((await client.entry('mara_q'))?.history).toEqual([]);
  });
});

test('no list that is fetched may take the name of a private one', async () => {
  const { startPublisher } = await import('../../tests/unit/publisher-fixture.ts');
  const publisher = await startPublisher();
  await publisher.publish(['one'], { version: 1, id: 'private-0123456789abcdef' });
  await expect(client.add(publisher)).rejects.toMatchObject({ refusal: 'other-list' });
  await publisher.stop();
});
