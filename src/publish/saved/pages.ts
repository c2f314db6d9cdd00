import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { gunzipped } from '../../research/check/gunzip.ts';
import { htmlPage } from './html.ts';
import { isMhtml, mhtmlPages } from './mhtml.ts';
import type { SavedPage } from './saved-page.ts';
import { warcPages } from './warc.ts';

/** Names of files that hold pages; other files in a folder are none of ours. */
const OF_PAGES = /\.(?:x?html?|mht|mhtml|warc)(?:\.gz)?$/i;
/** So much of a file is looked at to tell what it is. */
const HEAD = 16_384;

/** The files that were named, and those of the folders that were, in order. Throws in one plain sentence. */
export async function filesOf(named: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const one of named) {
    if (!(await isFolder(one))) {
      files.push(one);
      continue;
    }
    const inside = await readdir(one, { recursive: true, withFileTypes: true });
    const found = inside
      .filter((entry) => entry.isFile() && OF_PAGES.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    if (found.length === 0) throw new Error(`${one}: no saved page is in this folder.`);
    files.push(...found);
  }
  return files;
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    // That it is not there is told when it is read, with the others.
    return false;
  }
}

/**
 * The pages in a file: one of HTML, one of MHTML with its frames, any number of a WARC; gzip of these too. What it is is told by its
 * content. Throws in one plain sentence where it can't be read.
 *
 * @param onRead Is shown the file's bytes as they are read.
 */
export async function* pagesIn(
  file: string,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<SavedPage> {
  const packedHead = await readable(headOf(file));
  const head = await readable(unpackedHead(packedHead));
  if (head.subarray(0, 5).equals(Buffer.from('WARC/'))) {
    const stream = createReadStream(file, { highWaterMark: 2 ** 18 });
    const pieces = noted(stream, onRead);
    // Unpacked here: the library would take the end of a file that was cut off for its end.
    yield* warcPages(isGzip(packedHead) ? gunzipped(pieces) : pieces);
    return;
  }
  const packed = await readable(readFile(file));
  onRead(packed);
  const bytes = unpacked(packed);
  if (isMhtml(head)) yield* mhtmlPages(bytes);
  else yield htmlPage(bytes);
}

async function* noted(
  stream: AsyncIterable<Buffer>,
  onRead: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    onRead(piece);
    yield piece;
  }
}

async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

/** No more of it is here, so that it ends too early is no fault. */
async function unpackedHead(head: Buffer): Promise<Buffer> {
  return isGzip(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new Error('this is a damaged gzip file.');
  }
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file.',
      EACCES: 'this file may not be read.',
    };
    if (code?.startsWith('Z_')) throw new Error('this is a damaged gzip file.');
    throw new Error(reasons[code ?? ''] ?? `this file can't be read (${code}).`);
  }
}
