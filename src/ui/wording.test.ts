import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plural } from './language/message.ts';
import {
  accountName,
  cardWords,
  dateText,
  disputeFacts,
  listAgeText,
  popupWords,
} from './wording.ts';

describe('dates in words keep the precision known', () => {
  it.each([
    ['2019', '2019'],
    ['2019-01', 'January 2019'],
    ['2019-01-31', '31 January 2019'],
    ['2023-Q1', 'first quarter of 2023'],
    ['2026-H2', 'second half of 2026'],
    ['2025-Q2/2025-Q3', 'second quarter of 2025 to third quarter of 2025'],
    ['no date', 'no date'],
  ])('%s: %s', (partial, words) => {
    expect(dateText(partial)).toBe(words);
  });
});

it('plurals agree', () => {
  expect([0, 1, 2, 1196].map((count) => plural('popup.places', count))).toEqual([
    '0 places',
    '1 place',
    '2 places',
    '1,196 places',
  ]);
  expect(popupWords.nothingFound(37)).toBe('None of the 37 names read here is in the lists.');
  expect(popupWords.nothingFound(1)).toBe('The one name read here is not in the lists.');
});

it('counts keep the discloser’s vagueness, and kinds nobody foresaw can be read', () => {
  expect(cardWords.count('account', 1196, 'exact')).toBe('1,196 accounts');
  expect(cardWords.count('account', 2000, 'about')).toBe('about 2,000 accounts');
  expect(cardWords.count('page', 1, 'at-least')).toBe('at least 1 page');
  expect(cardWords.count('web-forum', 3, 'exact')).toBe('3 × web forum');
});

it.each([
  ['2026-11-25T06:00:00Z', 'version 12, made today'],
  ['2026-11-24T06:00:00Z', 'version 12, made yesterday'],
  ['2026-11-01T06:00:00Z', 'version 12, made 24 days ago'],
  ['2026-05-02T06:00:00Z', 'version 12, made 7 months ago'],
  ['2026-12-31T06:00:00Z', 'version 12, made today'],
  ['unknown', 'version 12'],
])('a list made %s is called %s', (created, words) => {
  const expires = '2027-01-01T00:00:00Z';
  expect(listAgeText({ version: 12, created, expires }, Date.UTC(2026, 10, 25, 12))).toBe(words);
});

it.each([
  ['2026-11-01T00:00:00Z', ', not renewed since, so later corrections may be missing'],
  ['2026-06-01T00:00:00Z', ', out of date: later corrections may be missing'],
])('a list that was good until %s is called "…%s"', (expires, words) => {
  const list = { version: 12, created: '2026-05-02T06:00:00Z', expires };
  expect(listAgeText(list, Date.UTC(2026, 10, 25, 12))).toBe(
    `version 12, made 7 months ago${words}`,
  );
});

it('that nobody disputes it is never said beside the word Disputed', () => {
  expect(disputeFacts('listed', 0, false)).toEqual(['No dispute on record']);
  expect(disputeFacts('reinstated', 2, true)).toEqual(['2 disputes']);
  expect(disputeFacts('disputed', 0, true)).toEqual([]);
  // Another list calls it withdrawn.
  expect(disputeFacts('listed', 0, true)).toEqual(['Disputed']);
});

it('an account is called by its handle, else its display name, else its id', () => {
  const none = { platform: 'x', handle: null, displayName: null, platformId: null } as const;
  expect(accountName({ ...none, handle: 'a' })).toBe('@a');
  expect(accountName({ ...none, platform: 'reddit', handle: 'a' })).toBe('a');
  expect(accountName({ ...none, platform: 'youtube', handle: 'user/name' })).toBe('user/name');
  expect(accountName({ ...none, displayName: 'A B', platformId: '7' })).toBe('A B');
  expect(accountName({ ...none, platformId: '7' })).toBe('7');
});

it('quotation marks are not doubled', () => {
  expect(cardWords.quoted('so it is')).toBe('“so it is”');
  expect(cardWords.quoted('“so it is”')).toBe('“so it is”');
});

/** What we never call an account, in each language. */
const JUDGEMENTS: Readonly<Record<string, RegExp>> = {
  en: /\b(bots?|trolls?|fakes?|propagand\w*|foreign agents?|inauthentic|malicious|suspicious)\b/i,
  es: /(?<!\p{L})(bots?|trols?|trolls?|fals[oa]s?|propagand\w*|agentes? extranjer\w*|inaut[eé]ntic\w*|malicios\w*|sospechos\w*)(?!\p{L})/iu,
  ar: /بوت|متصيّ?د|ذباب|مزيّ?ف|مزوّ?ر|دعاية|بروباغندا|عميل|عملاء|مشبوه|خبيث/,
};

it.each(
  readdirSync(new URL('locales', import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5)),
)('our words in %s never say what an account is', (language) => {
  const words = readFileSync(new URL(`locales/${language}.json`, import.meta.url), 'utf8');
  const judgement = JUDGEMENTS[language];
  if (judgement === undefined) throw new Error(`no words to look for in ${language}`);
  expect(words).not.toMatch(judgement);
});
