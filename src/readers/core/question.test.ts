import { expect, test } from 'vitest';
import './all.ts';
import { questionOf } from './question.ts';

const askedOf = (text: string) => {
  const question = questionOf(text);
  return 'asked' in question ? question.asked.map(({ platform, keys }) => [platform, ...keys]) : [];
};

test.each([
  ['https://twitter.com/TEN_GOP/status/1', ['x', '@ten_gop']],
  ['x.com/TEN_GOP', ['x', '@ten_gop']],
  ['https://web.archive.org/web/2017/https://twitter.com/TEN_GOP', ['x', '@ten_gop']],
  ['https://www.facebook.com/telesurenglish', ['facebook', '@telesurenglish']],
])('an address asks of one platform: %s', (text, asked) => {
  expect(askedOf(text)).toEqual([asked]);
});

test('a name is asked for on every platform that has such names', () => {
  const asked = askedOf('  @TEN_GOP\u200b');
  expect(asked).toContainEqual(['x', '@ten_gop']);
  expect(asked).toContainEqual(['instagram', '@ten_gop']);
  // No underscore in Facebook's names.
  expect(asked.map(([platform]) => platform)).not.toContain('facebook');
});

test('digits are an id on one platform and a name on another', () => {
  const asked = new Map(askedOf('4224729994').map(([platform, ...keys]) => [platform, keys]));
  expect(asked.get('x')).toEqual(['@4224729994', '#4224729994']);
  expect(asked.get('facebook')).toEqual(['#4224729994']);
});

test('a name with a dot is a name where it is no address', () => {
  expect(askedOf('john.smith')).toContainEqual(['facebook', '@johnsmith']);
});

test.each([
  ['', 'nothing'],
  [' \u200b ', 'nothing'],
  ['http://news.example/story', 'other-address'],
  ['x'.repeat(5000), 'name'],
  ['what is this?', 'name'],
])('%j is no question to any platform', (text, kind) => {
  expect(questionOf(text).kind).toBe(kind);
  expect(askedOf(text)).toEqual([]);
});

test("an address that no reader knows may be an account's id on Mastodon", () => {
  expect(questionOf('https://social.example/users/name').kind).toBe('other-address');
  expect(askedOf('https://social.example/users/name')).toEqual([
    ['mastodon', '#https://social.example/users/name'],
  ]);
});
