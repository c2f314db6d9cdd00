import { expect, test } from 'vitest';
import { matchesOrigin, originOfHost, PLACES, placeOf } from './places.ts';

test.each([
  ['https://x.com/home', 'x'],
  ['https://mobile.twitter.com/name', 'x'],
  ['https://old.reddit.com/', 'reddit'],
  ['https://bsky.app/profile/name', 'bluesky'],
  ['https://mastodon.social/@name', 'mastodon'],
  ['https://web.archive.org/web/2018/https://twitter.com/name', 'wayback-machine'],
  ['https://archive.ph/AbCdE', 'archive-today'],
  ['https://evilx.com/', null],
  ['http://x.com/', null],
  ['https://example.org/', null],
])('%s is of %s', (address, id) => {
  expect(placeOf(new URL(address))?.id ?? null).toBe(id);
});

test('every place has pages, and no page two places', () => {
  const all = PLACES.flatMap(({ origins }) => origins);
  expect(PLACES.every(({ origins }) => origins.length > 0)).toBe(true);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ['example.social', 'https://example.social/*'],
  [' https://Example.social/@name ', 'https://example.social/*'],
  ['bücher.example', 'https://xn--bcher-kva.example/*'],
  ['http://example.social', null],
  ['example.social:8443', null],
  ['localhost', null],
  ['127.0.0.1', null],
  ['*.example', null],
  ['*', null],
  ['', null],
  ['two words', null],
])('the host %j asks for %s', (text, origin) => {
  expect(originOfHost(text)).toBe(origin);
});

test('a pattern has its host, and subdomains only where it says so', () => {
  const has = (pattern: string, address: string) => matchesOrigin(pattern, new URL(address));
  expect(has('https://*.reddit.com/*', 'https://reddit.com/')).toBe(true);
  expect(has('https://*.reddit.com/*', 'https://a.b.reddit.com/r')).toBe(true);
  expect(has('https://*.reddit.com/*', 'https://notreddit.com/')).toBe(false);
  expect(has('https://x.com/*', 'https://a.x.com/')).toBe(false);
});
