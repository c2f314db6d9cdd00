import { type PlatformId, platformName } from '../accounts/platforms.ts';
import type { EntryStatus } from '../records/entry.ts';
import type { EvidenceLevel } from '../records/evidence.ts';
import { CAUTION, dateText, LEVEL_WORDS, numberText, plural, STATUS_WORDS } from './wording.ts';

// The research page and the summaries that are made on it.

const SKIPPED: Readonly<Record<string, (rows: number) => string>> = {
  empty: (rows) => plural(rows, 'row was empty', 'rows were empty'),
  hashed: (rows) =>
    plural(rows, 'row has a hash in place of a name', 'rows have a hash in place of a name'),
  'other-address': (rows) =>
    plural(
      rows,
      'row has an address that is not an account’s',
      'rows have an address that is not an account’s',
    ),
  'not-a-name': (rows) =>
    plural(rows, 'row holds no name of that platform', 'rows hold no name of that platform'),
  'no-platform': (rows) =>
    plural(
      rows,
      'row has an id and nothing that says on which platform',
      'rows have an id and nothing that says on which platform',
    ),
  'rounded-id': (rows) =>
    plural(rows, 'row has only an id that was rounded', 'rows have only an id that was rounded'),
  unreadable: (rows) => plural(rows, 'row can’t be read', 'rows can’t be read'),
};

const FAULTS: Readonly<Record<string, string>> = {
  'damaged-gzip': 'The gzip file is damaged or incomplete.',
  'damaged-json': 'The text begins as JSON and does not go on as such.',
  'endless-row': 'A row does not end; perhaps a quotation mark is never closed.',
  'no-rows': 'There is nothing in it to check.',
  'no-such-column': 'It has no column of that name.',
  'no-names': 'No column holds names, addresses or ids. The column can be named below.',
  'lists-changed': 'The lists changed while it was read. Another check will use the new ones.',
  'not-readable':
    'The browser can’t read this file; it may have been changed or moved since it was chosen.',
  'no-lists': 'The lists can’t be read at the moment.',
  'too-many-rows': 'A workbook holds 1,048,575 rows at most; the other formats hold all.',
  unknown: 'Something went wrong that should not.',
};

const FORMATS: Readonly<Record<string, string>> = {
  lines: 'plain text, a name a line',
  delimited: 'a table',
  json: 'JSON',
  ndjson: 'JSON, a row a line',
};

const BASES: Readonly<Record<string, string>> = {
  id: 'The row gives the permanent id that the list has.',
  name: 'The name is the same. Nothing in the row confirms or contradicts that it is the same account.',
  'earlier-name': 'The account had this name earlier. Someone else may have it now.',
};

export const researchWords = {
  title: 'Check many names',
  open: 'Check many names',
  intro:
    'Names, addresses or ids are looked up in the lists on this computer. Nothing of them is sent anywhere.',
  input: 'What to check',
  paste: 'Names, addresses or ids',
  pasteHint: 'one a line, or a table with a header',
  files: 'Files',
  filesHint: 'text, CSV, TSV, JSON, NDJSON, gzip of these, or following.js of an X archive',
  drop: 'Files can be dropped anywhere on this page.',
  chosen: (count: number) => plural(count, 'file is chosen.', 'files are chosen.'),
  platform: 'Platform of names without an address',
  platformUnknown: 'As the file says, else every platform',
  platformName,
  columns: 'Columns, where the guess is wrong',
  column: 'Column of names or addresses',
  columnHint: 'its header, or its number',
  idColumn: 'Column of permanent ids',
  check: 'Check',
  cancel: 'Cancel',
  nothingToCheck: 'There is nothing to check yet.',
  reading: (rows: number, matches: number) =>
    `${plural(rows, 'row', 'rows')} read, ${plural(matches, 'match', 'matches')} so far.`,
  starting: 'Opening the lists…',
  progress: 'How much has been read',
  cancelled: 'The check was cancelled. What stands below is of the rows read until then.',
  failed: (name: string, fault: string) => `${name}: ${FAULTS[fault] ?? FAULTS.unknown}`,
  fault: (fault: string) => FAULTS[fault] ?? FAULTS.unknown,

  result: 'Result',
  found: (rowsMatched: number, rows: number) =>
    rowsMatched === 0
      ? `None of the ${plural(rows, 'row', 'rows')} read names an account in the lists.`
      : `${numberText(rowsMatched)} of ${plural(rows, 'row names', 'rows name')} an account in the lists.`,
  notListed: 'Not listed is not cleared: most names were never published.',
  inputs: 'How it was read',
  readAs: (name: string, format: string) => `${name}: ${FORMATS[format] ?? format}`,
  fromColumn: (column: string) => `Names from the column ${column}.`,
  fromIdColumn: (column: string) => `Ids from the column ${column}.`,
  fromPlatformColumn: (column: string) => `Platforms from the column ${column}.`,
  onPlatform: (platform: PlatformId) =>
    `Names without an address are taken as ones on ${platformName(platform)}.`,
  onAnyPlatform:
    'Nothing says on which platform names without an address are, so they were looked up on each. The same name on another platform is often another person.',
  idsRounded: 'Large ids in this column were rounded before they came here. None of them was used.',
  skipped: (reason: string, rows: number) => `${(SKIPPED[reason] ?? SKIPPED.unreadable)?.(rows)}.`,
  roundedIds: (count: number) =>
    plural(
      count,
      'id was rounded and not used; its row was looked up by name.',
      'ids were rounded and not used; their rows were looked up by name.',
    ),
  others: (count: number) =>
    plural(
      count,
      'entry has the name of a row whose id shows another account.',
      'entries have the name of a row whose id shows another account.',
    ),
  withdrawn: (count: number) =>
    plural(
      count,
      'entry was withdrawn by its discloser and is not shown.',
      'entries were withdrawn by their disclosers and are not shown.',
    ),

  table: 'Matches',
  filter: 'Find in the matches',
  all: 'All',
  shown: (count: number, all: number) =>
    count === all
      ? plural(all, 'match', 'matches')
      : `${numberText(count)} of ${plural(all, 'match', 'matches')}`,
  row: 'Row',
  file: 'File',
  inputCell: 'Input',
  onWhat: 'Platform',
  evidence: 'Evidence',
  disclosure: 'Disclosure',
  disclosed: 'Disclosed',
  status: 'Status',
  disputes: 'Disputes',
  listedAs: 'Listed as',
  list: 'List',
  listVersion: (name: string, version: number) => `${name}, version ${String(version)}`,
  rows: 'Rows',
  listedAccounts: 'Listed accounts',
  level: (level: EvidenceLevel) => LEVEL_WORDS[level],
  statusOf: (status: EntryStatus) => STATUS_WORDS[status],
  namedBy: (disclosures: readonly { shortName: string; date: string }[]) =>
    disclosures.map(({ shortName, date }) => `${shortName}, ${dateText(date)}`).join('; '),
  /** The first of several dates, in the short form of a table: `2017-11-01 +1`. */
  dates: ([first = '', ...more]: readonly string[]) =>
    more.length === 0 ? first : `${first} +${numberText(more.length)}`,
  basis: (basis: string) => BASES[basis] ?? '',
  noPlatformGiven: 'The row does not say on which platform.',
  details: (row: number) => `Row ${numberText(row)}`,
  detailsOf: 'The chosen row',
  closeDetails: 'Close',
  sortBy: (column: string) => `Sort by ${column}`,
  handle: 'Name in the row',
  id: 'Id in the row',
  none: 'none',

  exports: 'Save the result',
  exportsHint:
    'Each file says which lists, in which version and with which SHA-256, which input, and what was skipped.',
  exportAs: {
    csv: 'CSV',
    ndjson: 'NDJSON',
    json: 'JSON',
    xlsx: 'XLSX',
    markdown: 'Summary (Markdown)',
  },
  saving: 'Writing the file…',
  saved: (name: string) => `${name} was handed to the browser.`,
  fileName: 'takedown-lens-result',
  pasted: 'pasted text',

  summaryTitle: 'Names checked against takedown disclosures',
  summaryFound: (matches: number, names: number, accounts: number) =>
    `${plural(matches, 'match', 'matches')} with ${plural(accounts, 'listed account', 'listed accounts')} in ${plural(names, 'name', 'names')} looked up.`,
  caution: CAUTION,
  summaryByDisclosure: 'By disclosure',
  summaryByEvidence: 'By evidence',
  summaryByStatus: 'By status',
  summaryProvenance: 'What this rests on',
  fact: 'Fact',
  value: 'Value',
};
