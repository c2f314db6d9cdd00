import type { Identity, PageView, Site } from './core/site.ts';

/** Sites whose addresses have `/@name` and are no servers of the fediverse. */
const OTHERS =
  /(?:^|\.)(?:tiktok\.com|youtube\.com|medium\.com|threads\.(?:net|com)|foundation\.app|pronouns\.page|npmjs\.com|unpkg\.com|jsdelivr\.net|t\.me|bsky\.app|flipboard\.com|substack\.com)$/;
/** Links that are made by the server and name the account they lead to. */
const NAMES =
  '.status__display-name, .detailed-status__display-name, .account__display-name, .p-author';

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
  links: [
    { path: '/@{handle}', as: '{handle}@{host}' },
    {
      path: '/@{handle}/with_replies|media|tagged|featured|followers|following/**',
      as: '{handle}@{host}',
      says: 'part',
    },
    { path: '/@{handle}/{post}/**', as: '{handle}@{host}', says: 'post' },
    { path: '/users/{handle}', as: '{handle}@{host}' },
    { path: '/users/{handle}/statuses/{post}/**', as: '{handle}@{host}', says: 'post' },
    { path: '/users/{handle}/followers|following', as: '{handle}@{host}', says: 'part' },
    { path: '/web|deck/@{handle}', as: '{handle}@{host}' },
    { path: '/web|deck/@{handle}/{post}/**', as: '{handle}@{host}', says: 'post' },
    // Lemmy and kbin, PeerTube, WriteFreely.
    { path: '/u|a|@/{handle}', as: '{handle}@{host}' },
  ],
  notHandles: /^(?:sign_in|sign_up|sign_out|log_?in|password|edit|settings|me)@/,
  anyHost: /^\/(?:@[\w.-]+@[\w.-]+\.[a-z][\w-]+(?:\/\w+)?|@\w+\/\d+\/embed)\/?$/i,
  recognise: (document, { hostname }) =>
    !OTHERS.test(hostname) &&
    document.querySelector(
      '#mastodon[data-props], script#initial-state[type="application/json"], a[href*="joinmastodon.org/apps"], meta[name="generator" i][content*="mastodon" i], link[rel="alternate"][type="application/activity+json"]',
    ) !== null,
  accountHost,
  page: {
    rows: '.status, .detailed-status, .account, article[data-id]',
    names: NAMES,
    roles: [
      {
        within: '.status__content, .e-content, .account__header__content, .mention',
        role: 'mention',
      },
      { within: '.status__prepend', role: 'reposter' },
      { within: '.status__quote .status, .quote-inline', role: 'quoted' },
      { within: '.status, .detailed-status', role: 'author' },
      { within: '.hover-card', role: 'hovercard' },
      { within: '.account', role: 'list-row' },
    ],
    quiet:
      '.status__relative-time, .detailed-status__meta, .account__header__extra__links, .account__section-headline, .counter, nav',
    head: '.account__header__tabs__name small, .public-account-header__tabs__name small',
    time: 'time[datetime]',
    link: linkedName,
    identities,
  },
};

/**
 * What accounts are named after where it is not the host of the pages: the server's own setting, or
 * the handle that the page of a local account gives.
 */
function accountHost(document: Document, { pathname }: URL): string | null {
  const state = document.querySelector('script#initial-state')?.textContent ?? '';
  const domain = /"domain":"([\w.:-]+)"/.exec(state)?.[1];
  if (domain) return domain;
  const [user, host] = accountName(document)?.split('@') ?? [];
  return host && pathname.startsWith(`/@${user}`) && !/^\/@[^/]*@/.test(pathname) ? host : null;
}

function accountName(document: Document): string | null {
  return (
    document.querySelector('meta[property="profile:username"]')?.getAttribute('content') ?? null
  );
}

/**
 * A link to a server nobody knows names an account when its element says so: a mention, or the name
 * above a post. Its text and its address must tell the same name.
 */
function linkedName(link: Element, { hostname, pathname }: URL): URL | null {
  if (!link.matches(`.mention, .u-url, ${NAMES}`) || OTHERS.test(hostname)) return null;
  const text = link.querySelector('.display-name__account') ?? link;
  const [, user, host = hostname] =
    /^@([\w.-]+)(?:@([\w.-]+))?$/.exec(text.textContent?.trim() ?? '') ?? [];
  const last = /\/@?([^/@]+)(?:@[^/]+)?\/?$/.exec(pathname)?.[1];
  if (!user || user.toLowerCase() !== last?.toLowerCase()) return null;
  return new URL(`https://${hostname}/@${user}@${host}`);
}

/** The permanent id is the actor's address; the head of an account's page gives it beside the handle. */
function identities({ document }: PageView): Identity[] {
  const id = document
    .querySelector('link[rel="alternate"][type="application/activity+json"]')
    ?.getAttribute('href');
  const handle = accountName(document);
  const isActor = /^https:\/\/[^/]+\/(?:users|ap\/users)\/[^/]+$/.test(id ?? '');
  return id && handle && isActor ? [{ handle, id, created: null }] : [];
}
