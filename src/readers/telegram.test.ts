import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://t.me/some_channel', 'some_channel'],
    ['https://t.me/s/Some_Channel?before=20', 'Some_Channel'],
    ['https://t.me/some_channel/123', 'some_channel'],
    ['https://telegram.me/some_channel/12/345', 'some_channel'],
    ['https://t.me/boost/some_channel', 'some_channel'],
    ['https://t.me/c/1234567890/5', '#-1234567890'],
    ['https://web.telegram.org/k/#@some_channel', 'some_channel'],
    ['https://t.me/constructor', 'constructor'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://t.me/',
    'https://t.me/joinchat/AAAAAE',
    'https://t.me/+AbCdEf',
    'https://t.me/addstickers/Cats',
    'https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fsome_channel',
    'https://t.me/s/',
    'https://t.me/a',
    'https://t.me/sоme_channel',
    'https://not-t.me/some_channel',
    'https://t.me.evil.example/some_channel',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
