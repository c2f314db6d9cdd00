import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ListServer, serveList } from '../publish/list-server.ts';
import { fetchWithMirrors } from './mirrors.ts';

const NAME = `${'a'.repeat(64)}.bin`;
const OTHER = `${'b'.repeat(64)}.bin`;
/** Nothing listens there. */
const AWAY = 'http://127.0.0.1:9/';

let folders: string[] = [];
let servers: ListServer[] = [];

beforeEach(async () => {
  folders = await Promise.all([1, 2].map(() => mkdtemp(path.join(tmpdir(), 'lens-mirrors-'))));
  servers = await Promise.all(folders.map((folder) => serveList(folder, 0)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(servers.map((server) => server.close()));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

const put = (at: number, name: string, text: string) =>
  writeFile(path.join(folders[at]!, name), text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('the list’s own address is asked, and no mirror while it answers', async () => {
  await put(0, NAME, 'own');
  await put(1, NAME, 'mirror');
  const fetchFile = fetchWithMirrors(servers[0]!.address, [servers[1]!.address]);
  expect(textOf(await fetchFile(NAME))).toBe('own');
});

test('a mirror’s address may lack the slash at its end', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch');
  await fetchWithMirrors(AWAY, [`${servers[1]!.address}list`])(NAME).catch(() => {});
  expect(fetching.mock.calls.map(([address]) => String(address)).at(-1)).toBe(
    `${servers[1]!.address}list/${NAME}`,
  );
});

test('a server that is away is asked once, a mirror for all', async () => {
  await put(1, NAME, 'mirror');
  await put(1, OTHER, 'other');
  const fetching = vi.spyOn(globalThis, 'fetch');
  const fetchFile = fetchWithMirrors(AWAY, [servers[1]!.address]);
  expect(textOf(await fetchFile(NAME))).toBe('mirror');
  expect(textOf(await fetchFile(OTHER))).toBe('other');
  const asked = fetching.mock.calls.map(([address]) => new URL(String(address)).port);
  expect(asked.filter((port) => port === '9')).toHaveLength(1);
});

test('a server that lacks one file is still asked for the others', async () => {
  await put(0, OTHER, 'own');
  await put(1, NAME, 'mirror');
  await put(1, OTHER, 'mirror');
  const fetchFile = fetchWithMirrors(servers[0]!.address, [servers[1]!.address]);
  expect(textOf(await fetchFile(NAME))).toBe('mirror');
  expect(textOf(await fetchFile(OTHER))).toBe('own');
});

test('what none of them has is missing, and what none answers for is unreachable', async () => {
  const fetchFile = fetchWithMirrors(servers[0]!.address, [servers[1]!.address]);
  await expect(fetchFile(NAME)).rejects.toMatchObject({ refusal: 'missing-file' });
  await expect(fetchFile(NAME)).rejects.toMatchObject({ refusal: 'missing-file' });
  const away = fetchWithMirrors(AWAY, [AWAY]);
  await expect(away(NAME)).rejects.toMatchObject({ refusal: 'unreachable' });
  await expect(away(NAME)).rejects.toMatchObject({ refusal: 'unreachable' });
});

test('a stopped sync asks no mirror', async () => {
  await put(1, NAME, 'mirror');
  const stop = new AbortController();
  const fetchFile = fetchWithMirrors(AWAY, [servers[1]!.address], stop.signal);
  stop.abort();
  await expect(fetchFile(NAME)).rejects.toThrow();
});
