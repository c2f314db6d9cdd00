import type { Site } from './core/site.ts';

/** Reddit: today's pages, the redesign of 2018 to 2023, old.reddit.com and captures. Facts: PLATFORMS section 7. */
export const reddit: Site = {
  id: 'reddit',
  name: 'Reddit',
  platform: 'reddit',
  onInstall: true,
  hosts: ['*.reddit.com'],
  notHosts: [
    'about.reddit.com',
    'redditinc.com',
    'support.reddithelp.com',
    'ads.reddit.com',
    'business.reddit.com',
    'out.reddit.com',
  ],
  reserved: 'me',
  links: [
    { path: '/user|u/{handle}', as: '{handle}' },
    { path: '/user|u/{handle}/comments/{post}/**', says: 'post' },
    { path: '/user|u/{handle}/m/*', says: 'part' },
    {
      path: '/user|u/{handle}/overview|submitted|comments|posts|gilded|saved|upvoted|downvoted|trophies|hidden',
      says: 'part',
    },
    { path: '/r/u_{handle}/**' },
  ],
  page: {
    rows: '.thing, shreddit-post, shreddit-comment, [data-testid="post-container"], [data-testid="comment"], .Comment',
    names:
      '.tagline, [slot="credit-bar"], [slot="commentMeta"], [data-testid="post_author_link"], .usertext-edit',
    roles: [
      {
        within: '.md, [slot="text-body"], [slot="comment"], [data-testid="post-content"] p',
        role: 'mention',
      },
      {
        within:
          '.comment, shreddit-comment, shreddit-profile-comment, [data-testid="comment"], .Comment',
        role: 'commenter',
      },
      { within: '.thing, shreddit-post, [data-testid="post-container"], .Post', role: 'author' },
      { within: 'faceplate-hovercard, [data-testid="user-hover-card"]', role: 'hovercard' },
      { within: '#friend-table, .usertable, .moderator-list', role: 'list-row' },
      { within: '.titlebox, [data-testid="profile-main"]', role: 'profile' },
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
        // On home pages the author stands only in the attribute.
        anchor: '[slot="credit-bar"]',
      },
      { select: 'shreddit-comment[author]', attribute: 'author', role: 'commenter' },
    ],
    ids: [
      { select: 'a.author[class*="id-t2_"]', attribute: 'class', pattern: /\bid-(t2_[a-z0-9]+)\b/ },
    ],
    watched: ['author', 'data-author'],
    quiet:
      'nav, .tabmenu, .flat-list, .menuarea, [data-testid="comment_author_icon"], a[slot="full-post-link"]',
    skip: '#header-bottom-right .user, #shreddit-skip-link',
    head: '.titlebox h1, .pagename',
    time: 'time[datetime], faceplate-timeago[ts]',
    shadowHosts: 'shreddit-async-loader, rs-app, rs-room, rs-timeline',
  },
};
