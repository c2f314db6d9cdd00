import { Unzip, UnzipInflate } from 'fflate';
import type { ByteSource } from './byte-source.ts';
import { CheckError } from './errors.ts';
import { gunzipped } from './gunzip.ts';

export type { ByteSource } from './byte-source.ts';

/** Text is handed on in pieces of about this length: many small ones cost more than they weigh. */
const PIECE_LENGTH = 2 ** 16;

/**
 * The text of a file: unpacked where it is gzip or zip, decoded by its byte order mark, else as UTF-8 or Windows-1252.
 * Throws CheckError when the gzip is damaged or ends too early.
 */
export async function* textPieces(source: ByteSource): AsyncGenerator<string> {
  let pending: string[] = [];
  let length = 0;
  for await (const text of decoded(unpacked(source))) {
    pending.push(text);
    length += text.length;
    if (length < PIECE_LENGTH) continue;
    yield pending.join('');
    pending = [];
    length = 0;
  }
  if (length > 0) yield pending.join('');
}

async function* unpacked(source: ByteSource): AsyncGenerator<Uint8Array> {
  const { head, rest } = await withHead(source, 4);
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    yield* onlyInZip(rest);
    return;
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* rest;
    return;
  }
  try {
    yield* gunzipped(rest);
  } catch (cause) {
    if (cause instanceof CheckError || isAbort(cause)) throw cause;
    throw new CheckError('damaged-gzip', 'The gzip file is damaged or incomplete.', { cause });
  }
}

/** What people and macOS put beside a table. */
const BESIDE =
  /^__MACOSX\/|(?:^|\/)(?:\._[^/]*|(?:read[ _-]?me|licen[cs]e|copying|notice)\.(?:txt|md))$/i;

const canBeRead = (name: string): boolean =>
  /\.(?:csv|tsv|txt|json|ndjson|jsonl|md)$/i.test(name) && !BESIDE.test(name);

/** The one file of a zip that can hold a table or a list: archives have such files packed one by one. */
async function* onlyInZip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const queue: Uint8Array[] = [];
  const names: string[] = [];
  const state = { ended: false, failed: null as Error | null };
  const zip = new Unzip((file) => {
    if (!canBeRead(file.name)) return;
    names.push(file.name);
    if (names.length > 1) return;
    file.ondata = (error, data, isLast) => {
      if (error) state.failed = error;
      else queue.push(data);
      state.ended = isLast;
    };
    file.start();
  });
  zip.register(UnzipInflate);
  const damaged = (cause: unknown) =>
    new CheckError('damaged-gzip', 'The zip file is damaged or incomplete.', { cause });
  for await (const piece of source) {
    try {
      zip.push(piece);
    } catch (cause) {
      throw damaged(cause);
    }
    if (state.failed) throw damaged(state.failed);
    if (names.length > 1) {
      throw new CheckError(
        'several-tables',
        `The zip holds several tables or lists (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}): unpack it, and take one.`,
      );
    }
    yield* queue.splice(0);
  }
  if (names.length === 0) {
    throw new CheckError(
      'damaged-gzip',
      'There is no table or list in the zip. An Excel workbook is to be saved as CSV first.',
    );
  }
  if (!state.ended) throw damaged(new Error('It ends too early.'));
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

async function* decoded(source: ByteSource): AsyncGenerator<string> {
  const { head, rest } = await withHead(source, 4);
  const wide = wideEncodingOf(head);
  const text = wide === null ? narrowText(rest) : decodedAs(wide, rest);
  yield* text;
}

async function* decodedAs(encoding: string, source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** What spreadsheets call "Unicode text" is UTF-16; without its mark it shows by the zeros beside ASCII. */
function wideEncodingOf(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  if (first === 0 && second && third === 0 && fourth) return 'utf-16be';
  return null;
}

/**
 * UTF-8 or, where the first letters beyond ASCII are none of it, Windows-1252, in which Western spreadsheets save. The
 * decoder itself takes a byte order mark away.
 */
async function* narrowText(source: ByteSource): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  /** Bytes at a piece's end that may be the beginning of a letter. */
  let held = new Uint8Array(0);
  for await (const piece of source) {
    if (decoder === null) {
      const bytes = joined(held, piece);
      const end = bytes.length - trailing(bytes);
      held = bytes.slice(end);
      const sure = bytes.subarray(0, end);
      if (sure.some(isBeyondAscii)) decoder = new TextDecoder(narrowEncodingOf(bytes, true));
      if (decoder === null) yield new TextDecoder().decode(sure);
      else yield decoder.decode(joined(sure, held), { stream: true });
    } else yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
  else yield new TextDecoder(narrowEncodingOf(held, false)).decode(held);
}

const isBeyondAscii = (byte: number): boolean => byte > 0x7f;

/** How many bytes beyond ASCII stand at the end, three at most: so many may be a part of a letter in UTF-8. */
function trailing(bytes: Uint8Array): number {
  let count = 0;
  while (count < 3 && isBeyondAscii(bytes.at(-1 - count) ?? 0)) count++;
  return count;
}

/** @param isBeginning Whether more follows, so that the last letter may not be whole. */
function narrowEncodingOf(bytes: Uint8Array, isBeginning: boolean): 'utf-8' | 'windows-1252' {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder.decode(bytes, { stream: isBeginning });
  let [good, bad] = [0, 0];
  for (const letter of text) {
    if (letter === '\uFFFD') bad++;
    else if (letter > '\x7F') good++;
  }
  return bad > good ? 'windows-1252' : 'utf-8';
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The first bytes of a source, and all of it again. */
async function withHead(
  source: ByteSource,
  length: number,
): Promise<{ head: Uint8Array; rest: ByteSource }> {
  const pieces = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  const head: number[] = [];
  while (head.length < length) {
    const { done, value } = await pieces.next();
    if (done) break;
    first.push(value);
    head.push(...value.subarray(0, length - head.length));
  }
  async function* all() {
    try {
      yield* first;
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) return;
        yield value;
      }
    } finally {
      await pieces.return?.();
    }
  }
  return { head: Uint8Array.from(head), rest: all() };
}
