import type { Site } from './core/site.ts';

const BLOG_NAME = 'meta[property="al:ios:url"][content*="blogName="]';

/** Tumblr: dashboard, blog view and blogs at hosts of their own. Facts: PLATFORMS section 12. */
export const tumblr: Site = {
  id: 'tumblr',
  name: 'Tumblr',
  platform: 'tumblr',
  hosts: ['*.tumblr.com'],
  linkHosts: ['at.tumblr.com', 'embed.tumblr.com'],
  notHosts: (
    'assets static api platform support engineering secure px srvcs safe help cookiex media ' +
    'communities t'
  )
    .split(' ')
    .map((name) => `${name}.tumblr.com`),
  reserved:
    'new dashboard explore inbox likes following settings changes help about apps policy post ' +
    'search tagged login register docs developers buttons theme themes share widgets privacy jobs ' +
    'press live communities reblog blog video_file assets embed audio_file follow photoset_iframe ' +
    'logo view install terms security upgrade www abuse spotlight radar popular trending domains gifs ' +
    'oauth v2 logout account activity customize message ask ask_form shop tumblrmart premium ' +
    'business lang en de fr es it ja tr ru pl pt_br nl ko zh_tw zh_cn id hi',
  links: [
    { path: '/blog|dashboard/view|blog/{handle}/{post}/**', says: 'post' },
    { path: '/blog|follow/{handle}', as: '{handle}' },
    { path: '/blog|dashboard|register/view|blog|follow/{handle}', as: '{handle}' },
    { host: 'embed.tumblr.com', path: '/embed/post/{id}/{post}/**', says: 'post' },
    { host: 'at.tumblr.com', path: '/{handle}' },
    { host: 'at.tumblr.com', path: '/{handle}/**', says: 'post' },
    { host: 'tumblr.com', path: '/@{handle}' },
    { host: 'tumblr.com', path: '/{handle}' },
    { host: 'tumblr.com', path: '/{handle}/tagged/**', says: 'part' },
    { host: 'tumblr.com', path: '/@{handle}/{post}/**', says: 'post' },
    { host: 'tumblr.com', path: '/{handle}/{post}/**', says: 'post' },
    { host: '{handle}.tumblr.com', path: '/post|image/{post}/**', as: '{handle}', says: 'post' },
    { host: '{handle}.tumblr.com', path: '/', as: '{handle}' },
    { host: '{handle}.tumblr.com', path: '/**', as: '{handle}', says: 'part' },
  ],
  recognise: (document) => document.querySelector(BLOG_NAME) !== null,
  page: {
    rows: '[tabindex="-1"][data-id], article, li.note',
    roles: [
      { within: 'a.mention', role: 'mention' },
      { within: '.reblog-from, .source_tumblelog, a.tumblr_blog', role: 'quoted' },
      { within: 'ol.notes', role: 'list-row' },
      { within: 'article header', role: 'author', later: 'quoted' },
    ],
    attributes: [
      // A blog at a host of its own gives its name to apps.
      {
        select: BLOG_NAME,
        attribute: 'content',
        pattern: /[?&]blogName=(?<handle>[\w-]+)/,
        role: 'profile',
      },
      // In themes the text of these is the blog's name, whatever host the blog is at.
      { select: 'a.tumblelog, a.source_tumblelog, a.tumblr_blog', anchor: ':scope' },
      // Closed blogs have no link, but their old name with the day of their end.
      {
        select: 'li.note[class*="tumblelog_"]',
        attribute: 'class',
        pattern: /\btumblelog_(?<handle>[\w-]+)/,
        role: 'list-row',
      },
    ],
    postNames: 'a.tumblr_blog, .reblog-from a',
    quiet: 'nav',
  },
};
