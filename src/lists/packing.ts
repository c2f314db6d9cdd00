import type { ByteReader, ByteWriter } from './bytes.ts';
import { textOf, utf8 } from './bytes.ts';
import { ListFormatError } from './errors.ts';

/*
 * Short forms of what most records hold. Each is used only where it gives back the very same text.
 */

const DECIMAL = /^(?:0|[1-9]\d{0,19})$/;
const DAY_MS = 86_400_000;
/** Day 1 of a packed date is 1 January 1990: two bytes last until 2034, three for ever. */
const FIRST_DAY = Date.UTC(1990, 0, 1);

/** A whole number below 2^64 as its bytes, lowest first, without empty ones above; else null. */
export function packDecimal(text: string): Uint8Array | null {
  if (!DECIMAL.test(text)) return null;
  let rest = BigInt(text);
  if (rest >= 2n ** 64n) return null;
  const bytes: number[] = [];
  do {
    bytes.push(Number(rest & 255n));
    rest >>= 8n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

/** The number that `packDecimal` packed. Throws ListFormatError when it can't have been one. */
export function unpackDecimal(bytes: Uint8Array): string {
  const top = bytes.at(-1);
  if (top === undefined || bytes.length > 8 || (top === 0 && bytes.length > 1)) {
    throw new ListFormatError('impossible decimal');
  }
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at] ?? 0);
  return value.toString();
}

/** Text behind twice its length; odd says that it is a packed decimal. */
export function writeIdText(writer: ByteWriter, text: string): void {
  const packed = packDecimal(text);
  const bytes = packed ?? utf8(text);
  writer.varint(bytes.length * 2 + (packed ? 1 : 0));
  writer.put(bytes);
}

/** The mirror of `writeIdText`. */
export function readIdText(reader: ByteReader): string {
  const head = reader.varint();
  const bytes = reader.take(Math.floor(head / 2));
  return head % 2 === 1 ? unpackDecimal(bytes) : textOf(bytes);
}

/** Walks over what `readIdText` reads. */
export function skipIdText(reader: ByteReader): void {
  reader.take(Math.floor(reader.varint() / 2));
}

/** A full date as a number of days; 0 and the text for `2019-01`, `2023-Q1` and other forms. */
export function writeDate(writer: ByteWriter, date: string): void {
  const day = /^\d{4}-\d\d-\d\d$/.test(date)
    ? (Date.parse(date) - FIRST_DAY) / DAY_MS + 1
    : Number.NaN;
  if (day >= 1 && dayText(day) === date) {
    writer.varint(day);
  } else {
    writer.varint(0);
    writer.run(utf8(date));
  }
}

/** The mirror of `writeDate`. */
export function readDate(reader: ByteReader): string {
  const day = reader.varint();
  return day > 0 ? dayText(day) : textOf(reader.run());
}

/** Walks over what `readDate` reads. */
export function skipDate(reader: ByteReader): void {
  if (reader.varint() === 0) reader.run();
}

function dayText(day: number): string {
  const time = FIRST_DAY + (day - 1) * DAY_MS;
  // The calendar of JavaScript ends in the year 275760.
  if (time > 8.64e15) throw new ListFormatError('impossible date');
  return new Date(time).toISOString().slice(0, 10);
}

/** The letters of `handle` that are upper case, one bit each, when it is `lower` but for that; else null. */
export function packCase(handle: string, lower: string): Uint8Array | null {
  if (!/^[\x20-\x7e]*$/.test(handle) || handle.toLowerCase() !== lower) return null;
  const mask = new Uint8Array(Math.ceil(lower.length / 8));
  for (let at = 0; at < lower.length; at++) {
    if (handle[at] !== lower[at]) mask[at >> 3] = (mask[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return mask;
}

export function unpackCase(mask: Uint8Array, lower: string): string {
  let handle = '';
  for (let at = 0; at < lower.length; at++) {
    const letter = lower[at] ?? '';
    handle += ((mask[at >> 3] ?? 0) >> (at & 7)) & 1 ? letter.toUpperCase() : letter;
  }
  return handle;
}
