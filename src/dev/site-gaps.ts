/** What a site's reader is known to miss or can't know, for docs/SITES.md. By the site's id. */
export const GAPS: Readonly<Record<string, readonly string[]>> = {
  x: [
    'The id of a post’s author does not stand in the page: in a timeline a match is by name.',
    'A post of a suspended account is a sentence without a name.',
  ],
  facebook: [
    'Ids are in few links; a feed’s authors are matched by name. Dots in names are passed over, as Facebook does.',
    'Pages of the new kind have two numbers, one as a page and one as a profile. Only the number that the page shows is compared; a list that has the other one does not match by it.',
    'The letters of dates are shuffled by Facebook and never read.',
  ],
  instagram: [
    'Today’s pages name people in links and texts, and give an id only in the first page’s data.',
  ],
  threads: ['No saved page was at hand: pages made by hand stand for the site.'],
  youtube: [
    'No saved page was at hand: pages made by hand stand for the site.',
    'Custom names (`/c/name`, `/name`) are taken for the handle of the same name, which they became in 2022; where a channel took another handle the match is by a name that it no longer has. Names under `/user/` stay apart.',
    'Cards beside a video name the channel as text without a link, and so does the live chat: not read.',
  ],
  reddit: [
    'Comments of today’s pages have no id of their author.',
    'On home pages the author is in an attribute alone; the badge stands behind the post’s age.',
  ],
  tiktok: ['Only the account whose page it is has an id in the page.'],
  telegram: [
    'No saved page of the web client was at hand. It knows people by number alone; version A shows not even that, only names in mentions and in the address.',
    'A name can be sold: a match by name says little.',
  ],
  bluesky: ['An account without a picture has no id in the page.'],
  mastodon: [
    'Servers outside the list of known hosts are read on request, when the page shows what software it runs on.',
    'A name without a host belongs to the page’s server.',
  ],
  tumblr: [
    'No saved page was at hand: pages made by hand stand for the site.',
    'A blog at a host of its own is known only where its page names it. Ids stand in no page.',
  ],
  medium: ['Publications have addresses like people’s without `@` and are not read.'],
  linkedin: [
    'An address of a post names its author without saying whether it is a person or a company: not read.',
    'Opaque member numbers in place of a name (`/in/ACoA…`) name nobody.',
  ],
  vk: [
    'Communities are known by number where the page gives no name: `public1`, `club1` and `event1` are one, and found by number alone.',
    'Walls, photos and videos name their owner by number only in their address: not read.',
  ],
  quora: ['No saved page was at hand, and no ids are in the page. Spaces are not read.'],
  vimeo: ['No saved page was at hand, and no ids are in the page.'],
  nitter: [
    'A repost’s line has only a display name; the account that reposted is not read from it.',
  ],
};
