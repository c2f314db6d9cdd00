import { beforeEach, expect, test, vi } from 'vitest';
import { referenceKeys } from '../accounts/keys.ts';
import { buildFilter } from '../lists/build-filter.ts';
import { directoryBytes, openFilter, readDirectory } from '../lists/filter.ts';
import { PagedFilter } from '../lists/paged-filter.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { AccountEntry } from '../records/entry.ts';
import { AccountLookup } from './lookup.ts';

let asked: string[][];
let listed: Map<string, FoundEntry[]>;
let lookup: AccountLookup;

const seen = (handle: string, id: string | null = null) =>
  referenceKeys({ platform: 'x', handle, id });

function found(key: string, handle: string, platformId: string | null = null): FoundEntry {
  return {
    key,
    entry: AccountEntry.parse({
      platform: 'x',
      handle,
      platformId,
      namedIn: [{ disclosure: 'some-disclosure' }],
    }),
    disclosures: [],
    list: { id: 'a-list', name: 'A list', version: 1, expires: '2099-01-01T00:00:00Z' },
  };
}

beforeEach(() => {
  asked = [];
  listed = new Map([
    ['@listed', [found('@listed', 'Listed', '42')]],
    ['#42', [found('#42', 'Listed', '42')]],
  ]);
  lookup = new AccountLookup({
    readFilter: async () => openFilter(buildFilter(listed.keys())),
    lookup: async (_platform, keys) => {
      asked.push([...keys]);
      return { generation: '1', found: keys.flatMap((key) => listed.get(key) ?? []) };
    },
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a name that no filter lets through is never asked about', async () => {
  const answers: unknown[] = [];
  for (const name of ['nobody', 'constructor', '__proto__', 'hasOwnProperty']) {
    lookup.ask('x', seen(name), (entries) => answers.push(entries));
  }
  await settled();
  await lookup.flush();
  expect(asked).toEqual([]);
  expect(answers).toEqual([]);
});

test('names are asked about in one batch, once, and answered from the cache afterwards', async () => {
  const answers: string[] = [];
  const note = (entries: readonly FoundEntry[]) => answers.push(entries[0]!.entry.handle!);
  lookup.ask('x', seen('Listed'), note);
  lookup.ask('x', seen('LISTED'), note);
  await settled();
  expect(asked).toEqual([['@listed']]);
  lookup.ask('x', seen('listed'), note);
  await lookup.flush();
  expect(asked).toHaveLength(1);
  expect(answers).toEqual(['Listed', 'Listed', 'Listed']);
});

test('an entry found by name and by id is reported by its name, under which other lists have it too', async () => {
  const keys: string[] = [];
  lookup.ask('x', seen('listed', '42'), (entries) => keys.push(...entries.map(({ key }) => key)));
  await settled();
  await lookup.flush();
  await settled();
  expect(keys).toEqual(['@listed']);
});

test('an entry found by name and by id is reported once', async () => {
  const answers: (readonly FoundEntry[])[] = [];
  lookup.ask('x', seen('listed', '42'), (entries) => answers.push(entries));
  await settled();
  expect(answers).toHaveLength(1);
  expect(answers[0]).toHaveLength(1);
});

test('what the filter let through by chance and the background does not know stays silent', async () => {
  const answers: unknown[] = [];
  const stored = new AccountLookup({
    readFilter: async () => ({ mayHave: () => true }),
    lookup: async () => ({ generation: '1', found: [] }),
  });
  stored.ask('x', seen('constructor'), (entries) => answers.push(entries));
  await settled();
  expect(answers).toEqual([]);
});

test('an answer that arrives after the lists have changed is thrown away', async () => {
  const answers: unknown[] = [];
  let answer = (_: FoundEntry[]) => {};
  const slow = new AccountLookup({
    readFilter: async () => ({ mayHave: () => true }),
    lookup: () =>
      new Promise((resolve) => {
        answer = (entries) => resolve({ generation: '1', found: entries });
      }),
  });
  slow.ask('x', seen('listed'), (entries) => answers.push(entries));
  await settled();
  slow.forget();
  answer(listed.get('@listed') ?? []);
  await settled();
  expect(answers).toEqual([]);
});

test('a platform without a filter costs nothing more', async () => {
  const answers: unknown[] = [];
  const empty = new AccountLookup({
    readFilter: async () => null,
    lookup: async () => {
      throw new Error('nobody should be asked');
    },
  });
  empty.ask('x', seen('listed'), (entries) => answers.push(entries));
  await settled();
  await empty.flush();
  expect(answers).toEqual([]);
});

test('names that wait for a filter are not lost when the lists change while it is being read', async () => {
  const answers: unknown[] = [];
  const readings: ((filter: { mayHave(): boolean }) => void)[] = [];
  const slow = new AccountLookup({
    readFilter: () =>
      new Promise((resolve) => {
        readings.push(resolve);
      }),
    lookup: async () => ({ generation: '2', found: listed.get('@listed') ?? [] }),
  });
  slow.ask('x', seen('listed'), () => answers.push('asked before the change'));
  slow.forget();
  slow.ask('x', seen('listed'), () => answers.push('asked after it'));
  // The older reading ends first, as it does when an import has just finished.
  readings[0]!({ mayHave: () => false });
  await settled();
  readings[1]!({ mayHave: () => true });
  await settled();
  expect(answers).toEqual(['asked after it']);
});

test('a filter that could not be read is read again later, and nobody is taken for unlisted meanwhile', async () => {
  vi.useFakeTimers();
  let readings = 0;
  lookup = new AccountLookup({
    readFilter: async () => {
      if (++readings < 3) throw new Error('storage is not there');
      return { mayHave: () => true };
    },
    lookup: async () => ({ generation: '1', found: listed.get('@listed') ?? [] }),
  });
  const answers: string[] = [];
  const ask = () => lookup.ask('x', seen('listed'), () => answers.push('answered'));
  ask();
  await vi.advanceTimersByTimeAsync(100);
  expect([readings, ask(), answers]).toEqual([1, true, []]);
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect([readings, answers]).toEqual([3, ['answered', 'answered']]);
});

test('a filter that was being waited for is not read again once the lists have changed', async () => {
  vi.useFakeTimers();
  let readings = 0;
  lookup = new AccountLookup({
    readFilter: async () => {
      readings++;
      throw new Error('storage is not there');
    },
    lookup: async () => ({ generation: '1', found: [] }),
  });
  lookup.ask('x', seen('listed'), () => {});
  await vi.advanceTimersByTimeAsync(100);
  lookup.forget();
  await vi.advanceTimersByTimeAsync(3_600_000);
  vi.useRealTimers();
  expect(readings).toBe(1);
});

test('a filter of which parts have to be read first is asked when the questions are sent', async () => {
  const file = buildFilter(listed.keys());
  const { parts } = readDirectory(file);
  let reads = 0;
  lookup = new AccountLookup({
    readFilter: async () =>
      new PagedFilter(
        file.slice(0, directoryBytes(file)),
        async () => {
          reads++;
          return new Map([[0, file.slice(parts[0]!.offset)]]);
        },
        { maxBytes: 1e6, onDamaged: () => {} },
      ),
    lookup: async (_platform, keys) => {
      asked.push([...keys]);
      return { generation: '1', found: keys.flatMap((key) => listed.get(key) ?? []) };
    },
  });
  const answers: string[] = [];
  for (const name of ['listed', 'nobody']) {
    lookup.ask('x', seen(name), (entries) => answers.push(entries[0]!.entry.handle!));
  }
  await settled();
  await lookup.flush();
  expect([reads, asked, answers]).toEqual([1, [['@listed']], ['Listed']]);
});
