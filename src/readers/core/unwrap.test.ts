import { describe, expect, test } from 'vitest';
import { captureOf } from './archive.ts';
import { unwrap } from './unwrap.ts';

const inside = (address: string) => unwrap(new URL(address))?.url.href ?? null;

describe('redirectors', () => {
  test.each([
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fjack&h=AT0', 'https://x.com/jack'],
    ['https://lm.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://l.instagram.com/?u=https%3A%2F%2Fx.com%2Fjack&e=1', 'https://x.com/jack'],
    ['https://l.threads.com/?u=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://www.youtube.com/redirect?event=v&q=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://www.youtube.com/redirect?q=x.com%2Fjack', 'https://x.com/jack'],
    ['https://vk.com/away.php?to=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    [
      'https://www.tiktok.com/link/v2?aid=1&target=https%3A%2F%2Fx.com%2Fjack',
      'https://x.com/jack',
    ],
    ['https://t.umblr.com/redirect?z=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://href.li/?https://x.com/jack', 'https://x.com/jack'],
    ['https://out.reddit.com/t3_1?url=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://www.google.de/url?sa=t&url=https%3A%2F%2Fx.com%2Fjack', 'https://x.com/jack'],
    ['https://x-com.translate.goog/jack?_x_tr_sl=es', 'https://x.com/jack'],
    ['https://my--site-example.translate.goog/jack', 'https://my-site.example/jack'],
  ])('%s', (wrapped, target) => {
    expect(inside(wrapped)).toBe(target);
  });

  test('share links lead to what is shared, not to an account, and stay as they are', () => {
    const share = 'https://www.facebook.com/sharer.php?u=https%3A%2F%2Fx.com%2Fjack';
    expect(inside(share)).toBe(share);
    const intent = 'https://x.com/intent/tweet?url=https%3A%2F%2Fx.com%2Fjack';
    expect(inside(intent)).toBe(intent);
  });

  test('what is no web address is none, wrapped or not', () => {
    expect(inside('mailto:jack@x.com')).toBeNull();
    expect(inside('javascript:void(0)')).toBeNull();
    expect(inside('https://vk.com/away.php?to=javascript%3Aalert(1)')).toBeNull();
    expect(inside('https://archive.ph/o/AbCdE/javascript:alert(1)')).toBeNull();
  });

  test('wrappers are taken off four deep', () => {
    let address = 'https://x.com/jack';
    for (let depth = 0; depth < 4; depth++) {
      address = `https://l.facebook.com/l.php?u=${encodeURIComponent(address)}`;
    }
    expect(inside(address)).toBe('https://x.com/jack');
    const deeper = `https://l.facebook.com/l.php?u=${encodeURIComponent(address)}`;
    expect(inside(deeper)).toContain('l.facebook.com');
  });
});

describe('archives', () => {
  test.each([
    [
      'https://web.archive.org/web/20190131120000/https://twitter.com/jack',
      'https://twitter.com/jack',
    ],
    ['https://web.archive.org/web/20190131id_/http://twitter.com/jack', 'http://twitter.com/jack'],
    [
      'https://web.archive.org/web/20190131120000/http:/twitter.com/jack',
      'http://twitter.com/jack',
    ],
    ['https://web.archive.org/web/20190131120000/twitter.com/jack', 'http://twitter.com/jack'],
    [
      'https://web.archive.org/web/20190131120000/https%3A//twitter.com/jack',
      'https://twitter.com/jack',
    ],
    ['https://web.archive.org/web/*/https://twitter.com/jack', 'https://twitter.com/jack'],
    [
      'https://web.archive.org/web/2019/https://x.com/i/user?user_id=5',
      'https://x.com/i/user?user_id=5',
    ],
    ['https://archive.today/20190131120000/https://twitter.com/jack', 'https://twitter.com/jack'],
    ['https://archive.ph/o/AbCdE/https://twitter.com/jack', 'https://twitter.com/jack'],
    ['https://archive.is/https://twitter.com/jack', 'https://twitter.com/jack'],
  ])('%s', (archived, original) => {
    expect(inside(archived)).toBe(original);
  });

  test('one archive inside the other', () => {
    const inner = 'https://web.archive.org/web/20180101000000/https://twitter.com/jack';
    expect(inside(`https://archive.ph/20200101000000/${inner}`)).toBe('https://twitter.com/jack');
  });

  test('capture times are read to the second, from the day on, and never guessed', () => {
    const at = (address: string) => captureOf(new URL(address))?.capturedAt;
    expect(at('https://web.archive.org/web/20190131120102/https://x.com/a')).toBe(
      Date.UTC(2019, 0, 31, 12, 1, 2),
    );
    expect(at('https://web.archive.org/web/20190131/https://x.com/a')).toBe(Date.UTC(2019, 0, 31));
    expect(at('https://archive.today/2019.01.31-120102/https://x.com/a')).toBe(
      Date.UTC(2019, 0, 31, 12, 1, 2),
    );
    expect(at('https://web.archive.org/web/2019/https://x.com/a')).toBeNull();
    expect(at('https://web.archive.org/web/20191399/https://x.com/a')).toBeNull();
    expect(at('https://web.archive.org/web/*/https://x.com/a')).toBeNull();
  });

  test('the archive’s own pages are no captures', () => {
    expect(captureOf(new URL('https://archive.org/details/twitter'))).toBeNull();
    expect(captureOf(new URL('https://web.archive.org/save/https://x.com/a'))).toBeNull();
    expect(captureOf(new URL('https://evilarchive.org/web/20190131/https://x.com/a'))).toBeNull();
  });
});
