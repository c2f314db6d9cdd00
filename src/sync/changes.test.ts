import 'fake-indexeddb/auto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SyncClient } from '../../tests/unit/client-fixture.ts';
import { someEntry } from '../../tests/unit/list-fixture.ts';
import { loseValuesOf } from '../../tests/unit/lost-values.ts';
import {
  type Publisher,
  type PublishOptions,
  startPublisher,
} from '../../tests/unit/publisher-fixture.ts';
import { fileName } from '../lists/files.ts';
import type { Manifest } from '../lists/manifest.ts';
import type { ReaderRule } from '../lists/reader-rules.ts';
import { openListFolder } from '../publish/list-folder.ts';
import type { AccountEntry } from '../records/entry.ts';
import type { PageKey } from '../store/generations.ts';
import { openListStore } from '../store/list-store.ts';
import { RULES_KEY } from '../store/reader-rule-storage.ts';

// From version to version: what is fetched and what then holds. A publisher's folder, the real server, the real client.

const MANY = Array.from({ length: 2000 }, (_, at) => entryOf(`name_${at}`));

let publisher: Publisher;
let client: SyncClient;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  publisher = await startPublisher();
  await publish(MANY, 1);
  client = new SyncClient();
  await client.add(publisher);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await publisher.stop();
});

function entryOf(handle: string, fields: Partial<AccountEntry> = {}): AccountEntry {
  return someEntry({ handle, ...fields });
}

const delisted = (handle: string): AccountEntry =>
  entryOf(handle, {
    history: [
      {
        ...{ status: 'delisted' as const, date: '2026-11-20', summary: 'Taken off.' },
        ...{ source: null, confirmed: true },
      },
    ],
  });

/** Publishes the next version over the one in the folder. */
async function publish(
  entries: readonly AccountEntry[],
  version: number,
  options: PublishOptions = {},
): Promise<Manifest> {
  const before =
    version === 1 ? null : await openListFolder(publisher.folder, { allowUnsigned: true });
  return (await publisher.publish(entries, { version, before, ...options })).manifest;
}

/** Takes a file away, and gives what brings it back. */
async function withhold(name: string): Promise<() => Promise<void>> {
  const bytes = await publisher.read(name);
  await rm(path.join(publisher.folder, name));
  return () => publisher.put(name, bytes);
}

const shardsOf = ({ files }: Manifest) =>
  files.platforms.flatMap(({ shards, filter }) => [...shards, filter].map(fileName));
const deltaOf = ({ files }: Manifest, from: number) =>
  fileName(files.deltas.find((one) => one.from === from)!.file);

describe('corrections', () => {
  test('hold before anything else of the new version is there, and tabs are told', async () => {
    const next = [...MANY.slice(2), delisted('name_1'), entryOf('newcomer')];
    const manifest = await publish(next, 2);
    const back = await Promise.all([...shardsOf(manifest), deltaOf(manifest, 1)].map(withhold));
    const before = client.told;
    expect((await client.update()).refusal).toBe('missing-file');
    expect(client.told).toBe(before + 1);
    expect(await client.entry('name_0')).toBeNull();
    expect((await client.entry('name_1'))?.history.at(-1)?.status).toBe('delisted');
    expect((await client.entry('name_2'))?.history).toEqual([]);
    expect(await client.entry('newcomer')).toBeNull();
    for (const one of back) await one();
    expect((await client.update()).refusal).toBeNull();
    expect(await client.entry('name_0')).toBeNull();
    expect(await client.entry('newcomer')).not.toBeNull();
  });

  test('hold after the background was ended and started again', async () => {
    const manifest = await publish(MANY.slice(1), 2);
    await Promise.all([...shardsOf(manifest), deltaOf(manifest, 1)].map(withhold));
    await client.update();
    const again = await openListStore();
    expect((await again.lookup('x', ['@name_0'])).found).toEqual([]);
    expect((await again.lookup('x', ['@name_1'])).found).toHaveLength(1);
    expect((await again.card('x', '@name_0')).records).toEqual([]);
  });

  test('still hold when a person steps back to the version before', async () => {
    await publish([...MANY.slice(2), delisted('name_1'), entryOf('newcomer')], 2);
    await client.update();
    expect(await client.lists.stepBack('lab')).toBe(true);
    expect(await client.entry('newcomer')).toBeNull();
    expect(await client.entry('name_0')).toBeNull();
    expect((await client.entry('name_1'))?.history.at(-1)?.status).toBe('delisted');
  });

  test('of a version that is refused are not taken', async () => {
    await publish(MANY.slice(1500), 2);
    expect((await client.update()).refusal).toBe('shrunk');
    expect(await client.entry('name_0')).not.toBeNull();
  });

  test('that are damaged refuse the version', async () => {
    const manifest = await publish(MANY.slice(1), 2);
    const name = fileName(manifest.files.corrections!);
    const bytes = Uint8Array.from(await publisher.read(name));
    bytes[bytes.length >> 1]! ^= 1;
    await publisher.put(name, bytes);
    expect((await client.update()).refusal).toBe('changed-file');
    expect(await client.entry('name_0')).not.toBeNull();
  });

  test('that the browser has lost take their list out of use till it is fetched again', async () => {
    const manifest = await publish(MANY.slice(1), 2);
    const back = await Promise.all([...shardsOf(manifest), deltaOf(manifest, 1)].map(withhold));
    await client.update();
    const find = loseValuesOf('corrections');
    const again = new SyncClient({ area: client.area });
    expect(await again.found('name_0', 'name_1', 'bundled')).toEqual(['bundled']);
    find();
    for (const one of back) await one();
    await again.update();
    expect(await again.found('name_0', 'name_1', 'bundled')).toEqual(['name_1', 'bundled']);
  });

  test('go with their list', async () => {
    await publish(MANY.slice(1), 2);
    await client.update();
    const { database } = await client.keeper.ready();
    const { corrections } = (await database.state())!.lists.find(({ id }) => id === 'lab')!;
    expect(await database.corrections(corrections!.name)).not.toBeNull();
    await client.lists.remove('lab');
    expect(await database.corrections(corrections!.name)).toBeNull();
  });
});

describe('deltas', () => {
  test('lead to the next version without its other files', async () => {
    const next = [...MANY.slice(1), entryOf('newcomer', { platformId: '12345' })];
    const manifest = await publish(next, 2);
    const { asked, refusal } = await client.update();
    expect(refusal).toBeNull();
    expect(asked).toContain(deltaOf(manifest, 1));
    expect(shardsOf(manifest).filter((name) => asked.includes(name))).toEqual([]);
    expect([await client.entry('name_0'), (await client.entry('newcomer'))?.platformId]).toEqual([
      null,
      '12345',
    ]);
    expect(
      await Promise.all(
        ['newcomer', 'name_1', 'nobody_at_all'].map((name) => client.letsThrough(name)),
      ),
    ).toEqual([true, true, false]);
  });

  test('lead to the very pages that a fetch of all gives', async () => {
    const next = [...MANY.slice(5), delisted('name_3'), entryOf('newcomer')];
    const { files } = await publish(next, 2);
    const { database } = await client.keeper.ready();
    const pages = async () => {
      const { current } = (await database.state())!.lists.find(({ id }) => id === 'lab')!;
      const keys = files.platforms.flatMap(({ platform, pageBits }) =>
        Array.from({ length: 2 ** pageBits }, (_, at) => [current, platform, at] as PageKey),
      );
      return database.pages(keys);
    };
    await client.update();
    const byDelta = await pages();
    await client.lists.remove('lab');
    await client.add(publisher);
    expect(byDelta).not.toContain(null);
    expect(await pages()).toEqual(byDelta);
  });

  test('lead on from version to version, with what was added before', async () => {
    let entries = MANY;
    for (const version of [2, 3, 4]) {
      entries = [...entries.slice(1), entryOf(`newcomer_${version}`)];
      const manifest = await publish(entries, version);
      const { asked } = await client.update();
      expect(asked).toContain(deltaOf(manifest, version - 1));
    }
    for (const version of [2, 3, 4]) {
      expect(await client.letsThrough(`newcomer_${version}`)).toBe(true);
      expect(await client.entry(`newcomer_${version}`)).not.toBeNull();
    }
  });

  test('lead over versions that were missed', async () => {
    await publish([...MANY.slice(1), entryOf('second')], 2);
    const manifest = await publish([...MANY.slice(2), entryOf('second'), entryOf('third')], 3);
    const { asked } = await client.update();
    expect(asked).toContain(deltaOf(manifest, 1));
    expect(
      await Promise.all(['name_0', 'name_1', 'second', 'third'].map((name) => client.entry(name))),
    ).toEqual([null, null, expect.anything(), expect.anything()]);
  });

  test('to a platform that was not there before', async () => {
    const manifest = await publish([...MANY, entryOf('someone', { platform: 'reddit' })], 2);
    const { asked, refusal } = await client.update();
    expect(refusal).toBeNull();
    expect(asked).toContain(deltaOf(manifest, 1));
    const { found } = await (await client.keeper.ready()).lookup('reddit', ['@someone']);
    expect(found).toHaveLength(1);
  });

  test.each(['damaged', 'gone'])('that are %s cost a fetch of all, nothing more', async (how) => {
    const manifest = await publish([...MANY.slice(1), entryOf('newcomer')], 2);
    const name = deltaOf(manifest, 1);
    if (how === 'gone') await withhold(name);
    else await publisher.put(name, new Uint8Array(await publisher.read(name)).reverse());
    const { asked, refusal } = await client.update();
    expect(refusal).toBeNull();
    expect(shardsOf(manifest).every((shard) => asked.includes(shard))).toBe(true);
    expect(await client.entry('newcomer')).not.toBeNull();
  });

  test('over pages that were damaged here cost a fetch of all', async () => {
    const { database } = await client.keeper.ready();
    const list = (await database.state())!.lists.find(({ id }) => id === 'lab')!;
    const { manifest: before } = (await database.info(list.current))!;
    const { platform, pageBits } = before.files.platforms[0]!;
    const [first, last] = await database.pages([
      [list.current, platform, 0],
      [list.current, platform, 2 ** pageBits - 1],
    ]);
    await database.setPages(list.current, platform, 2 ** pageBits - 1, [first!]);
    expect(first).not.toEqual(last);
    await publish([...MANY.slice(1), entryOf('newcomer')], 2);
    expect((await client.update()).refusal).toBeNull();
    for (const { handle } of MANY.slice(1, 200)) expect(await client.entry(handle!)).not.toBeNull();
  });

  test('nothing new is one question', async () => {
    expect((await client.update()).asked).toEqual(['latest']);
  });
});

describe('rules for readers', () => {
  const rule: ReaderRule = {
    ...{ site: 'x', reason: 'The site was rebuilt.', until: '2.0.0', off: false },
    ...{ hooks: { rows: 'article.new' }, reserved: ['new-page'] },
  };
  const rules = async () => (await client.area.get(RULES_KEY))[RULES_KEY] ?? [];

  test('of a list that was added without them are followed only when the person lets it', async () => {
    await publish([...MANY, entryOf('newcomer')], 2, { readerRules: [rule] });
    const before = client.told;
    await client.update();
    expect(await rules()).toEqual([]);
    await client.lists.allowReaderRules('lab', true);
    expect(await rules()).toEqual([{ list: 'The list lab', rule }]);
    expect(client.told).toBeGreaterThan(before + 1);
    await client.lists.allowReaderRules('lab', false);
    expect(await rules()).toEqual([]);
  });

  test('that were shown before the list was added are followed, and go with it', async () => {
    await client.lists.remove('lab');
    await publish([...MANY, entryOf('newcomer')], 2, { readerRules: [rule] });
    await client.add(publisher);
    expect(await rules()).toEqual([{ list: 'The list lab', rule }]);
    await publish([...MANY, entryOf('newcomer'), entryOf('another')], 3, { readerRules: [] });
    await client.update();
    expect(await rules()).toEqual([]);
  });

  test('that this release has mended are not', async () => {
    await client.lists.remove('lab');
    await publish([...MANY, entryOf('newcomer')], 2, {
      readerRules: [{ ...rule, until: '1.0.0' }],
    });
    await client.add(publisher);
    expect(await rules()).toEqual([]);
  });
});
