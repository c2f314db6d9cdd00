import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://mastodon.social/@alice', 'alice@mastodon.social'],
    ['https://mastodon.social/@alice/12345678', 'alice@mastodon.social'],
    ['https://mastodon.social/@Bob@Other.social', 'Bob@Other.social'],
    ['https://mastodon.social/users/alice', 'alice@mastodon.social'],
    ['https://fosstodon.org/web/@alice', 'alice@fosstodon.org'],
    ['https://hachyderm.io/@constructor', 'constructor@hachyderm.io'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://mastodon.social/',
    'https://mastodon.social/about',
    'https://mastodon.social/explore',
    'https://mastodon.social/tags/tides',
    'https://unknown.example/@alice',
    'https://medium.example/@alice/post',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
