import { z } from 'zod';
import { ListFormatError, OverlongFileError } from './errors.ts';

/** No file of a list may be larger than this once unpacked; a list of 10^7 names stays well below. */
export const MAX_RAW_BYTES = 64 * 2 ** 20;

/** Nor may a whole list: one of 10^7 names is about a fifth of it. */
export const MAX_LIST_RAW_BYTES = 2 ** 30;

/**
 * A file of a list: gzip, immutable, named by the SHA-256 (lower-case hex) of its bytes as they
 * travel. `rawBytes` is its length unpacked.
 */
export const FileRef = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive().max(MAX_RAW_BYTES),
  rawBytes: z.int().positive().max(MAX_RAW_BYTES),
});
export type FileRef = z.infer<typeof FileRef>;

/**
 * Where a file lies beside `latest`. Not `.gz`: some servers answer that with a Content-Encoding and
 * the browser would unpack it before it could be checked.
 */
export function fileName({ sha256 }: Pick<FileRef, 'sha256'>): string {
  return `${sha256}.bin`;
}

/** SHA-256 in lower-case hex. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Checks a file against its reference and unpacks it. Throws ListFormatError when a byte differs, and
 * OverlongFileError as soon as it unpacks to more than the reference allows.
 */
export async function unpackFile(
  ref: FileRef,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length !== ref.bytes) throw new ListFormatError('file: wrong length');
  if ((await sha256Hex(bytes)) !== ref.sha256) throw new ListFormatError('file: wrong SHA-256');
  const raw = new Uint8Array(ref.rawBytes);
  let filled = 0;
  // Unlike a Blob, it stays in this process.
  const packed = new Response(bytes).body ?? new ReadableStream<Uint8Array<ArrayBuffer>>();
  const unpacked = packed.pipeThrough(new DecompressionStream('gzip'));
  try {
    for (const reader = unpacked.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (filled + value.length > raw.length) {
        await reader.cancel();
        throw new OverlongFileError('file: larger than declared');
      }
      raw.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    if (error instanceof ListFormatError) throw error;
    throw new ListFormatError('file: not gzip', { cause: error });
  }
  if (filled !== raw.length) throw new ListFormatError('file: smaller than declared');
  return raw;
}
