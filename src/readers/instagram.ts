import { identitiesIn } from './core/data.ts';
import type { Site } from './core/site.ts';

/**
 * Instagram: today's React pages, the earlier ones with readable markup, embeds' own pages, and links
 * from anywhere. Facts: PLATFORMS section 4.
 */
export const instagram: Site = {
  id: 'instagram',
  name: 'Instagram',
  platform: 'instagram',
  onInstall: true,
  hosts: ['instagram.com'],
  linkHosts: ['instagr.am', 'ddinstagram.com', 'kkinstagram.com'],
  reserved:
    'p tv reel reels explore stories highlights accounts about developer legal directory web ' +
    'api press privacy terms direct challenge blog help support popular lite download contact ' +
    'embed.js your_activity archive create jobs s share static emails graphql oauth data topics ' +
    'session nametag ar legacy guides',
  links: [
    { path: '/{handle}' },
    { path: '/{handle}/p|reel|tv/{post}/**', says: 'post' },
    {
      path:
        '/{handle}/tagged|reels|feed|guides|channel|saved|followers|following|igtv|live|mutual|' +
        'similar_accounts/**',
      says: 'part',
    },
    { path: '/stories/{handle}', as: '{handle}' },
    { path: '/stories/{handle}/{post}', as: '{handle}', says: 'post' },
    { path: '/_u/{handle}' },
  ],
  page: {
    rows: 'article li, article, .Comment',
    names: 'h1, h2, h3',
    roles: [
      {
        within:
          'h1 a, span[dir="auto"] > a, a[class="notranslate"], .Caption a, .iComments a:not(.cNameLink)',
        role: 'mention',
      },
      { within: 'article header, .Story', role: 'author' },
      { within: 'article ul, .iComments', role: 'commenter' },
      { within: '[role="dialog"]', role: 'list-row' },
      { within: 'main header', role: 'profile' },
    ],
    quiet: 'nav, footer, [role="navigation"], [role="tablist"], a[href*="/p/"], a[href*="/reel/"]',
    time: 'time[datetime]',
    head: 'main header h1, main header h2',
    // Beside a name `pk` is the account's; 17 digits are Facebook's number for it and no id here.
    identities: ({ document }) => identitiesIn(document, 'username', 'pk', 'id'),
  },
};
