import type { FoundName, Identity, PageView, Site } from './core/site.ts';

/**
 * X, formerly Twitter. Today's React pages, the server-rendered pages up to 2020 that archives keep,
 * and links from anywhere. Facts: PLATFORMS section 1.
 */
export const x: Site = {
  id: 'x',
  name: 'X (Twitter)',
  platform: 'x',
  onInstall: true,
  hosts: ['x.com', 'twitter.com'],
  linkHosts: ['fxtwitter.com', 'vxtwitter.com', 'fixupx.com', 'fixvx.com', 'twittpr.com'],
  reserved:
    'i home explore search settings notifications messages hashtag intent share compose login ' +
    'logout signup signin oauth account account_activity about tos privacy rules jobs download ' +
    'who_to_follow widgets goodies invitations sessions session help welcome logged_out bookmarks ' +
    'lists topics favorites mentions followers following users statuses status similar_to ' +
    'personalization trends communities premium_sign_up grok chat teams lang mobile ' +
    'en de fr es ja pt it ru tr ar ko zh id nl sv pl hi fa he',
  links: [
    { path: '/i/user/{id}' },
    { path: '/intent/user|follow', query: { user_id: '{id}' } },
    { path: '/intent/user|follow', query: { screen_name: '{handle}' } },
    { path: '/share', query: { via: '{handle}' }, says: 'share' },
    { path: '/intent/tweet|post', query: { via: '{handle}' }, says: 'share' },
    { path: '/', hash: '!/{handle}/status|statuses/{post}', says: 'post' },
    { path: '/', hash: '!/{handle}' },
    { path: '/{handle}/status|statuses/{post}/**', says: 'post' },
    { path: '/{handle}/article/{post}', says: 'post' },
    { path: '/@{handle}' },
    { path: '/{handle}' },
    {
      path:
        '/{handle}/with_replies|media|likes|highlights|articles|affiliates|superfollows|followers|' +
        'verified_followers|following|followers_you_follow|creator-subscriptions|lists|communities|' +
        'topics|moments|about|photo|header_photo|timeline|tweets|favorites/**',
      says: 'part',
    },
  ],
  page: {
    rows: '[data-testid="cellInnerDiv"], article[data-testid="tweet"], [data-testid="simpleTweet"], [data-testid="UserCell"], [data-testid="HoverCard"], .tweet, .QuoteTweet',
    names:
      '[data-testid="User-Name"], [data-testid="UserCell"], [data-testid="HoverCard"], [data-testid="TypeaheadUser"], [data-testid="UserName"], .stream-item-header, .permalink-header, .QuoteTweet-authorAndText .QuoteTweet-originalAuthor, .account-group',
    roles: [
      { within: '[data-testid="tweetText"], .tweet-text, .js-tweet-text', role: 'mention' },
      { within: '[data-testid="UserDescription"], .ProfileHeaderCard-bio', role: 'mention' },
      { within: '[data-testid="HoverCard"]', role: 'hovercard' },
      { within: '[data-testid="UserCell"], [data-testid="TypeaheadUser"]', role: 'list-row' },
      {
        within:
          '[data-testid="socialContext"], a:has([data-testid="socialContext"]), .js-retweet-text',
        role: 'reposter',
      },
      {
        within:
          'article div[role="link"] :is([data-testid="User-Name"], [data-testid^="UserAvatar-Container-"]), .QuoteTweet',
        role: 'quoted',
      },
      {
        within: '[data-testid="User-Name"], [data-testid^="UserAvatar-Container-"]',
        role: 'author',
      },
      // "Replying to @a and @b", in every language: what is left in a post of links to accounts.
      {
        within:
          '.ReplyingToContextBelowAuthor, article[data-testid="tweet"] a[role="link"]:not([href*="/status/"])',
        role: 'reply-to',
      },
      { within: '.stream-item-header, .permalink-header', role: 'author' },
      {
        within:
          '[data-testid="UserName"], [data-testid="UserProfileHeader_Items"], .ProfileHeaderCard, .ProfileNav',
        role: 'profile',
      },
    ],
    attributes: [
      {
        select: '[data-testid^="UserAvatar-Container-"]',
        attribute: 'data-testid',
        pattern: /^UserAvatar-Container-(?!unknown$)(?<handle>\w{1,20})$/,
      },
      {
        select: '.tweet[data-screen-name]',
        attribute: 'data-screen-name',
        idAttribute: 'data-user-id',
        role: 'author',
      },
      {
        select: '.QuoteTweet-innerContainer[data-screen-name]',
        attribute: 'data-screen-name',
        idAttribute: 'data-user-id',
        role: 'quoted',
        anchor: '.QuoteTweet-originalAuthor .username',
      },
      {
        select: '.js-mini-current-user[data-screen-name], .user-actions[data-screen-name]',
        attribute: 'data-screen-name',
        idAttribute: 'data-user-id',
        role: 'link',
      },
      { select: '[data-mentions]', attribute: 'data-mentions', separator: /\s+/, role: 'mention' },
      {
        select: '[data-retweeter]',
        attribute: 'data-retweeter',
        role: 'reposter',
      },
      {
        select: '[data-reply-to-users-json]',
        attribute: 'data-reply-to-users-json',
        separator: /\},\s*\{/,
        pattern: /"id_str":"(?<id>\d+)","screen_name":"(?<handle>\w+)"/,
        role: 'reply-to',
      },
    ],
    ids: [
      {
        select:
          '[data-testid$="-follow"], [data-testid$="-unfollow"], [data-testid$="-block"], [data-testid$="-unblock"], [data-testid$="-cancel"]',
        attribute: 'data-testid',
        pattern: /^(\d+)-[a-z]+$/,
        within:
          '[data-testid="UserCell"], [data-testid="HoverCard"], [data-testid="placementTracking"]',
        handle: { attribute: 'aria-label', pattern: /@(\w{1,20})/ },
      },
      { select: 'a[data-user-id]', attribute: 'data-user-id' },
      { select: 'a[data-mentioned-user-id]', attribute: 'data-mentioned-user-id' },
    ],
    quiet: 'nav, [role="navigation"], [role="tablist"], .ProfileNav-list, a[data-lang-code]',
    watched: ['data-testid', 'datetime'],
    time: 'time[datetime]',
    identities: profileIdentities,
    find: (page, root) => [...quotedAuthors(root), ...profileHead(page, root)],
  },
};

/** X's structured data about the profile shown; it can lag behind in-page navigation, so each names its own account. */
function profileIdentities(page: PageView): Identity[] {
  const identities: Identity[] = [];
  for (const script of page.document.querySelectorAll('script[type="application/ld+json"]')) {
    const data = parsedJson(script.textContent ?? '');
    if (!isRecord(data)) continue;
    const person = isRecord(data.mainEntity) ? data.mainEntity : data.author;
    if (!isRecord(person) || typeof person.additionalName !== 'string') continue;
    const created = Date.parse(typeof data.dateCreated === 'string' ? data.dateCreated : '');
    identities.push({
      handle: person.additionalName,
      id: typeof person.identifier === 'string' ? person.identifier : null,
      created:
        data['@type'] === 'ProfilePage' && !Number.isNaN(created)
          ? { from: created, to: created }
          : null,
    });
  }
  for (const nav of page.document.querySelectorAll('.ProfileNav[data-user-id]')) {
    const handle = page.document
      .querySelector('.ProfileHeaderCard-screennameLink')
      ?.getAttribute('href')
      ?.replace(/^\//, '');
    if (handle) identities.push({ handle, id: nav.getAttribute('data-user-id'), created: null });
  }
  return identities;
}

/**
 * A quoted post's author has no link, only text. A display name can itself look like a handle, so the
 * last text that is exactly a handle counts, and only if the picture's label does not contradict it.
 */
function quotedAuthors(root: ParentNode): FoundName[] {
  const found: FoundName[] = [];
  for (const block of root.querySelectorAll('div[role="link"] [data-testid="User-Name"]')) {
    if (block.querySelector('a[href]')) continue;
    const text = lastHandleText(block);
    const pictured = block
      .closest('div[role="link"]')
      ?.querySelector('[data-testid^="UserAvatar-Container-"]')
      ?.getAttribute('data-testid')
      ?.slice('UserAvatar-Container-'.length);
    if (!text) continue;
    if (
      pictured &&
      pictured !== 'unknown' &&
      pictured.toLowerCase() !== text.handle.toLowerCase()
    ) {
      continue;
    }
    found.push({ handle: text.handle, element: block, anchor: text.element, role: 'quoted' });
  }
  return found;
}

const PROFILE_NAME = '[data-testid="UserName"]';

/** The head of a profile, suspended ones too, shows the name as text; it counts when the address has it. */
function profileHead(page: PageView, root: ParentNode): FoundName[] {
  const addressed = /^\/@?(\w{1,20})(?:\/|$)/.exec(page.original.pathname)?.[1];
  if (!addressed) return [];
  const found: FoundName[] = [];
  const around = 'closest' in root && (root as Element).closest(PROFILE_NAME);
  for (const block of around ? [around] : root.querySelectorAll(PROFILE_NAME)) {
    const text = lastHandleText(block, addressed);
    if (text) {
      found.push({ handle: text.handle, element: block, role: 'profile', anchor: text.element });
    }
  }
  return found;
}

/** The last element whose whole text is `@handle`, or the one that is `@wanted`. */
function lastHandleText(
  block: Element,
  wanted?: string,
): { handle: string; element: Element } | null {
  let last: { handle: string; element: Element } | null = null;
  for (const element of block.querySelectorAll('span, div')) {
    if (element.childElementCount > 0) continue;
    const handle = /^@(\w{1,20})$/.exec(element.textContent?.trim() ?? '')?.[1];
    if (handle && (!wanted || handle.toLowerCase() === wanted.toLowerCase())) {
      last = { handle, element };
    }
  }
  return last;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
