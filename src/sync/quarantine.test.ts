import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncClient } from '../../tests/unit/client-fixture.ts';
import { someDisclosure, someEntry } from '../../tests/unit/list-fixture.ts';
import { type Publisher, startPublisher } from '../../tests/unit/publisher-fixture.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import { fileName } from '../lists/files.ts';
import type { BuiltList, VersionBefore } from '../publish/build.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import { memoryDatabase } from '../store/memory-database.ts';
import { overviewOf } from './overview.ts';

// A list that says something this release can't read, as a publisher's mistake or a later format would.

const MANY = Array.from({ length: 2000 }, (_, at) => someEntry({ handle: `name_${at}` }));
const whole = someEntry({ handle: 'odd' });
const broken: AccountEntry = { ...whole, note: { de: 'Notiz' } as never };
const unread: Disclosure = { ...someDisclosure('third'), kind: 'a-later-kind' as never };
const third = [{ disclosure: 'third', source: null }];
const ofUnread = someEntry({ handle: 'named_by_unread', namedIn: third });
const ofBoth = someEntry({
  handle: 'named_by_both',
  namedIn: [...third, { disclosure: 'first', source: null }],
});
const DISCLOSURES = [someDisclosure('first'), someDisclosure('second'), unread];

let publisher: Publisher;
let client: SyncClient;

beforeEach(async () => {
  publisher = await startPublisher();
  client = new SyncClient({ database: memoryDatabase() });
});
afterEach(() => publisher.stop());

/** The count that people are shown. */
async function shownBroken(): Promise<number | undefined> {
  const managed = { ids: async () => [], awaited: [] };
  const { added } = await overviewOf(
    await client.keeper.ready(),
    client.lists,
    managed,
    client.privateLists,
  );
  return added[0]?.state?.broken;
}

/** A version as its publisher knows it, who can read all of it. */
function asBefore({ manifest, files }: BuiltList, entries: VersionBefore['entries']) {
  const text = gunzipSync(files.get(fileName(manifest.files.catalogue))!).toString();
  const catalogue = JSON.parse(text) as Catalogue;
  return { manifest, catalogue, entries, corrections: null, deltas: [] };
}

interface Version {
  readonly entries: readonly AccountEntry[];
  readonly disclosures?: readonly Disclosure[];
}

/** Adds the first version, then publishes the second one with a delta and updates. */
async function goOn(first: Version, second: Version) {
  const built = await publisher.publish(first.entries, { ...first, version: 1, before: null });
  await client.add(publisher);
  const { manifest } = await publisher.publish(second.entries, {
    ...second,
    version: 2,
    before: asBefore(built, first.entries),
  });
  const { asked, refusal } = await client.update();
  const [delta] = manifest.files.deltas;
  const shards = manifest.files.platforms.flatMap((row) => row.shards.map(fileName));
  return {
    refusal,
    byDelta: asked.includes(fileName(delta!.file)),
    byShards: shards.every((name) => asked.includes(name)),
  };
}

describe('a broken record', () => {
  test('is left out and counted, and costs no other name', async () => {
    await publisher.publish([...MANY.slice(0, 50), broken], { version: 1 });
    await client.add(publisher);
    expect(await shownBroken()).toBe(1);
    const names = MANY.slice(0, 50).map(({ handle }) => handle!);
    expect(await client.found(...names, 'odd')).toEqual(names);
  });

  test('and a broken disclosure are counted together; what it alone says is not said', async () => {
    const entries = [...MANY.slice(0, 50), broken, ofUnread, ofBoth];
    await publisher.publish(entries, { version: 1, disclosures: DISCLOSURES });
    await client.add(publisher);
    expect(await shownBroken()).toBe(2);
    expect(await client.found('name_0', 'odd', 'named_by_unread', 'named_by_both')).toEqual([
      'name_0',
      'named_by_both',
    ]);
    const { records } = await (await client.keeper.ready()).card('x', '@named_by_both');
    expect(records[0]?.disclosures.map(({ id }) => id)).toEqual(['first']);
  });
});

describe('from version to version', () => {
  const newcomer = someEntry({ handle: 'newcomer' });

  test('a broken record that a delta does not touch stays counted', async () => {
    const outcome = await goOn(
      { entries: [...MANY, broken] },
      { entries: [...MANY.slice(1), broken, newcomer] },
    );
    expect(outcome).toEqual({ refusal: null, byDelta: true, byShards: false });
    expect(await shownBroken()).toBe(1);
    expect(await client.found('name_0', 'name_1', 'newcomer', 'odd')).toEqual([
      'name_1',
      'newcomer',
    ]);
  });

  test('one that a delta brings is found out, and counted by fetching all', async () => {
    const outcome = await goOn({ entries: MANY }, { entries: [...MANY, newcomer, broken] });
    expect(outcome).toEqual({ refusal: null, byDelta: true, byShards: true });
    expect(await shownBroken()).toBe(1);
    expect(await client.found('name_0', 'newcomer', 'odd')).toEqual(['name_0', 'newcomer']);
  });

  test.each([
    ['mended', [whole]],
    ['taken out', []],
  ])('one that is %s is no longer counted', async (_how, instead) => {
    const outcome = await goOn({ entries: [...MANY, broken] }, { entries: [...MANY, ...instead] });
    expect(outcome.refusal).toBeNull();
    expect(await shownBroken()).toBe(0);
    expect(await client.found('name_0', 'odd')).toEqual(['name_0', ...instead.map(() => 'odd')]);
  });

  test('one of a platform that the list no longer has is no longer counted', async () => {
    const onReddit: AccountEntry = { ...broken, platform: 'reddit' };
    const outcome = await goOn({ entries: [...MANY, onReddit] }, { entries: [...MANY, newcomer] });
    expect(outcome.refusal).toBeNull();
    expect(await shownBroken()).toBe(0);
    expect(await client.found('name_0', 'newcomer')).toEqual(['name_0', 'newcomer']);
  });

  test('a broken disclosure stays counted, at the price of fetching all', async () => {
    const entries = [...MANY, ofUnread, ofBoth];
    const outcome = await goOn(
      { entries, disclosures: DISCLOSURES },
      { entries: [...entries, newcomer], disclosures: DISCLOSURES },
    );
    expect(outcome).toEqual({ refusal: null, byDelta: true, byShards: true });
    expect(await shownBroken()).toBe(1);
    expect(await client.found('newcomer', 'named_by_unread', 'named_by_both')).toEqual([
      'newcomer',
      'named_by_both',
    ]);
  });

  test('a disclosure that is mended says what it says', async () => {
    const entries = [...MANY, ofUnread];
    const outcome = await goOn(
      { entries, disclosures: DISCLOSURES },
      { entries, disclosures: [...DISCLOSURES.slice(0, 2), someDisclosure('third')] },
    );
    expect(outcome.refusal).toBeNull();
    expect(await shownBroken()).toBe(0);
    expect(await client.found('named_by_unread')).toEqual(['named_by_unread']);
  });
});
