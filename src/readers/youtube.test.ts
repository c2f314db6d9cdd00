import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://www.youtube.com/@Some-Channel', 'Some-Channel'],
    ['https://www.youtube.com/@Some-Channel/videos', 'Some-Channel'],
    ['https://www.youtube.com/%40Some-Channel', 'Some-Channel'],
    ['https://m.youtube.com/channel/UCmgnsaQIK1IR808Ebde-ssA/about', '#UCmgnsaQIK1IR808Ebde-ssA'],
    ['https://www.youtube.com/c/SomeChannel', 'c/SomeChannel'],
    ['https://www.youtube.com/user/SomeChannel/videos', 'user/SomeChannel'],
    ['https://www.youtube.com/SomeChannel', 'c/SomeChannel'],
    ['https://www.youtube.com/@%E6%B8%AF%E5%8F%A3', '港口'],
    ['https://www.youtube.com/redirect?q=https%3A%2F%2Fwww.youtube.com%2F%40other', 'other'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/feed/trending',
    'https://www.youtube.com/results?search_query=x',
    'https://www.youtube.com/channel/UCshort',
    'https://studio.youtube.com/channel/UCmgnsaQIK1IR808Ebde-ssA',
    'https://www.youtube.com/playlist?list=PL123',
    'https://evilyoutube.com/@some',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
