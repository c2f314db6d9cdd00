import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleKey } from './keys.ts';
import { displayHandle, profileUrl } from './names.ts';
import { PLATFORM_IDS, type PlatformId } from './platforms.ts';

const BY_HANDLE: readonly [PlatformId, string, string, string][] = [
  ['x', 'RobbyDelaware', '@RobbyDelaware', 'https://x.com/RobbyDelaware'],
  ['facebook', 'John.Smith', 'John.Smith', 'https://www.facebook.com/John.Smith'],
  ['facebook', 'groups/acme', 'groups/acme', 'https://www.facebook.com/groups/acme'],
  ['instagram', '@zuck', '@zuck', 'https://www.instagram.com/zuck'],
  ['threads', 'zuck', '@zuck', 'https://www.threads.com/@zuck'],
  ['youtube', 'Имя', '@Имя', 'https://www.youtube.com/@%D0%98%D0%BC%D1%8F'],
  ['youtube', 'c/Name', '@Name', 'https://www.youtube.com/@Name'],
  ['youtube', 'user/Name', 'user/Name', 'https://www.youtube.com/user/Name'],
  ['reddit', '/u/BlackToLive', 'u/BlackToLive', 'https://www.reddit.com/user/BlackToLive'],
  ['reddit', 'r/meiguominzhu', 'r/meiguominzhu', 'https://www.reddit.com/r/meiguominzhu'],
  ['tiktok', 'bnppara', '@bnppara', 'https://www.tiktok.com/@bnppara'],
  ['telegram', 'insider_md', '@insider_md', 'https://t.me/insider_md'],
  ['tumblr', 'jinefor.tumblr.com', 'jinefor', 'https://www.tumblr.com/jinefor'],
  ['medium', 'jeefhardly', '@jeefhardly', 'https://medium.com/@jeefhardly'],
  ['bluesky', 'jay', '@jay.bsky.social', 'https://bsky.app/profile/jay.bsky.social'],
  [
    'mastodon',
    '@Gargron@mastodon.social',
    '@Gargron@mastodon.social',
    'https://mastodon.social/@Gargron',
  ],
  ['linkedin', 'jane-doe', 'in/jane-doe', 'https://www.linkedin.com/in/jane-doe'],
  ['linkedin', 'company/acme', 'company/acme', 'https://www.linkedin.com/company/acme'],
  ['vk', 'durov', 'durov', 'https://vk.com/durov'],
  ['quora', 'Ada-Park', 'Ada-Park', 'https://www.quora.com/profile/Ada-Park'],
  ['vimeo', 'user182619556', 'user182619556', 'https://vimeo.com/user182619556'],
];

const BY_ID: readonly [PlatformId, string, string | null][] = [
  ['x', '12', 'https://x.com/i/user/12'],
  ['facebook', '479681268841947', 'https://www.facebook.com/479681268841947'],
  [
    'youtube',
    'UCQ8TUByC9EmbhoUDaInIGeA',
    'https://www.youtube.com/channel/UCQ8TUByC9EmbhoUDaInIGeA',
  ],
  ['medium', '5c0f2d0e0b1a', 'https://medium.com/u/5c0f2d0e0b1a'],
  [
    'bluesky',
    'did:plc:z72i7hdynmk6r22z27h6tvur',
    'https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur',
  ],
  ['mastodon', 'https://example.org/users/a', 'https://example.org/users/a'],
  ['vk', 'id1', 'https://vk.com/id1'],
  ['vk', '-1', 'https://vk.com/club1'],
  ['instagram', '314216', null],
  ['reddit', 't2_z919g', null],
  ['x', '9.06E+17', null],
];

describe('names for people', () => {
  it('has an example for every platform', () => {
    expect(new Set(BY_HANDLE.map(([platform]) => platform))).toEqual(new Set(PLATFORM_IDS));
  });

  it.each(BY_HANDLE)('%s %s is %s at %s', (platform, handle, shown, url) => {
    expect(displayHandle(platform, handle)).toBe(shown);
    expect(profileUrl(platform, { handle, id: null })).toBe(url);
  });

  it.each(BY_ID)('%s id %s is at %s', (platform, id, url) => {
    expect(profileUrl(platform, { handle: null, id })).toBe(url);
  });

  it('prefers the handle, and falls back to the id when the handle is none', () => {
    expect(profileUrl('x', { handle: 'jack', id: '12' })).toBe('https://x.com/jack');
    expect(profileUrl('x', { handle: 'not a handle', id: '12' })).toBe('https://x.com/i/user/12');
    expect(profileUrl('x', { handle: null, id: null })).toBeNull();
  });

  it('shows what is no handle as it is, without the marks around it', () => {
    expect(displayHandle('x', '\u202Ano handle\u202C ')).toBe('@no handle');
  });

  it('shows a name that has the same key', () => {
    for (const [platform, handle] of BY_HANDLE) {
      expect(handleKey(platform, displayHandle(platform, handle))).toBe(
        handleKey(platform, handle),
      );
    }
  });

  it('gives an https address on the platform or none, for any text', () => {
    const hosts = new Map(BY_HANDLE.map(([platform, , , url]) => [platform, new URL(url).host]));
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[\w.@/:?#%'"<> -]{1,20}$/),
      fc.constantFrom(
        '..',
        '../..',
        '//evil.example',
        'c/../x',
        'javascript:alert(1)',
        'a@b.example',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PLATFORM_IDS), texts, (platform, text) => {
        const url = profileUrl(platform, { handle: text, id: text });
        if (url === null) return;
        const parsed = new URL(url);
        expect(parsed.protocol).toBe('https:');
        expect(parsed.username + parsed.password + parsed.hash).toBe('');
        if (platform !== 'mastodon') expect(parsed.host).toBe(hosts.get(platform));
        expect(url).not.toMatch(/["'<>\s\\]/);
      }),
      { numRuns: 10_000 },
    );
  });
});
