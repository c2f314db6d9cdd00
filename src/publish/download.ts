import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';

/** How a download ended. */
export type Download =
  | { readonly kind: 'there' | 'fetched'; readonly bytes: number }
  /** Neither the whole file nor anything to go on from; why, in words. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** All of it came, and it is not the file that was expected. Kept beside, as `<file>.changed`. */
  | { readonly kind: 'changed'; readonly sha256: string };

export interface DownloadOptions {
  readonly sha256?: string | undefined;
  /** So long nothing may come, ms. */
  readonly patience: number;
  /** `total` is null where the server does not say. */
  readonly onProgress: (bytes: number, total: number | null) => void;
}

/**
 * Fetches a file to disk. What an earlier attempt left (`<file>.part`) is gone on from, by `Range` and `If-Range`.
 * A file that is there already, and is the one expected, is left alone.
 */
export async function download(
  url: string,
  file: string,
  { sha256, patience, onProgress }: DownloadOptions,
): Promise<Download> {
  const before = await sizeOf(file);
  if (before !== null && (sha256 === undefined || (await hashOf(file)) === sha256)) {
    return { kind: 'there', bytes: before };
  }
  const part = `${file}.part`;
  const tag = `${file}.etag`;
  try {
    await fetchTo(url, part, tag, patience, onProgress);
  } catch (error) {
    return { kind: 'unreachable', reason: reasonOf(error, patience) };
  }
  await rm(tag, { force: true });
  const found = sha256 === undefined ? undefined : await hashOf(part);
  if (found !== sha256 && found !== undefined) {
    await rename(part, `${file}.changed`);
    return { kind: 'changed', sha256: found };
  }
  await rename(part, file);
  return { kind: 'fetched', bytes: (await sizeOf(file)) ?? 0 };
}

class Refused extends Error {}

async function fetchTo(
  url: string,
  part: string,
  tag: string,
  patience: number,
  onProgress: DownloadOptions['onProgress'],
): Promise<void> {
  const already = (await sizeOf(part)) ?? 0;
  const etag = already > 0 ? await textOf(tag) : null;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patience);
  let out: FileHandle | null = null;
  try {
    const response = await fetch(url, {
      signal: silence.signal,
      // Without a validator a server could go on with another file.
      headers: {
        // Packed on its way a file has another length than is said, and can't be gone on from.
        'accept-encoding': 'identity',
        ...(etag && { range: `bytes=${already}-`, 'if-range': etag }),
      },
    });
    // All of it was there already; whether it is the right one, its hash says.
    if (response.status === 416 && response.headers.get('content-range') === `bytes */${already}`) {
      return;
    }
    const goesOn = response.status === 206;
    if (!response.ok || response.body === null)
      throw new Refused(`the server says ${response.status}`);
    let bytes = goesOn ? already : 0;
    const isPacked = response.headers.has('content-encoding');
    const length = isPacked ? 0 : Number(response.headers.get('content-length'));
    const total = length > 0 ? bytes + length : null;
    out = await open(part, goesOn ? 'a' : 'w');
    const validator = response.headers.get('etag');
    if (validator && !validator.startsWith('W/')) await write(tag, validator);
    for await (const piece of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patience);
      await out.write(piece as Uint8Array);
      bytes += (piece as Uint8Array).length;
      onProgress(bytes, total);
    }
    if (total !== null && bytes !== total)
      throw new Refused(`it ended after ${bytes} of ${total} bytes`);
  } finally {
    clearTimeout(timer);
    await out?.close();
  }
}

function reasonOf(error: unknown, patience: number): string {
  if (error instanceof Refused) return error.message;
  if (error instanceof Error && error.name === 'AbortError') {
    return `nothing came for ${patience / 1000} s`;
  }
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : null;
  return cause?.code ?? (error as Error).message;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

async function textOf(file: string): Promise<string | null> {
  const handle = await open(file).catch(() => null);
  try {
    return (await handle?.readFile('utf8')) ?? null;
  } finally {
    await handle?.close();
  }
}

async function write(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  await handle.writeFile(text);
  await handle.close();
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
