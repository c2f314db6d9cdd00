import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { KnownDisclosures } from '../research/import/which-disclosure.ts';
import { type Download, download } from './download.ts';
import { importPublished, knownFrom } from './import-command.ts';
import { type PublishedSource, readSources } from './sources.ts';

export const FETCH_USAGE = `  list fetch [ID]... [--to DIR] [--import DIR] [--sources FILE] [--patience SECONDS]
      Downloads the published files that data/sources.json names (all, or those with an ID), with progress; goes on
      where an earlier attempt ended, and checks what has a known hash. What can't be reached is told and holds
      up nothing. --import DIR: imports what came into a data folder, for list build.
`;

const OWN_SOURCES = fileURLToPath(new URL('../../data/sources.json', import.meta.url));
const OWN_CACHE = fileURLToPath(new URL('../../.cache/sources/', import.meta.url));

const OPTIONS = {
  to: { type: 'string', default: OWN_CACHE },
  import: { type: 'string' },
  sources: { type: 'string', default: OWN_SOURCES },
  patience: { type: 'string', default: '30' },
} as const;

/** `list fetch …`: gives the exit status, 0 also where some files could not be reached. */
export async function fetchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const patience = Number(values.patience) * 1000;
  if (!(patience > 0)) throw new Error(`--patience takes seconds, not "${values.patience}".`);
  const sources = chosen(await readSources(values.sources), positionals);
  await mkdir(values.to, { recursive: true });
  // Reading all of the data takes longer than most files do.
  const known = values.import ? await knownFrom() : null;
  const counts = { there: 0, fetched: 0, changed: 0, unreachable: 0 };
  for (const source of sources) {
    const file = path.join(values.to, fileNameOf(source));
    const told = progressOf(source);
    const result = await download(source.url, file, { ...source, patience, onProgress: told });
    counts[result.kind]++;
    say(`${source.id}: ${inWords(result, file)}`);
    const isThere = result.kind === 'there' || result.kind === 'fetched';
    if (isThere && values.import && known) await importInto(values.import, file, source, known);
  }
  say(
    `${counts.fetched} fetched, ${counts.there} were there, ${counts.changed} changed since, ${counts.unreachable} out of reach`,
  );
  return 0;
}

function chosen(
  sources: readonly PublishedSource[],
  ids: readonly string[],
): readonly PublishedSource[] {
  const unknown = ids.find((id) => !sources.some((source) => source.id === id));
  if (unknown !== undefined) throw new Error(`There is no source "${unknown}".`);
  return ids.length === 0 ? sources : sources.filter(({ id }) => ids.includes(id));
}

function fileNameOf({ id, url }: PublishedSource): string {
  return id + (path.extname(new URL(url).pathname) || '.txt');
}

async function importInto(
  out: string,
  file: string,
  source: PublishedSource,
  known: KnownDisclosures,
): Promise<void> {
  const disclosure = source.disclosure ?? undefined;
  try {
    await importPublished(file, { disclosure }, known, { out });
  } catch (error) {
    // A file without names in the open is no reason to leave out the others.
    say(`  not imported: ${(error as Error).message}`);
  }
}

/** On a terminal only, so that a log is not filled with it. */
function progressOf({ id }: PublishedSource): (bytes: number, total: number | null) => void {
  let last = 0;
  return (bytes, total) => {
    if (!process.stderr.isTTY || Date.now() - last < 200) return;
    last = Date.now();
    const share =
      total === null ? '' : ` of ${inMegabytes(total)} (${Math.floor((100 * bytes) / total)} %)`;
    process.stderr.write(`\r${id}: ${inMegabytes(bytes)}${share}   `);
  };
}

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function inWords(result: Download, file: string): string {
  switch (result.kind) {
    case 'there':
      return `was there (${file})`;
    case 'fetched':
      return `${inMegabytes(result.bytes)} (${file})`;
    case 'unreachable':
      return `out of reach: ${result.reason}`;
    case 'changed':
      return `is another file than was known (SHA-256 ${result.sha256}); kept as ${file}.changed, for you to look at`;
  }
}

function say(text: string): void {
  process.stdout.write(`${process.stderr.isTTY ? '\r' : ''}${text}\n`);
}
