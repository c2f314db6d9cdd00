import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export interface ListServer {
  /** `http://127.0.0.1:8787/` */
  readonly address: string;
  close(): Promise<void>;
}

/** What a list folder has; anything else is answered with 404. */
const FILES = /^\/(latest|[0-9a-f]{64}\.bin)$/;

/**
 * Serves a list folder on this machine as a good static host does: `latest` is asked about each time
 * and answered with 304 while it is the same, every other file never changes and may be kept for good,
 * and any page may read them (CORS).
 */
export async function serveList(dir: string, port: number): Promise<ListServer> {
  const server = createServer((request, response) => {
    void answer(dir, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(dir: string, request: IncomingMessage, response: ServerResponse) {
  response.setHeader('access-control-allow-origin', '*');
  const name = FILES.exec((request.url ?? '').replace(/\?.*/s, ''))?.[1];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const bytes = name && isRead ? await readFile(path.join(dir, name)).catch(() => null) : null;
  if (!bytes) {
    response.writeHead(isRead ? 404 : 405, { 'content-type': 'text/plain' });
    response.end(isRead ? 'There is no such file in this list.\n' : 'Only for reading.\n');
    return;
  }
  const isLatest = name === 'latest';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  response.setHeader('etag', etag);
  response.setHeader(
    'cache-control',
    isLatest ? 'no-cache' : 'public, max-age=31536000, immutable',
  );
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  // The other files are packed as they lie there.
  const packs = isLatest && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = packs ? gzipSync(bytes) : bytes;
  if (isLatest) response.setHeader('vary', 'accept-encoding');
  if (packs) response.setHeader('content-encoding', 'gzip');
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
