import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { citedList } from '../store/answers.ts';
import { assembleBundledList, gatherBundledData } from './bundle.ts';
import type { ExportedList } from './export/join-rows.ts';
import { stixBundle } from './export/stix.ts';
import { listCsv, listNdjson, listParquet } from './export/table.ts';
import { DataError } from './gather.ts';
import { openListFolder } from './list-folder.ts';

const FORMATS = {
  csv: listCsv,
  ndjson: listNdjson,
  stix: stixBundle,
  parquet: listParquet,
} as const satisfies Record<string, (list: ExportedList) => string | Uint8Array>;

/** `list export [DIR] --format FORMAT [--out FILE]`; gives the exit status. */
export async function exportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: 'string' }, out: { type: 'string' } },
  });
  const name = values.format ?? '';
  if (!Object.hasOwn(FORMATS, name)) {
    throw new DataError(`--format takes ${Object.keys(FORMATS).join(', ')}, not "${name}".`);
  }
  const list = await exportedList(positionals[0] ?? null);
  const content = FORMATS[name as keyof typeof FORMATS](list);
  if (values.out !== undefined) {
    await writeFile(values.out, content);
    return 0;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });
  return 0;
}

async function exportedList(folder: string | null): Promise<ExportedList> {
  if (folder !== null) {
    const { manifest, catalogue, entries } = await openListFolder(folder, { allowUnsigned: true });
    return { cited: await citedList({ manifest }), disclosures: catalogue.disclosures, entries };
  }
  const [{ manifest }, data] = [await assembleBundledList(), await gatherBundledData()];
  return { cited: await citedList({ manifest }), ...data };
}
