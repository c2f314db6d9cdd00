import { describe, expect, test } from 'vitest';
import { accountsOn } from '../../tests/unit/link-fixture.ts';

const at = accountsOn('telegram');

describe('links', () => {
  test.each([
    ['https://t.me/some_channel', 'some_channel'],
    ['http://www.t.me/Some_Channel/?start=x#y', 'Some_Channel'],
    ['https://t.me/s/Some_Channel?before=20', 'Some_Channel'],
    ['https://t.me/s/some_channel/20', 'some_channel'],
    ['https://t.me/some_channel/123', 'some_channel'],
    ['https://t.me/some_channel/123?embed=1&mode=tme', 'some_channel'],
    ['https://telegram.me/some_channel/12/345', 'some_channel'],
    ['https://telegram.dog/some_bot', 'some_bot'],
    ['https://some_channel.t.me/', 'some_channel'],
    ['https://t.me/boost/some_channel', 'some_channel'],
    ['https://t.me/c/1234567890/5', '#-1234567890'],
    ['https://web.telegram.org/k/#@some_channel', 'some_channel'],
    ['https://web.telegram.org/a/#-1001234567890', '#-1234567890'],
    ['https://web.telegram.org/k/#-1234567890', '#-1234567890'],
    ['https://web.telegram.org/a/#987654321', '#987654321'],
    ['https://t.me/constructor', 'constructor'],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://t.me/',
    'https://t.me/joinchat/AAAAAE',
    'https://t.me/JoinChat/AAAAAE',
    'https://t.me/+AbCdEf',
    'https://t.me/addstickers/Cats',
    'https://t.me/addlist/AbCdEf',
    'https://t.me/proxy?server=1.2.3.4',
    'https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fsome_channel',
    'https://t.me/boost?c=1234567890',
    'https://t.me/c/abc/5',
    'https://t.me/s/',
    'https://t.me/a',
    'https://t.me/$AbCdEf',
    'https://t.me/1some',
    'https://t.me/some.channel',
    'https://t.me/some-channel',
    'https://t.me/sоme_channel',
    'https://web.telegram.org/k/',
    'https://web.telegram.org/k/#settings',
    'https://web.telegram.org/some_channel',
    'https://not-t.me/some_channel',
    'https://t.me.evil.example/some_channel',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
