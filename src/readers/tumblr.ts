import type { Site } from './core/site.ts';

/** Tumblr: dashboard, blog view and blogs at their own hosts. Facts: PLATFORMS section 12. */
export const tumblr: Site = {
  id: 'tumblr',
  name: 'Tumblr',
  platform: 'tumblr',
  hosts: ['*.tumblr.com'],
  notHosts: [
    'assets',
    'static',
    'api',
    'embed',
    'platform',
    'support',
    'engineering',
    'secure',
    'px',
    'srvcs',
    'safe',
    'help',
    'cookiex',
    'media',
    'va.media',
    'communities',
    'at',
    't',
  ].map((host) => `${host}.tumblr.com`),
  reserved:
    'new dashboard explore inbox likes following settings changes help about apps policy post ' +
    'search tagged login register docs developers buttons theme themes share widgets privacy jobs ' +
    'press live communities reblog blog video_file assets embed audio_file follow photoset_iframe ' +
    'logo install terms security upgrade www tumblr',
  links: [
    { path: '/blog/view/{handle}/**' },
    { path: '/blog/{handle}' },
    { path: '/dashboard/blog/{handle}/**' },
    { path: '/follow/{handle}' },
    { path: '/register/follow/{handle}' },
    { host: '{handle}.tumblr.com', path: '/post/{post}/**', says: 'post' },
    { host: '{handle}.tumblr.com', path: '/archive|ask|tagged|about|page/**', says: 'part' },
    { host: '{handle}.tumblr.com', path: '/' },
    { host: 'tumblr.com', path: '/@{handle}' },
    { host: 'tumblr.com', path: '/{handle}' },
    { host: 'tumblr.com', path: '/{handle}/tagged/**', says: 'part' },
    { host: 'tumblr.com', path: '/{handle}/{post}/**', says: 'post' },
  ],
  page: {
    rows: '[tabindex="-1"][data-id], article, li.note',
    roles: [
      { within: 'a.mention', role: 'mention' },
      { within: '.reblog-from, .source_tumblelog, a.tumblr_blog', role: 'quoted' },
      { within: 'ol.notes', role: 'list-row' },
      { within: 'article header, [tabindex="-1"][data-id] header', role: 'author' },
    ],
    postNames: 'a.tumblr_blog, .reblog-from a',
    quiet: 'nav',
  },
};
