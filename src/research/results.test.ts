import { expect, test } from 'vitest';
import type { CheckMatch } from './check/match.ts';
import { ResultTable, WHOLE_VIEW } from './results.ts';

const match = (input: string, more: Partial<CheckMatch> = {}): CheckMatch => ({
  ...{ input, platform: 'x', platformBasis: 'given', handle: input, id: null },
  ...{ evidence: 'same-name', basis: 'name', status: 'listed', disputes: 0 },
  listed: { handle: input, id: null, displayName: null },
  disclosures: [
    {
      id: 'first',
      shortName: 'Twitter',
      date: '2019-01-31',
      kind: 'network-takedown',
      disputes: 0,
    },
  ],
  list: { id: 'lab', name: 'Lab', version: 1 },
  ...more,
});

function table() {
  const made = new ResultTable();
  const [b, a] = [
    match('b', { disputes: 3 }),
    match('a', { platform: 'reddit', status: 'reinstated' }),
  ];
  made.beginFile('one.csv');
  made.add(1, b);
  made.add(2, a);
  made.beginFile('two.csv');
  made.add(1, b);
  return made;
}

const shown = (made: ResultTable, view: Partial<typeof WHOLE_VIEW>) =>
  Array.from(made.places({ ...WHOLE_VIEW, ...view }), (at) => {
    const { file, row, match: one } = made.rowAt(at);
    return `${file} ${row} ${one.input}`;
  });

test('rows keep their order, and equal ones theirs when they are sorted', () => {
  const made = table();
  expect(shown(made, {})).toEqual(['one.csv 1 b', 'one.csv 2 a', 'two.csv 1 b']);
  expect(shown(made, { sort: 'input' })).toEqual(['one.csv 2 a', 'one.csv 1 b', 'two.csv 1 b']);
  expect(shown(made, { sort: 'disputes', descending: true })).toEqual([
    'one.csv 1 b',
    'two.csv 1 b',
    'one.csv 2 a',
  ]);
  expect(shown(made, { sort: 'row', descending: true })[0]).toBe('two.csv 1 b');
});

test('filters are taken together', () => {
  const made = table();
  expect(shown(made, { platform: 'reddit' })).toEqual(['one.csv 2 a']);
  expect(shown(made, { text: 'FIRST', status: 'listed' })).toEqual(['one.csv 1 b', 'two.csv 1 b']);
  expect(shown(made, { text: 'twitter', platform: 'reddit' })).toEqual(['one.csv 2 a']);
  expect(shown(made, { text: 'nothing like it' })).toEqual([]);
  expect(shown(made, { disclosure: 'second' })).toEqual([]);
});

test('says what there is to filter by, and counts rows and accounts', () => {
  const made = table();
  expect(made.facets()).toMatchObject({
    platforms: ['reddit', 'x'],
    status: ['listed', 'reinstated'],
    evidence: ['same-name'],
  });
  expect(made.tally().disclosures).toMatchObject([{ rows: 3, accounts: 2 }]);
});

test('holds more rows than it began with, and sorts them as a sort would', () => {
  const made = new ResultTable();
  const matches = Array.from({ length: 97 }, (_, at) => match(`name_${(at * 31) % 97}`));
  made.beginFile('long.csv');
  for (let row = 1; row <= 10_000; row++) made.add(row, matches[row % 97]!);
  const places = [...made.places({ ...WHOLE_VIEW, sort: 'input' })];
  const expected = places
    .slice()
    .sort((a, b) => a - b)
    .map((at) => made.rowAt(at))
    .sort((a, b) =>
      a.match.input < b.match.input ? -1 : a.match.input > b.match.input ? 1 : a.row - b.row,
    );
  expect(places.map((at) => made.rowAt(at).row)).toEqual(expected.map(({ row }) => row));
});

test('a match is told of its own file, of however many', () => {
  const made = new ResultTable();
  const one = match('a');
  for (let file = 0; file < 70_000; file++) made.beginFile(`${file}.csv`);
  made.add(1, one);
  expect(made.rowAt(0).file).toBe('69999.csv');
});
