import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://nitter.net/jack', 'jack'],
    ['https://nitter.net/jack/status/20#m', 'jack'],
    ['https://xcancel.com/jack/with_replies', 'jack'],
    ['https://nitter.net/i/user/12', '#12'],
    ['https://nitter.net/id:12', '#12'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://nitter.net/',
    'https://nitter.net/search?q=jack',
    'https://nitter.net/pic/orig/media',
    'https://nitter.net/about',
    'https://nitter.example/jack',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
