import { dateText, numberText, plural, popupWords } from './wording.ts';

export const catalogueWords = {
  open: 'Read all disclosures',
  title: `${popupWords.product}: disclosures`,
  heading: 'Disclosures and disputes',
  intro:
    'What companies and others said about accounts that were removed, and who disputes it, from the lists on this computer.',
  loading: 'Reading the lists…',
  failed: 'The lists did not answer.',
  failedWhy: 'Trying again usually helps.',
  again: 'Try again',
  empty: 'No list is in use.',
  emptyWhy: 'Lists are added and switched on in the options.',

  search: 'Search',
  searchLabel: 'Words in titles, reasons, disputes and notes',
  filters: 'Filters',
  any: 'any',
  platform: 'Platform',
  year: 'Year',
  discloser: 'Disclosed by',
  country: 'Country named in the attribution',
  status: 'State',
  statuses: {
    disputed: 'disputed',
    undisputed: 'no dispute on record',
    revised: 'changed later by the discloser',
    unconfirmed: 'with facts unconfirmed here',
    named: 'with names in the lists',
  },
  clear: 'Show all again',

  results: (shown: number, all: number) =>
    shown === all
      ? `All ${plural(all, 'disclosure', 'disclosures')}.`
      : `${numberText(shown)} of ${plural(all, 'disclosure', 'disclosures')}.`,
  noResult: 'No disclosure in the lists has all of that.',
  noResultWhy: 'That a thing is not in these lists does not say that it did not happen.',
  resultFacts: (facts: { date: string; disputes: number; names: number }) =>
    [
      dateText(facts.date),
      facts.disputes === 0 ? 'no dispute on record' : plural(facts.disputes, 'dispute', 'disputes'),
      facts.names === 0
        ? 'no names in the lists'
        : plural(facts.names, 'name known', 'names known'),
    ].join(' · '),

  timeline: 'Disclosures by year',
  timelineWhat: 'Of those shown: how many there are of each year, and how many are disputed.',
  timelineDisclosures: 'Disclosures',
  timelineDisputed: 'Of those, disputed',
  timelineYear: (year: string) => `Show only ${year}`,

  back: 'All disclosures',
  unknown: 'This disclosure is in none of the lists in use.',
  unknownWhy: 'The list that had it may have been switched off or removed.',
  inList: (list: string) => `As the list ${list} has it`,
  names: 'Names known',
  namesNone: 'The list has no names of this disclosure.',
  namesShow: (count: number) => `Show ${plural(count, 'name', 'names')}`,
  namesMore: (shown: number) => `The first ${numberText(shown)}; there are more.`,
  namesFailed: 'The names could not be read from the list.',
} as const;
