import { dataWith, member } from './core/data.ts';
import type { Identity, LinkForm, PageView, Site } from './core/site.ts';

/** How an account is written at the beginning of a path; more may follow. */
const OWNERS = ['{handle}', '{id}', '{name}-{id}', 'pg/{handle}'];

/**
 * Facebook: today's generated pages, the server-rendered ones till 2020, `m.` and `mbasic.`, and links
 * from anywhere. Facts: PLATFORMS section 3.
 */
export const facebook: Site = {
  id: 'facebook',
  name: 'Facebook',
  platform: 'facebook',
  onInstall: true,
  hosts: ['*.facebook.com'],
  linkHosts: [
    'fb.com',
    'm.me',
    '*.facebookcorewwwi.onion',
    '*.facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion',
  ],
  notHosts: (
    'about business developers engineering research newsroom code graph connect investor careers ' +
    'pay ai transparency apps messenger portal static'
  )
    .split(' ')
    .map((name) => `${name}.facebook.com`),
  reserved:
    'a about ads advertising ajax allactivity appcenter apps badges biz bookmarks browse ' +
    'business businesses campaign careers checkpoint comment communitystandards composer connect ' +
    'developers dialog directory docs donate events fblite hashtags images intl like nfx nt ' +
    'page pay pg plugins r reactions save shares tr ufi unsupportedbrowser v2.0 ' +
    'watchparty widgets ' +
    'feed findfriends friends fundraisers gaming games groups hashtag help home jobs latest ' +
    'legal lite live local login logout marketplace mbasic media memories menu messages ' +
    'mobile news notes notifications offers pages people permalink photo photos places pokes ' +
    'policies policy posts privacy profile public recover reel reels reg saved search ' +
    'security settings share sharer stories story support terms timeline transparency video ' +
    'videos watch weather whitehat votinginformationcenter services locations celebrities ' +
    'crisisresponse salegroups groups/create groups/discover groups/feed groups/joins',
  links: [
    { path: '/{handle}' },
    { path: '/profile.php', query: { id: '{id}', sk: '*' }, says: 'part' },
    { path: '/profile.php', query: { id: '{id}' } },
    { path: '/{id}' },
    { path: '/{name}-{id}' },
    { path: '/groups/*/user/{id}' },
    { path: '/story.php|permalink.php', query: { id: '{id}' }, says: 'post' },
    ...OWNERS.flatMap((owner): LinkForm[] => [
      { path: `/${owner}/posts|photos|videos|reels|notes|activity/*/**`, says: 'post' },
      {
        path:
          `/${owner}/about|posts|photos|photos_by|photos_albums|photos_stream|videos|reels|` +
          'reels_tab|live|live_videos|friends|friends_mutual|followers|following|likes|events|' +
          'groups|community|reviews|mentions|notes|shop|services|timeline|home|info|map|music|' +
          'movies|tv|books|sports/**',
        says: 'part',
      },
    ]),
    { path: '/pg/{handle}' },
    { path: '/p/{name}-{id}' },
    { path: '/people/*/{id}' },
    { path: '/pages/*/{id}' },
    { path: '/pages/category/*/{name}-{id}' },
    { path: '/pages/category/*/{handle}' },
    { path: '/groups/{handle}', as: 'groups/{handle}' },
    { path: '/groups/{handle}/permalink|posts/**', as: 'groups/{handle}', says: 'post' },
    { path: '/groups/{handle}/*', as: 'groups/{handle}', says: 'part' },
    { path: '/messages/t/{id}' },
    { path: '/friends/requests|suggestions', query: { profile_id: '{id}' } },
    { path: '/', hash: '!/pages/*/{id}' },
    { path: '/', hash: '!/{handle}' },
  ],
  page: {
    rows: '[role="article"], [role="feed"] > div, [aria-posinset], article, .userContentWrapper, .UFIComment',
    names:
      'h1, h2, h3, h4, h5, [data-ad-rendering-role="profile_name"], .UFICommentActorAndBody, ._6qw4',
    roles: [
      {
        within:
          '[data-ad-rendering-role="story_message"], [data-ad-preview="message"], [data-ad-comet-preview="message"], .userContent, .UFICommentBody, .profileLink, p, [role="article"] div[dir="auto"]',
        role: 'mention',
      },
      { within: '.UFICommentActorName, .UFIComment, [id^="ufi_"] h3', role: 'commenter' },
      {
        within:
          '[role="article"] [role="article"] h3, article article h3, .userContentWrapper .userContentWrapper h5',
        role: 'quoted',
      },
      {
        within:
          '[role="article"] [role="article"], [role="dialog"] [role="article"][aria-label]:not([aria-posinset])',
        role: 'commenter',
      },
      {
        within:
          '[data-ad-rendering-role="profile_name"], [role="article"] h2, [role="article"] h3, [role="article"] h4, [aria-posinset] h4, [role="feed"] h4, article h3, h5',
        role: 'author',
        later: 'quoted',
      },
      {
        within: '[role="listitem"], [role="dialog"] [data-visualcompletion="ignore-dynamic"]',
        role: 'list-row',
      },
      { within: 'h1', role: 'profile' },
    ],
    ids: [
      {
        select: 'a[data-hovercard]',
        attribute: 'data-hovercard',
        pattern: /\/hovercard\/(?:user|page|hovercard)\.php\?id=(\d+)/,
      },
    ],
    quiet:
      '[role="tablist"], [role="banner"], [role="navigation"], nav, #footer, a[href*="story_fbid="], a[href*="?v="]',
    // Screens left behind are kept, hidden, and shown again.
    watched: ['aria-label', 'hidden'],
    head: '[role="main"] h1',
    identities,
  },
};

/**
 * The page's data has ids beside addresses. The id of the profile served stands in the page's head,
 * which later navigation leaves as it is: it goes with the address that stands beside it.
 */
function identities(page: PageView): Identity[] {
  const { document } = page;
  const found: Identity[] = [];
  const app = document.querySelector('meta[property="al:android:url"]')?.getAttribute('content');
  const id = /^fb:\/\/(?:profile|page)\/(?:\?id=)?(\d+)/.exec(app ?? '')?.[1] ?? null;
  const address =
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    document.querySelector('meta[property="og:url"]')?.getAttribute('content');
  if (id !== null) found.push({ handle: handleAt(page, address), id, created: null });
  for (const data of dataWith(document, '__typename')) {
    if (!/"__typename":"(?:User|Page)"/.test(data)) continue;
    const handle = handleAt(page, member(data, 'url') ?? member(data, 'profile_url'));
    if (handle !== null) found.push({ handle, id: member(data, 'id'), created: null });
  }
  for (const data of dataWith(document, 'userVanity')) {
    found.push({ handle: member(data, 'userVanity'), id: member(data, 'userID'), created: null });
  }
  return found;
}

function handleAt(page: PageView, address: string | null | undefined): string | null {
  const account = page.accountAt(address ?? '');
  return account?.site.id === 'facebook' && account.says === 'account' ? account.handle : null;
}
