import { parquetWriteBuffer } from 'hyparquet-writer';
import { csvLines } from '../../research/export/writers.ts';
import { type ExportedList, JOIN_FIELDS, type JoinField, joinRows } from './join-rows.ts';

const NUMBERS: ReadonlySet<JoinField> = new Set(['disputes', 'list_version']);

/**
 * A list's table as CSV. A cell that begins as a formula has an apostrophe before it, as in every CSV of ours, but for
 * `join_key`: it has to equal what is joined to it, and the letters of names and ids make no formula that does anything.
 */
export function listCsv(list: ExportedList): string {
  const cells = joinRows(list).map((row) => JOIN_FIELDS.map((field) => row[field]));
  return `${JOIN_FIELDS.join(',')}\r\n${csvLines(cells, JOIN_FIELDS.indexOf('join_key'))}`;
}

/** A list's table as JSON, one row a line. */
export function listNdjson(list: ExportedList): string {
  const lines = joinRows(list).map((row) =>
    JSON.stringify(Object.fromEntries(JOIN_FIELDS.map((field) => [field, row[field]]))),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** A list's table as Parquet. What it was made from is in the file's own metadata too. */
export function listParquet(list: ExportedList): Uint8Array {
  const rows = joinRows(list);
  const buffer = parquetWriteBuffer({
    columnData: JOIN_FIELDS.map((name) =>
      NUMBERS.has(name)
        ? {
            name,
            data: rows.map((row) => BigInt(row[name] ?? 0)),
            type: 'INT64' as const,
            nullable: false,
          }
        : { name, data: rows.map((row) => row[name]), type: 'STRING' as const, nullable: true },
    ),
    kvMetadata: Object.entries(list.cited).map(([key, value]) => ({
      key: `takedown_lens.${key}`,
      value: String(value),
    })),
  });
  return new Uint8Array(buffer);
}
