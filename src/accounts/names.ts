import { bareName, spelledHandle } from './handles.ts';
import { normalId } from './ids.ts';
import type { PlatformId } from './platforms.ts';

interface Site {
  /** Where profiles stand by handle, and what people write before one. */
  readonly byHandle: string;
  readonly mark?: string;
  /** Where profiles stand by permanent id, on the sites that have such addresses. */
  readonly byId?: string;
}

const SITES: Readonly<Record<PlatformId, Site>> = {
  x: { byHandle: 'https://x.com/', mark: '@', byId: 'https://x.com/i/user/' },
  facebook: { byHandle: 'https://www.facebook.com/', byId: 'https://www.facebook.com/' },
  instagram: { byHandle: 'https://www.instagram.com/', mark: '@' },
  threads: { byHandle: 'https://www.threads.com/@', mark: '@' },
  youtube: {
    byHandle: 'https://www.youtube.com/@',
    mark: '@',
    byId: 'https://www.youtube.com/channel/',
  },
  reddit: { byHandle: 'https://www.reddit.com/user/', mark: 'u/' },
  tiktok: { byHandle: 'https://www.tiktok.com/@', mark: '@' },
  telegram: { byHandle: 'https://t.me/', mark: '@' },
  tumblr: { byHandle: 'https://www.tumblr.com/' },
  medium: { byHandle: 'https://medium.com/@', mark: '@', byId: 'https://medium.com/u/' },
  bluesky: {
    byHandle: 'https://bsky.app/profile/',
    mark: '@',
    byId: 'https://bsky.app/profile/',
  },
  mastodon: { byHandle: 'https://', mark: '@', byId: '' },
  linkedin: { byHandle: 'https://www.linkedin.com/' },
  vk: { byHandle: 'https://vk.com/', byId: 'https://vk.com/id' },
  quora: { byHandle: 'https://www.quora.com/profile/' },
  vimeo: { byHandle: 'https://vimeo.com/' },
};

/**
 * A handle as people of that platform write it, in its own spelling: `@Name` on X, `u/Name` on
 * Reddit, `Name` on Facebook. Names in a name space (`user/name`, `company/name`) stay as they are.
 */
export function displayHandle(platform: PlatformId, handle: string): string {
  const name = spelledHandle(platform, handle) ?? bareName(handle);
  return name.includes('/') ? name : (SITES[platform].mark ?? '') + name;
}

/**
 * The https address of an account, by its handle or else by its id, for citations only: nothing
 * here ever asks for it. Null when neither gives an address.
 */
export function profileUrl(
  platform: PlatformId,
  account: { readonly handle: string | null; readonly id: string | null },
): string | null {
  const { byHandle, byId } = SITES[platform];
  const name = account.handle === null ? null : spelledHandle(platform, account.handle);
  if (name !== null) return handleUrl(platform, byHandle, name);
  const id = account.id === null ? null : normalId(platform, account.id);
  if (id === null || byId === undefined) return null;
  if (platform === 'vk' && id.startsWith('-')) return `https://vk.com/club${id.slice(1)}`;
  return byId + id;
}

function handleUrl(platform: PlatformId, prefix: string, name: string): string {
  if (platform === 'mastodon') {
    const [user = '', host = ''] = name.split('@');
    return `${prefix}${host}/@${user}`;
  }
  // A name space (`user/name`, `r/name`) is the path itself.
  const root = name.includes('/') ? `${new URL(prefix).origin}/` : prefix;
  return root + encodeURI(name).replaceAll("'", '%27');
}
