import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { displayHandle } from '../accounts/names.ts';
import { platformName } from '../accounts/platforms.ts';
import { noCounts } from '../research/check/check.ts';
import type { ResultRow } from '../research/export/fields.ts';
import { type CheckedInput, TOOL } from '../research/export/provenance.ts';
import {
  type ResultWriter,
  resultWriter,
  STREAMED_FORMATS,
  type StreamedFormat,
} from '../research/export/writers.ts';
import { citedList } from '../store/answers.ts';
import type { BuiltList } from './build.ts';
import { openIndex } from './bundled-index.ts';
import { openList } from './check-lists.ts';
import { ownVersion, timeOf, write } from './command-output.ts';
import {
  type FindEntries,
  type PageReading,
  readWholePage,
  type WholeReading,
} from './read-page.ts';
import { filesOf, pagesIn } from './saved/pages.ts';

export const READ_USAGE = `  read FILE|FOLDER... [--url ADDRESS]... [--json | --format csv|ndjson|json] [--list DIR] [--time TIME]
      Which accounts saved pages name, and which of them are in the lists: HTML (also SingleFile's), MHTML, and every
      page of a WARC; gzip of these. Of a folder, all such files in it and below. Frames of an MHTML that name
      somebody are pages of their own.
      ADDRESS is a page's original address: one for each file in their order, or one for all.
      Without it the address is taken from the file itself, where it says so. When a page was saved, as its file
      or its archive says, counts as evidence. --format: matches as check writes them, each with its page.
      DIR is a published list; without it the one that comes with the extension.
`;

/** `read FILE... [--url ADDRESS]... [--json]`; gives the exit status. */
export async function readPages(args: string[]): Promise<number> {
  let options: Options;
  let list: BuiltList;
  let find: FindEntries;
  try {
    options = await parseOptions(args);
    list = await openList(options.list);
    find = await openIndex(list);
  } catch (error) {
    return complain((error as Error).message);
  }
  if (options.format === null) return tell(options, find);
  const lists = [await citedList(list)];
  const writer = resultWriter(options.format, lists, true);
  await write(writer.begin());
  const { inputs, status } = await writeMatches(options, find, writer);
  const tool = { name: TOOL, version: ownVersion() };
  await write(writer.end({ tool, time: options.time, lists, inputs }));
  return status;
}

interface Options {
  readonly files: readonly string[];
  readonly urls: readonly string[];
  readonly json: boolean;
  /** Null where readings are told, not matches written. */
  readonly format: StreamedFormat | null;
  /** A published list's folder; null for the list that comes with the extension. */
  readonly list: string | null;
  readonly time: string;
}

async function parseOptions(args: string[]): Promise<Options> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      format: { type: 'string' },
      list: { type: 'string' },
      time: { type: 'string' },
    },
  });
  const urls = values.url ?? [];
  if (positionals.length === 0) throw new Error('Name at least one saved page to read.');
  const format = STREAMED_FORMATS.find((one) => one === values.format) ?? null;
  if (values.format !== undefined && format === null) {
    throw new Error(`--format takes ${STREAMED_FORMATS.join(', ')}, not "${values.format}".`);
  }
  const files = await filesOf(positionals);
  if (urls.length > 1 && urls.length !== files.length) {
    throw new Error(
      `There are ${files.length} files and ${urls.length} addresses; give one --url for each file, or one for all.`,
    );
  }
  return {
    ...{ files, urls, json: values.json ?? false, format },
    ...{ list: values.list ?? null, time: timeOf(values.time) },
  };
}

const urlFor = ({ urls }: Options, at: number): string | undefined =>
  urls.length > 1 ? urls[at] : urls[0];

/** Says of each page what it names. */
async function tell(options: Options, find: FindEntries): Promise<number> {
  const { files, json } = options;
  let status = 0;
  for (const [at, file] of files.entries()) {
    try {
      for await (const { reading } of readingsOf(file, urlFor(options, at), find)) {
        const line = files.length > 1 ? { ...reading, file } : reading;
        await write(json ? `${JSON.stringify(line)}\n` : table(reading, file));
      }
    } catch (error) {
      status = complain(`${file}: ${(error as Error).message}`);
    }
  }
  return status;
}

/** Writes the matches of each page; an account is a row, and rows are numbered through all pages of a file. */
async function writeMatches(
  options: Options,
  find: FindEntries,
  writer: ResultWriter,
): Promise<{ inputs: CheckedInput[]; status: number }> {
  const inputs: CheckedInput[] = [];
  let status = 0;
  for (const [at, file] of options.files.entries()) {
    const hash = createHash('sha256');
    const counts = noCounts();
    let bytes = 0;
    const onRead = (piece: Uint8Array) => {
      hash.update(piece);
      bytes += piece.length;
    };
    const name = path.basename(file);
    try {
      for await (const whole of readingsOf(file, urlFor(options, at), find, onRead)) {
        await write(writer.rows(rowsOf(name, whole, counts)));
      }
    } catch (error) {
      status = complain(`${file}: ${(error as Error).message}`);
    }
    inputs.push({ name, bytes, sha256: hash.digest('hex'), reading: null, counts });
  }
  const found = inputs.some(({ counts }) => counts.matches > 0);
  return { inputs, status: status === 0 && found ? 1 : status };
}

function rowsOf(
  file: string,
  { reading, weighed }: WholeReading,
  counts: ReturnType<typeof noCounts>,
): ResultRow[] {
  const before = counts.rows;
  const { length } = reading.accounts;
  counts.rows += length;
  counts.rowsWithNames += length;
  counts.names += length;
  const page = { address: reading.url, captured: reading.captured ?? null };
  return weighed.flatMap(({ account, weighed: { matches, others, withdrawn } }) => {
    counts.others += others;
    counts.withdrawn += withdrawn;
    counts.matches += matches.length;
    if (matches.length > 0) counts.rowsMatched++;
    return matches.map((match) => ({ file, row: before + account + 1, match, page }));
  });
}

/** The pages of a file, each as it is read. Throws in one plain sentence. */
async function* readingsOf(
  file: string,
  givenUrl: string | undefined,
  find: FindEntries,
  onRead: (bytes: Uint8Array) => void = () => {},
): AsyncGenerator<WholeReading> {
  for await (const { html, address, capturedAt, isFrame } of pagesIn(file, onRead)) {
    const url = webAddress(isFrame ? address : (givenUrl ?? address));
    const whole = readWholePage(html, { url, capturedAt }, find);
    // Most frames are advertisements and players.
    if (!isFrame || whole.reading.accounts.length > 0) yield whole;
  }
}

function webAddress(address: string | null): URL {
  if (address === null) {
    throw new Error('the page does not say where it was saved from; give its address with --url.');
  }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Error(
      `"${address}" is not a web address; --url takes one such as https://x.com/name.`,
    );
  }
  return new URL(address);
}

function table({ url, platform, captured, accounts, matches }: PageReading, file: string): string {
  const name = (one: {
    platform: PageReading['accounts'][number]['platform'];
    handle: string | null;
  }) =>
    `${platformName(one.platform)} ${one.handle === null ? '(by id)' : displayHandle(one.platform, one.handle)}`;
  return [
    `${file} (${platform}, ${url}${captured === undefined ? '' : `, captured ${captured}`})`,
    `  ${accounts.length} accounts named, ${matches.length} of them in the lists. Not listed is not cleared.`,
    ...matches.map(
      (match) =>
        `  ${name(match)}: ${match.evidence}, ${match.status}, named in ${match.disclosures.join(', ')}, disputes on record: ${match.disputes}`,
    ),
    '',
  ].join('\n');
}

function complain(message: string): 2 {
  process.stderr.write(`${message}\n`);
  return 2;
}
