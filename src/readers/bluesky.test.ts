import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { openPage } from './core/page.ts';
import { accountAt } from './core/registry.ts';
import { scan, withIdentity } from './core/scan.ts';
import './core/all.ts';

const at = accountsOn('bluesky');

const DID = 'did:plc:24xmtazrkaxh7kwx2ehginec';

describe('links', () => {
  test.each([
    ['https://bsky.app/profile/alice.example.org', 'alice.example.org'],
    ['https://www.bsky.app/profile/alice.example.org/', 'alice.example.org'],
    ['https://bsky.app/profile/Alice.bsky.social/post/3mdegyw3ves2t', 'Alice.bsky.social'],
    ['https://bsky.app/profile/alice.bsky.social/post/3mdegyw3ves2t/liked-by', 'alice.bsky.social'],
    [`https://bsky.app/profile/${DID}`, `#${DID}`],
    [`https://bsky.app/profile/${DID}/feed/tides?x=1#y`, `#${DID}`],
    [`https://bsky.app/profile/${DID.replaceAll(':', '%3A')}/post/3mdegyw3ves2t`, `#${DID}`],
    ['https://bsky.app/profile/did:web:example.org', '#did:web:example.org'],
    ['https://bsky.app/profile/@alice.bsky.social', '@alice.bsky.social'],
    ['https://bsky.app/profile/alice.bsky.social/followers', 'alice.bsky.social'],
    ['https://bsky.app/starter-pack/alice.bsky.social/3mdegyw3ves2t', 'alice.bsky.social'],
    [`https://embed.bsky.app/embed/${DID}/app.bsky.feed.post/3mdegyw3ves2t?id=1`, `#${DID}`],
    ['https://alice.bsky.social/', 'alice.bsky.social'],
    ['https://bob.example.org.ap.brid.gy.bsky.social/', null],
    ['https://bsky.app/profile/bob.example.org.ap.brid.gy', 'bob.example.org.ap.brid.gy'],
    ['https://fxbsky.app/profile/alice.bsky.social/post/3m', 'alice.bsky.social'],
    ['https://bsky.app/profile/constructor.bsky.social', 'constructor.bsky.social'],
    ['https://bsky.app/profile/xn--caf-dma.example', 'xn--caf-dma.example'],
    [
      'https://go.bsky.app/redirect?u=https%3A%2F%2Fbsky.app%2Fprofile%2Falice.bsky.social',
      'alice.bsky.social',
    ],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://bsky.app/',
    'https://bsky.app/profile/',
    'https://bsky.app/search?q=alice',
    'https://bsky.app/hashtag/tides',
    'https://bsky.app/settings',
    'https://bsky.app/intent/compose?text=%40alice.bsky.social',
    'https://bsky.app/alice.bsky.social',
    'https://bsky.app/profile/handle.invalid',
    'https://bsky.app/profile/did:plc:tooshort',
    'https://bsky.app/profile/аlice.example.org',
    'https://bsky.app/profile/alice..org',
    'https://bsky.app/profile/-alice.org',
    'https://bsky.app/profile/alice_b.example.org',
    'https://bsky.app/profile/alice.example.org%2Fx',
    'https://bsky.social/about',
    'https://evilbsky.app/profile/alice.bsky.social',
    'https://bsky.app.evil.example/profile/alice.bsky.social',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('a link to a post carries its key, which dates it', () => {
    const address = 'https://bsky.app/profile/alice.bsky.social/post/3mdegyw3ves2t';
    expect(accountAt(new URL(address))).toMatchObject({ says: 'post', post: '3mdegyw3ves2t' });
  });
});

test('a picture in a link to a post tells nothing of who is said to have written it', () => {
  const url = 'https://bsky.app/notifications';
  const picture = `<img src="https://cdn.bsky.app/img/avatar/plain/${DID}/a@jpeg">`;
  const idsWith = (path: string) => {
    const { document } = new JSDOM(`<a href="/profile/me.example${path}">${picture}</a>`, { url })
      .window;
    const page = openPage(document, new URL(url));
    return [...scan(page, document)].flatMap((one) =>
      one ? withIdentity(page, one.named).id : [],
    );
  };
  expect(idsWith('/post/3mdegyw3ves2t')).toEqual([null]);
  expect(idsWith('')).toEqual([DID]);
});
