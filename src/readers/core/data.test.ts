import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { dataWith, member } from './data.ts';

function pairs(...scripts: string[]) {
  const { document } = new JSDOM(scripts.map((text) => `<script>${text}</script>`).join('')).window;
  return [...dataWith(document, 'username')].map((data) => [
    member(data, 'username'),
    member(data, 'pk'),
  ]);
}

test('a name and an id of one object belong together, whatever stands between and around them', () => {
  const user = { pk: '12', nested: { id: 1, username: 'inner' }, username: 'outer_one' };
  expect(pairs(JSON.stringify({ a: [user, { username: 'other', pk: 34 }] }))).toEqual([
    ['inner', null],
    ['outer_one', null],
    ['other', '34'],
  ]);
  expect(pairs('x = {"username": "spaced", "pk": 5}')).toEqual([['spaced', '5']]);
});

test('what a person wrote into a text is no member', () => {
  const user = { pk: '12', bio: 'my {"pk":"99"} "pk":"98"', username: 'writer' };
  expect(pairs(JSON.stringify(user))).toEqual([['writer', null]]);
  expect(pairs(JSON.stringify({ bio: '"username":"victim","pk":"1"' }))).toEqual([]);
});

test('numbers keep all their digits, addresses lose their escapes', () => {
  expect(member('"id":9007199254740993123', 'id')).toBe('9007199254740993123');
  expect(member('"url":"https:\\/\\/x.com\\/jack"', 'url')).toBe('https://x.com/jack');
  expect(member('"id":null', 'id')).toBeNull();
});
