import type { FoundName, Identity, PageView, Site } from './core/site.ts';
import { x } from './x.ts';

/** Nitter and its like: other front ends to X that anyone can host; their accounts are X's. Facts: PLATFORMS section 18. */
export const nitter: Site = {
  id: 'nitter',
  name: 'Nitter',
  platform: 'x',
  hosts: [
    'nitter.net',
    'nitter.space',
    'nitter.tiekoetter.com',
    'nitter.poast.org',
    'nitter.privacydev.net',
    'xcancel.com',
    'lightbrd.com',
  ],
  linkHosts: ['nuku.trabun.org'],
  reserved: `${x.reserved} pic gif video embed api t.co cards enc .health opensearch`,
  links: [
    { path: '/id:{id}' },
    ...x.links,
    { path: '/{handle}/search|rss|thread/**', says: 'part' },
  ],
  // Instances rename themselves in the title; this stays.
  recognise: (document) =>
    document.querySelector('meta[property="og:site_name"][content="Nitter" i]') !== null,
  page: {
    rows: '.timeline-item, .main-tweet',
    names: '.tweet-name-row, .fullname-and-username, .profile-card-tabs-name',
    roles: [
      { within: '.tweet-content, .quote-text, .profile-bio, .media-tag', role: 'mention' },
      { within: '.replying-to', role: 'reply-to' },
      { within: '.quote', role: 'quoted' },
      { within: '.timeline-item, .main-tweet', role: 'author' },
      { within: '.profile-card', role: 'profile' },
    ],
    attributes: [
      { select: '.timeline-item[data-username]', attribute: 'data-username', role: 'author' },
      {
        select: 'a.media-tag[title]',
        attribute: 'title',
        pattern: /^@?(?<handle>\w{1,20})$/,
        role: 'mention',
      },
    ],
    // Of a post that is gone, this link is all there is.
    postNames: '.unavailable-quote, .unavailable-box',
    quiet: '.tweet-date, .tab, .profile-statlist, .tweet-stats, .quote-link, .tweet-link, nav',
    identities,
    find: timelineOfSeveral,
  },
};

/** A profile's head: the banner's address holds the account's id, the day of its creation stands in a title. */
function identities({ document, original }: PageView): Identity[] {
  const handle = /^\/@?(\w{1,20})(?:\/|$)/.exec(original.pathname)?.[1] ?? null;
  const shown = document.querySelector('.profile-card-username')?.textContent?.trim();
  if (handle === null || shown?.toLowerCase() !== `@${handle.toLowerCase()}`) return [];
  const banner = document.querySelector('.profile-banner img')?.getAttribute('src') ?? '';
  const joined = document.querySelector('.profile-joindate [title]')?.getAttribute('title') ?? '';
  const id = /profile_banners(?:%2F|\/)(\d+)/i.exec(banner)?.[1] ?? null;
  return [{ handle, id, created: joinedAt(joined) }];
}

/** `8:50 PM - 21 Mar 2006`, in UTC, to the minute. */
function joinedAt(title: string): { from: number; to: number } | null {
  const match = /^(\d{1,2}:\d{2} [AP]M) - (\d{1,2} \w{3} \d{4})$/.exec(title);
  const from = match ? Date.parse(`${match[2]} ${match[1]} UTC`) : Number.NaN;
  return Number.isNaN(from) ? null : { from, to: from + 59_999 };
}

/** `/a,b,c` shows several accounts in one timeline; the address alone says so. */
function timelineOfSeveral({ document, original }: PageView, root: ParentNode): FoundName[] {
  const [, list] = /^\/(\w+(?:,\w+)+)(?:\/|$)/.exec(original.pathname) ?? [];
  if (root !== document || !list) return [];
  const element = document.documentElement;
  return list.split(',').map((handle) => ({ handle, element, anchor: null, role: 'profile' }));
}
