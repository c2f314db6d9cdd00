import { type PlatformId, platformName } from '../accounts/platforms.ts';
import { freshnessOf } from '../lists/freshness.ts';
import type { DisclosureBrief, ListFacts } from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry, EntryStatus } from '../records/entry.ts';
import type { Evidence, EvidenceLevel } from '../records/evidence.ts';
import {
  FORMATS,
  keyPart,
  listText,
  numberText,
  once,
  plural,
  t,
  withoutIsolates,
} from './language/message.ts';

// What is composed of messages (src/ui/locales): here is decided which of them is said. They keep to
// docs/DESIGN-LANGUAGE.md: we quote who said what, and never say what an account is.

// ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────

const PARTIAL = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(?:(Q)([1-4]))|(?:(H)([12]))))?$/;

/**
 * A partial date in words at the precision known: `31 January 2019`, `January 2019`, `2019`,
 * `first quarter of 2023`, `first half of 2026`; a span as `second quarter of 2025 to …`.
 * What is no date is given back as it came.
 */
export function dateText(partial: string): string {
  const [from = '', to] = partial.split('/').map(oneDateText);
  return to === undefined ? from : t('dates.span', from, to);
}

function oneDateText(partial: string): string {
  const match = PARTIAL.exec(partial);
  if (!match) return partial;
  const [, year = '', month, day, , quarter, , half] = match;
  if (quarter) return t(`dates.quarter_${quarter as '1' | '2' | '3' | '4'}`, year);
  if (half) return t(`dates.half_${half as '1' | '2'}`, year);
  const time = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const format = day ? dayFormat : month ? monthFormat : yearFormat;
  return format().format(time);
}

const dateFormat = (parts: Intl.DateTimeFormatOptions) =>
  once(() => new Intl.DateTimeFormat(FORMATS, { ...parts, year: 'numeric', timeZone: 'UTC' }));
const yearFormat = dateFormat({});
const monthFormat = dateFormat({ month: 'long' });
const dayFormat = dateFormat({ day: 'numeric', month: 'long' });

/** A moment as its day, UTC: `3 May 2016`. */
export function dayText(time: number): string {
  return dateText(new Date(time).toISOString().slice(0, 10));
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
  if (facts.reattributed) notes.push(t(full ? 'badge.reattributed' : 'badge.reattributedShort'));
  if (facts.disputed) notes.push(t('badge.disputed'));
  if (facts.level === 'same-name-in-time' && facts.asOf !== null) {
    const year = String(new Date(facts.asOf).getUTCFullYear());
    notes.push(t('badge.asOf', full ? dayText(facts.asOf) : year));
  }
  if (facts.level === 'same-name') notes.push(t(full ? 'badge.nameOnly' : 'badge.nameOnlyShort'));
  if (facts.outOfDate) notes.push(t(full ? 'badge.outOfDate' : 'badge.outOfDateShort'));
  const year = facts.main.date.slice(0, 4);
  const name = facts.main.shortName;
  const acted = isAction(facts.main);
  return {
    lead: facts.reinstated
      ? t('badge.reinstated')
      : full
        ? t(acted ? 'badge.actedOn' : 'badge.named')
        : null,
    who: facts.reinstated && full ? t(acted ? 'badge.actedOnBy' : 'badge.namedBy', name) : name,
    when: full && facts.more > 0 ? `${year} +${numberText(facts.more)}` : year,
    notes,
  };
}

/** An action on one account is not a list that names it. */
const isAction = ({ kind }: Pick<DisclosureBrief, 'kind'>) => kind === 'account-action';

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
  const by = t(
    isAction(facts.main) ? 'badge.says.actedOn' : 'badge.says.named',
    facts.main.shortName,
    facts.handle ?? t('badge.says.thisAccount'),
    dateText(facts.main.date),
  );
  const sentences = [
    ...(facts.reinstated ? [t('badge.says.reinstated')] : []),
    by,
    ...(facts.more > 0 ? [plural('badge.says.more', facts.more)] : []),
    ...(facts.reattributed ? [t('badge.says.reattributed')] : []),
    levelSentence(facts),
    facts.disputes > 0
      ? plural('badge.says.disputes', facts.disputes)
      : t(facts.disputed ? 'badge.says.disputed' : 'badge.says.noDispute'),
    ...(facts.outOfDate ? [t('badge.says.outOfDate')] : []),
  ];
  return sentences.join(' ');
}

function levelSentence({ level, asOf }: Pick<BadgeFacts, 'level' | 'asOf'>): string {
  if (level !== 'same-name-in-time') return t(`badge.says.${keyPart(level)}`);
  return asOf === null
    ? t('badge.says.same_name_before')
    : t('badge.says.same_name_as_of', dayText(asOf));
}

/** What an entry's account is called: its handle as published, else its display name, else its id. */
export function accountName(
  entry: Pick<AccountEntry, 'platform' | 'handle' | 'displayName' | 'platformId'>,
): string {
  if (entry.handle !== null) return accountText(entry.platform, entry.handle);
  return entry.displayName ?? entry.platformId ?? t('card.unnamed');
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

/** `Withdrawn by the discloser` */
export function statusText(status: EntryStatus): string {
  return t(`status.${status}`);
}

/**
 * `2 disputes`, or that there is none; nothing beside a status that says `Disputed` already and that no dispute on record
 * is behind.
 */
export function disputeFacts(status: EntryStatus, disputes: number, disputed: boolean): string[] {
  if (disputes > 0) return [plural('counts.disputes', disputes)];
  if (status === 'disputed') return [];
  return [disputed ? statusText('disputed') : t('panel.noDispute')];
}

/** `Same name, in its time` */
export function levelText(level: EvidenceLevel): string {
  return t(`level.${keyPart(level)}`);
}

/** How well the account on the page matches, and what that leaves open. */
export function evidenceText({ reason, asOf }: Evidence): string {
  if (reason !== 'dated-before-removal') return t(`evidence.${keyPart(reason)}`);
  return asOf === null ? t('evidence.older') : t('evidence.dated', dayText(asOf));
}

/** A list's version and age: `version 12, made 3 days ago`; past its day also what that means. */
export function listAgeText(list: DatedList, now: number): string {
  return t('listAge.version', versionText(list, now));
}

type DatedList = Pick<ListFacts, 'version' | 'created' | 'expires'>;

/** The same without the word, for where a label says it. */
export function versionText(list: DatedList, now: number): string {
  const made = Date.parse(list.created);
  // It is cited and compared digit by digit, so it is not grouped as a quantity is.
  const version = String(list.version);
  const ago = Number.isNaN(made) ? null : agoText(made, now);
  switch (freshnessOf(list, now)) {
    case 'current':
      return ago === null ? version : t('listAge.made', version, ago);
    case 'aged':
      return ago === null ? t('listAge.aged', version) : t('listAge.madeAged', version, ago);
    case 'out-of-date':
      return ago === null
        ? t('listAge.outOfDate', version)
        : t('listAge.madeOutOfDate', version, ago);
  }
}

/** A day relative to today: `3 days ago`. What is still to come counts as today. */
export function agoText(then: number, now: number): string {
  const days = Math.max(0, Math.floor((now - then) / 86_400_000));
  const relative = new Intl.RelativeTimeFormat(FORMATS, { numeric: 'auto' });
  if (days < 60) return relative.format(-days, 'day');
  if (days < 730) return relative.format(-Math.round(days / 30.44), 'month');
  return relative.format(-Math.round(days / 365.25), 'year');
}

// ── The card ────────────────────────────────────────────────────────────────────────────────────────────

/** What a discloser counts, as far as we have words for it. */
const COUNTED = new Set([
  'account',
  'page',
  'group',
  'channel',
  'blog',
  'event',
  'ad',
  'post',
  'follower',
  'subreddit',
  'video',
  'instagram-account',
  'facebook-account',
  'account-or-page',
  'google-plus-account',
  'account-on-other-services',
  'automated-account',
  'notified-user',
  'indicator',
  'operation',
] as const);
type Counted = typeof COUNTED extends Set<infer Kind> ? Kind : never;
const isCounted = (of: string): of is Counted => (COUNTED as ReadonlySet<string>).has(of);

export const cardWords = {
  /** Above the account's name: `Account on X`. */
  place: (kind: AccountEntry['kind'], platform: PlatformId) =>
    t(`card.places.${kind}`, platformName(platform)),
  headline: (kind: Disclosure['kind'], by: string, date: string) =>
    t(isAction({ kind }) ? 'card.actedOnOn' : 'card.namedOn', by, dateText(date)),
  /** A discloser often names accounts that live elsewhere; that platform has then said nothing. */
  elsewhere: (by: string, platform: PlatformId) => t('card.elsewhere', by, platformName(platform)),
  aboutDisclosure: (kind: Disclosure['kind']) =>
    t(isAction({ kind }) ? 'card.aboutAction' : 'card.aboutDisclosure'),
  /** A data set may have kept the quotation marks; they are not doubled. */
  quoted: (text: string) => (/^[“"«„].*[”"»“]$/s.test(text) ? text : t('card.quoted', text)),
  count: (of: string, number: number, precision: 'exact' | 'about' | 'at-least') => {
    const counted = isCounted(of)
      ? plural(`card.counted.${keyPart(of)}`, number)
      : t('card.otherKind', numberText(number), of.replaceAll('-', ' '));
    if (precision === 'exact') return counted;
    return t(precision === 'about' ? 'card.about' : 'card.atLeast', counted);
  },
  /** Null where it is not known. */
  namesPublished: (how: Disclosure['namesPublished']) =>
    how === 'unknown' ? null : t(`card.publishedNames.${keyPart(how)}`),
};

// ── Citations and corrections: text that leaves the page ────────────────────────────────────────────────

export const citationWords = {
  names: (account: string, platform: PlatformId) =>
    plain('citation.names', account, platformName(platform)),
  status: (status: EntryStatus, date: string | null) => {
    const words = t(`citation.statuses.${status}`);
    return date === null
      ? plain('citation.status', words)
      : plain('citation.statusDated', words, dateText(date));
  },
  /** `cited` is the kind of a disclosure that is cited by itself: what disputes its accounts stands elsewhere. */
  disputes: (by: readonly string[], cited: Disclosure['kind'] | null) =>
    by.length === 0
      ? cited === null
        ? plain('citation.noDispute')
        : plain('card.noDisputeOf', cardWords.aboutDisclosure(cited))
      : withoutIsolates(plural('citation.disputes', by.length, by.join(t('separator')))),
  list: (name: string, version: number, created: string) =>
    plain('citation.list', name, version, dateText(created.slice(0, 10))),
  read: (now: number) => plain('citation.read', dayText(now)),
  archived: (url: string) => plain('citation.archived', url),
};

const plain = (...message: Parameters<typeof t>) => withoutIsolates(t(...message));

export const correctionWords = {
  subject: (account: string, platform: PlatformId) =>
    plain('correction.subject', account, platformName(platform)),
  body: (facts: {
    account: string;
    platform: PlatformId;
    disclosures: readonly string[];
    list: string;
    version: number;
  }) =>
    [
      plain('correction.entry', facts.account, platformName(facts.platform)),
      plain('correction.disclosures', facts.disclosures.join(', ')),
      plain('correction.list', facts.list, facts.version),
      '',
      t('correction.wrong'),
      '',
      t('correction.where'),
      '',
    ].join('\n'),
};

// ── The popup ───────────────────────────────────────────────────────────────────────────────────────────

export const popupWords = {
  nothingFound: (looked: number) =>
    looked === 0 ? t('popup.nothingRead') : plural('popup.noneOf', looked),
  rule: ({ list, reason }: { list: string; reason: string }) => t('popup.rule', list, reason),
};

/** `1,196 names, 2 disclosures, 1 dispute` */
export function countsText(list: Pick<ListFacts, 'entries' | 'disclosures' | 'disputes'>): string {
  return listText([
    plural('counts.names', list.entries),
    plural('counts.disclosures', list.disclosures),
    plural('counts.disputes', list.disputes),
  ]);
}
