import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://www.tumblr.com/some-blog', 'some-blog'],
    ['https://some-blog.tumblr.com/', 'some-blog'],
    ['https://some-blog.tumblr.com/post/123456/title', 'some-blog'],
    ['https://www.tumblr.com/some-blog/123456/title', 'some-blog'],
    ['https://www.tumblr.com/blog/view/some-blog/123', 'some-blog'],
    ['https://tumblr.com/@some-blog', 'some-blog'],
    ['https://some-blog.tumblr.com/archive', 'some-blog'],
    ['https://t.umblr.com/redirect?z=https%3A%2F%2Fsome-blog.tumblr.com%2F&t=1', 'some-blog'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.tumblr.com/',
    'https://www.tumblr.com/dashboard',
    'https://www.tumblr.com/tagged/tides',
    'https://assets.tumblr.com/',
    'https://64.media.tumblr.com/x/y.jpg',
    'https://eviltumblr.com/some-blog',
    'https://www.tumblr.com/search/x',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
