import type { FoundName, PageView, Site } from './core/site.ts';

const ROWS = '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]';

/** Bluesky's web app, its look-alike front ends, and links by handle or DID. Facts: PLATFORMS section 9. */
export const bluesky: Site = {
  id: 'bluesky',
  name: 'Bluesky',
  platform: 'bluesky',
  hosts: ['bsky.app', 'main.bsky.dev', 'staging.bsky.app'],
  linkHosts: [
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
    { path: '/starter-pack/{handle}/*', says: 'part' },
    // An account's own address redirects to its profile.
    { host: '{handle}.bsky.social', path: '/**', as: '{handle}.bsky.social' },
  ],
  page: {
    rows: ROWS,
    roles: [
      {
        within: '[data-testid="postText"], [data-testid="profileHeaderDescription"]',
        role: 'mention',
      },
      { within: `:is(${ROWS}) [role="link"] [role="link"]`, role: 'quoted' },
      { within: ROWS, role: 'author' },
      { within: '[data-testid="profileView"]', role: 'profile' },
    ],
    attributes: [
      {
        select: ROWS,
        attribute: 'data-testid',
        pattern: /^(?:feedItem|postThreadItem)-by-(?<handle>[\w.:-]+)$/,
        role: 'author',
      },
    ],
    quiet: 'nav, [role="navigation"], [role="tablist"]',
    head: '[data-testid="profileView"] [data-testid="profileHeaderHandle"]',
    watched: ['data-testid', 'src'],
    find: picturedIds,
  },
};

/**
 * The address of an account's picture holds its permanent id. Picture and name belong together where
 * one link holds the picture and leads to the name.
 */
function picturedIds(_page: PageView, root: ParentNode): FoundName[] {
  const found: FoundName[] = [];
  for (const image of root.querySelectorAll('a[href^="/profile/"] img[src*="/did:"]')) {
    const id = /\/(?:avatar|avatar_thumbnail)\/plain\/(did:[^/]+)\//.exec(
      image.getAttribute('src') ?? '',
    )?.[1];
    const handle = /^\/profile\/([^/]+)$/.exec(image.closest('a')?.getAttribute('href') ?? '')?.[1];
    if (!id || !handle || handle.startsWith('did:')) continue;
    found.push({ handle, id, element: image, anchor: null, role: 'link' });
  }
  return found;
}
