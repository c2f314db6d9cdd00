import { platformName } from '../accounts/platforms.ts';
import { READ_FAULTS } from '../records/published-file.ts';
import { keysFor, numberText, plural, t } from './language/message.ts';
import { disclosureName } from './wording-disclosures.ts';

// The research page and the summaries that are made on it.

const SKIPPED = keysFor(
  ['empty', 'hashed', 'other-address', 'not-a-name', 'no-platform', 'rounded-id', 'unreadable'],
  (part) => `research.skips.${part}`,
);

const FAULTS = keysFor(READ_FAULTS, (part) => `research.faults.${part}`);

const FORMATS_READ = keysFor(
  ['lines', 'delimited', 'json', 'ndjson'],
  (part) => `research.formats.${part}`,
);

const BASES = keysFor(['id', 'name', 'earlier-name'], (part) => `research.bases.${part}`);

export const researchWords = {
  platformName,
  fault: (fault: string) => t(FAULTS.get(fault) ?? 'research.faults.unknown'),
  failed: (name: string, fault: string) => t('research.failed', name, researchWords.fault(fault)),
  reading: (rows: number, matches: number) =>
    t('research.reading', plural('counts.rows', rows), plural('counts.matches', matches)),
  found: (rowsMatched: number, rows: number) =>
    rowsMatched === 0
      ? plural('research.foundNone', rows)
      : plural('research.found', rows, numberText(rowsMatched)),
  readAs: (name: string, format: string) => {
    const words = FORMATS_READ.get(format);
    return t('research.readAs', name, words === undefined ? format : t(words));
  },
  skipped: (reason: string, rows: number) =>
    plural(SKIPPED.get(reason) ?? 'research.skips.unreadable', rows),
  shown: (count: number, all: number) =>
    count === all
      ? plural('counts.matches', all)
      : plural('research.shown', all, numberText(count)),
  namedBy: (disclosures: readonly { shortName: string; date: string }[]) =>
    disclosures.map(disclosureName).join(t('separator')),
  /** The first of several dates, in the short form of a table: `2017-11-01 +1`. */
  dates: ([first = '', ...more]: readonly string[]) =>
    more.length === 0 ? first : `${first} +${numberText(more.length)}`,
  basis: (basis: string) => {
    const words = BASES.get(basis);
    return words === undefined ? '' : t(words);
  },
  /** The exports' name is the same in every language: a script may look for it. */
  fileName: 'takedown-lens-result',
  summaryFound: (matches: number, names: number, accounts: number) =>
    t(
      'research.summaryFound',
      plural('counts.matches', matches),
      plural('research.listedAccountsCount', accounts),
      plural('counts.names', names),
    ),
};
