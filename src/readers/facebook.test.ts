import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { accountAt } from './core/registry.ts';
import './core/all.ts';

const at = accountsOn('facebook');

describe('links', () => {
  test.each([
    ['https://www.facebook.com/example.slug', 'example.slug'],
    ['https://www.facebook.com/Example.Slug/', 'Example.Slug'],
    ['http://m.facebook.com/exampleslug?fref=nf&__cft__[0]=AZ', 'exampleslug'],
    ['https://es-la.facebook.com/exampleslug#top', 'exampleslug'],
    ['https://fb.com/exampleslug', 'exampleslug'],
    ['https://m.me/exampleslug', 'exampleslug'],
    ['https://www.facebook.com//exampleslug//', 'exampleslug'],
    ['https://www.facebook.com/%65xampleslug', 'exampleslug'],
    ['https://www.facebook.com/exampleslug…', 'exampleslug'],
    ['https://www.facebook.com/#!/exampleslug', 'exampleslug'],
    ['https://www.facebook.com/exampleslug/posts/pfbid02AbC', 'exampleslug'],
    ['https://www.facebook.com/exampleslug/posts/a-title/123456/', 'exampleslug'],
    ['https://www.facebook.com/exampleslug/photos/a.1.2.3/4/?type=3', 'exampleslug'],
    ['https://www.facebook.com/exampleslug/about_contact', null],
    ['https://www.facebook.com/exampleslug/about/', 'exampleslug'],
    ['https://www.facebook.com/pg/exampleslug/videos/', 'exampleslug'],
    ['https://www.facebook.com/constructor', 'constructor'],
    ['https://www.facebook.com/profile.php?id=100012345678901', '#100012345678901'],
    ['https://www.facebook.com/profile.php?sk=about&id=100012345678901', '#100012345678901'],
    ['https://facebook.com/20449422001', '#20449422001'],
    ['https://www.facebook.com/20449422001/posts/1/', '#20449422001'],
    ['https://www.facebook.com/people/Jane-Example/61550000000001/', '#61550000000001'],
    ['https://www.facebook.com/p/Some-Page-61550000000002/', '#61550000000002'],
    ['https://www.facebook.com/pages/Some-Page/147405711998780?sk=wall', '#147405711998780'],
    [
      'https://www.facebook.com/pages/category/Artist/Some-Page-147405711998780/',
      '#147405711998780',
    ],
    ['https://www.facebook.com/Some-Page-54212446406/', '#54212446406'],
    ['https://www.facebook.com/%D0%98%D0%BC%D1%8F-54212446406/photos/?tab=album', '#54212446406'],
    ['https://www.facebook.com/groups/5551112223334445/user/100012345678901/', '#100012345678901'],
    ['https://www.facebook.com/groups/examplegroup/', 'groups/examplegroup'],
    ['https://www.facebook.com/groups/examplegroup/permalink/99/', 'groups/examplegroup'],
    ['https://m.facebook.com/story.php?story_fbid=9&id=100012345678901', '#100012345678901'],
    [
      'https://www.facebook.com/permalink.php?story_fbid=pfbid0&id=100012345678901',
      '#100012345678901',
    ],
    [
      'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fexampleslug&h=A',
      'exampleslug',
    ],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.facebook.com/',
    'https://www.facebook.com/home.php',
    'https://www.facebook.com/Home',
    'https://www.facebook.com/votinginformationcenter/?entry_point=c2l0ZQ',
    'https://mbasic.facebook.com/profile/questions/view/212038_1/',
    'https://mbasic.facebook.com/photos/change/profile_picture/',
    'https://www.facebook.com/photo.php?fbid=1&id=565&set=a.1',
    'https://www.facebook.com/photo/?fbid=123456',
    'https://www.facebook.com/watch/?v=123456',
    'https://www.facebook.com/reel/123456',
    'https://www.facebook.com/events/123456',
    'https://www.facebook.com/share/p/AbCdEf/',
    'https://www.facebook.com/sharer.php?u=https%3A%2F%2Fwww.facebook.com%2Fexampleslug',
    'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.example',
    'https://www.facebook.com/dialog/feed?app_id=1&link=https%3A%2F%2Fa.example',
    'https://www.facebook.com/hashtag/exampleslug',
    'https://www.facebook.com/media/set/?set=a.397338611406&type=3',
    'https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fexampleslug',
    'https://www.facebook.com/groups/feed/',
    'https://www.facebook.com/groups/123456789/',
    'https://www.facebook.com/profile.php?id=9.06E%2B17',
    'https://www.facebook.com/profile.php',
    'https://www.facebook.com/example_slug',
    'https://www.facebook.com/exаmpleslug',
    'https://www.facebook.com/example%2Fslug',
    'https://www.facebook.com/example%2520slug',
    'https://www.facebook.com/%',
    'https://developers.facebook.com/exampleslug',
    'https://apps.facebook.com/examplegame',
    'https://portal.facebook.com/products',
    'https://www.facebook.com/tr?id=123456&ev=PageView',
    'https://www.facebook.com/checkpoint/?next=x',
    'https://www.facebook.com/plugins',
    'https://www.facebook.com/watchparty/',
    'https://fb.me/exampleslug',
    'https://fb.watch/AbCdEf/',
    'https://evilfacebook.com/exampleslug',
    'https://facebook.com.evil.example/exampleslug',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('tabs and posts are told from the account', () => {
    const says = (path: string) => accountAt(new URL(path, 'https://www.facebook.com/'))?.says;
    expect(says('/exampleslug')).toBe('account');
    expect(says('/exampleslug/photos')).toBe('part');
    expect(says('/exampleslug/photos/a.1/2')).toBe('post');
    expect(says('/profile.php?id=4&sk=about')).toBe('part');
    expect(says('/groups/examplegroup/members')).toBe('part');
  });
});
