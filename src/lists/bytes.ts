import { ListFormatError } from './errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text as UTF-8. Throws ListFormatError on half a surrogate pair, which UTF-8 can't say. */
export function utf8(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  if (decoder.decode(bytes) !== text) throw new ListFormatError('text that is not Unicode');
  return bytes;
}

/** The text of UTF-8 bytes. Throws ListFormatError when they are none. */
export function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ListFormatError('bytes that are not UTF-8');
  }
}

/** Reads bytes from first to last; every step checks that they are there. */
export class ByteReader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new ListFormatError('cut short');
    this.#at++;
    return value;
  }

  /** The next bytes, as a view of the same memory. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new ListFormatError('cut short');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  /** An unsigned number below 2^32: seven bits a byte, lowest first, in as few bytes as it needs. */
  varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) {
        if ((byte === 0 && scale > 1) || value > 0xffffffff) break;
        return value;
      }
    }
    throw new ListFormatError('impossible number');
  }

  uint32(): number {
    const [a, b, c, d] = this.take(4);
    return (((a ?? 0) | ((b ?? 0) << 8) | ((c ?? 0) << 16)) + (d ?? 0) * 2 ** 24) >>> 0;
  }

  /** What was read from `position` on, as a view of the same memory. */
  since(position: number): Uint8Array {
    return this.#bytes.subarray(position, this.#at);
  }

  /** Bytes behind their length. */
  run(): Uint8Array {
    return this.take(this.varint());
  }

  /** Throws unless all has been read. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new ListFormatError('more bytes than expected');
  }
}

/** What `write` writes, alone. */
export function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter(64);
  write(writer);
  return writer.finish();
}

/** Orders stretches of bytes as text would be: by the first that differs, then the shorter first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] as number) - (b[at] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Collects bytes; the mirror of ByteReader. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  put(bytes: ArrayLike<number>): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  uint32(value: number): void {
    this.put([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
  }

  run(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.put(bytes);
  }

  /** What was collected, in memory of its own size. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #room(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
