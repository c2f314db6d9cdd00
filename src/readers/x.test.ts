import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { circumstancesOf } from './core/circumstances.ts';
import { openPage } from './core/page.ts';
import { accountAt } from './core/registry.ts';
import { scan, withIdentity } from './core/scan.ts';
import './core/all.ts';

const at = accountsOn('x');

describe('links', () => {
  test.each([
    ['https://x.com/jack', 'jack'],
    ['https://twitter.com/Jack/', 'Jack'],
    ['http://www.twitter.com/jack?ref_src=twsrc%5Etfw', 'jack'],
    ['https://mobile.twitter.com/jack#top', 'jack'],
    ['https://x.com//jack', 'jack'],
    ['https://x.com/@jack', 'jack'],
    ['https://x.com/%6Aack', 'jack'],
    ['https://twitter.com/#!/jack', 'jack'],
    ['https://twitter.com/#!/jack/status/20', 'jack'],
    ['https://x.com/jack/with_replies', 'jack'],
    ['https://x.com/jack/lists/friends', 'jack'],
    ['https://x.com/jack/status/20', 'jack'],
    ['https://twitter.com/jack/statuses/20', 'jack'],
    ['https://x.com/jack/status/20/photo/1', 'jack'],
    ['https://x.com/jack/status/20?s=20', 'jack'],
    ['https://x.com/i/user/12', '#12'],
    ['https://x.com/intent/user?user_id=12', '#12'],
    ['https://x.com/intent/follow?screen_name=jack', 'jack'],
    ['https://x.com/share?url=https%3A%2F%2Fa.example&via=jack', 'jack'],
    ['https://fxtwitter.com/jack/status/20', 'jack'],
    ['https://x.com/constructor', 'constructor'],
    ['https://x.com/__proto__', '__proto__'],
    ['https://x.com/tostring', 'tostring'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://x.com/',
    'https://x.com/home',
    'https://x.com/HOME',
    'https://x.com/i/web/status/20',
    'https://x.com/hashtag/jack',
    'https://x.com/search-advanced',
    'https://x.com/i/verified-choose',
    'https://x.com/robots.txt',
    'https://x.com/search?q=%40jack',
    'https://x.com/intent/tweet?text=hello',
    'https://x.com/tos',
    'https://x.com/en/privacy',
    'https://help.x.com/jack',
    'https://pic.twitter.com/AbCdEf',
    'https://t.co/AbCdEf',
    'https://evilx.com/jack',
    'https://x.com.evil.example/jack',
    'https://x.com/jack.dorsey',
    'https://x.com/j%61ck%2Fdorsey',
    'https://x.com/%',
    'https://x.com/jаck',
    'https://x.com/thisnameismuchtoolong1',
    'https://x.com/a/b/c/d',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('a link to a post is only said to be by its name', () => {
    expect(accountAt(new URL('https://x.com/jack/status/20'))).toMatchObject({
      says: 'post',
      post: '20',
    });
    expect(accountAt(new URL('https://x.com/share?via=jack'))).toMatchObject({ says: 'share' });
  });
});

/** Whom a page, or a part of it, names: `name #id role`. */
function namesIn(html: string, url: string, part = 'body'): string[] {
  const { document } = new JSDOM(html, { url }).window;
  const page = openPage(document, new URL(url));
  const root = document.querySelector(part);
  const found = root ? [...scan(page, root)] : [];
  return found.flatMap((one) => {
    if (!one) return [];
    const { handle, id, role } = withIdentity(page, circumstancesOf(page, one).reference);
    return `${handle} #${id} ${role}`;
  });
}

describe('pages', () => {
  test('the picture of a quoted author is not that of who quotes', () => {
    const quote = `<article data-testid="tweet"><div role="link">
      <div data-testid="Tweet-User-Avatar"><div data-testid="UserAvatar-Container-quoted"></div></div>
      <div data-testid="User-Name"><span>@quoted</span></div></div></article>`;
    expect(namesIn(quote, 'https://x.com/home')).toEqual([
      'quoted #null quoted',
      'quoted #null quoted',
    ]);
  });

  const HEAD =
    '<div data-testid="UserName"><span>Some Body</span><span id="h">@somebody</span></div>';

  test('the name in a profile’s head is found when only a part of the head is read', () => {
    const found = ['somebody #null profile'];
    expect(namesIn(HEAD, 'https://x.com/somebody', '[data-testid="UserName"]')).toEqual(found);
    expect(namesIn(HEAD, 'https://x.com/somebody', '#h')).toEqual(found);
  });

  test('a post in an article has its badge beside its author, not beside its counters', () => {
    const post = `<div data-testid="simpleTweet"><div data-testid="User-Name"><a href="/somebody">@somebody</a></div>
      <a href="/somebody/status/20">Show more</a><a href="/somebody/status/20/analytics">5K views</a></div>`;
    const { document } = new JSDOM(post, { url: 'https://x.com/other/article/1' }).window;
    const page = openPage(document, new URL('https://x.com/other/article/1'));
    const anchors = [...scan(page, document)].flatMap((one) =>
      one ? (circumstancesOf(page, one).anchor?.textContent ?? []) : [],
    );
    expect(anchors).toEqual(['@somebody']);
  });

  test('the button that follows a profile tells its id', () => {
    const button = (id: number, name: string) =>
      `<div data-testid="placementTracking"><button data-testid="${id}-follow" aria-label="Follow @${name}"></button></div>`;
    expect(
      namesIn(`${HEAD}${button(42, 'somebody')}${button(7, 'other')}`, 'https://x.com/somebody'),
    ).toEqual(['somebody #42 profile']);
  });
});
