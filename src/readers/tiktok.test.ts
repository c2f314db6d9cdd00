import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';
import { accountAt } from './core/registry.ts';
import './core/all.ts';

const at = accountsOn('tiktok');

describe('links', () => {
  test.each([
    ['https://www.tiktok.com/@exa.mple_1', 'exa.mple_1'],
    ['https://tiktok.com/@Exa.Mple_1/?lang=en', 'Exa.Mple_1'],
    ['https://m.tiktok.com/%40example#top', 'example'],
    ['https://www.tiktok.com/@example/video/7571863205253778710', 'example'],
    ['https://www.tiktok.com/@example/photo/7571863205253778710?q=1', 'example'],
    ['https://www.tiktok.com/@example/live', 'example'],
    ['https://www.tiktok.com/@example/playlist/A-List-7571863205253778710', 'example'],
    ['https://www.tiktok.com/embed/@example', 'example'],
    ['https://www.tiktok.com/share/user/6781206617314018309', '#6781206617314018309'],
    ['https://vxtiktok.com/@example/video/7571863205253778710', 'example'],
    ['https://www.tiktok.com/link/v2?target=https%3A%2F%2Fwww.tiktok.com%2F%40example', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.tiktok.com/',
    'https://www.tiktok.com/@',
    'https://www.tiktok.com/example',
    'https://www.tiktok.com/foryou',
    'https://www.tiktok.com/tag/example',
    'https://www.tiktok.com/music/example-123',
    'https://www.tiktok.com/search/user?q=%40example',
    'https://www.tiktok.com/embed/v2/7571863205253778710',
    'https://www.tiktok.com/t/ZTabcdefg/',
    'https://www.tiktok.com/@MS4wLjABAAAAv7iSuuXDJGDvJkmH_vz1qkDZYo1apxgzaxdBSeIuPiMAAAAAAAAAAAAAAAAA',
    'https://www.tiktok.com/@exаmple',
    'https://www.tiktok.com/@exa%2Fmple',
    'https://www.tiktok.com/share/user/6.78E18',
    'https://vm.tiktok.com/@example',
    'https://eviltiktok.com/@example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('a video’s address tells its time', () => {
    expect(
      accountAt(new URL('https://www.tiktok.com/@example/video/7571863205253778710')),
    ).toMatchObject({ says: 'post', post: '7571863205253778710' });
  });
});
