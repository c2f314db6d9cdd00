import { type AccountKey, keysOf } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import { AccountEntry } from '../records/entry.ts';
import { ByteReader, textOf, utf8 } from './bytes.ts';
import { ListFormatError } from './errors.ts';
import { hashKey, newHash } from './hash.ts';
import {
  packDecimal,
  readDate,
  readIdText,
  skipDate,
  skipIdText,
  unpackCase,
  unpackDecimal,
} from './packing.ts';
import type { EntrySet } from './sets.ts';

/*
 * A page of records, version 1: columns, each for all its records, in the records' order, which is
 * that of their key's hash. `n` is the number of records, a bit column is ceil(n / 8) bytes with the
 * first record in the lowest bit, a two-bit column ceil(n / 4) likewise, `run` a varint length and
 * that many bytes.
 *
 *     u8 version · u8 which of the columns below marked ? are there (bit 0 first) · varint n
 *     lengths    n × varint                bytes of the key without its mark
 *     keys       the keys without their marks, one after another
 *   ? classes    two-bit column            0 handle · 1 decimal id, packed · 2 any other id
 *   ? aliases    bit column, then u32 each the upper half of the hash of the key that the entry is under
 *     sets       varint each               for each record that is no alias
 *   ? spelling   two-bit column, then      0 the handle is the key's text (an id's key: no handle)
 *                                          1 it differs in case: one bit a letter, ceil(length / 8) bytes
 *                                          2 a run with the handle
 *                                          3 a handle's key, though the entry's last handle is unknown
 *   ? ids        bit column, then each     varint 2 × length + 1 and a packed decimal, or 2 × length and text
 *   ? names      bit column, then runs     display names
 *   ? created    bit column, then dates    varint days since 1989-12-31, or 0 and a run with the date
 *   ? extras     bit column, then runs     JSON of the entry's remaining fields
 *
 * An alias is another key of an entry that lies elsewhere under its primary key: an earlier handle,
 * or the id of an entry that has a handle. Records can have the same key.
 */
export const PAGE_VERSION = 1;
export const COLUMN = {
  classes: 1,
  aliases: 2,
  spelling: 4,
  ids: 8,
  names: 16,
  created: 32,
  extras: 64,
} as const;
export const KEY_CLASS = { handle: 0, decimalId: 1, textId: 2 } as const;
export const SPELLING = { asKey: 0, cased: 1, own: 2, none: 3 } as const;
/** More records than any page has, so that a forged count can't ask for memory. */
const MAX_RECORDS = 2 ** 20;

/** The fields that have no column of their own. */
export const EXTRA_FIELDS = [
  'earlierHandles',
  'history',
  'disputes',
  'note',
  'namedIn',
  'removed',
  'kind',
] as const satisfies readonly (keyof AccountEntry)[];

/** One record of a page. */
export type PageRecord =
  /** The entry lies under a key whose hash has this upper half (unsigned). */
  | { readonly kind: 'alias'; readonly target: number }
  | { readonly kind: 'entry'; readonly entry: AccountEntry }
  /** A record that is no valid entry: it is counted and left out. */
  | { readonly kind: 'broken'; readonly reason: string };

/** A record as a page writes it, field by field; the fields are views of the page. */
export interface RawRecord {
  readonly keyClass: number;
  /** The key without its mark. */
  readonly key: Uint8Array;
  /** For an alias the upper half (unsigned) of the hash of its entry's primary key. */
  readonly aliasOf: number | null;
  readonly set: number;
  readonly way: number;
  /** What the way of spelling needs: a mask, or the handle. */
  readonly spelling: Uint8Array;
  /** The fields that have a column of their own, as written there; null where there is none. */
  readonly id: Uint8Array | null;
  readonly name: Uint8Array | null;
  readonly created: Uint8Array | null;
  readonly extras: Uint8Array | null;
}

const NO_BYTES = new Uint8Array(0);

/** An opened page. Its structure has been checked; a record is decoded when it is asked for. */
export class RecordPage {
  readonly count: number;
  readonly #keyBytes: Uint8Array;
  /** Where each key begins; one more for where the last one ends. */
  readonly #keyStarts: Uint32Array;
  readonly #classes: Uint8Array | null;
  readonly #aliases: ReadonlyMap<number, number>;
  readonly #sets: Uint32Array;
  readonly #ways: Uint8Array | null;
  readonly #spellings: ReadonlyMap<number, Uint8Array>;
  readonly #ids: ReadonlyMap<number, Uint8Array>;
  readonly #names: ReadonlyMap<number, Uint8Array>;
  readonly #created: ReadonlyMap<number, Uint8Array>;
  readonly #extras: ReadonlyMap<number, Uint8Array>;

  /** Checks every column of `bytes` against the others; throws ListFormatError when one doesn't fit. */
  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== PAGE_VERSION) throw new ListFormatError('page: another version');
    const columns = reader.byte();
    if (columns > 127) throw new ListFormatError('page: unknown column');
    const count = reader.varint();
    if (count > MAX_RECORDS || count > bytes.length) throw new ListFormatError('page: too many');
    this.count = count;

    this.#keyStarts = new Uint32Array(count + 1);
    let keyEnd = 0;
    for (let at = 0; at < count; at++) {
      keyEnd += reader.varint();
      if (keyEnd > bytes.length) throw new ListFormatError('cut short');
      this.#keyStarts[at + 1] = keyEnd;
    }
    this.#keyBytes = reader.take(keyEnd);
    const has = (column: number) => (columns & column) !== 0;
    this.#classes = has(COLUMN.classes) ? twoBits(reader, count) : null;
    this.#aliases = new Map(
      has(COLUMN.aliases) ? marked(reader, count).map((at) => [at, reader.uint32()]) : [],
    );
    this.#sets = new Uint32Array(count);
    for (let at = 0; at < count; at++) {
      if (!this.#aliases.has(at)) this.#sets[at] = reader.varint();
    }
    this.#ways = has(COLUMN.spelling) ? twoBits(reader, count) : null;
    this.#spellings = this.#readSpellings(reader);
    const column = (bit: number, skip: (from: ByteReader) => void) =>
      new Map(
        has(bit)
          ? marked(reader, count).map((at) => {
              const start = reader.position;
              skip(reader);
              return [at, reader.since(start)];
            })
          : [],
      );
    this.#ids = column(COLUMN.ids, skipIdText);
    this.#names = column(COLUMN.names, skipRun);
    this.#created = column(COLUMN.created, skipDate);
    this.#extras = column(COLUMN.extras, skipRun);
    reader.end();
  }

  /** The places of all records with exactly this key. */
  find(key: AccountKey): number[] {
    const wanted = keyBytes(key);
    const found: number[] = [];
    for (let at = 0; at < this.count; at++) {
      const start = this.#keyStarts[at] as number;
      const length = (this.#keyStarts[at + 1] as number) - start;
      if (length !== wanted.bytes.length || this.#classOf(at) !== wanted.keyClass) continue;
      let same = 0;
      while (same < length && this.#keyBytes[start + same] === wanted.bytes[same]) same++;
      if (same === length) found.push(at);
    }
    return found;
  }

  /** The places of all records whose key's hash has this upper half: where aliases point. */
  findHash(target: number): number[] {
    const hash = newHash();
    // Records lie in the order of their hashes; in a page where they don't, or where a key can't be read, some are
    // not found.
    const upperHalf = (at: number) => {
      const key = readableKey(() => this.keyAt(at));
      if (key === null) return -1;
      hashKey(key, hash);
      return (hash[0] as number) >>> 0;
    };
    let from = 0;
    for (let to = this.count; from < to; ) {
      const middle = (from + to) >>> 1;
      if (upperHalf(middle) < target) from = middle + 1;
      else to = middle;
    }
    const found: number[] = [];
    for (let at = from; at < this.count && upperHalf(at) === target; at++) found.push(at);
    return found;
  }

  /** The key of a record. Throws ListFormatError when its bytes are none. */
  keyAt(at: number): AccountKey {
    const bytes = this.#keyBytes.subarray(this.#keyStarts[at], this.#keyStarts[at + 1]);
    switch (this.#classOf(at)) {
      case KEY_CLASS.handle:
        return `@${textOf(bytes)}` as AccountKey;
      case KEY_CLASS.decimalId:
        return `#${unpackDecimal(bytes)}` as AccountKey;
      case KEY_CLASS.textId:
        return `#${textOf(bytes)}` as AccountKey;
      default:
        throw new ListFormatError('page: unknown kind of key');
    }
  }

  /** A record as it is written, without a look at what it says. */
  raw(at: number): RawRecord {
    return {
      keyClass: this.#classOf(at),
      key: this.#keyBytes.subarray(this.#keyStarts[at], this.#keyStarts[at + 1]),
      aliasOf: this.#aliases.get(at) ?? null,
      set: this.#sets[at] as number,
      way: this.#wayOf(at),
      spelling: this.#spellings.get(at) ?? NO_BYTES,
      id: this.#ids.get(at) ?? null,
      name: this.#names.get(at) ?? null,
      created: this.#created.get(at) ?? null,
      extras: this.#extras.get(at) ?? null,
    };
  }

  /** The number of the set that says all of who names a record's entry; null where the record says it itself, 0 for an alias. */
  setOf(at: number): number | null {
    if (this.#aliases.has(at)) return 0;
    const number = this.#sets[at] as number;
    return number === 0 || this.#extras.has(at) ? null : number;
  }

  /** Decodes a record in full and holds it against the schema. Never throws on what the bytes say. */
  record(at: number, platform: PlatformId, sets: readonly (EntrySet | null)[]): PageRecord {
    const target = this.#aliases.get(at);
    if (target !== undefined) return { kind: 'alias', target };
    try {
      const parsed = AccountEntry.safeParse(this.#candidate(at, platform, sets));
      if (!parsed.success) return { kind: 'broken', reason: parsed.error.message };
      if (!keysOf(parsed.data).includes(this.keyAt(at))) {
        return { kind: 'broken', reason: 'under a key that is not its own' };
      }
      return { kind: 'entry', entry: parsed.data };
    } catch (error) {
      if (!(error instanceof ListFormatError)) throw error;
      return { kind: 'broken', reason: error.message };
    }
  }

  #candidate(at: number, platform: PlatformId, sets: readonly (EntrySet | null)[]): unknown {
    const key = this.keyAt(at);
    const text = key.slice(1);
    const isId = key.startsWith('#');
    const number = this.#sets[at] as number;
    const set = sets[number - 1];
    if (number > 0 && !set) throw new ListFormatError('page: unknown set');
    const read = <T>(fields: ReadonlyMap<number, Uint8Array>, decode: (from: ByteReader) => T) => {
      const bytes = fields.get(at);
      return bytes === undefined ? null : decode(new ByteReader(bytes));
    };
    return {
      platform,
      ...set,
      handle: this.#handleOf(at, isId ? null : text, text),
      platformId: read(this.#ids, readIdText) ?? (isId ? text : null),
      displayName: read(this.#names, readRun),
      created: read(this.#created, readDate),
      ...read(this.#extras, (from) => extraFields(readRun(from))),
    };
  }

  #handleOf(at: number, asKey: string | null, text: string): string | null {
    const spelling = this.#spellings.get(at) ?? NO_BYTES;
    switch (this.#wayOf(at)) {
      case SPELLING.asKey:
        return asKey;
      case SPELLING.cased:
        return unpackCase(spelling, text);
      case SPELLING.own:
        return textOf(spelling);
      default:
        return null;
    }
  }

  #classOf(at: number): number {
    return this.#classes?.[at] ?? KEY_CLASS.handle;
  }

  #wayOf(at: number): number {
    return this.#ways?.[at] ?? SPELLING.asKey;
  }

  #readSpellings(reader: ByteReader): Map<number, Uint8Array> {
    const spellings = new Map<number, Uint8Array>();
    this.#ways?.forEach((way, at) => {
      if (way === SPELLING.cased) {
        const length = (this.#keyStarts[at + 1] as number) - (this.#keyStarts[at] as number);
        spellings.set(at, reader.take(Math.ceil(length / 8)));
      } else if (way === SPELLING.own) {
        spellings.set(at, reader.run());
      }
    });
    return spellings;
  }
}

/** How a page writes a key. */
export function keyBytes(key: AccountKey): { keyClass: number; bytes: Uint8Array } {
  const text = key.slice(1);
  if (key.startsWith('@')) return { keyClass: KEY_CLASS.handle, bytes: utf8(text) };
  const packed = packDecimal(text);
  return packed
    ? { keyClass: KEY_CLASS.decimalId, bytes: packed }
    : { keyClass: KEY_CLASS.textId, bytes: utf8(text) };
}

/** The page of a hash: the top bits of its upper half. */
export function pageOf(high: number, pageBits: number): number {
  return pageBits === 0 ? 0 : high >>> (32 - pageBits);
}

function readableKey(read: () => AccountKey): AccountKey | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ListFormatError) return null;
    throw error;
  }
}

function readRun(reader: ByteReader): string {
  return textOf(reader.run());
}

function skipRun(reader: ByteReader): void {
  reader.run();
}

function extraFields(json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ListFormatError('page: extras are not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ListFormatError('page: extras are no object');
  }
  const known: readonly string[] = EXTRA_FIELDS;
  if (!Object.keys(value).every((field) => known.includes(field))) {
    throw new ListFormatError('page: unknown extra');
  }
  return value;
}

/** The records whose bit is set. Bits behind the last record have to be 0. */
function marked(reader: ByteReader, count: number): number[] {
  const bits = reader.take(Math.ceil(count / 8));
  const found: number[] = [];
  for (let at = 0; at < bits.length * 8; at++) {
    if (((bits[at >> 3] as number) >> (at & 7)) & 1) found.push(at);
  }
  if ((found.at(-1) ?? 0) >= Math.max(count, 1)) throw new ListFormatError('page: stray bit');
  return found;
}

function twoBits(reader: ByteReader, count: number): Uint8Array {
  const bytes = reader.take(Math.ceil(count / 4));
  const values = new Uint8Array(count);
  for (let at = 0; at < bytes.length * 4; at++) {
    const value = ((bytes[at >> 2] as number) >> ((at & 3) * 2)) & 3;
    if (at < count) values[at] = value;
    else if (value !== 0) throw new ListFormatError('page: stray bit');
  }
  return values;
}
