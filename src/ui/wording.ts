import { type PlatformId, platformName } from '../accounts/platforms.ts';
import type { DisclosureBrief } from '../messaging/messages.ts';
import type { EvidenceLevel } from '../records/evidence.ts';

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
  return new Intl.DateTimeFormat(LANGUAGE, {
    ...(day ? { day: 'numeric' } : {}),
    ...(month ? { month: 'long' } : {}),
    year: 'numeric',
    timeZone: 'UTC',
  }).format(time);
}

const ORDINALS = ['first', 'second', 'third', 'fourth'] as const;

/** A moment as its day, UTC: `3 May 2016`. */
export function dayText(time: number): string {
  return dateText(new Date(time).toISOString().slice(0, 10));
}

/** `1,196` */
export function numberText(number: number): string {
  return new Intl.NumberFormat(LANGUAGE).format(number);
}

function plural(count: number, one: string, other: string): string {
  const form = new Intl.PluralRules(LANGUAGE).select(count);
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
  const year = facts.main.date.slice(0, 4);
  const name = facts.main.shortName;
  return {
    lead: facts.reinstated ? 'Reinstated' : full ? 'Named' : null,
    who: facts.reinstated && full ? `named by ${name}` : name,
    when: facts.more > 0 ? `${year} +${numberText(facts.more)}` : year,
    notes,
  };
}

/** A badge's name for a screen reader: who named whom and when, how well it matches, what is disputed. */
export function badgeName(facts: BadgeFacts): string {
  const account = facts.handle ?? 'this account';
  const by = `${facts.main.shortName} named ${account} on ${dateText(facts.main.date)}`;
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

export { platformName };
