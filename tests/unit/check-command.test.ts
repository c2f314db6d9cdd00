import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Publisher, startPublisher } from './publisher-fixture.ts';

// `npm run cli -- check` as a script calls it.

const RUN = fileURLToPath(new URL('../../src/dev/run.mjs', import.meta.url));
let folder = '';
let publisher: Publisher;
const file = async (name: string, content: string | Uint8Array) => {
  const whole = path.join(folder, name);
  await writeFile(whole, content);
  return whole;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-check-'));
  publisher = await startPublisher();
  await publisher.publish(['mara_q', 'plain_name'], { version: 7 });
});
afterAll(async () => {
  await publisher.stop();
  await rm(folder, { recursive: true });
});

function check(args: readonly string[], input = '') {
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [RUN, 'cli', 'check', ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end(input);
  });
}

const rowsOf = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, comments: '#', skipEmptyLines: true })
    .data;

test('the list of the extension is asked where no other is named; nobody is status 0', async () => {
  const some = await check([
    await file(
      'some.txt',
      'https://twitter.com/TEN_GOP\nhttps://twitter.com/nobody_of_this_name\n',
    ),
  ]);
  expect(some.status).toBe(1);
  expect(rowsOf(some.out).map(({ row, platform, handle }) => [row, platform, handle])).toEqual([
    ['1', 'x', 'TEN_GOP'],
  ]);
  const none = await check([await file('none.txt', '@nobody_of_this_name\n')]);
  expect(none).toMatchObject({ status: 0, err: '' });
  expect(none.out).toContain('# matches: 0');
});

test('files and standard input, packed ones too, each under its name and with its hash', async () => {
  const packed = gzipSync('mara_q\nnobody\n');
  const { status, out } = await check(
    [
      await file('names.gz', packed),
      '-',
      '--platform',
      'x',
      '--list',
      publisher.folder,
      '--format',
      'ndjson',
    ],
    'x\nplain_name\n',
  );
  expect(status).toBe(1);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(
    lines
      .slice(0, -1)
      .map(({ file: name, row, input, list_version }) => [name, row, input, list_version]),
  ).toEqual([
    ['names.gz', 1, 'mara_q', 7],
    ['-', 2, 'plain_name', 7],
  ]);
  expect(lines.at(-1).provenance.inputs.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([
    createHash('sha256').update(packed).digest('hex'),
    createHash('sha256').update('x\nplain_name\n').digest('hex'),
  ]);
});

test('gives the same bytes for the same input, list and time', async () => {
  const args = [
    await file('same.csv', 'screen_name,n\nmara_q,1\nq,2'),
    '--list',
    publisher.folder,
    '--time',
    '2026-11-25T10:00:00Z',
  ];
  const [first, second] = [await check(args), await check(args)];
  expect(first.out).toBe(second.out);
  expect(first.out).toContain('# time: 2026-11-25T10:00:00Z');
});

test.each([
  [['/nowhere/at/all.txt'], 'there is no such file'],
  [[tmpdir()], 'this is a folder'],
  [[], 'Name at least one file'],
  [['-', '--platform', 'nowhere'], '--platform takes x, facebook'],
  [['-', '--format', 'pdf'], '--format takes csv, ndjson, json'],
  [['-', '--list', '/nowhere'], 'There is no file latest'],
  [['-', '--column', 'c'], 'no column "c"'],
  [['-', '--time', 'soon'], '--time takes a date'],
])('%j is refused in one line, with status 2', async (args, why) => {
  const { status, err } = await check(args, 'a,b\nmara_q,1\nmara_q,2\n');
  expect(status).toBe(2);
  expect(err).toContain(why);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});
