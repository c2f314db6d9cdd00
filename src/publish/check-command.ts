import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PlatformId } from '../accounts/platforms.ts';
import { checkInput, noCounts } from '../research/check/check.ts';
import type { CheckLookup } from '../research/check/lookup.ts';
import { type CheckedInput, TOOL } from '../research/export/provenance.ts';
import { resultWriter, STREAMED_FORMATS, type StreamedFormat } from '../research/export/writers.ts';
import { openLookup } from './check-lists.ts';
import { ownVersion, timeOf, write } from './command-output.ts';
import { mustBeFile } from './must-be-file.ts';
import { platformNamed } from './platform-option.ts';

export const CHECK_USAGE = `  check FILE... [--column C] [--id-column C] [--platform P] [--format csv|ndjson|json] [--list DIR] [--time TIME]
      Which rows of a file name accounts that are in the lists: names, addresses or ids in TXT, CSV, TSV, JSON, NDJSON,
      gzip of these, or following.js of an X archive. FILE - is standard input. Columns are guessed from headers and
      content, or named by header or number. P is a platform such as x or reddit, for names without an address.
      DIR is a published list; without it the one that comes with the extension.
      TIME is written into the result in place of today's date, for the same bytes again.
      Exit status: 0 nobody, 1 somebody, 2 something could not be done.
`;

/** `check FILE... [options]`; gives the exit status. */
export async function checkCommand(args: string[]): Promise<number> {
  try {
    return await check(optionsOf(args));
  } catch (error) {
    // Whoever read our output has enough: `check … | head`.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 2;
    process.stderr.write(`${(error as Error).message}\n`);
    return 2;
  }
}

interface Options {
  readonly files: readonly string[];
  readonly column: string | undefined;
  readonly idColumn: string | undefined;
  readonly platform: PlatformId | undefined;
  readonly format: StreamedFormat;
  readonly list: string | null;
  readonly time: string;
}

function optionsOf(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      column: { type: 'string' },
      'id-column': { type: 'string' },
      platform: { type: 'string' },
      format: { type: 'string', default: 'csv' },
      list: { type: 'string' },
      time: { type: 'string' },
    },
  });
  if (positionals.length === 0)
    throw new Error('Name at least one file to check, or - for standard input.');
  const format = STREAMED_FORMATS.find((one) => one === values.format);
  if (!format)
    throw new Error(`--format takes ${STREAMED_FORMATS.join(', ')}, not "${values.format}".`);
  const platform = platformNamed(values.platform);
  return {
    files: positionals,
    column: values.column,
    idColumn: values['id-column'],
    platform,
    format,
    list: values.list ?? null,
    time: timeOf(values.time),
  };
}

async function check(options: Options): Promise<number> {
  for (const file of options.files) await mustBeFile(file);
  const lookup = await openLookup(options.list);
  const writer = resultWriter(options.format, lookup.lists);
  await write(writer.begin());
  const inputs: CheckedInput[] = [];
  for (const file of options.files) {
    inputs.push(await checkOne(file, options, lookup, async (rows) => write(writer.rows(rows))));
  }
  const { time } = options;
  await write(
    writer.end({ tool: { name: TOOL, version: ownVersion() }, time, lists: lookup.lists, inputs }),
  );
  return inputs.some(({ counts }) => counts.matches > 0) ? 1 : 0;
}

type Rows = Parameters<ReturnType<typeof resultWriter>['rows']>[0];

async function checkOne(
  file: string,
  { column, idColumn, platform }: Options,
  lookup: CheckLookup,
  take: (rows: Rows) => Promise<void>,
): Promise<CheckedInput> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 2 ** 18 });
  const hash = createHash('sha256');
  let bytes = 0;
  async function* noted() {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  }
  const name = file === '-' ? '-' : path.basename(file);
  let result: Pick<CheckedInput, 'reading' | 'counts'> = { reading: null, counts: noCounts() };
  try {
    for await (const piece of checkInput(noted(), { lookup, column, idColumn, platform })) {
      result = { reading: piece.reading, counts: piece.counts };
      if (piece.matches.length > 0) {
        await take(piece.matches.map(({ row, match }) => ({ file: name, row, match })));
      }
    }
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
  return { name, bytes, sha256: hash.digest('hex'), ...result };
}
