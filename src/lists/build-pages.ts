import { type AccountKey, keysOf } from '../accounts/keys.ts';
import type { AccountEntry } from '../records/entry.ts';
import { ByteWriter, utf8 } from './bytes.ts';
import { ListFormatError } from './errors.ts';
import { hashKey, newHash } from './hash.ts';
import { packCase, writeDate, writeIdText } from './packing.ts';
import {
  COLUMN,
  EXTRA_FIELDS,
  KEY_CLASS,
  keyBytes,
  PAGE_VERSION,
  pageOf,
  SPELLING,
} from './page.ts';
import type { SetTable } from './sets.ts';

const RECORDS_PER_PAGE = 512;
/** Beyond a million pages a list has to be split. */
const MAX_PAGE_BITS = 20;

/** All pages of one platform. */
export interface BuiltPages {
  readonly pageBits: number;
  /** 2^pageBits pages, in order; a page can be without records. */
  readonly pages: readonly Uint8Array[];
  /** Every key that some record has, for the filter. */
  readonly keys: readonly AccountKey[];
  readonly records: number;
}

interface KeyedRecord {
  readonly key: AccountKey;
  readonly high: number;
  readonly low: number;
  /** Null for the entry itself, else the upper half of its primary key's hash. */
  readonly aliasOf: number | null;
  readonly entry: AccountEntry;
}

/**
 * Lays the entries of one platform out in pages, in an order that depends on nothing but the
 * entries. Entries without any key (a display name alone) have no place here and must not be given.
 */
export function buildPages(entries: readonly AccountEntry[], sets: SetTable): BuiltPages {
  const records = entries.flatMap(recordsOf);
  const pageBits = Math.min(
    MAX_PAGE_BITS,
    Math.max(0, Math.round(Math.log2(records.length / RECORDS_PER_PAGE))),
  );
  const byPage: KeyedRecord[][] = Array.from({ length: 2 ** pageBits }, () => []);
  for (const record of records) byPage[pageOf(record.high, pageBits)]?.push(record);
  return {
    pageBits,
    pages: byPage.map((page) => encodePage(page.sort(compareRecords), sets)),
    keys: records.map((record) => record.key),
    records: records.length,
  };
}

function recordsOf(entry: AccountEntry): KeyedRecord[] {
  const hash = newHash();
  const hashed = keysOf(entry).map((key) => {
    hashKey(key, hash);
    return { key, high: (hash[0] as number) >>> 0, low: (hash[1] as number) >>> 0 };
  });
  const primary = hashed[0];
  if (!primary) throw new ListFormatError('an entry without any key');
  return hashed.map((record) => ({
    ...record,
    aliasOf: record === primary ? null : primary.high,
    entry,
  }));
}

function compareRecords(a: KeyedRecord, b: KeyedRecord): number {
  return (
    a.high - b.high ||
    a.low - b.low ||
    compareText(a.key, b.key) ||
    (a.aliasOf ?? -1) - (b.aliasOf ?? -1) ||
    compareText(JSON.stringify(a.entry), JSON.stringify(b.entry))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encodePage(records: readonly KeyedRecord[], sets: SetTable): Uint8Array {
  const keys = records.map(({ key }) => keyBytes(key));
  const isEntry = records.map(({ aliasOf }) => aliasOf === null);
  const classes = keys.map(({ keyClass }) => keyClass);
  const spellings = records.map(({ key, entry, aliasOf }) =>
    aliasOf === null ? spellingOf(key, entry) : AS_KEY,
  );
  const ways = spellings.map(({ way }) => way);
  const own = <T>(pick: (entry: AccountEntry, key: AccountKey) => T | null) =>
    records.map(({ entry, key }, at) => (isEntry[at] ? pick(entry, key) : null));
  const ids = own(({ platformId }, key) => (key === `#${platformId}` ? null : platformId));
  const names = own(({ displayName }) => displayName);
  const created = own((entry) => entry.created);
  const extras = own((entry) => extrasOf(entry, sets.numberOf(entry) > 0));

  const writer = new ByteWriter();
  writer.byte(PAGE_VERSION);
  writer.byte(
    (classes.some((value) => value > 0) ? COLUMN.classes : 0) |
      (isEntry.includes(false) ? COLUMN.aliases : 0) |
      (ways.some((value) => value > 0) ? COLUMN.spelling : 0) |
      (ids.some((id) => id !== null) ? COLUMN.ids : 0) |
      (names.some((name) => name !== null) ? COLUMN.names : 0) |
      (created.some((date) => date !== null) ? COLUMN.created : 0) |
      (extras.some((json) => json !== null) ? COLUMN.extras : 0),
  );
  writer.varint(records.length);
  for (const { bytes } of keys) writer.varint(bytes.length);
  for (const { bytes } of keys) writer.put(bytes);
  if (classes.some((value) => value > 0)) writer.put(packed(classes, 2));
  writeColumn(
    writer,
    records.map(({ aliasOf }) => aliasOf),
    (target) => writer.uint32(target),
  );
  for (const { entry, aliasOf } of records) {
    if (aliasOf === null) writer.varint(sets.numberOf(entry));
  }
  if (ways.some((value) => value > 0)) {
    writer.put(packed(ways, 2));
    for (const { way, bytes } of spellings) {
      if (way === SPELLING.cased) writer.put(bytes);
      else if (way === SPELLING.own) writer.run(bytes);
    }
  }
  writeColumn(writer, ids, (id) => writeIdText(writer, id));
  writeColumn(writer, names, (name) => writer.run(utf8(name)));
  writeColumn(writer, created, (date) => writeDate(writer, date));
  writeColumn(writer, extras, (json) => writer.run(utf8(json)));
  return writer.finish();
}

/** A bit column of the values that are there, then those values; nothing at all when none is. */
function writeColumn<T>(
  writer: ByteWriter,
  values: readonly (T | null)[],
  write: (value: T) => void,
): void {
  if (values.every((value) => value === null)) return;
  writer.put(
    packed(
      values.map((value) => (value === null ? 0 : 1)),
      1,
    ),
  );
  for (const value of values) if (value !== null) write(value);
}

function packed(values: readonly number[], bits: 1 | 2): Uint8Array {
  const perByte = 8 / bits;
  const bytes = new Uint8Array(Math.ceil(values.length / perByte));
  values.forEach((value, at) => {
    const index = Math.floor(at / perByte);
    bytes[index] = (bytes[index] ?? 0) | (value << ((at % perByte) * bits));
  });
  return bytes;
}

interface Spelling {
  readonly way: number;
  readonly bytes: Uint8Array;
}
const AS_KEY: Spelling = { way: SPELLING.asKey, bytes: new Uint8Array(0) };

function spellingOf(key: AccountKey, { handle }: AccountEntry): Spelling {
  const text = key.slice(1);
  if (keyBytes(key).keyClass !== KEY_CLASS.handle) {
    return handle === null ? AS_KEY : { way: SPELLING.own, bytes: utf8(handle) };
  }
  if (handle === null) return { way: SPELLING.none, bytes: AS_KEY.bytes };
  if (handle === text) return AS_KEY;
  const mask = packCase(handle, text);
  return mask ? { way: SPELLING.cased, bytes: mask } : { way: SPELLING.own, bytes: utf8(handle) };
}

const USUAL: Partial<AccountEntry> = { removed: null, kind: 'account', note: null };

function extrasOf(entry: AccountEntry, inSet: boolean): string | null {
  const extras: Record<string, unknown> = {};
  for (const field of EXTRA_FIELDS) {
    const value = entry[field];
    const shared = inSet && (field === 'namedIn' || field === 'removed' || field === 'kind');
    const usual = Array.isArray(value) ? value.length === 0 : value === USUAL[field];
    if (!shared && !usual) extras[field] = value;
  }
  return Object.keys(extras).length > 0 ? JSON.stringify(extras) : null;
}
