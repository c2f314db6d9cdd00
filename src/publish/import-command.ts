import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { namesKnown } from '../lists/lay-out.ts';
import { Disclosure } from '../records/disclosure.ts';
import { AccountsFile } from '../records/entry.ts';
import { firstColumns } from '../records/published-file.ts';
import { entriesOf, type MissingNames, missingFrom } from '../research/import/entries.ts';
import { type ImportWishes, importFile } from '../research/import/import-file.ts';
import type {
  ImportedFile,
  ImportReport,
  ReadColumns,
  UnreadableRow,
} from '../research/import/report.ts';
import { type KnownDisclosures, whichDisclosure } from '../research/import/which-disclosure.ts';
import { DataError, gatherData, readData } from './gather.ts';
import { mustBeFile } from './must-be-file.ts';
import { platformNamed } from './platform-option.ts';
import { putFile } from './put-file.ts';

export const IMPORT_USAGE = `  list import FILE [--json] [--out DIR] [--disclosure ID] [--platform P] [--column C] [--id-column C]
              [--data DIR] [--withdraw]
      Reads a published file of accounts (users CSV of Twitter's archive, lists of handles or addresses, Reddit's
      tables, Clemson's author and tweet tables, Meta's threat indicators, Tumblr's list, any table; gzip too) and
      says of every row what it was. --json: the report as JSON, with every account.
      --out DIR: writes its accounts into a data folder for list build. The disclosure is the known one whose names
      the file has, or ID; DIR, --data or the data that comes with this project has to hold it.
      Names that DIR had from the same disclosure and the file has no more are told; --withdraw marks them delisted.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
  data: { type: 'string' },
  disclosure: { type: 'string' },
  platform: { type: 'string' },
  column: { type: 'string' },
  'id-column': { type: 'string' },
  withdraw: { type: 'boolean', default: false },
} as const;

/** So many rows that could not be read are told in words; `--json` has the first thousand. */
const MOST_SHOWN = 20;

/** The data that comes with the project. */
const OWN_DATA = new URL('../../data/', import.meta.url).pathname;

/** `list import FILE …`: gives the exit status. Throws with a plain sentence when the file can't be imported. */
export async function importCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('Name one file to import.');
  const wishes = {
    column: values.column,
    idColumn: values['id-column'],
    platform: platformNamed(values.platform),
    disclosure: values.disclosure,
  };
  await importPublished(file, wishes, await knownFrom(values.data), values);
  return 0;
}

/** What a data folder knows, by default the one that comes with the project. Throws DataError. */
export async function knownFrom(folder = OWN_DATA): Promise<KnownDisclosures> {
  const data = await gatherData(folder);
  return { ...data, named: namesKnown(data.entries) };
}

export interface PublishedWishes extends ImportWishes {
  /** The disclosure's id, where it is not to be told by the names. */
  readonly disclosure?: string | undefined;
  /** A data folder whose own disclosures come before the known ones. */
  readonly out?: string | undefined;
}

/** A published file that was read, and the known disclosure that it is of. */
export interface ReadPublished {
  readonly imported: ImportedFile;
  readonly disclosure: Disclosure | null;
  /** Whether the data folder has it already. It may have been corrected there by hand. */
  readonly isOwn: boolean;
  readonly report: ImportReport;
}

/** Reads a published file. Throws CheckError where it names nobody, and for a disclosure that is not known. */
export async function readPublished(
  file: string,
  { disclosure: id, out, ...wishes }: PublishedWishes,
  known: KnownDisclosures,
): Promise<ReadPublished> {
  await mustBeFile(file);
  const imported = await importFile(createReadStream(file), wishes);
  const told = id === undefined ? whichDisclosure(imported, path.basename(file), known) : null;
  const wanted = id ?? told?.id ?? null;
  const own = out && wanted ? await readIfThere(disclosureFile(out, wanted), Disclosure) : null;
  const disclosure = own ?? (id === undefined ? told : named(id, known.disclosures));
  return {
    imported,
    disclosure,
    isOwn: own !== null,
    report: { ...imported.report, disclosure: disclosure?.id ?? null },
  };
}

/** Reads a published file, says what it holds and, with `out`, writes it into a data folder. Throws as `readPublished`. */
export async function importPublished(
  file: string,
  wishes: PublishedWishes,
  known: KnownDisclosures,
  {
    out,
    json = false,
    withdraw = false,
  }: { out?: string | undefined; json?: boolean; withdraw?: boolean },
): Promise<void> {
  const read = await readPublished(file, { ...wishes, out }, known);
  const { imported, disclosure, report } = read;
  const missing = out ? await write(out, read, file, withdraw) : null;
  if (!json) {
    say(inWords(report, disclosure, missing, withdraw));
    return;
  }
  const entries = imported.accounts.map(({ line, platform, handle, id }) => ({
    ...{ line, platform, handle, id },
  }));
  const claim = disclosure?.counts ?? null;
  say(JSON.stringify({ ...report, disclosureCounts: claim, missing, entries }, null, 2));
}

const disclosureFile = (folder: string, id: string): string =>
  path.join(folder, 'disclosures', `${id}.json`);

function named(id: string, disclosures: readonly Disclosure[]): Disclosure {
  const disclosure = disclosures.find((one) => one.id === id);
  if (!disclosure) throw new Error(`There is no disclosure "${id}" in the data folder.`);
  return disclosure;
}

/** Writes accounts and their disclosure. Gives the names that were there before and are not in the file. */
async function write(
  out: string,
  { imported, disclosure, isOwn }: ReadPublished,
  file: string,
  withdraw: boolean,
): Promise<MissingNames | null> {
  if (disclosure === null) {
    throw new Error(
      `Nothing in ${file} tells which disclosure it belongs to. Name it: --disclosure ID (its file is data/disclosures/ID.json).`,
    );
  }
  if (imported.accounts.length === 0) throw new Error(`${file} names no account in the open.`);
  const accountsFile = path.join(out, 'accounts', `${disclosure.id}.json`);
  const before = await readIfThere(accountsFile, AccountsFile);
  const missing = before && missingFrom(before, imported.accounts);
  const next = entriesOf(imported, disclosure, before, { file: path.basename(file), withdraw });
  for (const folder of ['accounts', 'disclosures']) {
    await mkdir(path.join(out, folder), { recursive: true });
  }
  await writeJson(accountsFile, next);
  if (!isOwn) await writeJson(disclosureFile(out, disclosure.id), disclosure);
  return missing;
}

/** Null where there is no such file. Throws DataError where there is one that can't be read. */
async function readIfThere<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    return await readData(file, schema);
  } catch (error) {
    const cause = error instanceof DataError ? (error.cause as NodeJS.ErrnoException) : undefined;
    if (cause?.code === 'ENOENT') return null;
    throw error;
  }
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await putFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

function inWords(
  report: ImportReport,
  disclosure: Disclosure | null,
  missing: MissingNames | null,
  withdrawn: boolean,
): string {
  const counts: readonly (readonly [string, number, string])[] = [
    ['accounts', report.accountRows, 'accounts'],
    ['hashed (counted, never matched)', report.hashed, 'hashed'],
    ['counts', report.counts, 'count'],
    ['domains', report.domains, 'domain'],
    ['addresses of posts', report.posts, 'post'],
    ['e-mail addresses', report.emails, 'email'],
    ['other addresses', report.otherAddresses, 'other-address'],
    ['prose', report.prose, 'prose'],
    ['blank', report.blank, 'blank'],
    ['unreadable', report.unreadableRows, 'unreadable'],
  ];
  const platforms = Object.entries(report.byPlatform).map(([id, count]) => `${id} ${count}`);
  const claimed = disclosure?.counts.claimed.map(({ of, number }) => `${number} ${of}`) ?? [];
  return [
    `Format       ${report.format}`,
    `Disclosure   ${disclosure ? `${disclosure.id} (${disclosure.title})` : 'not known; --disclosure ID names it'}`,
    `Accounts     ${report.accounts} (${report.names} names, ${report.withId} with an exact id; ${platforms.join(', ') || 'none'})`,
    claimed.length > 0 && `Claimed      ${claimed.join(', ')}`,
    report.platformAssumed &&
      `Platform     ${report.assumedPlatform} was assumed: nothing in the file says. --platform P names another.`,
    report.headerLine !== null && `Header       line ${report.headerLine}`,
    report.columns && `Columns      ${columnsRead(report.columns)}`,
    report.roundedIds > 0 && `Rounded ids  ${report.roundedIds}, left out`,
    `Rows         ${report.rows}`,
    ...counts
      .filter(([, count]) => count > 0)
      .map(
        ([what, count, kind]) =>
          `  ${String(count).padStart(7)}  ${what}${where(report.lines[kind])}`,
      ),
    report.duplicates > 0 && `  of those that name accounts, ${report.duplicates} name nobody new`,
    ...told('could not be read', report.unreadable, report.unreadableRows),
    report.unreadableRows > 0 && `  by reason: ${byReason(report)}`,
    ...told('stand beside accounts and could not be read', report.leftOut, report.leftOutNames),
    missing &&
      missing.names.length > 0 &&
      `${missing.names.length} names that were there before are not in the file: ${missing.names.slice(0, 20).join(', ')}${missing.names.length > 20 ? ', …' : ''}\n${withdrawn ? 'They are marked as delisted now.' : 'They are kept. If the discloser took them off: --withdraw marks them as delisted.'}`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}

const byReason = ({ unreadableBy }: ImportReport): string =>
  Object.entries(unreadableBy)
    .map(([why, count]) => `${count} ${why}`)
    .join(', ');

function columnsRead({ names, ids, platform, others }: ReadColumns): string {
  const read = [
    `names ${names.join(', ') || 'none'}`,
    ids.length > 0 && `ids ${ids.join(', ')}`,
    platform !== null && `platform ${platform}`,
    others.length > 0 && `nothing of ${firstColumns(others).join(', ')}`,
  ];
  return read.filter((part) => part !== false).join('; ');
}

/** The first rows of those that could not be read, and how many follow. */
function told(what: string, rows: readonly UnreadableRow[], count: number): string[] {
  const shown = rows.slice(0, MOST_SHOWN);
  const more = count - shown.length;
  return [
    ...shown.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(more > 0 ? [`  and ${more} more that ${what}`] : []),
  ];
}

const where = (ranges: string | undefined): string =>
  ranges === undefined || ranges.length > 60 ? '' : ` (lines ${ranges})`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
