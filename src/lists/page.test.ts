import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountKey, handleKey, idKey, keysOf } from '../accounts/keys.ts';
import { AccountEntry } from '../records/entry.ts';
import { buildFilter } from './build-filter.ts';
import { buildPages } from './build-pages.ts';
import { ListFormatError } from './errors.ts';
import { openFilter } from './filter.ts';
import { hashKey, newHash } from './hash.ts';
import { pageOf, RecordPage } from './page.ts';
import { SetTable } from './sets.ts';

const source = {
  title: 'Our update',
  publisher: 'Twitter',
  url: 'https://example.org/a',
  archivedUrl: null,
  date: null,
};
const plain = AccountEntry.parse({
  platform: 'x',
  handle: 'some_name',
  namedIn: [{ disclosure: 'twitter-2019-01-31-venezuela-1', source }],
  removed: '2019-01',
});
const rich = AccountEntry.parse({
  platform: 'x',
  kind: 'page',
  handle: 'RobbyDelaware',
  earlierHandles: ['Old_Name', 'older_name'],
  platformId: '1108469498',
  displayName: 'Robby ☃ Ñandú',
  namedIn: [
    { disclosure: 'house-2017', source },
    { disclosure: 'twitter-2018', source: null },
  ],
  history: [
    {
      status: 'reinstated',
      date: '2018-01',
      summary: 'Twitter brought it back.',
      source,
      confirmed: false,
    },
  ],
  disputes: [
    {
      kind: 'denial',
      by: 'The owner',
      date: null,
      summary: 'Said that he is a person.',
      quote: { text: 'I am real', language: 'en' },
      source,
      confirmed: true,
    },
  ],
  created: '2013-01-21',
  removed: '2018-Q1',
  note: 'A note.',
});

function built(entries: readonly AccountEntry[]) {
  const table = new SetTable(entries);
  const { pages, pageBits, keys } = buildPages(entries, table);
  return {
    pages,
    pageBits,
    keys,
    opened: pages.map((page) => new RecordPage(page)),
    sets: table.sets(),
  };
}

/** Everything a built platform says under a key, its aliases followed. */
function lookUp(list: ReturnType<typeof built>, key: AccountKey): AccountEntry[] {
  const hash = newHash();
  hashKey(key, hash);
  const page = list.opened[pageOf(hash[0]! >>> 0, list.pageBits)]!;
  return page.find(key).flatMap((at) => {
    const record = page.record(at, 'x', list.sets);
    if (record.kind !== 'alias') return record.kind === 'entry' ? record.entry : [];
    const target = list.opened[pageOf(record.target, list.pageBits)]!;
    return target.findHash(record.target).flatMap((place) => {
      const found = target.record(place, 'x', list.sets);
      return found.kind === 'entry' && keysOf(found.entry).includes(key) ? found.entry : [];
    });
  });
}

function hashed(text: string): number[] {
  const hash = newHash();
  hashKey(text, hash);
  return [...hash];
}

/**
 * Another key with the same hash. The hash is no secret and can be run backwards: after any prefix
 * there are four code units that lead to a given state. Its constants are those of hash.ts.
 */
function twinOf(text: AccountKey): AccountKey {
  const rotl = (word: number, by: number) => (word << by) | (word >>> (32 - by));
  const state = (units: string, length: number) => {
    let high = 0x2c1b3c6d ^ length;
    let low = 0x297a2d39 ^ length;
    for (let at = 0; at < units.length; at += 2) {
      const second = at + 1 < units.length ? units.charCodeAt(at + 1) << 16 : 0;
      high = Math.imul(rotl(high, 5) ^ (units.charCodeAt(at) | second), 0x9e3779b1);
      low = Math.imul(rotl(low, 13) ^ high, 0x85ebca77);
    }
    return { high, low };
  };
  const inverse = (odd: number) => {
    let found = odd;
    for (let step = 0; step < 5; step++) found = Math.imul(found, 2 - Math.imul(odd, found));
    return found;
  };
  const goal = state(text, text.length);
  for (let tried = 10; ; tried++) {
    const prefix = `@${tried}xyz`;
    const from = state(prefix, prefix.length + 4);
    const lowBefore = rotl(Math.imul(goal.low, inverse(0x85ebca77)) ^ goal.high, 19);
    const middle = Math.imul(lowBefore, inverse(0x85ebca77)) ^ rotl(from.low, 13);
    const words = [
      Math.imul(middle, inverse(0x9e3779b1)) ^ rotl(from.high, 5),
      Math.imul(goal.high, inverse(0x9e3779b1)) ^ rotl(middle, 5),
    ];
    const units = words.flatMap((word) => [word & 0xffff, word >>> 16]);
    const twin = prefix + String.fromCharCode(...units);
    if (!/[\ud800-\udfff]/.test(twin)) return twin as AccountKey;
  }
}

const key = (handle: string) => handleKey('x', handle)!;
const id = (text: string) => idKey('x', text)!;

describe('a page of records', () => {
  it('gives back a plain and a rich entry exactly, under each of their keys', () => {
    const list = built([plain, rich]);
    expect(lookUp(list, key('SOME_NAME'))).toEqual([plain]);
    for (const each of keysOf(rich)) expect(lookUp(list, each)).toEqual([rich]);
    expect(keysOf(rich).length).toBe(4);
  });

  it('gives back any entry that the schema allows', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const date = fc.constantFrom(
      '2019',
      '2019-01',
      '2019-01-31',
      '1989-12-31',
      '2050-02-28',
      '2023-Q1',
      '2025-Q2/2025-Q3',
    );
    const text = words.map((value) => `t${value.trim()}`);
    const handle = fc.oneof(fc.stringMatching(/^\w{1,15}$/), words);
    const namedIn = fc.record({
      disclosure: fc.constantFrom('one', 'two'),
      source: fc.constantFrom(null, source),
    });
    const anEntry = fc
      .record({
        platform: fc.constant('x'),
        kind: fc.constantFrom('account', 'page'),
        handle: fc.option(handle),
        earlierHandles: fc.array(handle, { maxLength: 2 }),
        platformId: fc.option(fc.oneof(fc.bigInt(1n, 2n ** 63n - 1n).map(String), words)),
        displayName: fc.option(text),
        namedIn: fc.array(namedIn, { minLength: 1, maxLength: 2 }),
        created: fc.option(date),
        removed: fc.option(date),
        note: fc.option(text),
      })
      .map((value) => AccountEntry.safeParse(value).data)
      .filter((entry) => entry !== undefined && keysOf(entry).length > 0);
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 20 }), (drawn) => {
        const entries = drawn as AccountEntry[];
        const list = built(entries);
        for (const entry of entries) {
          for (const each of keysOf(entry)) expect(lookUp(list, each)).toContainEqual(entry);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps two accounts of one name apart by their ids, and gives both for the name', () => {
    const first = { ...plain, platformId: '11' };
    const second = { ...plain, platformId: '22' };
    const list = built([first, second]);
    expect(lookUp(list, key('some_name'))).toEqual([first, second]);
    expect(lookUp(list, id('22'))).toEqual([second]);
  });

  it.each(['constructor', '__proto__', 'toString', 'some_nam', 'some_name_'])(
    'does not take %s for a record',
    (name) => {
      expect(lookUp(built([plain, rich]), key(name))).toEqual([]);
    },
  );

  it('does not take the id 123 for the handle 123', () => {
    const list = built([
      { ...plain, handle: '123' },
      { ...plain, handle: 'other', platformId: '456' },
    ]);
    expect(lookUp(list, id('123'))).toEqual([]);
    expect(lookUp(list, key('456'))).toEqual([]);
  });

  it('does not take a key with the same 64-bit hash for a record', () => {
    const list = built([plain, rich]);
    const filter = openFilter(buildFilter(list.keys));
    for (const each of list.keys) {
      const twin = twinOf(each);
      expect(hashed(twin)).toEqual(hashed(each));
      expect(twin).not.toBe(each);
      expect(filter.mayHave(twin)).toBe(true);
      expect(lookUp(list, twin)).toEqual([]);
    }
  });

  it('follows an alias to its own entry only, whatever else has half of its hash', () => {
    const seen = new Map<number, string>();
    for (let at = 0; ; at++) {
      const name = `half_${at}`;
      const [high] = hashed(key(name));
      const twin = seen.get(high!);
      seen.set(high!, name);
      if (twin === undefined) continue;
      const entries = [
        { ...plain, handle: name, platformId: '71' },
        { ...plain, handle: twin, platformId: '72' },
      ];
      expect(lookUp(built(entries), id('71'))).toEqual([entries[0]]);
      return;
    }
  });

  it('spreads many records over pages of about 512', () => {
    const entries = Array.from({ length: 5000 }, (_, at) => ({ ...plain, handle: `name_${at}` }));
    const list = built(entries);
    expect(list.pageBits).toBe(3);
    const counts = list.opened.map((page) => page.count);
    expect(Math.max(...counts)).toBeLessThan(800);
    expect(counts.reduce((sum, count) => sum + count)).toBe(5000);
    for (const entry of entries) expect(lookUp(list, key(entry.handle))).toEqual([entry]);
  });

  it('spends at most 16 bytes on a plain record of 13 letters, and two more on its upper case', () => {
    const named = (prefix: string) =>
      Array.from({ length: 4096 }, (_, at) => ({ ...plain, handle: `${prefix}${at + 10_000}` }));
    const perRecord = (entries: AccountEntry[]) =>
      built(entries).pages.reduce((sum, page) => sum + page.length, 0) / entries.length;
    expect(perRecord(named('namename'))).toBeLessThanOrEqual(16);
    expect(perRecord(named('NameName'))).toBeLessThanOrEqual(18);
  });

  it('depends on the entries alone, not on their order', () => {
    const entries = [plain, rich, { ...plain, platformId: '7' }, { ...plain, handle: 'zz' }];
    expect(built([...entries].reverse()).pages).toEqual(built(entries).pages);
  });

  it('is empty without records', () => {
    const list = built([]);
    expect(list.pages.length).toBe(1);
    expect(lookUp(list, key('a'))).toEqual([]);
  });
});

describe('a broken record', () => {
  it('is told from the others and leaves them alone', () => {
    const list = built([plain, { ...rich, note: '' }]);
    const [page] = list.opened;
    const [at] = page!.find(key('RobbyDelaware'));
    expect(page!.record(at!, 'x', list.sets).kind).toBe('broken');
    expect(lookUp(list, key('some_name'))).toEqual([plain]);
  });

  it('is one whose set is missing', () => {
    const { opened } = built([plain, { ...plain, handle: 'b' }]);
    expect(opened[0]!.record(0, 'x', []).kind).toBe('broken');
    expect(opened[0]!.record(0, 'x', [null]).kind).toBe('broken');
  });

  it('is one that lies under a key of another account', () => {
    const { opened, sets } = built([plain]);
    const [at] = opened[0]!.find(key('some_name'));
    expect(opened[0]!.record(at!, 'x', sets).kind).toBe('entry');
    // Read as another platform's page the same handle has another key.
    const reddit = built([{ ...plain, handle: 'Some-Name', platform: 'reddit' }]);
    expect(reddit.opened[0]!.record(0, 'x', reddit.sets).kind).toBe('broken');
  });
});

describe('a damaged page', () => {
  const { pages, sets } = built([plain, rich, { ...plain, handle: null, platformId: '5' }]);
  const bytes = pages[0]!;

  /** Opens and reads all; gives whether it was refused. Anything but a ListFormatError gets out. */
  function refused(damaged: Uint8Array): boolean {
    try {
      const page = new RecordPage(damaged);
      for (let at = 0; at < page.count; at++) page.record(at, 'x', sets);
      page.find(key('some_name'));
      page.findHash(0);
      return false;
    } catch (error) {
      if (error instanceof ListFormatError) return true;
      throw error;
    }
  }

  it('is refused at whatever length it is cut, and with a byte more', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refused(bytes.subarray(0, length)), `cut to ${length}`).toBe(true);
    }
    expect(refused(Uint8Array.from([...bytes, 0]))).toBe(true);
  });

  it('never throws anything but a ListFormatError, whatever bit flips', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      refused(flipped);
    }
  });

  it('finds nothing, and does not throw, where a key on the way can not be read', () => {
    // One handle of one byte that is no UTF-8, of set 1.
    const page = new RecordPage(Uint8Array.of(1, 0, 1, 1, 0xff, 1));
    expect(page.findHash(7)).toEqual([]);
  });

  it('never throws anything but a ListFormatError on other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(127), (rest, columns) => {
        refused(Uint8Array.from([1, columns, ...rest]));
      }),
      { numRuns: 5000 },
    );
  });
});
