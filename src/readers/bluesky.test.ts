import { describe, expect, test } from 'vitest';
import { accountAt } from './core/registry.ts';

function at(address: string) {
  const account = accountAt(new URL(address));
  if (account === null) return null;
  return account.handle ?? `#${account.id}`;
}

describe('links', () => {
  test.each([
    ['https://bsky.app/profile/alice.example.org', 'alice.example.org'],
    ['https://bsky.app/profile/Alice.bsky.social/post/3mdegyw3ves2t', 'Alice.bsky.social'],
    [
      'https://bsky.app/profile/did:plc:24xmtazrkaxh7kwx2ehginec',
      '#did:plc:24xmtazrkaxh7kwx2ehginec',
    ],
    [
      'https://bsky.app/profile/did%3Aplc%3A24xmtazrkaxh7kwx2ehginec/post/3mdegyw3ves2t',
      '#did:plc:24xmtazrkaxh7kwx2ehginec',
    ],
    ['https://bsky.app/profile/alice.bsky.social/followers', 'alice.bsky.social'],
    ['https://alice.bsky.social/', 'alice.bsky.social'],
    ['https://fxbsky.app/profile/alice.bsky.social/post/3m', 'alice.bsky.social'],
    [
      'https://go.bsky.app/redirect?u=https%3A%2F%2Fbsky.app%2Fprofile%2Falice.bsky.social',
      'alice.bsky.social',
    ],
  ])('%s names %s', (address, account) => {
    expect(at(address)).toBe(account);
  });

  test.each([
    'https://bsky.app/',
    'https://bsky.app/search?q=alice',
    'https://bsky.app/hashtag/tides',
    'https://bsky.app/settings',
    'https://bsky.app/profile/handle.invalid',
    'https://bsky.app/profile/аlice.example.org/../x y',
    'https://evilbsky.app/profile/alice.bsky.social',
  ])('%s names nobody', (address) => {
    expect(at(address)).toBeNull();
  });
});
