import type { Identity, PageView, Site } from './core/site.ts';

const COMMENT =
  'ytd-comment-view-model, yt-comment-view-model, ytd-comment-renderer, ytm-comment-renderer';

/** YouTube: channels by handle, by id, and by the names of before 2022. Facts: PLATFORMS section 6. */
export const youtube: Site = {
  id: 'youtube',
  name: 'YouTube',
  platform: 'youtube',
  onInstall: true,
  hosts: ['youtube.com', 'music.youtube.com'],
  linkHosts: ['gaming.youtube.com', 'tv.youtube.com', 'kids.youtube.com'],
  reserved:
    'channel c user playlist watch w v e embed live watch_popup clip shorts movies movie results ' +
    'search shared hashtag trending explore feed feeds browse oembed get_video_info iframe_api s ' +
    'source storefront oops index account t terms about upload signin signup login logout redirect ' +
    'ads creators dev yt premium music gaming howyoutubeworks intl attribution_link post ' +
    'subscription_center player_api kids tv studio new static verify_age my_videos inbox charts ' +
    'news sports entertainment comedy education mobile testtube trends categories live_chat ' +
    'live_chat_replay comment_service_ajax subscribe_embed subscribe_widget jobs testview ' +
    'browse_ajax videos shows partners press blog contact_us videomasthead podcasts playables ' +
    'reporthistory select_site courses d',
  links: [
    { path: '/channel/{id}/**' },
    { path: '/@{handle}' },
    { path: '/@{handle}/**', says: 'part' },
    { path: '/c/{handle}/**', as: 'c/{handle}' },
    { path: '/user/{handle}/**', as: 'user/{handle}' },
    { path: '/playlist', query: { list: '{post}' }, says: 'post' },
    // A bare name was a custom name.
    { path: '/{handle}', as: 'c/{handle}' },
  ],
  page: {
    rows: `${COMMENT}, ytd-rich-item-renderer, yt-lockup-view-model, ytd-video-renderer, ytd-channel-renderer, ytd-compact-video-renderer`,
    names: `#header-author, ytd-video-owner-renderer, ytd-channel-name, .yt-comment-view-model__author-text`,
    roles: [
      {
        within: '#content-text, #description, ytd-text-inline-expander, #attributed-snippet-text',
        role: 'mention',
      },
      { within: COMMENT, role: 'commenter' },
      { within: 'ytd-video-owner-renderer, #owner', role: 'author' },
      { within: 'ytd-channel-renderer', role: 'list-row' },
      {
        within:
          'ytd-rich-item-renderer, yt-lockup-view-model, ytd-video-renderer, ytd-compact-video-renderer',
        role: 'author',
      },
      {
        within: 'yt-page-header-view-model, yt-page-header-renderer, ytd-c4-tabbed-header-renderer',
        role: 'profile',
      },
    ],
    quiet:
      'yt-tab-shape, tp-yt-paper-tab, #published-time-text, #video-title, yt-chip-cloud-renderer',
    skip: 'ytd-guide-renderer, ytd-mini-guide-renderer, tp-yt-app-drawer, ytd-topbar-menu-button-renderer',
    head: 'yt-page-header-renderer yt-content-metadata-view-model span > span, #channel-handle',
    identities,
  },
};

/** The channel page of a first load names its id in its head; it must be the channel of the address. */
function identities({ document, original }: PageView): Identity[] {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '';
  const id = /\/channel\/(UC[\w-]{22})(?:\/|$)/.exec(canonical)?.[1] ?? null;
  const handle = /^\/(?:@([^/]+)|((?:c|user)\/[^/]+))/.exec(decoded(original.pathname));
  const named = handle?.[1] ?? handle?.[2] ?? null;
  return id && named ? [{ handle: named, id, created: null }] : [];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
