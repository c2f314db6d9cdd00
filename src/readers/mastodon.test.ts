import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('mastodon');

describe('links', () => {
  test.each([
    ['https://mastodon.social/@alice', 'alice@mastodon.social'],
    ['https://mastodon.social/@Alice/', 'Alice@mastodon.social'],
    ['https://mastodon.social/@alice?x=1#y', 'alice@mastodon.social'],
    ['https://mastodon.social/%40alice', 'alice@mastodon.social'],
    ['https://mastodon.social/@alice/12345678', 'alice@mastodon.social'],
    ['https://mastodon.social/@alice/with_replies', 'alice@mastodon.social'],
    ['https://mastodon.social/@Bob@Other.social', 'Bob@Other.social'],
    ['https://mastodon.social/@bob@other.social/12345678', 'bob@other.social'],
    ['https://mastodon.social/users/alice', 'alice@mastodon.social'],
    ['https://mastodon.social/users/alice/statuses/12345678', 'alice@mastodon.social'],
    ['https://fosstodon.org/web/@alice', 'alice@fosstodon.org'],
    ['https://fosstodon.org/deck/@bob@other.social', 'bob@other.social'],
    ['https://hachyderm.io/@constructor', 'constructor@hachyderm.io'],
    ['https://any.example/@alice@far.example', 'alice@far.example'],
    ['https://any.example/@alice@far.example/12345678', 'alice@far.example'],
    ['https://any.example/@alice/12345678/embed', 'alice@any.example'],
    ['https://any.example/@alice@xn--bcher-kva.example', 'alice@xn--bcher-kva.example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://mastodon.social/',
    'https://mastodon.social/@',
    'https://mastodon.social/about',
    'https://mastodon.social/explore',
    'https://mastodon.social/tags/tides',
    'https://mastodon.social/users/sign_in',
    'https://mastodon.social/@аlice',
    'https://mastodon.social/@alice@',
    'https://mastodon.social/@alice@localhost',
    'https://evilmastodon.social/@alice',
    'https://unknown.example/@alice',
    'https://unknown.example/@alice/12345678',
    'https://medium.example/@alice/post',
    'https://unpkg.com/@scope/package@1.2.3',
    'https://esm.example/@scope@1.2.3',
    'https://maps.example/@41.38,2.18,15z',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
