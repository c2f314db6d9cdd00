import { MAX_RAW_BYTES } from '../lists/files.ts';
import { MAX_MANIFEST_BYTES } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';

/** How long a server may stay silent, and how long one file may take however often it says something. */
const SILENCE_MS = 30_000;
const LONGEST_MS = 10 * 60_000;

/**
 * The folder of a list from what a person typed or pasted: the folder's address or that of `latest` in
 * it. Throws ListRefused for what is no address, or not https (http is allowed on this computer alone).
 */
export function listAddress(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw new ListRefused('no-address', 'This is not a web address.');
  const url = new URL(trimmed);
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw new ListRefused('insecure', 'Lists are fetched by https only.');
  }
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/latest$/, '/').replace(/\/*$/, '/');
  return url.href;
}

export interface FetchOptions {
  /** Stops reading where the file grows longer than this. */
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly silenceMs?: number;
}

/**
 * Fetches one file of a list: without cookies or referrer, from the list's own host, no longer than it
 * may be. `latest` is asked about each time, which costs one conditional request while it is the same;
 * of all else the browser's cache decides, as its server says. Throws ListRefused.
 */
export async function fetchListFile(
  address: string,
  name: string,
  { maxBytes, signal, silenceMs = SILENCE_MS }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const isLatest = name === 'latest';
  const patience = new Patience(silenceMs);
  const signals = [patience.signal, AbortSignal.timeout(LONGEST_MS), ...(signal ? [signal] : [])];
  try {
    const response = await fetch(new URL(name, address), {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Not `force-cache`, though files never change: a cache also keeps that one was not there yet.
      cache: isLatest ? 'no-cache' : 'default',
      // Not followed even within the host: nobody but the host that the person confirmed is asked.
      redirect: 'manual',
      signal: AbortSignal.any(signals),
    });
    accept(response, isLatest);
    return await readBounded(
      response,
      maxBytes ?? (isLatest ? MAX_MANIFEST_BYTES : MAX_RAW_BYTES),
      () => patience.renew(),
    );
  } catch (error) {
    if (error instanceof ListRefused) throw error;
    throw new ListRefused('unreachable', reasonOf(error), { cause: error });
  } finally {
    patience.end();
  }
}

function accept(response: Response, isLatest: boolean): void {
  const { status, type, ok } = response;
  // Browsers hide where a redirect leads; Node shows its status.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ListRefused('redirected', 'The server sends on to another address.');
  }
  if (status === 404 || status === 410) {
    throw new ListRefused(
      'missing-file',
      isLatest
        ? 'The server has no list at this address.'
        : 'The server does not have a file that the list consists of.',
    );
  }
  if (!ok) throw new ListRefused('unreachable', `The server answered with status ${status}.`);
}

function reasonOf(error: unknown): string {
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return isTimeout ? 'The server took too long.' : 'The server could not be reached.';
}

/** Ends a request that has been silent for too long. */
class Patience {
  readonly #abort = new AbortController();
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number) {
    this.#ms = ms;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  renew(): void {
    this.end();
    this.#timer = setTimeout(
      () => this.#abort.abort(new DOMException('silent for too long', 'TimeoutError')),
      this.#ms,
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Stops reading where it gets too long, whatever the headers said. */
async function readBounded(
  response: Response,
  limit: number,
  onChunk: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    onChunk();
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new ListRefused('too-large', 'The server sent more than the file may hold.');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
