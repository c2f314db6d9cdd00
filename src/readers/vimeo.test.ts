import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('vimeo');

describe('links', () => {
  test.each([
    ['https://vimeo.com/example', 'example'],
    ['https://www.vimeo.com/Exam-ple_1/', 'Exam-ple_1'],
    ['http://vimeo.com/user12345?embedded=true#top', 'user12345'],
    ['https://vimeo.com/%65xample', 'example'],
    ['https://vimeo.com/example/videos/sort:date', 'example'],
    ['https://vimeo.com/example/following', 'example'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://vimeo.com/',
    'https://vimeo.com/123456789',
    'https://vimeo.com/123456789/abcdef0123',
    'https://vimeo.com/channels/staffpicks/123456789',
    'https://vimeo.com/groups/example/videos/1',
    'https://vimeo.com/ondemand/example',
    'https://vimeo.com/showcase/123',
    'https://vimeo.com/Watch',
    'https://vimeo.com/log_in',
    'https://vimeo.com/exam.ple',
    'https://vimeo.com/exаmple',
    'https://vimeo.com/exam%2Fple',
    'https://player.vimeo.com/video/123456789',
    'https://help.vimeo.com/example',
    'https://evilvimeo.com/example',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
