import { type PlatformId, platformName } from '../accounts/platforms.ts';
import type { OwnFile } from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import { numberText } from './language/message.ts';
import { dateText, dayText } from './wording.ts';

/** What is said of a file that was read. The importers know more of it. */
interface ReportFigures {
  readonly accounts: number;
  readonly names: number;
  readonly byPlatform: Readonly<Partial<Record<PlatformId, number>>>;
  readonly withId: number;
  readonly accountRows: number;
  readonly hashed: number;
  readonly counts: number;
  readonly domains: number;
  readonly posts: number;
  readonly emails: number;
  readonly otherAddresses: number;
  readonly prose: number;
  readonly blank: number;
  readonly unreadable: readonly unknown[];
  readonly claimed: readonly { readonly of: string; readonly number: number }[];
  readonly lines: Readonly<Record<string, string>>;
}

// Private lists: what is said when a person makes one of a published file, and wherever one of them is shown.

/** Of the list, on a card. */
export function ownListText({ name, imported }: OwnFile): string {
  return `From your own list, which you made of the file “${name}” on ${dayText(Date.parse(imported))}. It is on this computer alone; nobody has signed it.`;
}

/** Of the list, in a citation. */
export function ownListCitation({ name, sha256 }: OwnFile): string {
  return `A private list, made by whoever cites it of the file ${name} (SHA-256 ${sha256})`;
}

const FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'twitter-users': 'Twitter’s archive of information operations: accounts',
    'twitter-tweets': 'Twitter’s archive of information operations: tweets',
    'clemson-authors': 'Clemson’s table of authors',
    'clemson-tweets': 'Clemson’s and FiveThirtyEight’s table of tweets',
    'reddit-profiles': 'Reddit profiles with permanent ids',
    'reddit-table': 'Reddit’s table of accounts',
    'meta-indicators': 'Meta’s threat indicators',
    'tumblr-names': 'Tumblr’s list of names',
    addresses: 'Addresses, one a line',
    handles: 'Names, one a line',
    table: 'A table of no known publisher’s',
  }),
);

const UNKNOWN_FAULT = 'The file could not be read.';
const FAULTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'damaged-gzip':
      'The packed file is damaged, incomplete, or has no table or list in it. Nothing was taken from it.',
    'damaged-json': 'The JSON is cut off or damaged. Nothing was taken from it.',
    'endless-row': 'One row of it has no end. Perhaps a quotation mark is missing.',
    'no-rows': 'The file is empty.',
    'no-such-column': 'It has no column of that name. The columns can be chosen from the list.',
    'no-names': 'No column of it holds names, addresses or ids of accounts.',
    'no-lists': 'Takedown Lens did not answer. Reloading this page usually helps.',
    'lists-changed': 'The lists were updated meanwhile. Please read the file again.',
    'not-readable': 'The file could not be read to its end. It was perhaps moved or changed.',
    'too-many-rows': 'It has too many rows.',
    'no-accounts': 'The file names no account in the open, so no list can be made of it.',
    'no-room':
      'There is no room left for it: the disk is full, or the browser allows no more. Nothing was changed. A list that you no longer need can be removed first.',
    'not-stored':
      'This browser could not store the list. Nothing was changed. In private windows, or when history is never kept, some browsers store nothing.',
  }),
);

const plural = (count: number, one: string, other: string): string =>
  `${numberText(count)} ${count === 1 ? one : other}`;

/** What kinds of rows a report counts, each with the name of its lines in the report. */
const ROWS: readonly (readonly [
  kind: string,
  count: (report: ReportFigures) => number,
  name: string,
])[] = [
  ['accounts', ({ accountRows }) => accountRows, 'name accounts'],
  [
    'hashed',
    ({ hashed }) => hashed,
    'have only a hash in place of the name; counted, never matched',
  ],
  ['count', ({ counts }) => counts, 'say how many there were'],
  ['domain', ({ domains }) => domains, 'are websites'],
  ['post', ({ posts }) => posts, 'are addresses of posts, which name nobody'],
  ['email', ({ emails }) => emails, 'are e-mail addresses'],
  ['other-address', ({ otherAddresses }) => otherAddresses, 'are other addresses'],
  ['prose', ({ prose }) => prose, 'are text'],
  ['blank', ({ blank }) => blank, 'are blank'],
  ['unreadable', ({ unreadable }) => unreadable.length, 'could not be read'],
];

const KINDS: Readonly<Record<Disclosure['kind'], string>> = {
  'network-takedown': 'Disclosure of removed accounts',
  'account-action': 'Action on one account or a few',
  'entity-ban': 'Ban of an organisation or person',
  'list-to-legislature': 'List given to a legislature',
};

export const privateWords = {
  title: 'Add a published file',
  intro:
    'A file in which a platform or a body named accounts becomes a list of your own. It is read here, kept on this computer, and never sent anywhere.',
  drop: 'Drop the file here, or choose it.',
  file: 'Published file',
  fileHint: 'CSV, TSV, JSON, Markdown or text, also as gzip or zip',
  forbidden: 'Your organisation does not allow lists of your own.',

  reading: (name: string) => `Reading ${name}`,
  looking: 'Comparing with the lists you have…',
  cancel: 'Stop',
  stopped: 'Reading was stopped. Nothing was kept.',
  fault: (fault: string) => FAULTS.get(fault) ?? UNKNOWN_FAULT,
  faultOf: (name: string, fault: string) => `${name}: ${FAULTS.get(fault) ?? UNKNOWN_FAULT}`,
  detail: (message: string) => `In detail: ${message}`,

  found: 'What the file holds',
  format: 'Read as',
  formatName: (format: string) => FORMATS.get(format) ?? format,
  accounts: 'Accounts',
  accountsText: ({ accounts, names, withId }: ReportFigures) =>
    accounts === 0
      ? 'none in the open'
      : `${plural(accounts, 'account', 'accounts')}, ${plural(names, 'name', 'names')}, ${numberText(withId)} with a permanent id`,
  platforms: 'By platform',
  platformName,
  platformsText: ({ byPlatform }: ReportFigures) =>
    Object.entries(byPlatform)
      .map(([platform, count]) => `${platformName(platform as PlatformId)} ${numberText(count)}`)
      .join(', '),
  assumed:
    'Nothing in the file says where the names are from, so X is assumed. Another platform can be chosen below.',
  rounded: (count: number) =>
    `${plural(count, 'id has', 'ids have')} lost the last digits in a spreadsheet and ${count === 1 ? 'is' : 'are'} left out.`,
  claimed: 'The file says',
  claimedText: ({ claimed }: ReportFigures) =>
    claimed
      .map(({ of, number }) => `${numberText(number)} × ${of.replaceAll('-', ' ')}`)
      .join(', '),
  rows: (count: number) => `${plural(count, 'row', 'rows')}, each of which is one of these:`,
  row: 'Rows',
  rowKind: 'What they are',
  rowLines: 'Lines',
  rowsOf: (report: ReportFigures) =>
    ROWS.map(([kind, count, name]) => ({
      ...{ kind, name, count: count(report) },
      lines: report.lines[kind] ?? '',
    })).filter(({ count }) => count > 0),
  duplicates: (count: number) =>
    `Of those that name accounts, ${numberText(count)} name nobody who was not named before.`,
  unreadable: (count: number) =>
    count === 1 ? 'The row that could not be read' : 'The rows that could not be read',
  unreadableLine: (line: number, reason: string) => `Line ${numberText(line)}: ${reason}`,
  more: (count: number) => `and ${numberText(count)} more`,

  columns: 'Read it otherwise',
  guessed: 'as guessed',
  columnOfNames: 'Column with names or addresses',
  columnOfIds: 'Column with ids',
  platform: 'Platform of names without an address',
  readAgain: 'Read it again',

  whose: 'Which disclosure named these accounts?',
  whoseHint:
    'Badges and cards will say who named the accounts, when and why, as this disclosure has it.',
  suggested: (title: string) => `The names are those of “${title}”.`,
  known: 'Disclosure',
  choose: 'Choose a disclosure',
  option: ({ disclosedBy, date, title }: Pick<Disclosure, 'disclosedBy' | 'date' | 'title'>) =>
    `${disclosedBy.name}, ${dateText(date)}: ${title}`,
  newOne: 'Another one, which you write down',
  claims: 'It claimed',
  claimsText: (counts: Disclosure['counts']['claimed']) =>
    counts.length === 0
      ? 'no number on record'
      : counts
          .map(({ of, number }) => `${numberText(number)} × ${of.replaceAll('-', ' ')}`)
          .join(', '),
  inFile: 'In this file',
  noDisclosure: 'Choose a disclosure first.',

  discloser: 'Who disclosed it',
  discloserHint: 'such as Meta, or a committee',
  date: 'When',
  dateHint: 'a day, month, quarter or year: 2024-09-16, 2024-09, 2024-Q3, 2024',
  titleOf: 'Title',
  kind: 'What it is',
  kindName: (kind: Disclosure['kind']) => KINDS[kind],
  source: 'Address of the source',
  sourceHint: 'https; may be left out',
  attributed: 'Attributed to',
  attributedHint: 'as the discloser stated it; empty for nobody',
  reasonKind: 'Stated reason',
  reasonKinds: {
    quote: 'in the discloser’s own words',
    summary: 'in a summary of yours',
    'none-given': 'none was given',
    'not-recorded': 'not recorded here',
  },
  reason: 'The reason',
  reasonLanguage: 'Its language',
  reasonLanguageHint: 'a code such as en or es',
  wrong: {
    discloser: 'Say who disclosed it.',
    date: 'This is not a date such as 2024-09-16, 2024-09, 2024-Q3 or 2024.',
    title: 'Give it a title.',
    source: 'This is not an https address.',
    reason: 'Write the reason down, or choose that none is recorded.',
    language: 'This is not a language code such as en.',
  },

  again: (file: string, imported: string) =>
    `You have made a list of this very file before (“${file}”, ${dayText(Date.parse(imported))}). It takes that list’s place.`,
  earlier: (file: string, imported: string) =>
    `You have a list of this disclosure already, of the file “${file}” (${dayText(Date.parse(imported))}).`,
  replace: 'This file is a newer version of that one and takes its place',
  beside: 'Keep both',
  missing: (count: number) =>
    `${plural(count, 'name of that list is', 'names of that list are')} not in this file:`,
  withdraw: 'The discloser has withdrawn them: mark them so, and show no badge for them',
  keepMissing: 'Keep them as named',

  confirm: (accounts: number) =>
    accounts === 1
      ? 'Make a list of this account'
      : `Make a list of these ${numberText(accounts)} accounts`,
  leave: 'Don’t add it',
  saving: 'Storing the list…',
  done: (name: string, accounts: number) =>
    `Your list of ${name} is in use: ${plural(accounts, 'account is', 'accounts are')} matched from now on.`,
  inOptions: 'See it among the lists',

  ownKind:
    'A list of your own, made of a file. It is on this computer alone; nobody has signed it.',
  ownFile: 'File',
  ownHash: 'SHA-256',
  ownDisclosure: 'Disclosure',
  ownDisclosureText: (by: string, title: string) => `${by}: ${title}`,
  ownImported: 'Added',
  ownImportedText: (imported: string, earlier: number) =>
    earlier === 0
      ? dayText(Date.parse(imported))
      : `${dayText(Date.parse(imported))}, in place of ${plural(earlier, 'earlier version', 'earlier versions')}`,
  ownAccounts: (count: number) => plural(count, 'account', 'accounts'),
  ownNoHistory: 'Removing it deletes what was read of the file. The file itself is not touched.',
  wipeName: 'Lists of your own, made of files',
  wipeWhere: (lists: number, accounts: number) =>
    lists === 0
      ? 'On this computer: none.'
      : `On this computer alone: ${plural(lists, 'list', 'lists')} of ${plural(accounts, 'account', 'accounts')}. They can’t be fetched again.`,
};
