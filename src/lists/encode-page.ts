import { type AccountKey, keysOf } from '../accounts/keys.ts';
import type { AccountEntry } from '../records/entry.ts';
import { ByteWriter, compareBytes, utf8, written } from './bytes.ts';
import { ListFormatError } from './errors.ts';
import { hashKey, newHash } from './hash.ts';
import { packCase, writeDate, writeIdText } from './packing.ts';
import {
  COLUMN,
  EXTRA_FIELDS,
  KEY_CLASS,
  keyBytes,
  PAGE_VERSION,
  type RawRecord,
  type RecordPage,
  SPELLING,
} from './page.ts';

/** A record and the hash of its key, both halves unsigned, by which it has its place. */
export interface PlacedRecord {
  readonly high: number;
  readonly low: number;
  readonly raw: RawRecord;
}

const NO_BYTES = new Uint8Array(0);

/**
 * An entry's records: its own under its primary key, then an alias for each other key. Throws
 * ListFormatError for an entry without any key (a display name alone): it has no place in a page.
 */
export function recordsOf(
  entry: AccountEntry,
  setNumber: number,
  keys: readonly AccountKey[] = keysOf(entry),
): PlacedRecord[] {
  if (keys.length === 0) throw new ListFormatError('an entry without any key');
  return keys.map((_, at) => recordOf(entry, setNumber, keys, at));
}

/** One of an entry's records: its own, or the alias under its key number `at`. */
export function recordOf(
  entry: AccountEntry,
  setNumber: number,
  keys: readonly AccountKey[],
  at: number,
): PlacedRecord {
  const key = keys[at] as AccountKey;
  const { high, low } = placeOf(key);
  const raw =
    at === 0
      ? ownRecord(key, entry, setNumber)
      : aliasRecord(key, placeOf(keys[0] as AccountKey).high);
  return { high, low, raw };
}

const HASH = newHash();

function placeOf(key: AccountKey): { high: number; low: number } {
  hashKey(key, HASH);
  return { high: (HASH[0] as number) >>> 0, low: (HASH[1] as number) >>> 0 };
}

/** A page's records with their places. Throws ListFormatError where a key's bytes are none. */
export function placedRecords(page: RecordPage): PlacedRecord[] {
  const hash = newHash();
  return Array.from({ length: page.count }, (_, at) => {
    hashKey(page.keyAt(at), hash);
    return {
      high: (hash[0] as number) >>> 0,
      low: (hash[1] as number) >>> 0,
      raw: page.raw(at),
    };
  });
}

/** A page without records: what a platform that a list did not have before begins with. */
export const emptyPage = (): Uint8Array => encodePage([]);

/** The order of records in a page: by hash, and where hashes are equal by what is written. */
export function compareRecords(a: PlacedRecord, b: PlacedRecord): number {
  return a.high - b.high || a.low - b.low || compareRaw(a.raw, b.raw);
}

/** A page of records in their order; the same records give the same bytes. */
export function encodePage(records: readonly PlacedRecord[]): Uint8Array {
  const raws = records.map(({ raw }) => raw);
  const classes = raws.map(({ keyClass }) => keyClass);
  const ways = raws.map(({ way }) => way);
  const isUsed = (values: readonly (number | object | null)[]) => values.some((value) => value);
  const fields = [
    { column: COLUMN.ids, values: raws.map(({ id }) => id) },
    { column: COLUMN.names, values: raws.map(({ name }) => name) },
    { column: COLUMN.created, values: raws.map(({ created }) => created) },
    { column: COLUMN.extras, values: raws.map(({ extras }) => extras) },
  ].filter(({ values }) => isUsed(values));
  const hasAliases = raws.some(({ aliasOf }) => aliasOf !== null);

  const writer = new ByteWriter(16 * 1024);
  writer.byte(PAGE_VERSION);
  writer.byte(
    (isUsed(classes) ? COLUMN.classes : 0) |
      (hasAliases ? COLUMN.aliases : 0) |
      (isUsed(ways) ? COLUMN.spelling : 0) |
      fields.reduce((bits, { column }) => bits | column, 0),
  );
  writer.varint(raws.length);
  for (const { key } of raws) writer.varint(key.length);
  for (const { key } of raws) writer.put(key);
  if (isUsed(classes)) writer.put(packed(classes, 2));
  if (hasAliases) {
    writer.put(marks(raws.map(({ aliasOf }) => aliasOf)));
    for (const { aliasOf } of raws) if (aliasOf !== null) writer.uint32(aliasOf);
  }
  for (const { aliasOf, set } of raws) if (aliasOf === null) writer.varint(set);
  if (isUsed(ways)) {
    writer.put(packed(ways, 2));
    for (const { way, spelling } of raws) {
      if (way === SPELLING.cased) writer.put(spelling);
      else if (way === SPELLING.own) writer.run(spelling);
    }
  }
  for (const { values } of fields) {
    writer.put(marks(values));
    for (const value of values) if (value !== null) writer.put(value);
  }
  return writer.finish();
}

function marks(values: readonly unknown[]): Uint8Array {
  return packed(
    values.map((value) => (value === null ? 0 : 1)),
    1,
  );
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

function compareRaw(a: RawRecord, b: RawRecord): number {
  return (
    a.keyClass - b.keyClass ||
    compareBytes(a.key, b.key) ||
    (a.aliasOf ?? -1) - (b.aliasOf ?? -1) ||
    a.set - b.set ||
    a.way - b.way ||
    compareBytes(a.spelling, b.spelling) ||
    compareBytes(a.id ?? NO_BYTES, b.id ?? NO_BYTES) ||
    compareBytes(a.name ?? NO_BYTES, b.name ?? NO_BYTES) ||
    compareBytes(a.created ?? NO_BYTES, b.created ?? NO_BYTES) ||
    compareBytes(a.extras ?? NO_BYTES, b.extras ?? NO_BYTES)
  );
}

function aliasRecord(key: AccountKey, target: number): RawRecord {
  const { keyClass, bytes } = keyBytes(key);
  return {
    keyClass,
    key: bytes,
    aliasOf: target,
    set: 0,
    way: SPELLING.asKey,
    spelling: NO_BYTES,
    id: null,
    name: null,
    created: null,
    extras: null,
  };
}

// Without spreads: a million of these are made, and with them most of a build's time goes here.
function ownRecord(key: AccountKey, entry: AccountEntry, set: number): RawRecord {
  const { keyClass, bytes } = keyBytes(key);
  const { platformId, displayName, created } = entry;
  const id = platformId === null || key === `#${platformId}` ? null : platformId;
  const extras = extrasOf(entry, set > 0);
  const { way, spelling } = spellingOf(key, keyClass, entry);
  return {
    keyClass,
    key: bytes,
    aliasOf: null,
    set,
    way,
    spelling,
    id: id === null ? null : written((writer) => writeIdText(writer, id)),
    name: displayName === null ? null : written((writer) => writer.run(utf8(displayName))),
    created: created === null ? null : written((writer) => writeDate(writer, created)),
    extras: extras === null ? null : written((writer) => writer.run(utf8(extras))),
  };
}

type Spelling = Pick<RawRecord, 'way' | 'spelling'>;
const AS_KEY: Spelling = { way: SPELLING.asKey, spelling: NO_BYTES };

function spellingOf(key: AccountKey, keyClass: number, { handle }: AccountEntry): Spelling {
  const text = key.slice(1);
  if (keyClass !== KEY_CLASS.handle) {
    return handle === null ? AS_KEY : { way: SPELLING.own, spelling: utf8(handle) };
  }
  if (handle === null) return { way: SPELLING.none, spelling: NO_BYTES };
  if (handle === text) return AS_KEY;
  const mask = packCase(handle, text);
  return mask
    ? { way: SPELLING.cased, spelling: mask }
    : { way: SPELLING.own, spelling: utf8(handle) };
}

const USUAL: Partial<AccountEntry> = { removed: null, kind: 'account', note: null };

function extrasOf(entry: AccountEntry, inSet: boolean): string | null {
  let extras: Record<string, unknown> | null = null;
  for (const field of EXTRA_FIELDS) {
    const value = entry[field];
    const shared = inSet && (field === 'namedIn' || field === 'removed' || field === 'kind');
    const usual = Array.isArray(value) ? value.length === 0 : value === USUAL[field];
    if (shared || usual) continue;
    extras ??= {};
    extras[field] = value;
  }
  return extras === null ? null : JSON.stringify(extras);
}
