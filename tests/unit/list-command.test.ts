import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveList } from '../../src/publish/list-server.ts';
import { DATA, list, RUN } from './cli-fixture.ts';

// The publisher's commands as a script calls them, on a small data folder of its own.

let folder = '';
const at = (...parts: string[]) => path.join(folder, ...parts);

const build = (out: string) =>
  list('build', '--data', at('data'), '--key', at('key'), '--out', out);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-list-'));
  await cp(path.join(DATA, 'list.json'), at('data', 'list.json'));
  for (const name of ['twitter-2019-01-31-venezuela-1', 'house-intel-2017-11-01-ira']) {
    await cp(
      path.join(DATA, 'disclosures', `${name}.json`),
      at('data', 'disclosures', `${name}.json`),
    );
  }
  const accounts = JSON.parse(
    await readFile(path.join(DATA, 'accounts', 'house-intel-2017-11-01-ira.json'), 'utf8'),
  );
  accounts.entries = accounts.entries
    .filter(({ platform }: { platform: string }) => platform === 'x')
    .map(({ namedIn: _elsewhere, ...entry }: { namedIn?: unknown }) => entry)
    .slice(0, 12);
  await cp(at('data', 'disclosures'), at('data', 'accounts'), { recursive: true });
  for (const name of await readdir(at('data', 'accounts'))) await rm(at('data', 'accounts', name));
  await writeFile(at('data', 'accounts', 'house.json'), JSON.stringify(accounts));
  await list('keygen', '--out', at('key'));
  await build(at('first'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('keygen', () => {
  test('writes a key that only its owner may read, and never over another file', async () => {
    expect((await stat(at('key'))).mode & 0o077).toBe(0);
    const { status, err } = await list('keygen', '--out', at('key'));
    expect(status).toBe(2);
    expect(err).toMatch(/is there already/);
  });
});

describe('build', () => {
  test('gives the same bytes for the same data', async () => {
    await build(at('again'));
    const names = await readdir(at('first'));
    expect(await readdir(at('again'))).toEqual(names);
    for (const name of names) {
      expect(await readFile(at('again', name))).toEqual(await readFile(at('first', name)));
    }
  });

  test('keeps the version when nothing has changed', async () => {
    const { status, out } = await build(at('first'));
    expect({ status, out }).toMatchObject({ status: 0, out: expect.stringMatching(/Nothing has/) });
  });

  test.each([
    [['build', '--data', 'nowhere', '--key', 'KEY', '--out', 'OUT'], /nowhere/],
    [['build', '--data', 'DATA', '--key', 'nokey', '--out', 'OUT'], /no key file/],
    [['build', '--data', 'DATA', '--out', 'OUT'], /--key KEYFILE is missing/],
    [['build', '--data', 'DATA', '--key', 'KEY', '--out', 'OUT', '--created', 'now'], /--created/],
    [['bulid'], /no command "list bulid"/],
  ])('%j: status 2 and a clear line', async (args, message) => {
    const named: Record<string, string> = { DATA: at('data'), KEY: at('key'), OUT: at('bad') };
    const { status, out, err } = await list(...args.map((arg) => named[arg] ?? arg));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});

describe('verify', () => {
  test('says whose list it is and that it is whole', async () => {
    const { status, out } = await list('verify', at('first'));
    expect(status).toBe(0);
    expect(out).toMatch(/^Good: Takedown Lens, version \d{12} .* 12 entries, 2 disclosures/);
    expect(out).toMatch(/Signed with key [0-9a-f]{16}:/);
  });

  test('refuses another publisher’s key', async () => {
    const other = (await list('keygen', '--out', at('other'))).out;
    const key = /Public key (\S+)/.exec(other)![1]!;
    const { status, err } = await list('verify', at('first'), '--public-key', key);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/unknown-key/) });
  });

  test('refuses a list with one byte flipped, in whatever file', async () => {
    for (const name of await readdir(at('first'))) {
      await cp(at('first'), at('flipped'), { recursive: true });
      const bytes = await readFile(at('flipped', name));
      bytes[bytes.length - 20] = bytes[bytes.length - 20]! ^ 4;
      await writeFile(at('flipped', name), bytes);
      const { status, err } = await list('verify', at('flipped'));
      expect({ name, status }).toEqual({ name, status: 2 });
      expect(err).toMatch(/^Refused \((bad-signature|changed-file)\): /);
      await rm(at('flipped'), { recursive: true });
    }
  }, 60_000);

  test('refuses two files that have taken each other’s place, a missing one, and a web page', async () => {
    await cp(at('first'), at('swapped'), { recursive: true });
    const [one, other] = (await readdir(at('swapped'))).filter((name) => name !== 'latest');
    await cp(at('first', one!), at('swapped', other!));
    expect((await list('verify', at('swapped'))).err).toMatch(/^Refused \(changed-file\)/);
    await rm(at('swapped', other!));
    expect((await list('verify', at('swapped'))).err).toMatch(/^Refused \(missing-file\)/);
    await writeFile(at('swapped', 'latest'), '<!doctype html><title>404</title>\n');
    expect((await list('verify', at('swapped'))).err).toMatch(/^Refused \(not-a-list\)/);
  });
});

test('a corrected entry makes a next version, whose change diff and history tell', async () => {
  await cp(at('first'), at('next'), { recursive: true });
  const file = at('data', 'accounts', 'house.json');
  const before = await readFile(file, 'utf8');
  const accounts = JSON.parse(before);
  const entry = accounts.entries.find(({ history = [] }: { history?: [] }) => history.length === 0);
  entry.history = [
    { status: 'delisted', date: '2026-11-20', summary: 'Taken off the list.', source: null },
  ];
  await writeFile(file, JSON.stringify(accounts));
  expect((await build(at('next'))).status).toBe(0);
  await writeFile(file, before);

  const { out } = await list('diff', at('first'), at('next'), '--json');
  const diff = JSON.parse(out);
  expect(diff.to).toBeGreaterThan(diff.from);
  expect(diff.entries.statuses).toEqual([
    expect.stringMatching(new RegExp(`^x @${entry.handle.toLowerCase()}.*: listed -> delisted$`)),
  ]);
  expect(diff.entries).toMatchObject({ added: [], removed: [] });
  const versions = JSON.parse((await list('history', at('next'), '--json')).out);
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([diff.from, diff.to]);
  expect(versions[1].statuses).toEqual(diff.entries.statuses);
  expect((await list('verify', at('next'))).status).toBe(0);
}, 60_000);

test('serve answers as a static host does, and with nothing but the list', async () => {
  const server = await serveList(at('first'), 0);
  try {
    const latest = await fetch(`${server.address}latest`);
    expect(latest.status).toBe(200);
    expect(latest.headers.get('cache-control')).toBe('no-cache');
    expect(latest.headers.get('access-control-allow-origin')).toBe('*');
    const again = await fetch(`${server.address}latest`, {
      headers: { 'if-none-match': latest.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    const name = (await readdir(at('first'))).find((file) => file.endsWith('.bin'));
    const file = await fetch(server.address + name);
    expect(file.headers.get('cache-control')).toMatch(/immutable/);
    for (const path of ['', '../key', '%2e%2e/key', 'latest.new', 'key']) {
      expect((await fetch(server.address + path)).status).toBe(404);
    }
    expect((await fetch(`${server.address}latest`, { method: 'POST' })).status).toBe(405);
    // No address at all, as whoever tries doors sends it.
    expect((await fetch(`${server.address}/`)).status).toBe(404);
    expect((await fetch(`${server.address}latest`)).status).toBe(200);
  } finally {
    await server.close();
  }
});

test.skipIf(process.platform === 'win32')(
  'a build that finds the disk full leaves the version before whole',
  async () => {
    await cp(at('first'), at('full'), { recursive: true });
    const args = ['--data', at('data'), '--key', at('key'), '--out', at('full')];
    const { status } = spawnSync(
      'bash',
      // Files may have one block of 1,024 bytes from here on.
      [
        ...['-c', 'trap "" XFSZ; ulimit -f 1; exec "$0" "$@"', process.execPath, RUN],
        ...['cli', 'list', 'build', ...args, '--created', '2030-01-01T00:00:00Z'],
      ],
    );
    expect(status).toBe(2);
    expect(await list('verify', at('full'))).toMatchObject({ status: 0 });
    expect((await list('build', ...args)).status).toBe(0);
    expect((await readdir(at('full'))).filter((name) => name.endsWith('.new'))).toEqual([]);
  },
  60_000,
);

test.skipIf(!existsSync('/dev/full'))(
  'output that finds no room is told in a line, with exit status 2',
  async () => {
    const said = (...args: string[]) =>
      spawnSync('bash', ['-c', '"$0" "$@" > /dev/full', process.execPath, RUN, 'cli', ...args], {
        encoding: 'utf8',
      });
    for (const args of [
      ['list', 'verify', at('first')],
      ['list', 'export', at('first'), '--format', 'csv'],
      ['help'],
    ]) {
      const { status, stderr } = said(...args);
      expect(stderr).toMatch(/^[^\n]*ENOSPC[^\n]*\n$/);
      expect(status).toBe(2);
    }
  },
  60_000,
);

test('a data folder that is not there is named', async () => {
  const { status, err } = await list(
    ...['build', '--data', at('nowhere'), '--key', at('key'), '--out', at('none')],
  );
  expect(status).toBe(2);
  expect(err).toContain(`There is no folder ${path.join(at('nowhere'), 'disclosures')}.`);
});
