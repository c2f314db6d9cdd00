import { buildFilter } from '../../../src/lists/build-filter.ts';
import { encodePage, recordsOf } from '../../../src/lists/encode-page.ts';
import type { EntrySet } from '../../../src/lists/sets.ts';
import { encodeShard } from '../../../src/lists/shard.ts';
import type { AccountEntry } from '../../../src/records/entry.ts';
import { someDisclosure, someEntry } from '../../unit/list-fixture.ts';

/** Entries that use every column of a page. */
export const ENTRIES: readonly AccountEntry[] = [
  someEntry({ handle: 'TEN_GOP', platformId: '4224729994', displayName: 'Tennessee' }),
  someEntry({ handle: 'second', earlierHandles: ['First_Name'], created: '2016-02' }),
  someEntry({ platformId: '123456789', removed: '2019-01-31', note: 'By its id alone.' }),
  someEntry({
    handle: 'constructor',
    created: '2017-05-06',
    history: [
      { status: 'reinstated', date: '2019-02', summary: 'Back.', source: null, confirmed: true },
    ],
    disputes: someDisclosure('first').disputes,
  }),
];

export const SET: EntrySet = {
  namedIn: [{ disclosure: 'first', source: null }],
  removed: '2019-01-31',
  kind: 'account',
};

export const page = (): Uint8Array =>
  encodePage(
    ENTRIES.flatMap((entry) => recordsOf(entry, 0)).sort(
      (a, b) => a.high - b.high || a.low - b.low,
    ),
  );

export const filters = (): Uint8Array[] => [
  buildFilter([]),
  buildFilter(['@one', '@two', '#3']),
  buildFilter(Array.from({ length: 300 }, (_, at) => `@name${at}`)),
];

export const shard = (): Uint8Array =>
  encodeShard({ platform: 'x', pageBits: 1, firstPage: 0, pages: [page(), encodePage([])] });
