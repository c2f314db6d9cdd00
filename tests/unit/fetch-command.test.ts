import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download } from '../../src/publish/download.ts';
import { readSources } from '../../src/publish/sources.ts';
import { AccountsFile } from '../../src/records/entry.ts';
import { cli, DATA } from './cli-fixture.ts';

const USERS = readFileSync(
  fileURLToPath(new URL('../published/twitter-users.csv', import.meta.url)),
);
const HASH = createHash('sha256').update(USERS).digest('hex');
const DISCLOSURE = 'twitter-2019-01-31-venezuela-1';

let folder: string;
let server: Server;
let origin: string;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lens-fetch-'));
  asked = [];
  answer = whole;
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? ''}`.trim());
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function whole({ headers, url }: IncomingMessage, response: ServerResponse): void {
  if (url === '/gone.csv') return void response.writeHead(404).end('gone');
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const goesOn = from > 0 && headers['if-range'] === '"one"';
  const body = goesOn ? USERS.subarray(from) : USERS;
  response.writeHead(goesOn ? 206 : 200, { etag: '"one"', 'content-length': body.length });
  response.end(body);
}

const fetched = (file = path.join(folder, 'users.csv'), sha256: string | undefined = HASH) =>
  download(`${origin}/users.csv`, file, { sha256, patience: 400, onProgress: () => {} });

test('a file is fetched once, and left alone while it is the one expected', async () => {
  expect(await fetched()).toEqual({ kind: 'fetched', bytes: USERS.length });
  expect(readFileSync(path.join(folder, 'users.csv'))).toEqual(USERS);
  expect(await fetched()).toEqual({ kind: 'there', bytes: USERS.length });
  expect(asked).toHaveLength(1);
});

test('what broke off is gone on from', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { etag: '"one"', 'content-length': USERS.length });
    response.write(USERS.subarray(0, 100), () => setTimeout(() => response.destroy(), 100));
  };
  expect(await fetched()).toMatchObject({ kind: 'unreachable' });
  answer = whole;
  expect(await fetched()).toEqual({ kind: 'fetched', bytes: USERS.length });
  expect(asked).toEqual(['/users.csv', '/users.csv bytes=100-']);
  expect(readFileSync(path.join(folder, 'users.csv'))).toEqual(USERS);
});

test('what broke off of another file is fetched whole', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { etag: '"other"', 'content-length': USERS.length });
    response.write('x'.repeat(100), () => setTimeout(() => response.destroy(), 100));
  };
  await fetched();
  answer = whole;
  expect(await fetched()).toEqual({ kind: 'fetched', bytes: USERS.length });
});

test('a file that is another one than was known is kept apart', async () => {
  const file = path.join(folder, 'users.csv');
  expect(await fetched(file, '0'.repeat(64))).toEqual({ kind: 'changed', sha256: HASH });
  expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}.changed`)).toBe(true);
});

test('a server that falls silent is given up', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': USERS.length });
    response.write(USERS.subarray(0, 10));
  };
  expect(await fetched()).toEqual({ kind: 'unreachable', reason: 'nothing came for 0.4 s' });
});

test('list fetch tells what is out of reach, and imports the rest', async () => {
  const sources = path.join(folder, 'sources.json');
  const about = { title: 'A sample', disclosure: DISCLOSURE, format: 'twitter-users' };
  writeFileSync(
    sources,
    JSON.stringify({
      sources: [
        { id: 'gone', ...about, url: `${origin}/gone.csv` },
        { id: 'users', ...about, url: `${origin}/users.csv`, sha256: HASH },
      ],
    }),
  );
  const data = path.join(folder, 'data');
  const args = ['--sources', sources, '--to', path.join(folder, 'files'), '--import', data];
  const { status, out } = await cli('list', 'fetch', ...args);
  expect(status).toBe(0);
  expect(out).toContain('gone: out of reach: the server says 404');
  expect(out).toContain('1 fetched, 0 were there, 0 changed since, 1 out of reach');
  const file = path.join(data, 'accounts', `${DISCLOSURE}.json`);
  const { entries } = AccountsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(entries).toHaveLength(3);
});

test('every source of the project is of a disclosure that is there', async () => {
  const sources = await readSources(path.join(DATA, 'sources.json'));
  expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  for (const { disclosure } of sources) {
    expect(existsSync(path.join(DATA, 'disclosures', `${disclosure}.json`))).toBe(true);
  }
});

test.each([
  [['list', 'fetch', 'nobody'], /no source "nobody"/],
  [['list', 'fetch', '--patience', 'long'], /--patience takes seconds/],
])('%j is refused in one line', async (args, said) => {
  const { status, err } = await cli(...args);
  expect(status).toBe(2);
  expect(err).toMatch(said);
});

test('what a server sends packed is fetched as what it is', async () => {
  answer = ({ headers }, response) => {
    const packs = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
    const body = packs ? gzipSync(USERS) : USERS;
    response.writeHead(200, {
      'content-length': body.length,
      ...(packs && { 'content-encoding': 'gzip' }),
    });
    response.end(body);
  };
  expect(await fetched()).toEqual({ kind: 'fetched', bytes: USERS.length });
  expect(readFileSync(path.join(folder, 'users.csv'))).toEqual(USERS);
});

test('a file that came whole before it was put in its place is not stuck there', async () => {
  const file = path.join(folder, 'users.csv');
  writeFileSync(`${file}.part`, USERS);
  writeFileSync(`${file}.etag`, '"one"');
  answer = (request, response) => {
    if (request.headers.range !== `bytes=${USERS.length}-`) return whole(request, response);
    response.writeHead(416, { 'content-range': `bytes */${USERS.length}` }).end();
  };
  expect(await fetched(file)).toEqual({ kind: 'fetched', bytes: USERS.length });
  expect(readFileSync(file)).toEqual(USERS);
  expect(existsSync(`${file}.part`)).toBe(false);
});
