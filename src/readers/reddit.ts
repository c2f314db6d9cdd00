import type { Identity, PageView, Site } from './core/site.ts';

/** Reddit: today's pages, the redesign of 2018 to 2023, old.reddit.com and captures. Facts: PLATFORMS section 7. */
export const reddit: Site = {
  id: 'reddit',
  name: 'Reddit',
  platform: 'reddit',
  onInstall: true,
  hosts: ['*.reddit.com'],
  notHosts: ['about.reddit.com', 'ads.reddit.com', 'business.reddit.com', 'out.reddit.com'],
  reserved: 'me',
  links: [
    { path: '/user|u/{handle}', as: '{handle}' },
    { path: '/user|u/{handle}/comments/{post}/**', as: '{handle}', says: 'post' },
    { path: '/user|u/{handle}/**', as: '{handle}', says: 'part' },
    // A profile is a community, too.
    { path: '/r/u_{handle}/comments/{post}/**', says: 'post' },
    { path: '/r/u_{handle}/**' },
  ],
  page: {
    rows: '.thing, shreddit-post, shreddit-comment, shreddit-profile-comment, [data-testid="post-container"], .Comment, .scrollerItem',
    names:
      '.tagline, shreddit-post, shreddit-ad-post, [slot="commentMeta"], [data-testid="post-comment-header"]',
    roles: [
      {
        within: '.md, [slot="text-body"], [slot="comment"], .RichTextJSON-root',
        role: 'mention',
      },
      {
        within: '.comment, shreddit-comment, shreddit-profile-comment, .Comment',
        role: 'commenter',
      },
      {
        within:
          '.thing, shreddit-post, [data-testid="post-container"], [data-testid="post_author_link"], .scrollerItem',
        role: 'author',
      },
      { within: 'faceplate-hovercard, [data-testid="user-hover-card"]', role: 'hovercard' },
      { within: '#friend-table, .usertable, .sidecontentbox', role: 'list-row' },
      { within: '[data-testid="profile-main"]', role: 'profile' },
    ],
    attributes: [
      {
        select: '.thing[data-author]',
        attribute: 'data-author',
        idAttribute: 'data-author-fullname',
      },
      {
        select: 'shreddit-post[author], shreddit-ad-post[author]',
        attribute: 'author',
        idAttribute: 'author-id',
        role: 'author',
        // On home pages the author stands only in the attribute. What stands beside a slot is not shown.
        anchor: '[slot="credit-bar"] faceplate-timeago',
      },
      {
        select: 'shreddit-comment[author], shreddit-profile-comment[author]',
        attribute: 'author',
        role: 'commenter',
      },
    ],
    ids: [
      {
        select: 'a[class*="id-t2_"]',
        attribute: 'class',
        pattern: /(?:^|\s)id-(t2_[a-z0-9]+)(?:\s|$)/,
      },
    ],
    watched: ['author', 'data-author'],
    quiet:
      'nav, .tabmenu, .flat-list, .menuarea, #header-bottom-right .user, [data-testid="comment_author_icon"], a[slot="full-post-link"]',
    skip: '#shreddit-skip-link',
    head: '.titlebox h1, [data-testid="profile-main"] h1 + p',
    time: 'time[datetime]',
    shadowHosts: 'shreddit-async-loader, rs-app, rs-room, rs-timeline',
    identities,
  },
};

/** The old profile page says when its account was made; communities have the same line. */
function identities({ document, original }: PageView): Identity[] {
  const handle = document.querySelector('.titlebox h1')?.textContent?.trim() ?? '';
  const [, addressed] = /^\/(?:user|u)\/([^/]+)/.exec(original.pathname) ?? [];
  const time = document.querySelector('.titlebox .age time[datetime]')?.getAttribute('datetime');
  const from = Date.parse(time ?? '');
  if (Number.isNaN(from) || addressed?.toLowerCase() !== handle.toLowerCase()) return [];
  return [{ handle, id: null, created: { from, to: from } }];
}
