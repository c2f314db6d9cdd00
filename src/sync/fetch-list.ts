import { MAX_RAW_BYTES } from '../lists/files.ts';
import { MAX_MANIFEST_BYTES } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';

const PATIENCE_MS = 30_000;

/**
 * The folder of a list from what a person typed or pasted: the folder's address or that of `latest` in
 * it. Throws ListRefused for what is no address, or not https (http is allowed on this computer alone).
 */
export function listAddress(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw new ListRefused('not-a-list', 'This is not a web address.');
  const url = new URL(trimmed);
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw new ListRefused('insecure', 'Lists are fetched by https only.');
  }
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/latest$/, '').replace(/\/*$/, '/');
  return url.href;
}

/**
 * Fetches one file of a list: without cookies or referrer, from the list's own host, no longer than it
 * may be. `latest` is asked about each time, which costs one conditional request while it is the same;
 * all else never changes. Throws ListRefused.
 */
export async function fetchListFile(
  address: string,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const isLatest = name === 'latest';
  let response: Response;
  try {
    response = await fetch(new URL(name, address), {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: isLatest ? 'no-cache' : 'force-cache',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new ListRefused('unreachable', 'The server could not be reached.', { cause: error });
  }
  if (response.url !== '' && new URL(response.url).origin !== new URL(address).origin) {
    throw new ListRefused('redirected', 'The server sent the list on to another host.');
  }
  if (!response.ok) {
    throw new ListRefused('unreachable', `The server answered with status ${response.status}.`);
  }
  return readBounded(response, isLatest ? MAX_MANIFEST_BYTES : MAX_RAW_BYTES);
}

/** Stops reading where it gets too long, whatever the headers said. */
async function readBounded(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        throw new ListRefused('too-large', 'The server sent more than a list may hold.');
      }
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof ListRefused) throw error;
    throw new ListRefused('unreachable', 'The connection broke off.', { cause: error });
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
