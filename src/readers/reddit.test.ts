import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://www.reddit.com/user/Some-Name_1/', 'Some-Name_1'],
    ['https://old.reddit.com/u/some-name', 'some-name'],
    ['https://reddit.com/user/some_name/comments/abc123/title/', 'some_name'],
    ['https://www.reddit.com/r/u_some_name/', 'some_name'],
    ['https://es.reddit.com/user/some_name?sort=new', 'some_name'],
    ['https://www.reddit.com/user/constructor', 'constructor'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.reddit.com/',
    'https://www.reddit.com/r/worldnews/',
    'https://www.reddit.com/user/me/',
    'https://www.reddit.com/r/worldnews/comments/abc123/user/',
    'https://www.reddit.com/wiki/user',
    'https://redd.it/abc123',
    'https://evilreddit.com/user/some_name',
    'https://www.reddit.com/user/sоme_name',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
