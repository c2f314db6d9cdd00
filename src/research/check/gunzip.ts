import { Gunzip } from 'fflate';
import type { ByteSource } from './byte-source.ts';

/*
 * A gzip file may consist of several members, one behind the other (RFC 1952, 2.2): bgzip, pigz, archives of the web and
 * `cat a.gz b.gz` make such. Node's stream reads them; those of browsers stop at the end of the first.
 */

/** Unpacks a gzip of one member or several. Rejects where it is damaged or ends too early. */
export async function* gunzipped(source: ByteSource): AsyncGenerator<Uint8Array> {
  yield* (await streamTakesMembers()) ? byStream(source) : byMembers(source);
}

/** `a` and `b` in a member each. */
const TWO_MEMBERS = 'H4sIAAAAAAAC/0sEAEO+t+gBAAAAH4sIAAAAAAAC/0sCAPnvvnEBAAAA';
let takesMembers: Promise<boolean> | null = null;

function streamTakesMembers(): Promise<boolean> {
  takesMembers ??= (async () => {
    try {
      const bytes = Uint8Array.from(atob(TWO_MEMBERS), (letter) => letter.charCodeAt(0));
      const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      return (await new Response(unpacked).text()) === 'ab';
    } catch {
      return false;
    }
  })();
  return takesMembers;
}

async function* byStream(source: ByteSource): AsyncGenerator<Uint8Array> {
  const packed = streamOf(source).pipeThrough(new DecompressionStream('gzip'));
  for (const reader = packed.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** The same in JavaScript, with each member's checksum held against what came of it. */
export async function* byMembers(source: ByteSource): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let crc = 0;
  const gunzip = new Gunzip((data) => {
    crc = crc32(data, crc);
    if (data.length > 0) ready.push(data);
  });
  // What was pushed last and before that: a member's trailer stands before the header of the next one.
  const window = new TailWindow();
  gunzip.onmember = (offset) => {
    expectTrailer(window.before(offset), crc);
    crc = 0;
  };
  for await (const piece of source) {
    window.add(piece);
    gunzip.push(piece);
    yield* ready.splice(0);
  }
  gunzip.push(new Uint8Array(0), true);
  yield* ready.splice(0);
  expectTrailer(window.before(window.end), crc);
}

const TRAILER = 8;

/** The two pieces last read of a file, as one. */
class TailWindow {
  #last: Uint8Array = new Uint8Array(0);
  #bytes: Uint8Array = new Uint8Array(0);
  end = 0;

  add(piece: Uint8Array): void {
    // Short pieces are kept together, so that a trailer is never further back.
    const kept = this.#last.length < 1024 ? this.#bytes.subarray(-4096) : this.#last;
    this.#bytes = new Uint8Array(kept.length + piece.length);
    this.#bytes.set(kept);
    this.#bytes.set(piece, kept.length);
    this.#last = piece;
    this.end += piece.length;
  }

  /** The trailer that ends at this place of the file. */
  before(offset: number): Uint8Array {
    const at = this.#bytes.length - (this.end - offset);
    return this.#bytes.subarray(Math.max(0, at - TRAILER), Math.max(0, at));
  }
}

function expectTrailer(trailer: Uint8Array, crc: number): void {
  if (trailer.length < TRAILER) throw new Error('The file ends too early.');
  const said = new DataView(trailer.buffer, trailer.byteOffset, TRAILER).getUint32(0, true);
  if (said !== crc) throw new Error('The checksum is another one.');
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The checksum of RFC 1952, led on from that of what came before. */
function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function streamOf(source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
