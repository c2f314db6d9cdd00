import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('vk');

describe('links', () => {
  test.each([
    ['https://vk.com/exam_ple.1', 'exam_ple.1'],
    ['https://vk.ru/Example/', 'Example'],
    ['http://m.vk.com/example?act=wall#top', 'example'],
    ['http://vkontakte.ru/example', 'example'],
    ['https://vk.me/example', 'example'],
    ['https://vk.com/%65xample', 'example'],
    ['https://vk.com/wallpapers', 'wallpapers'],
    ['https://vk.com/video_club', 'video_club'],
    ['https://vk.com/clip2', null],
    ['https://vk.com/example?w=wall-1_2', 'example'],
    ['https://vk.com/@example', 'example'],
    ['https://vk.com/@example-how-to-write', 'example'],
    ['https://vk.com/video/@example', 'example'],
    ['https://vkvideo.ru/@example', 'example'],
    ['https://vk.com/id12345', '#12345'],
    ['https://vk.ru/id123_456', '#123'],
    ['https://vk.com/id123_r789', '#123'],
    ['https://vk.com/club12345', '#-12345'],
    ['https://vk.com/public12345', '#-12345'],
    ['https://vk.com/group12345', '#-12345'],
    ['https://vk.com/event12345', '#-12345'],
    ['https://vk.com/away.php?to=https%3A%2F%2Fvk.com%2Fexample&cc_key=', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://vk.com/',
    'https://vk.com/feed',
    'https://vk.com/Feed?w=wall1_2',
    'https://vk.com/al_feed.php',
    'https://vk.com/share.php?url=https%3A%2F%2Fvk.com%2Fexample',
    'https://vk.com/wall-1_2?reply=3',
    'https://vk.com/wall123',
    'https://vk.com/photo1_2',
    'https://vk.com/video123',
    'https://vk.com/video-1_2',
    'https://vk.com/clip123_456',
    'https://vk.com/albums-12345',
    'https://vk.com/topic-1_2',
    'https://vk.com/board20629724',
    'https://vk.com/write12345',
    'https://vk.com/app12345',
    'https://vk.com/tag12345',
    'https://vk.com/id0',
    'https://vk.com/public0',
    'https://vk.com/exаmple',
    'https://vk.com/exam-ple',
    'https://vk.com/%',
    'https://vkvideo.ru/example',
    'https://dev.vk.com/example',
    'https://vk.cc/AbCdEf',
    'https://evilvk.com/example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
