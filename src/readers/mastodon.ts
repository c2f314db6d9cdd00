import type { Site } from './core/site.ts';

/** Sites whose addresses have `/@name` and are no servers of the fediverse. */
const OTHERS =
  /(?:^|\.)(?:tiktok\.com|youtube\.com|medium\.com|threads\.(?:net|com)|foundation\.app|pronouns\.page|npmjs\.com|unpkg\.com|jsdelivr\.net|t\.me|bsky\.app|flipboard\.com|substack\.com)$/;

/**
 * Mastodon and other software of the fediverse, on any host: a page is told by what it shows. A handle
 * is `user@host`; a name without a host belongs to the page's server. Facts: PLATFORMS section 10.
 */
export const mastodon: Site = {
  id: 'mastodon',
  name: 'Mastodon',
  platform: 'mastodon',
  hosts: [
    'mastodon.social',
    'mastodon.online',
    'mstdn.social',
    'mas.to',
    'fosstodon.org',
    'hachyderm.io',
    'mastodon.world',
    'infosec.exchange',
  ],
  reserved: '',
  links: [
    { path: '/@{handle}', as: '{handle}@{host}' },
    { path: '/@{handle}/{post}/**', as: '{handle}@{host}', says: 'post' },
    { path: '/users/{handle}', as: '{handle}@{host}' },
    { path: '/users/{handle}/statuses/{post}/**', as: '{handle}@{host}', says: 'post' },
    { path: '/web|deck/@{handle}/**', as: '{handle}@{host}' },
  ],
  recognise: (document, { hostname }) =>
    !OTHERS.test(hostname) &&
    document.querySelector(
      '#mastodon[data-props], script#initial-state[type="application/json"], a[href*="joinmastodon.org/apps"], meta[name="generator" i][content*="mastodon" i], link[rel="alternate"][type="application/activity+json"]',
    ) !== null,
  accountHost: (document) =>
    document
      .querySelector('meta[property="profile:username"]')
      ?.getAttribute('content')
      ?.split('@')[1] ?? null,
  page: {
    rows: '.status, .detailed-status, .account, article[data-id]',
    names: '.status__display-name, .detailed-status__display-name, .account__display-name',
    roles: [
      { within: '.status__content, .e-content, .account__header__content', role: 'mention' },
      { within: '.status__prepend', role: 'reposter' },
      { within: '.status, .detailed-status', role: 'author' },
      { within: '.account', role: 'list-row' },
      { within: '.account__header', role: 'profile' },
    ],
    quiet: '.status__relative-time, .detailed-status__meta, .account__header__extra__links, nav',
    head: '.account__header__tabs__name small',
    time: 'time[datetime]',
  },
};
