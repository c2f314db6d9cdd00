import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CatalogueAnswer, ListFacts } from '../../src/messaging/messages.ts';
import { Disclosure } from '../../src/records/disclosure.ts';
import { countriesIn } from './countries.ts';
import {
  byYear,
  choicesIn,
  disclosuresOf,
  EVERYTHING,
  matching,
  namesIn,
  type Query,
} from './query.ts';

const FOLDER = new URL('../../data/disclosures/', import.meta.url);
const disclosures = readdirSync(FOLDER).map((name) =>
  Disclosure.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))),
);
const list = { id: 'base', name: 'Base' } as ListFacts;
const named = { 'twitter-2019-01-31-venezuela-1': 3 };
const answer: CatalogueAnswer = { generation: '1', lists: [{ list, disclosures, named }] };
const all = disclosuresOf(answer);
const ask = (query: Partial<Query>) =>
  matching(all, { ...EVERYTHING, ...query }).map(({ disclosure }) => disclosure.id);

test('every disclosure is there once, newest first, with all lists that have it', () => {
  expect(all).toHaveLength(disclosures.length);
  const dates = all.map(({ disclosure }) => disclosure.date);
  expect(dates).toEqual([...dates].sort().reverse());
  const twice = disclosuresOf({ generation: '1', lists: [...answer.lists, ...answer.lists] });
  expect(twice).toHaveLength(disclosures.length);
  expect(twice[0]?.lists).toHaveLength(2);
});

test('the story of the beginning is found in several ways', () => {
  const story = 'twitter-2019-01-31-venezuela-1';
  for (const query of [
    { text: 'venezuela state-backed' },
    { text: 'VENEZUÉLA' },
    { text: 'abby martin' },
    { platform: 'x', year: '2019', country: 'Venezuela' },
    { discloser: 'Twitter', status: 'disputed' },
    { status: 'named' },
  ] satisfies Partial<Query>[]) {
    expect([query, ask(query).includes(story)]).toEqual([query, true]);
  }
  expect(ask({ platform: 'reddit' })).not.toContain(story);
  expect(ask({ text: 'venezuela', year: '2023' })).not.toContain(story);
  expect(ask({ status: 'undisputed' })).not.toContain(story);
});

test('a question that nothing answers is answered by nothing', () => {
  expect(ask({ text: 'no such words anywhere' })).toEqual([]);
  expect(byYear([])).toEqual([]);
});

test('what can be chosen is what there is, and each choice finds something', () => {
  const { platforms, years, disclosers, countries } = choicesIn(all);
  for (const platform of platforms) expect(ask({ platform })).not.toEqual([]);
  for (const year of years) expect(ask({ year })).not.toEqual([]);
  for (const discloser of disclosers) expect(ask({ discloser })).not.toEqual([]);
  for (const country of countries) expect(ask({ country })).not.toEqual([]);
  expect(years[0]).toBe('2026');
});

test('years are counted without gaps', () => {
  const years = byYear(all);
  expect(years.map(({ year }) => Number(year))).toEqual(
    Array.from({ length: years.length }, (_, at) => Number(years[0]?.year) + at),
  );
  const sum = years.reduce((total, { disclosures: count }) => total + count, 0);
  // A span may be in two years.
  expect(sum).toBeGreaterThanOrEqual(disclosures.length);
});

test.each([
  ['Venezuela (state-backed, domestic audience)', ['Venezuela']],
  ['Internet Research Agency (Russia); Iran (potential origin)', ['Iran', 'Russia']],
  ['Saudi state-run media apparatus', ['Saudi Arabia']],
  ['DotDev, private firm in the UAE and Egypt', ['Egypt', 'United Arab Emirates']],
  ['Türkiye and Iran (origin)', ['Iran', 'Türkiye']],
  ['', []],
])('the countries in “%s”', (attribution, countries) => {
  expect(countriesIn(attribution).sort()).toEqual(countries);
});

test('a disclosure whose id every object knows as a word has no names that nobody counted', () => {
  const [first] = disclosures;
  const odd = Disclosure.parse({ ...first, id: 'constructor' });
  const its = { list, disclosures: [odd], named: {} };
  expect(namesIn(its, 'constructor')).toBe(0);
  expect(disclosuresOf({ generation: '1', lists: [its] })[0]?.names).toBe(0);
});
