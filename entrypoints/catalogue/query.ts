import { PLATFORM_IDS, type PlatformId } from '../../src/accounts/platforms.ts';
import type { CatalogueAnswer } from '../../src/messaging/messages.ts';
import type { Disclosure } from '../../src/records/disclosure.ts';
import { countriesIn } from './countries.ts';

export const STATUSES = ['disputed', 'undisputed', 'revised', 'unconfirmed', 'named'] as const;
export type CatalogueStatus = (typeof STATUSES)[number];

/** What a person asks of the catalogue; null and '' ask for nothing. */
export interface Query {
  readonly text: string;
  readonly platform: PlatformId | null;
  readonly year: string | null;
  readonly discloser: string | null;
  readonly country: string | null;
  readonly status: CatalogueStatus | null;
}

export const EVERYTHING: Query = {
  text: '',
  platform: null,
  year: null,
  discloser: null,
  country: null,
  status: null,
};

/** A disclosure once, however many lists have it, and all lists that have it. */
export interface CataloguedDisclosure {
  readonly disclosure: Disclosure;
  /** How many names the list with the most of them has. */
  readonly names: number;
  readonly lists: readonly CatalogueAnswer['lists'][number][];
  /** Everything that is searched, folded. */
  readonly text: string;
  readonly countries: readonly string[];
}

/** How many entries of a list a disclosure names. An id may be a word that every object knows: `constructor`. */
export function namesIn({ named }: CatalogueAnswer['lists'][number], id: string): number {
  return Object.hasOwn(named, id) ? (named[id] ?? 0) : 0;
}

/** Every disclosure of the lists, newest first. */
export function disclosuresOf(answer: CatalogueAnswer): CataloguedDisclosure[] {
  const byId = new Map<string, CataloguedDisclosure>();
  for (const list of answer.lists) {
    for (const disclosure of list.disclosures) {
      const names = namesIn(list, disclosure.id);
      const before = byId.get(disclosure.id);
      byId.set(
        disclosure.id,
        before
          ? { ...before, names: Math.max(before.names, names), lists: [...before.lists, list] }
          : {
              disclosure,
              names,
              lists: [list],
              text: folded(textOf(disclosure)),
              countries: countriesIn(disclosure.attributedTo ?? ''),
            },
      );
    }
  }
  return [...byId.values()].sort((a, b) => (a.disclosure.date < b.disclosure.date ? 1 : -1));
}

/** The disclosures that have all that is asked for. */
export function matching(
  all: readonly CataloguedDisclosure[],
  query: Query,
): CataloguedDisclosure[] {
  const words = folded(query.text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return all.filter((one) => {
    const { disclosure, countries, text } = one;
    return (
      (query.platform === null || disclosure.platforms.includes(query.platform)) &&
      (query.year === null || yearsOf(disclosure).includes(query.year)) &&
      (query.discloser === null || disclosure.disclosedBy.name === query.discloser) &&
      (query.country === null || countries.includes(query.country)) &&
      (query.status === null || hasStatus(one, query.status)) &&
      words.every((word) => text.includes(word))
    );
  });
}

function hasStatus({ disclosure, names }: CataloguedDisclosure, status: CatalogueStatus): boolean {
  switch (status) {
    case 'disputed':
      return disclosure.disputes.length > 0;
    case 'undisputed':
      return disclosure.disputes.length === 0;
    case 'revised':
      return disclosure.revisions.length > 0;
    case 'unconfirmed':
      return (
        !disclosure.confirmation.confirmed || disclosure.confirmation.unconfirmedFields.length > 0
      );
    case 'named':
      return names > 0;
  }
}

/** The years a disclosure's date is in: a span may be in two. */
function yearsOf({ date }: Pick<Disclosure, 'date'>): string[] {
  return [...new Set([...date.matchAll(/(?:^|\/)(\d{4})/g)].map(([, year = '']) => year))];
}

/** What there is to choose from, each in its order. */
export function choicesIn(all: readonly CataloguedDisclosure[]) {
  const distinct = (values: readonly string[]) => [...new Set(values)];
  const byName = (a: string, b: string) => a.localeCompare(b);
  return {
    platforms: PLATFORM_IDS.filter((id) =>
      all.some(({ disclosure }) => disclosure.platforms.includes(id)),
    ),
    years: distinct(all.flatMap(({ disclosure }) => yearsOf(disclosure)))
      .sort()
      .reverse(),
    disclosers: distinct(all.map(({ disclosure }) => disclosure.disclosedBy.name)).sort(byName),
    countries: distinct(all.flatMap(({ countries }) => countries)).sort(byName),
  };
}

/** How many of each year, oldest first, without gaps. */
export function byYear(
  shown: readonly CataloguedDisclosure[],
): { year: string; disclosures: number; disputed: number }[] {
  const years = shown.flatMap(({ disclosure }) => yearsOf(disclosure)).map(Number);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, at) => {
    const year = String(first + at);
    const own = shown.filter(({ disclosure }) => yearsOf(disclosure).includes(year));
    const disputed = own.filter(({ disclosure }) => disclosure.disputes.length > 0);
    return { year, disclosures: own.length, disputed: disputed.length };
  });
}

function textOf(disclosure: Disclosure): string {
  const { disclosedBy, title, attributedTo, statedReason, notes, namesNote } = disclosure;
  const { disputes, revisions } = disclosure;
  return [
    disclosedBy.name,
    disclosedBy.shortName,
    title,
    attributedTo,
    'text' in statedReason ? statedReason.text : null,
    notes,
    namesNote,
    ...disputes.flatMap(({ by, summary, quote }) => [by, summary, quote?.text]),
    ...revisions.map(({ summary }) => summary),
  ]
    .filter((text) => typeof text === 'string')
    .join('\n');
}

/** Letters without case and accents: who searches may not have them on their keyboard. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
