import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { accountAt } from './core/registry.ts';
import './core/all.ts';

const at = accountsOn('x');

describe('links', () => {
  test.each([
    ['https://nitter.net/jack', 'jack'],
    ['https://nitter.net/Jack/', 'Jack'],
    ['https://nitter.net/jack/status/20#m', 'jack'],
    ['https://nitter.net/jack/status/20/history', 'jack'],
    ['https://xcancel.com/jack/with_replies', 'jack'],
    ['https://lightbrd.com/jack/search?q=tides', 'jack'],
    ['https://nitter.net/jack/rss', 'jack'],
    ['https://nitter.net/jack/thread/20', 'jack'],
    ['https://nitter.net/i/user/12', '#12'],
    ['https://nitter.net/intent/user?user_id=12', '#12'],
    ['https://nitter.net/id:12', '#12'],
    ['https://nitter.net/constructor', 'constructor'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test('an account found here is one of X', () => {
    expect(accountAt(new URL('https://nitter.net/jack'))?.site.platform).toBe('x');
  });

  test.each([
    'https://nitter.net/',
    'https://nitter.net/search?q=jack',
    'https://nitter.net/pic/orig/media%2Fx.jpg',
    'https://nitter.net/about',
    'https://nitter.net/settings',
    'https://nitter.net/explore',
    'https://nitter.net/i/status/20',
    'https://nitter.net/embed/Tweet.html?id=20',
    'https://nitter.net/jack,biz',
    'https://nitter.net/jаck',
    'https://nitter.net/thisnameismuchtoolong1',
    'https://evilnitter.net/jack',
    'https://nitter.example/jack',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
