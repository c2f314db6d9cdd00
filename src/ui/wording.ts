import { type PlatformId, platformName } from '../accounts/platforms.ts';
import { freshnessOf } from '../lists/freshness.ts';
import type { DisclosureBrief, ListFacts } from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry, EntryStatus } from '../records/entry.ts';
import type { Evidence, EvidenceLevel } from '../records/evidence.ts';
import type { Dispute } from '../records/source.ts';

// Every string a person sees, in one place and typed, so that translations can take its place. What is said
// here keeps to docs/DESIGN-LANGUAGE.md: we quote who said what, and never say what an account is.

/** The language these words are in (BCP 47), and its direction. */
export const LANGUAGE = 'en-GB';
export const DIRECTION: 'ltr' | 'rtl' = 'ltr';

// ── Dates, numbers, plurals ─────────────────────────────────────────────────────────────────────────────

const PARTIAL = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(?:(Q)([1-4]))|(?:(H)([12]))))?$/;

/**
 * A partial date in words at the precision known: `31 January 2019`, `January 2019`, `2019`,
 * `first quarter of 2023`, `first half of 2026`; a span as `second quarter of 2025 to …`.
 * What is no date is given back as it came.
 */
export function dateText(partial: string): string {
  return partial.split('/').map(oneDateText).join(' to ');
}

function oneDateText(partial: string): string {
  const match = PARTIAL.exec(partial);
  if (!match) return partial;
  const [, year = '', month, day, , quarter, , half] = match;
  if (quarter) return `${ORDINALS[Number(quarter) - 1]} quarter of ${year}`;
  if (half) return `${ORDINALS[Number(half) - 1]} half of ${year}`;
  const time = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const format = day ? dayFormat : month ? monthFormat : yearFormat;
  return format().format(time);
}

/** Made at its first use and once: a formatter costs a hundred times what using it does. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const dateFormat = (parts: Intl.DateTimeFormatOptions) =>
  once(() => new Intl.DateTimeFormat(LANGUAGE, { ...parts, year: 'numeric', timeZone: 'UTC' }));
const yearFormat = dateFormat({});
const monthFormat = dateFormat({ month: 'long' });
const dayFormat = dateFormat({ day: 'numeric', month: 'long' });
const numberFormat = once(() => new Intl.NumberFormat(LANGUAGE));
const pluralRules = once(() => new Intl.PluralRules(LANGUAGE));

const ORDINALS = ['first', 'second', 'third', 'fourth'] as const;

/** A moment as its day, UTC: `3 May 2016`. */
export function dayText(time: number): string {
  return dateText(new Date(time).toISOString().slice(0, 10));
}

/** `1,196` */
export function numberText(number: number): string {
  return numberFormat().format(number);
}

/** `1 name`, `1,196 names` */
export function plural(count: number, one: string, other: string): string {
  const form = pluralRules().select(count);
  return `${numberText(count)} ${form === 'one' ? one : other}`;
}

/** `1 dispute`, `40 disputes` */
export function disputesText(count: number): string {
  return plural(count, 'dispute', 'disputes');
}

// ── The badge ───────────────────────────────────────────────────────────────────────────────────────────

/** A badge's text in the pieces it is drawn in. Only `who` may ever be cut off. */
export interface BadgeWords {
  readonly lead: string | null;
  readonly who: string;
  /** The year, and how many more disclosures: `2019 +1`. */
  readonly when: string;
  readonly notes: readonly string[];
}

/** What a badge's words are made from. */
export interface BadgeFacts {
  readonly handle: string | null;
  readonly main: DisclosureBrief;
  readonly more: number;
  readonly level: EvidenceLevel;
  readonly asOf: number | null;
  readonly reinstated: boolean;
  readonly reattributed: boolean;
  readonly disputed: boolean;
  readonly disputes: number;
  /** Only lists that are long past their day name the account. */
  readonly outOfDate: boolean;
}

/** The words on a badge; `short` ones for narrow spots leave out no fact that speaks for the account. */
export function badgeWords(facts: BadgeFacts, size: 'full' | 'short'): BadgeWords {
  const full = size === 'full';
  const notes: string[] = [];
  if (facts.reattributed) notes.push(full ? 'attribution changed' : 'attr. changed');
  if (facts.disputed) notes.push('disputed');
  if (facts.level === 'same-name-in-time' && facts.asOf !== null) {
    const year = String(new Date(facts.asOf).getUTCFullYear());
    notes.push(full ? `as of ${dayText(facts.asOf)}` : `as of ${year}`);
  }
  if (facts.level === 'same-name') notes.push(full ? 'name match only' : 'name only');
  if (facts.outOfDate) notes.push(full ? 'list out of date' : 'old list');
  const year = facts.main.date.slice(0, 4);
  const name = facts.main.shortName;
  const deed = deedOf(facts.main);
  return {
    lead: facts.reinstated ? 'Reinstated' : full ? capitalised(deed) : null,
    who: facts.reinstated && full ? `${deed} by ${name}` : name,
    when: full && facts.more > 0 ? `${year} +${numberText(facts.more)}` : year,
    notes,
  };
}

/** What the discloser did: an action on one account is not a list that names it. */
function deedOf({ kind }: Pick<DisclosureBrief, 'kind'>): string {
  return kind === 'account-action' ? 'acted on' : 'named';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A badge's whole accessible name. It begins with the words that are seen, so that a person who speaks to
 * the browser can say them; the dots between them are for the eye.
 */
export function badgeLabel(words: BadgeWords, name: string): string {
  const seen = [words.lead, words.who, words.when, ...words.notes].filter((word) => word !== null);
  return `${seen.join(' ')}. ${name}`;
}

/** What a badge says at length: who named whom and when, how well it matches, what is disputed. */
export function badgeName(facts: BadgeFacts): string {
  const account = facts.handle ?? 'this account';
  const by = `${facts.main.shortName} ${deedOf(facts.main)} ${account} on ${dateText(facts.main.date)}`;
  const sentences = [
    facts.reinstated ? `Reinstated. ${by}` : by,
    ...(facts.more > 0
      ? [`${plural(facts.more, 'more disclosure names', 'more disclosures name')} it`]
      : []),
    ...(facts.reattributed ? ['The attribution was changed later'] : []),
    LEVEL_SENTENCES[facts.level](facts.asOf),
    facts.disputes > 0
      ? `${disputesText(facts.disputes)} on record`
      : facts.disputed
        ? 'Disputed'
        : 'No dispute on record',
    ...(facts.outOfDate ? ['The list is out of date; later corrections may be missing'] : []),
  ];
  return `${sentences.join('. ')}.`;
}

const LEVEL_SENTENCES: Readonly<Record<EvidenceLevel, (asOf: number | null) => string>> = {
  'same-account': () => 'Same account, by its permanent number',
  'same-name-in-time': (asOf) =>
    asOf === null ? 'Same name, before the removal' : `Same name, as of ${dayText(asOf)}`,
  'same-name': () => 'Name match only',
  'different-account': () => 'Another account',
};

/** What an entry's account is called: its handle as published, else its display name, else its id. */
export function accountName(
  entry: Pick<AccountEntry, 'platform' | 'handle' | 'displayName' | 'platformId'>,
): string {
  if (entry.handle !== null) return accountText(entry.platform, entry.handle);
  return entry.displayName ?? entry.platformId ?? cardWords.unnamed;
}

/** An account as a person writes it on its platform. */
export function accountText(platform: PlatformId, handle: string): string {
  return AT_PLATFORMS.has(platform) && !handle.includes('/') ? `@${handle}` : handle;
}

const AT_PLATFORMS: ReadonlySet<PlatformId> = new Set([
  'x',
  'instagram',
  'threads',
  'tiktok',
  'telegram',
  'medium',
  'bluesky',
]);

// ── What card, popup and the other views share ──────────────────────────────────────────────────────────

export const STATUS_WORDS: Readonly<Record<EntryStatus, string>> = {
  listed: 'Listed',
  reinstated: 'Reinstated',
  delisted: 'Withdrawn by the discloser',
  disputed: 'Disputed',
  reattributed: 'Attribution changed',
};

export const LEVEL_WORDS: Readonly<Record<EvidenceLevel, string>> = {
  'same-account': 'Same account',
  'same-name-in-time': 'Same name, in its time',
  'same-name': 'Name match only',
  'different-account': 'Another account',
};

/** How well the account on the page matches, and what that leaves open. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.reason) {
    case 'id-equal':
      return 'This page gives the permanent id that the list has. It does not show who uses the account now.';
    case 'dated-before-removal':
      return `What stands here is ${evidence.asOf === null ? 'older than' : `dated ${dayText(evidence.asOf)}, before`} the removal, and the name is the same. No permanent id on this page settles it.`;
    case 'name-equal':
      return 'The name is the same. Nothing on this page confirms or contradicts that it is the same account, and names are reused.';
    case 'name-equal-earlier-handle':
      return 'The account had this name earlier. Nothing on this page confirms that it has it still; someone else may have taken it.';
    case 'id-differs':
      return 'The permanent id on this page is not the one in the list.';
    case 'created-after-removal':
      return 'The account on this page was created after the removal.';
  }
}

/** The quiet line that stands at the foot of every view. */
export const CAUTION = 'Listed is not guilty. Not listed is not cleared.';

/** A list's version and age: `version 12, made 3 days ago`; past its day also what that means. */
export function listAgeText(list: DatedList, now: number): string {
  return `version ${versionText(list, now)}`;
}

type DatedList = Pick<ListFacts, 'version' | 'created' | 'expires'>;

/** The same without the word, for where a label says it. */
export function versionText(list: DatedList, now: number): string {
  const made = Date.parse(list.created);
  // It is cited and compared digit by digit, so it is not grouped as a quantity is.
  const version = String(list.version);
  const age = Number.isNaN(made) ? version : `${version}, made ${agoText(made, now)}`;
  switch (freshnessOf(list, now)) {
    case 'current':
      return age;
    case 'aged':
      return `${age}, not renewed since, so later corrections may be missing`;
    case 'out-of-date':
      return `${age}, out of date: later corrections may be missing`;
  }
}

/** A day relative to today: `3 days ago`. What is still to come counts as today. */
export function agoText(then: number, now: number): string {
  const days = Math.max(0, Math.floor((now - then) / 86_400_000));
  const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
  if (days < 60) return relative.format(-days, 'day');
  if (days < 730) return relative.format(-Math.round(days / 30.44), 'month');
  return relative.format(-Math.round(days / 365.25), 'year');
}

// ── The card ────────────────────────────────────────────────────────────────────────────────────────────

const ENTRY_KINDS: Readonly<Record<AccountEntry['kind'], string>> = {
  account: 'Account',
  page: 'Page',
  group: 'Group',
  channel: 'Channel',
  blog: 'Blog',
  community: 'Community',
};

const DISCLOSURE_KINDS: Readonly<Record<Disclosure['kind'], string>> = {
  'network-takedown': 'Disclosure of removed accounts',
  'account-action': 'Action on one account or a few',
  'entity-ban': 'Ban of an organisation or person',
  'list-to-legislature': 'List given to a legislature',
};

const NAMES_PUBLISHED: Readonly<Record<Disclosure['namesPublished'], string | null>> = {
  all: 'All names were published.',
  'some-hashed': 'Some names were published only in hashed form.',
  'all-hashed': 'All names were published in hashed form only.',
  'off-platform-only': 'Only names on other services were published.',
  examples: 'Only a few names were given, as examples.',
  'counts-only': 'Only counts were published, no names.',
  none: 'No names were published.',
  unknown: null,
};

const DISPUTE_KINDS: Readonly<Record<Dispute['kind'], string>> = {
  denial: 'denial',
  criticism: 'criticism',
  appeal: 'appeal',
  correction: 'correction',
  retraction: 'retraction',
  reinstatement: 'reinstatement',
  analysis: 'independent analysis',
};

const COUNTED: Readonly<Record<string, readonly [one: string, other: string]>> = {
  account: ['account', 'accounts'],
  page: ['page', 'pages'],
  group: ['group', 'groups'],
  channel: ['channel', 'channels'],
  blog: ['blog', 'blogs'],
  event: ['event', 'events'],
  ad: ['ad', 'ads'],
  post: ['post', 'posts'],
  follower: ['follower', 'followers'],
  subreddit: ['subreddit', 'subreddits'],
  video: ['video', 'videos'],
  'instagram-account': ['Instagram account', 'Instagram accounts'],
  'facebook-account': ['Facebook account', 'Facebook accounts'],
  'account-or-page': ['account or page', 'accounts and pages'],
  'google-plus-account': ['Google+ account', 'Google+ accounts'],
  'account-on-other-services': ['account on other services', 'accounts on other services'],
  'automated-account': ['automated account', 'automated accounts'],
  'notified-user': ['notified user', 'notified users'],
  indicator: ['indicator', 'indicators'],
  operation: ['operation', 'operations'],
};

export const cardWords = {
  /** Above the account's name: `Account on X`. */
  place: (kind: AccountEntry['kind'], platform: PlatformId) =>
    `${ENTRY_KINDS[kind]} on ${platformName(platform)}`,
  unnamed: 'Name not published',
  formerly: 'Earlier names:',
  close: 'Close',
  headline: (kind: Disclosure['kind'], by: string, date: string) =>
    `${capitalised(deedOf({ kind }))} by ${by}, ${dateText(date)}`,
  disclosureKind: (kind: Disclosure['kind']) => DISCLOSURE_KINDS[kind],
  /** A discloser often names accounts that live elsewhere; that platform has then said nothing. */
  elsewhere: (by: string, platform: PlatformId) =>
    `This is ${by}’s statement. It is not a statement by ${platformName(platform)}.`,
  attribution: (by: string) => `Attribution by ${by}:`,
  attributedToNobody: 'Nobody is named as being behind it.',
  reason: 'Reason as stated',
  reasonSummary: 'Reason, summarised',
  noReasonGiven: 'No reason was given.',
  noReasonRecorded: 'No reason is recorded here.',
  disputes: (count: number) => `${disputesText(count)} on record`,
  noDispute: 'No dispute on record in this list.',
  aboutAccount: 'about this account',
  aboutDisclosure: (kind: Disclosure['kind']) =>
    kind === 'account-action' ? 'about this action' : 'about the whole disclosure',
  disputeKind: (kind: Dispute['kind']) => DISPUTE_KINDS[kind],
  undated: 'undated',
  /** A data set may have kept the quotation marks; they are not doubled. */
  quoted: (text: string) => (/^[“"«„].*[”"»“]$/s.test(text) ? text : `“${text}”`),
  earlierStatus: 'Before that',
  claimed: 'Claimed',
  published: 'Published file',
  known: 'Names known',
  names: (count: number) => `${numberText(count)} in this list`,
  count: (of: string, number: number, precision: 'exact' | 'about' | 'at-least') => {
    const noun = COUNTED[of];
    const counted = noun
      ? plural(number, noun[0], noun[1])
      : `${numberText(number)} × ${of.replaceAll('-', ' ')}`;
    return precision === 'exact'
      ? counted
      : `${precision === 'about' ? 'about' : 'at least'} ${counted}`;
  },
  namesPublished: (how: Disclosure['namesPublished']) => NAMES_PUBLISHED[how],
  revisions: 'Changed later by the discloser',
  sources: 'Sources',
  noSource: 'No source is recorded here.',
  noLink: 'no link known',
  archived: 'archived copy',
  archivedOf: (title: string) => `Archived copy: ${title}`,
  unconfirmed: 'unconfirmed here',
  dateUnconfirmed: 'date unconfirmed here',
  datesUnconfirmed: 'dates unconfirmed here',
  unconfirmedMeaning:
    'Unconfirmed here: whoever collected the fact for this list did not see it in a source.',
  unconfirmedFields: (fields: readonly string[]) => `Also unconfirmed here: ${fields.join(', ')}.`,
  note: 'Note',
  citation: 'Copy citation',
  citationFormats: { text: 'Text', bibtex: 'BibTeX', csl: 'CSL-JSON' },
  wholeDisclosure: 'Everything about this disclosure',
  copied: 'Citation copied',
  notCopied: 'The browser did not allow copying',
  wrong: 'This is wrong',
  wrongIn: (list: string) => `Tell the publisher of ${list}; nothing is sent by itself`,
  wrongAddress: (address: string) => `This is wrong? Write to: ${address}`,
  list: 'List',
  publishedBy: 'published by',
  inList: (list: string) => `In the list ${list}`,
  entries: (count: number) => plural(count, 'entry', 'entries'),
};

// ── Citations and corrections ───────────────────────────────────────────────────────────────────────────

export const citationWords = {
  names: (account: string, platform: PlatformId) => `Names ${account} (${platformName(platform)})`,
  status: (status: EntryStatus, date: string | null) =>
    `Status of this entry: ${STATUS_WORDS[status].toLowerCase()}${date === null ? '' : `, ${dateText(date)}`}`,
  disputes: (by: readonly string[]) =>
    by.length === 0
      ? 'No dispute on record in this list'
      : `${disputesText(by.length)} on record: ${by.join('; ')}`,
  list: (name: string, version: number, created: string) =>
    `Read in the list ${name}, version ${version} of ${dateText(created.slice(0, 10))}`,
  read: (now: number) => `on ${dayText(now)}`,
  archived: (url: string) => `archived at ${url}`,
};

export const correctionWords = {
  subject: (account: string, platform: PlatformId) =>
    `Correction: ${account} on ${platformName(platform)}`,
  body: (facts: {
    account: string;
    platform: PlatformId;
    disclosures: readonly string[];
    list: string;
    version: number;
  }) =>
    [
      `Entry: ${facts.account} on ${platformName(facts.platform)}`,
      `Disclosures: ${facts.disclosures.join(', ')}`,
      `List: ${facts.list}, version ${facts.version}`,
      '',
      'What is wrong:',
      '',
      'Where that can be read (a link, if there is one):',
      '',
    ].join('\n'),
};

// ── The popup ───────────────────────────────────────────────────────────────────────────────────────────

export const popupWords = {
  product: 'Takedown Lens',
  platform: platformName,
  loading: 'Reading the page…',
  found: (matches: number) =>
    plural(matches, 'name here is in the lists', 'names here are in the lists'),
  foundEmbedded: (matches: number) =>
    plural(
      matches,
      'name in posts embedded here is in the lists',
      'names in posts embedded here are in the lists',
    ),
  ofLooked: (looked: number) => `of ${plural(looked, 'name', 'names')} read on this page`,
  nothingFound: (looked: number) =>
    looked === 0
      ? 'No account name has been read on this page yet.'
      : looked === 1
        ? 'The one name read here is not in the lists.'
        : `None of the ${numberText(looked)} names read here is in the lists.`,
  notListed: 'Not listed is not cleared: most names were never published.',
  notRead: 'This is not a page that Takedown Lens reads.',
  notReadWhy: 'It reads account names on the sites it knows, and nothing else.',
  notAllowed: (site: string) => `Takedown Lens may not read ${site} yet.`,
  notAllowedWhy:
    'It asks for each site by itself, and only to read the account names that stand in its pages.',
  allow: (site: string) => `Allow it on ${site}`,
  check: 'Check this page',
  checkWhy:
    'Checking reads this page once: links to accounts, and @names beside which stands of which platform they are. Nothing of it is sent.',
  notReadable: 'This page can’t be read.',
  notReadableWhy:
    'The browser lets no extension read its own pages, its store, or documents that are no web pages.',
  options: 'Lists and sites',
  off: 'Takedown Lens is off.',
  offWhy: 'No page is read until it is switched on again.',
  siteOff: (site: string) => `Takedown Lens is off on ${site}.`,
  siteOffWhy: 'Names on this site are not read until it is switched on again.',
  ruledOff: (site: string) => `Reading of ${site} is switched off by a list.`,
  rule: ({ list, reason }: { list: string; reason: string }) =>
    `${list}, on how this site is read: ${reason}`,
  unreadable: 'This site’s layout has changed; names are not being checked here.',
  unreadableWhy: 'A page without badges says nothing about anybody until the reader is repaired.',
  error: 'The page did not answer.',
  errorWhy: 'Reloading the page usually helps.',
  noLists: 'No list is installed.',
  noListsWhy: 'Without a list no name can be found.',
  places: (count: number) => plural(count, 'place', 'places'),
  matches: 'Found on this page',
  lists: 'Lists in use',
  switches: 'Switches',
  switchSite: (site: string) => `Read names on ${site}`,
  switchAll: 'Read names on all sites',
  listCounts: (list: Pick<ListFacts, 'entries' | 'disclosures' | 'disputes'>) =>
    [
      plural(list.entries, 'name', 'names'),
      plural(list.disclosures, 'disclosure', 'disclosures'),
      disputesText(list.disputes),
    ].join(', '),
};
