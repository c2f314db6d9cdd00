import { identitiesIn } from './core/data.ts';
import type { Identity, PageView, Site } from './core/site.ts';

const COMMENT =
  'ytd-comment-view-model, yt-comment-view-model, ytd-comment-renderer, ytm-comment-renderer, .comment-renderer, .comment-item';
const CARD =
  'ytd-rich-item-renderer, yt-lockup-view-model, ytd-video-renderer, ytd-grid-video-renderer, ytd-compact-video-renderer, ytm-video-with-context-renderer, .yt-lockup';

/** YouTube: channels by handle, by id, and by the names of before 2022. Facts: PLATFORMS section 6. */
export const youtube: Site = {
  id: 'youtube',
  name: 'YouTube',
  platform: 'youtube',
  onInstall: true,
  hosts: ['youtube.com', 'music.youtube.com'],
  linkHosts: ['gaming.youtube.com', 'tv.youtube.com', 'kids.youtube.com', 'youtube-nocookie.com'],
  reserved:
    'channel c user playlist watch w v e embed live watch_popup clip shorts movies movie results ' +
    'search shared hashtag trending explore feed feeds browse oembed get_video_info iframe_api s ' +
    'source storefront oops index account t terms about upload signin signup login logout redirect ' +
    'ads creators dev yt premium music gaming howyoutubeworks intl attribution_link post ' +
    'subscription_center player_api kids tv studio new static verify_age my_videos inbox charts ' +
    'news sports entertainment comedy education mobile testtube trends categories live_chat ' +
    'live_chat_replay comment_service_ajax subscribe_embed subscribe_widget jobs testview ' +
    'browse_ajax videos shows partners press blog contact_us videomasthead podcasts playables ' +
    'reporthistory select_site courses d robots.txt paid_memberships',
  links: [
    { path: '/channel/{id}' },
    { path: '/channel/{id}/**', says: 'part' },
    { path: '/@{handle}' },
    { path: '/@{handle}/**', says: 'part' },
    // Custom names became their channels' handles in 2022: an address with one leads on to the handle.
    { path: '/c/{handle}', as: '{handle}' },
    { path: '/c/{handle}/**', as: '{handle}', says: 'part' },
    { path: '/user/{handle}', as: 'user/{handle}' },
    { path: '/user/{handle}/**', as: 'user/{handle}', says: 'part' },
    { path: '/embed/live_stream', query: { channel: '{id}' } },
    { path: '/subscription_center', query: { add_user: '{handle}' }, as: 'user/{handle}' },
    // A bare name was a custom name.
    { path: '/{handle}' },
    {
      path: '/{handle}/videos|featured|about|playlists|channels|discussion|community|streams|shorts|live|join',
      says: 'part',
    },
  ],
  page: {
    rows: `${COMMENT}, ${CARD}, ytd-channel-renderer`,
    names:
      '#header-author, ytd-video-owner-renderer, ytd-channel-name, .yt-comment-view-model__author-text, .comment-renderer-header, .yt-user-info',
    roles: [
      {
        within:
          '#content-text, #description, #eow-description, ytd-text-inline-expander, #attributed-snippet-text, .comment-renderer-text, .comment-text',
        role: 'mention',
      },
      { within: COMMENT, role: 'commenter' },
      { within: 'ytd-channel-renderer', role: 'list-row' },
      {
        within: `ytd-video-owner-renderer, ytm-slim-owner-renderer, #owner, #watch7-user-header, ${CARD}`,
        role: 'author',
      },
      {
        within:
          'yt-page-header-view-model, yt-page-header-renderer, ytd-c4-tabbed-header-renderer, .branded-page-header-title',
        role: 'profile',
      },
    ],
    ids: [
      { select: 'a[data-ytid]', attribute: 'data-ytid' },
      // YouTube itself writes the handle of the channel that a mention leads to.
      {
        select: ':is(#content-text, .comment-text) a[href*="/channel/UC"]',
        attribute: 'href',
        pattern: /\/channel\/(UC[\w-]{22})$/,
        within: 'a',
        handle: { pattern: /^@(\S+)$/ },
      },
    ],
    quiet:
      'yt-tab-shape, tp-yt-paper-tab, #published-time-text, #video-title, yt-chip-cloud-renderer, ytd-guide-renderer, ytd-mini-guide-renderer, tp-yt-app-drawer, ytd-topbar-menu-button-renderer, #guide, #channel-navigation-menu',
    head: 'yt-page-header-renderer h1, #channel-handle',
    // Screens left behind are kept, hidden, and shown again.
    watched: ['data-ytid', 'hidden'],
    identities,
  },
};

/**
 * The page's own data pairs each channel's address with its id. It is that of the first page: what it
 * says of a channel stays true while a person moves on.
 */
function identities({ document }: PageView): Identity[] {
  return identitiesIn(document, 'canonicalBaseUrl', 'browseId').map((identity) => ({
    ...identity,
    handle: decoded(identity.handle ?? '').replace(/^\//, ''),
  }));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
