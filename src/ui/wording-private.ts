import { type PlatformId, platformName } from '../accounts/platforms.ts';
import type { OwnFile } from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import {
  firstColumns,
  IMPORT_FORMATS,
  READ_FAULTS,
  UNREAD_KINDS,
  type UnreadKind,
} from '../records/published-file.ts';
import {
  keyPart,
  keysFor,
  listText,
  numberText,
  plural,
  t,
  withoutIsolates,
} from './language/message.ts';
import { cardWords, dateText, dayText } from './wording.ts';

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
  readonly unreadableRows: number;
  readonly unreadableBy: Readonly<Partial<Record<UnreadKind, number>>>;
  readonly assumedPlatform: PlatformId | null;
  readonly columns: {
    readonly names: readonly string[];
    readonly ids: readonly string[];
    readonly platform: string | null;
    readonly others: readonly string[];
  } | null;
  readonly claimed: readonly { readonly of: string; readonly number: number }[];
  readonly lines: Readonly<Record<string, string>>;
}

// Private lists: what is said when a person makes one of a published file, and wherever one of them is shown.

/** Of the list, on a card. */
export function ownListText({ name, imported }: OwnFile): string {
  return t('private.ownList', name, dayText(Date.parse(imported)));
}

/** Of the list, in a citation. */
export function ownListCitation({ name, sha256 }: OwnFile): string {
  return withoutIsolates(t('private.ownCitation', name, sha256));
}

const FORMATS = keysFor(IMPORT_FORMATS, (part) => `private.formats.${part}`);

const FAULTS = keysFor(
  [...READ_FAULTS, 'no-accounts', 'no-room', 'not-stored', 'no-answer'],
  (part) => `private.faults.${part}`,
);

/** What kinds of rows a report counts, each with the name of its lines in the report. */
const ROWS = [
  ['accounts', ({ accountRows }) => accountRows],
  ['hashed', ({ hashed }) => hashed],
  ['count', ({ counts }) => counts],
  ['domain', ({ domains }) => domains],
  ['post', ({ posts }) => posts],
  ['email', ({ emails }) => emails],
  ['other-address', ({ otherAddresses }) => otherAddresses],
  ['prose', ({ prose }) => prose],
  ['blank', ({ blank }) => blank],
  ['unreadable', ({ unreadableRows }) => unreadableRows],
] as const satisfies readonly (readonly [kind: string, count: (report: ReportFigures) => number])[];

export const privateWords = {
  fault: (fault: string) => t(FAULTS.get(fault) ?? 'private.faults.unknown'),
  faultOf: (name: string, fault: string) => t('private.faultOf', name, privateWords.fault(fault)),
  formatName: (format: string) => {
    const words = FORMATS.get(format);
    return words === undefined ? format : t(words);
  },
  accountsText: ({ accounts, names, withId }: ReportFigures) =>
    accounts === 0
      ? t('private.accountsNone')
      : t(
          'private.accountsFound',
          plural('counts.accounts', accounts),
          plural('counts.names', names),
          numberText(withId),
        ),
  platformsText: ({ byPlatform }: ReportFigures) =>
    listText(
      Object.entries(byPlatform).map(([platform, count]) =>
        t('private.onPlatform', platformName(platform as PlatformId), numberText(count)),
      ),
    ),
  claimedText: ({ claimed }: ReportFigures) =>
    listText(claimed.map(({ of, number }) => cardWords.count(of, number, 'exact'))),
  claimsText: (counts: Disclosure['counts']['claimed']) =>
    counts.length === 0
      ? t('private.claimsNone')
      : listText(counts.map(({ of, number, precision }) => cardWords.count(of, number, precision))),
  assumedText: ({ assumedPlatform }: ReportFigures) =>
    assumedPlatform === null ? null : t('private.assumed', platformName(assumedPlatform)),
  columnsText: ({ columns }: ReportFigures) => {
    if (columns === null) return null;
    const { names, ids, platform, others } = columns;
    const read = listText([...names, ...ids, ...(platform === null ? [] : [platform])]);
    return others.length === 0
      ? read
      : t('private.columnsOf', read, listText(firstColumns(others)));
  },
  unreadOf: ({ unreadableBy }: ReportFigures) =>
    UNREAD_KINDS.flatMap((kind) => {
      const count = unreadableBy[kind] ?? 0;
      return count === 0
        ? []
        : [t('private.counted', numberText(count), t(`private.unread.${keyPart(kind)}`))];
    }),
  rowsOf: (report: ReportFigures) =>
    ROWS.map(([kind, count]) => ({
      ...{ kind, name: t(`private.kinds.${keyPart(kind)}`), count: count(report) },
      lines: report.lines[kind] ?? '',
    })).filter(({ count }) => count > 0),
  option: ({ disclosedBy, date, title }: Pick<Disclosure, 'disclosedBy' | 'date' | 'title'>) =>
    t('private.option', disclosedBy.name, dateText(date), title),
  again: (file: string, imported: string) =>
    t('private.again', file, dayText(Date.parse(imported))),
  earlier: (file: string, imported: string) =>
    t('private.earlier', file, dayText(Date.parse(imported))),
  ownImportedText: (imported: string, earlier: number) => {
    const day = dayText(Date.parse(imported));
    return earlier === 0 ? day : plural('private.ownImportedAnew', earlier, day);
  },
  wipeWhere: (lists: number, accounts: number) =>
    lists === 0
      ? t('private.wipeNone')
      : t('private.wipeWhere', plural('counts.lists', lists), plural('counts.accounts', accounts)),
};
