import { ListFormatError, OverlongFileError } from '../lists/errors.ts';
import { type FileRef, fileName, unpackFile } from '../lists/files.ts';
import { ListRefused } from '../lists/refusal.ts';

/**
 * Gets a file of a list by its name (`latest`, `<sha256>.bin`), no longer than `maxBytes`. Rejects when
 * it can't.
 */
export type FetchFile = (name: string, maxBytes?: number) => Promise<Uint8Array<ArrayBuffer>>;

/** How far a version has come in. */
export interface Progress {
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface StoreOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Fetches and unpacks files, telling how far it has come. */
export function counted(
  fetchFile: FetchFile,
  total: number,
  onProgress: StoreOptions['onProgress'],
): (ref: FileRef) => Promise<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return async (ref) => {
    const raw = await unpacked(ref, await fetchFile(fileName(ref), ref.bytes));
    bytes += ref.bytes;
    onProgress?.({ bytes, totalBytes: total });
    return raw;
  };
}

/** What a file holds. Throws ListRefused when it is not the one that was signed. */
export async function unpacked(
  ref: FileRef,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await unpackFile(ref, bytes);
  } catch (error) {
    if (error instanceof OverlongFileError) {
      throw new ListRefused('too-large', 'A file unpacks to more than the list says.', {
        cause: error,
      });
    }
    if (!(error instanceof ListFormatError)) throw error;
    throw new ListRefused(
      'changed-file',
      `A file is not the one that was signed: ${error.message}`,
      {
        cause: error,
      },
    );
  }
}

/** What is well hashed and still not what the format says is the publisher's own mistake. */
export async function opened<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ListFormatError)) throw error;
    throw new ListRefused('schema', error.message, { cause: error });
  }
}
