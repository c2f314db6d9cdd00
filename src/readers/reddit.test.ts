import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('reddit');

describe('links', () => {
  test.each([
    ['https://www.reddit.com/user/Some-Name_1/', 'Some-Name_1'],
    ['https://www.reddit.com/user/Some-Name_1/?sort=new#top', 'Some-Name_1'],
    ['https://www.reddit.com//u/some-name', 'some-name'],
    ['https://old.reddit.com/u/some-name', 'some-name'],
    ['https://sh.reddit.com/user/some%5Fname', 'some_name'],
    ['https://np.reddit.com/user/-some-', '-some-'],
    ['https://reddit.com/user/some_name/comments/abc123/title/', 'some_name'],
    ['https://www.reddit.com/user/some_name/submitted', 'some_name'],
    ['https://www.reddit.com/user/some_name/m/tides', 'some_name'],
    ['https://www.reddit.com/r/u_some_name/', 'some_name'],
    ['https://www.reddit.com/r/u_some_name/comments/abc123/title/', 'some_name'],
    ['https://embed.reddit.com/user/some_name/comments/abc123/title/?embed=true', 'some_name'],
    ['https://es.reddit.com/user/some_name', 'some_name'],
    ['https://www.reddit.com/user/constructor', 'constructor'],
    ['https://out.reddit.com/t3_1?url=https%3A%2F%2Fwww.reddit.com%2Fuser%2Fother', 'other'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.reddit.com/',
    'https://www.reddit.com/user/',
    'https://www.reddit.com/r/worldnews/',
    'https://www.reddit.com/user/me/',
    'https://www.reddit.com/user/me/saved',
    'https://www.reddit.com/u/ME',
    'https://www.reddit.com/user/[deleted]',
    'https://www.reddit.com/user/some.name',
    'https://www.reddit.com/user/thisnameisfartoolongforit',
    'https://www.reddit.com/r/worldnews/comments/abc123/user/',
    'https://www.reddit.com/wiki/user',
    'https://about.reddit.com/user/some_name',
    'https://redd.it/abc123',
    'https://evilreddit.com/user/some_name',
    'https://reddit.com.evil.example/user/some_name',
    'https://www.reddit.com/user/sоme_name',
    'https://www.reddit.com/user/some%E2%80%8B_name',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
