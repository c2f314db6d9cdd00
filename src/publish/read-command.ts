import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { displayHandle } from '../accounts/names.ts';
import { platformName } from '../accounts/platforms.ts';
import { openBundledIndex } from './bundled-index.ts';
import { type FindEntries, type PageReading, readSavedPage } from './read-page.ts';

/** `read FILE... [--url ADDRESS]... [--json]`; gives the exit status. */
export async function readPages(args: string[]): Promise<number> {
  let options: ReturnType<typeof parseOptions>;
  try {
    options = parseOptions(args);
  } catch (error) {
    return complain((error as Error).message);
  }
  const { files, urls, json } = options;
  const find = await openBundledIndex();
  let status = 0;
  for (const [index, file] of files.entries()) {
    try {
      const reading = await readOne(file, urls.length > 1 ? urls[index] : urls[0], find);
      const line = files.length > 1 ? { ...reading, file } : reading;
      process.stdout.write(json ? `${JSON.stringify(line)}\n` : table(reading, file));
    } catch (error) {
      status = complain(`${file}: ${(error as Error).message}`);
    }
  }
  return status;
}

function parseOptions(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { url: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  });
  const urls = values.url ?? [];
  if (positionals.length === 0) throw new Error('Name at least one saved page to read.');
  if (urls.length > 1 && urls.length !== positionals.length) {
    throw new Error(
      `There are ${positionals.length} files and ${urls.length} addresses; give one --url for each file, or one for all.`,
    );
  }
  return { files: positionals, urls, json: values.json ?? false };
}

async function readOne(
  file: string,
  givenUrl: string | undefined,
  find: FindEntries,
): Promise<PageReading> {
  const bytes = await pageBytes(file);
  const address = givenUrl ?? savedAddress(bytes);
  if (address === null) {
    throw new Error('the page does not say where it was saved from; give its address with --url.');
  }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new Error(
      `"${address}" is not a web address; --url takes one such as https://x.com/name.`,
    );
  }
  return readSavedPage(bytes, new URL(address), find);
}

async function pageBytes(file: string): Promise<Uint8Array> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file.',
      EISDIR: 'this is a folder; name the pages in it.',
      EACCES: 'this file may not be read.',
    };
    throw new Error(reasons[code ?? ''] ?? `this file can't be read (${code}).`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes);
    } catch {
      throw new Error('this is a damaged gzip file.');
    }
  }
  // An image or a PDF saved under a page's name would otherwise read as "nobody is named here".
  if (!bytes.subarray(0, 65_536).includes('<')) throw new Error('this is not a saved web page.');
  return bytes;
}

/** The address that browsers and SingleFile write into pages they save, else the page's own canonical one. */
function savedAddress(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 262_144)).toString('utf8');
  const marks = [
    /<!--\s*saved from url=\(\d+\)(\S+)/i,
    /Page saved with SingleFile\s+url:\s*(\S+)/i,
    /<link[^>]+rel=["']?canonical["']?[^>]+href=["']?(https?:[^"'\s>]+)/i,
    /<link[^>]+href=["']?(https?:[^"'\s>]+)["']?[^>]+rel=["']?canonical\b/i,
    /<meta[^>]+property=["']?og:url["']?[^>]+content=["']?(https?:[^"'\s>]+)/i,
  ];
  for (const mark of marks) {
    const address = mark.exec(head)?.[1]?.replaceAll('&amp;', '&');
    if (address && URL.canParse(address)) return address;
  }
  return null;
}

function table({ url, platform, accounts, matches }: PageReading, file: string): string {
  const name = (one: {
    platform: PageReading['accounts'][number]['platform'];
    handle: string | null;
  }) =>
    `${platformName(one.platform)} ${one.handle === null ? '(by id)' : displayHandle(one.platform, one.handle)}`;
  return [
    `${file} (${platform}, ${url})`,
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
