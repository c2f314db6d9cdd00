import type { Role } from '../accounts/reference.ts';
import type { Identity, PageView, Site } from './core/site.ts';

const ROWS = '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]';
/** The address of an account's picture holds its permanent id. */
const PICTURED = /\/(?:avatar|avatar_thumbnail|banner)\/plain\/(did:[^/]+)\//;

/** Bluesky's web app, its look-alike front ends, and links by handle or DID. Facts: PLATFORMS section 9. */
export const bluesky: Site = {
  id: 'bluesky',
  name: 'Bluesky',
  platform: 'bluesky',
  hosts: ['bsky.app', 'main.bsky.dev', 'staging.bsky.app'],
  linkHosts: [
    'embed.bsky.app',
    'bskx.app',
    'bsyy.app',
    'cbsky.app',
    'fxbsky.app',
    'vxbsky.app',
    'bskye.app',
    'deer.social',
    'blacksky.community',
    '*.bsky.social',
  ],
  links: [
    { path: '/profile/{id}' },
    { path: '/profile/{id}/post/{post}/**', says: 'post' },
    { path: '/profile/{id}/**', says: 'part' },
    { path: '/profile/{handle}' },
    { path: '/profile/{handle}/post/{post}/**', says: 'post' },
    { path: '/profile/{handle}/**', says: 'part' },
    { path: '/starter-pack/{id}/*', says: 'part' },
    { path: '/starter-pack/{handle}/*', says: 'part' },
    { host: 'embed.bsky.app', path: '/embed/{id}/app.bsky.feed.post/{post}', says: 'post' },
    // An account's own address redirects to its profile.
    { host: '{handle}.bsky.social', path: '/**', as: '{handle}.bsky.social' },
  ],
  page: {
    rows: ROWS,
    roles: [
      { within: '[data-word-wrap], [data-testid="profileHeaderDescription"]', role: 'mention' },
      // A post quoted in another; the links to authors have the role of a link, too.
      { within: `:is(${ROWS}) div[role="link"]`, role: 'quoted' },
      { within: ROWS, role: 'author', unless: besideAuthor },
    ],
    attributes: [
      {
        select: ROWS,
        attribute: 'data-testid',
        pattern: /^(?:feedItem|postThreadItem)-by-(?<handle>[\w.:-]+)$/,
        role: 'author',
      },
    ],
    ids: [
      // Picture and name belong together where the picture's link leads to the name.
      {
        select: 'a[href^="/profile/"] img[src*="/did:"]',
        attribute: 'src',
        pattern: PICTURED,
        within: 'a',
      },
      // The head of a profile: the first link below its banner leads to its followers.
      {
        select: '[data-testid="userBannerImage"] img',
        attribute: 'src',
        pattern: PICTURED,
        within: '[data-testid="profileView"]',
      },
    ],
    quiet: 'nav, [role="navigation"], [role="tablist"]',
    head: '[data-testid="profileView"] [data-testid="profileHeaderHandle"]',
    watched: ['data-testid', 'src'],
    identities,
  },
};

/** A row tells its author; others are named above the author's picture as reposters, below as replied to. */
function besideAuthor(link: Element, row: Element): Role | null {
  const named = /^\/profile\/([^/:]+)\/?$/.exec(link.getAttribute('href') ?? '')?.[1];
  const author = row.getAttribute('data-testid')?.replace(/^\w+-by-/, '');
  if (!named || named.toLowerCase() === author?.toLowerCase()) return null;
  const picture = row.querySelector('[data-testid="userAvatarImage"], img');
  const isAbove =
    picture && link.compareDocumentPosition(picture) & link.DOCUMENT_POSITION_FOLLOWING;
  return isAbove ? 'reposter' : 'reply-to';
}

/** What the head of the first page pairs; it stays as it was while the app goes on. */
function identities({ document, original }: PageView): Identity[] {
  const address = document.querySelector('link[rel="alternate"][href^="at://did:"]');
  const [, id = null, post] =
    /^at:\/\/(did:[^/]+)(?:\/app\.bsky\.feed\.post\/(\w+))?/.exec(
      address?.getAttribute('href') ?? '',
    ) ?? [];
  // A post's key is its author's own; a profile's head has the name beside the id.
  const handle =
    post === undefined
      ? document.querySelector('meta[property="profile:username"]')?.getAttribute('content')
      : new RegExp(`^/profile/([^/:]+)/post/${post}(?:/|$)`).exec(original.pathname)?.[1];
  return id && handle ? [{ handle, id, created: null }] : [];
}
