import type { Site } from './core/site.ts';

/** Vimeo's pages and links from anywhere. A number is a video, `user<number>` a name like any other. */
export const vimeo: Site = {
  id: 'vimeo',
  name: 'Vimeo',
  platform: 'vimeo',
  hosts: ['vimeo.com'],
  reserved:
    'about album albums api apps blog business careers categories channels create customers ' +
    'developer enterprise events explore features forums group groups help home jobs join ' +
    'legal library live log_in login logout manage marketplace me musicstore notifications ' +
    'ondemand ott partners plus press pricing privacy pro search settings showcase signup ' +
    'site_map solutions staffpicks stats stock store terms tools tag tags upgrade upload user ' +
    'users video videos videoschool watch watchlater',
  links: [
    { path: '/{handle}' },
    {
      path:
        '/{handle}/videos|likes|following|followers|albums|showcases|collections|channels|groups|' +
        'about|appears|portfolios|credits|subscriptions/**',
      says: 'part',
    },
  ],
  page: {
    rows: '.comment, [data-testid="comment"]',
    names: '.byline, .clip_info-subline, h1',
    roles: [
      {
        within:
          '.profile_header p, .description, .clip_details-description, [data-testid="description"], .comment_text',
        role: 'mention',
      },
      {
        within: '.comment, #comments, [class*="comment"], [data-testid="comment"]',
        role: 'commenter',
      },
      {
        within: '.byline, .clip_info, .clip_info-subline, [rel~="author"], [data-testid="owner"]',
        role: 'author',
      },
      { within: '.iris_video-vital, .clip, li[id^="clip_"], [role="dialog"]', role: 'list-row' },
      { within: '.profile_header, [class*="ProfileHeader"], h1', role: 'profile' },
    ],
    quiet: 'nav, footer, #topnav, [role="navigation"], [role="tablist"]',
    time: 'time[datetime]',
    head: 'h1',
  },
};
