import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('tumblr');

describe('links', () => {
  test.each([
    ['https://www.tumblr.com/some-blog', 'some-blog'],
    ['https://www.tumblr.com/Some-Blog/?source=share#x', 'Some-Blog'],
    ['https://tumblr.com/@some-blog', 'some-blog'],
    ['https://www.tumblr.com/some-blog/123456/title', 'some-blog'],
    ['https://www.tumblr.com/some-blog/tagged/tides', 'some-blog'],
    ['https://www.tumblr.com/blog/view/some-blog/123', 'some-blog'],
    ['https://www.tumblr.com/blog/view/some-blog', 'some-blog'],
    ['https://www.tumblr.com/blog/some-blog', 'some-blog'],
    ['https://www.tumblr.com/dashboard/blog/some-blog/123', 'some-blog'],
    ['https://www.tumblr.com/dashboard/blog/some-blog', 'some-blog'],
    ['https://www.tumblr.com/follow/some-blog', 'some-blog'],
    ['https://www.tumblr.com/register/follow/some-blog', 'some-blog'],
    ['https://some-blog.tumblr.com', 'some-blog'],
    ['http://SOME-blog.tumblr.com/', 'some-blog'],
    ['https://some-blog.tumblr.com/post/123456/title', 'some-blog'],
    ['https://some-blog.tumblr.com/archive', 'some-blog'],
    ['https://some-blog.tumblr.com/tagged/tides', 'some-blog'],
    ['https://at.tumblr.com/some-blog/title/a1b2c3', 'some-blog'],
    [
      'https://embed.tumblr.com/embed/post/t:Bv0AbCdEfGhIjKlMnOpQrS/683462537684418560/v2',
      '#t:Bv0AbCdEfGhIjKlMnOpQrS',
    ],
    ['https://constructor.tumblr.com/', 'constructor'],
    ['https://t.umblr.com/redirect?z=https%3A%2F%2Fsome-blog.tumblr.com%2F&t=1', 'some-blog'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.tumblr.com/',
    'https://www.tumblr.com/dashboard',
    'https://www.tumblr.com/blog/view',
    'https://www.tumblr.com/tagged/tides',
    'https://www.tumblr.com/search/x',
    'https://www.tumblr.com/explore/trending',
    'https://www.tumblr.com/communities/tides',
    'https://www.tumblr.com/policy/en/privacy',
    'https://www.tumblr.com/reblog/123/abc',
    'https://www.tumblr.com/some_blog',
    'https://www.tumblr.com/sоme-blog',
    'https://www.tumblr.com/some.blog',
    'https://assets.tumblr.com/',
    'https://64.media.tumblr.com/x/y.jpg',
    'https://a.b.tumblr.com/',
    'https://embed.tumblr.com/embed/post/AbCdEf0123456789/683462537684418560',
    'https://tmblr.co/mAbCdEf',
    'https://eviltumblr.com/some-blog',
    'https://some-blog.tumblr.com.evil.example/',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
