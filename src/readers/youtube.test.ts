import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('youtube');

describe('links', () => {
  test.each([
    ['https://www.youtube.com/@Some-Channel', 'Some-Channel'],
    ['https://www.youtube.com/@Some.Channel_1/', 'Some.Channel_1'],
    ['https://www.youtube.com/@Some-Channel/videos?view=0#top', 'Some-Channel'],
    ['https://www.youtube.com/%40Some-Channel', 'Some-Channel'],
    ['https://m.youtube.com/channel/UCmgnsaQIK1IR808Ebde-ssA/about', '#UCmgnsaQIK1IR808Ebde-ssA'],
    ['https://music.youtube.com/channel/UCmgnsaQIK1IR808Ebde-ssA', '#UCmgnsaQIK1IR808Ebde-ssA'],
    [
      'https://www.youtube-nocookie.com/embed/live_stream?channel=UCmgnsaQIK1IR808Ebde-ssA',
      '#UCmgnsaQIK1IR808Ebde-ssA',
    ],
    ['https://www.youtube.com/c/SomeChannel', 'SomeChannel'],
    ['https://www.youtube.com/user/SomeChannel/videos', 'user/SomeChannel'],
    ['https://www.youtube.com/subscription_center?add_user=SomeChannel', 'user/SomeChannel'],
    ['https://www.youtube.com/SomeChannel', 'SomeChannel'],
    ['https://www.youtube.com/SomeChannel/videos', 'SomeChannel'],
    ['https://www.youtube.com/constructor', 'constructor'],
    ['https://www.youtube.com/@%E6%B8%AF%E5%8F%A3', '港口'],
    ['https://www.youtube.com/redirect?q=https%3A%2F%2Fwww.youtube.com%2F%40other', 'other'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/@',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/WATCH?v=dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
    'https://www.youtube.com/feed/trending',
    'https://www.youtube.com/feed/videos',
    'https://www.youtube.com/hashtag/tides',
    'https://www.youtube.com/post/UgkxAbCdEf',
    'https://www.youtube.com/results?search_query=%40some',
    'https://www.youtube.com/channel/UCshort',
    'https://www.youtube.com/channel/UUmgnsaQIK1IR808Ebde-ssA',
    'https://studio.youtube.com/channel/UCmgnsaQIK1IR808Ebde-ssA',
    'https://accounts.youtube.com/some',
    'https://www.youtube.com/playlist?list=PL123',
    'https://www.youtube.com/some%2Fname',
    'https://www.youtube.com/@some%20name',
    'https://www.youtube.com/@some%E2%80%8Bname',
    'https://evilyoutube.com/@some',
    'https://youtube.com.evil.example/@some',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });

  test('letters that look alike stay apart', () => {
    expect(at('https://www.youtube.com/@s%D0%BEme')).not.toBe(at('https://www.youtube.com/@some'));
  });

  test('an id keeps its case', () => {
    const lower = 'https://www.youtube.com/channel/ucmgnsaqik1ir808ebde-ssa';
    expect(at(lower)).toBeNull();
  });
});
