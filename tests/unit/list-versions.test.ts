import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyToCatalogue, applyToPages } from '../../src/lists/delta.ts';
import { emptyPage } from '../../src/lists/encode-page.ts';
import { fileName, unpackFile } from '../../src/lists/files.ts';
import { decodeShard } from '../../src/lists/shard.ts';
import { openListFolder } from '../../src/publish/list-folder.ts';
import { DATA, list } from './cli-fixture.ts';
import { someDisclosure } from './list-fixture.ts';

// One list through several versions, as its publisher makes them.

let folder = '';
const at = (...parts: string[]) => path.join(folder, ...parts);

interface Listed {
  readonly handle: string;
  readonly platformId?: string;
  readonly history?: readonly object[];
}

async function write(entries: readonly Listed[]) {
  await mkdir(at('data', 'disclosures'), { recursive: true });
  await mkdir(at('data', 'accounts'), { recursive: true });
  await cp(path.join(DATA, 'list.json'), at('data', 'list.json'));
  await writeFile(at('data', 'disclosures', 'first.json'), JSON.stringify(someDisclosure('first')));
  const source = { title: 'The file', url: 'https://example.org/file' };
  await writeFile(
    at('data', 'accounts', 'first.json'),
    JSON.stringify({
      disclosure: 'first',
      source,
      entries: entries.map((entry) => ({ platform: 'x', ...entry })),
    }),
  );
}

const build = (day: number, ...more: string[]) =>
  list(
    'build',
    '--data',
    at('data'),
    '--out',
    at('list'),
    '--created',
    `2026-11-0${day}T00:00:00Z`,
    ...more,
  );
const event = (status: string) => ({
  status,
  date: '2026-11-01',
  summary: 'So it was.',
  source: null,
});

/** As many as fill several pages and keep a change small beside the whole. */
const MANY = Array.from({ length: 4000 }, (_, serial) => ({
  handle: `Name_${(serial * 7919) % 100_003}`,
  platformId: `${5_000_000 + serial}`,
}));
const SECOND = [
  ...MANY.slice(2),
  { ...MANY[1]!, history: [event('reinstated')] },
  { handle: 'Newcomer', platformId: '77' },
];
const THIRD = [...SECOND.slice(5), { handle: 'Last_one' }];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-versions-'));
  await list('keygen', '--out', at('key'));
  for (const [index, entries] of [MANY, SECOND, THIRD].entries()) {
    await write(entries);
    const { status, err } = await build(index + 1, '--key', at('key'));
    if (status !== 0) throw new Error(err);
    await cp(at('list'), at(`version-${index + 1}`), { recursive: true });
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** A platform's pages in a folder, none where the list does not have it. */
async function pagesIn(dir: string): Promise<Uint8Array[]> {
  const { manifest } = await openListFolder(dir);
  const pages: Uint8Array[] = [];
  for (const ref of manifest.files.platforms[0]?.shards ?? []) {
    const bytes = Uint8Array.from(await readFile(path.join(dir, fileName(ref))));
    pages.push(...decodeShard(await unpackFile(ref, bytes)).pages);
  }
  return pages;
}

describe('deltas', () => {
  test.each([1, 2])(
    'lead from version %i to the very pages and catalogue of the third',
    async (from) => {
      const [before, after] = [
        await openListFolder(at(`version-${from}`)),
        await openListFolder(at('version-3')),
      ];
      const delta = after.deltas.find((one) => one.from === before.manifest.version)!;
      const catalogue = await applyToCatalogue(before.catalogue, delta.catalogue);
      expect(catalogue).toEqual(after.catalogue);
      const pages = await pagesIn(at(`version-${from}`));
      const { pageBits } = before.manifest.files.platforms[0]!;
      const changed = await applyToPages(delta.platforms[0]!, {
        ...{ platform: 'x', pageBits, sets: catalogue.sets },
        read: async (numbers) => numbers.map((number) => pages[number] ?? emptyPage()),
      });
      for (const [number, page] of changed.pages) pages[number] = page;
      expect(pages).toEqual(await pagesIn(at('version-3')));
      expect(changed.addedKeys).toContain('@last_one');
    },
  );

  test('a first version has none, and corrects nothing yet', async () => {
    const { deltas, corrections } = await openListFolder(at('version-1'));
    expect(deltas).toEqual([]);
    expect(corrections).toMatchObject({ withdrawn: [], entries: [] });
  });
});

test('corrections say who was reinstated and, by hash alone, who is gone', async () => {
  const { corrections } = await openListFolder(at('version-3'));
  expect(corrections?.entries.map(({ handle }) => handle)).toEqual([MANY[1]!.handle]);
  const gone = corrections?.withdrawn.map(({ names }) => names.x?.length);
  expect(gone).toEqual([1, 5]);
  expect(JSON.stringify(corrections)).not.toContain(MANY[0]!.handle);
});

test('the folder keeps what this version and the one before name, and nothing older', async () => {
  const names = async (version: number) =>
    (await readdir(at(`version-${version}`))).filter((name) => name.endsWith('.bin'));
  const [one, two, three] = [await names(1), await names(2), await names(3)];
  const { manifest } = await openListFolder(at('version-2'));
  for (const { sha256 } of manifest.files.platforms[0]!.shards)
    expect(three).toContain(`${sha256}.bin`);
  expect(one.filter((name) => !two.includes(name))).toEqual([]);
  expect(one.some((name) => !three.includes(name))).toBe(true);
  expect((await list('verify', at('version-3'))).status).toBe(0);
});

test('the same versions made once more have the same bytes', async () => {
  for (const name of await readdir(at('list'))) await rm(at('list', name));
  await cp(at('version-2'), at('list'), { recursive: true });
  await write(THIRD);
  expect((await build(3, '--key', at('key'))).status).toBe(0);
  for (const name of await readdir(at('version-3'))) {
    expect(await readFile(at('list', name))).toEqual(await readFile(at('version-3', name)));
  }
  expect(await readdir(at('list'))).toEqual(await readdir(at('version-3')));
});

test('history and diff tell of all three versions', async () => {
  const versions = JSON.parse((await list('history', at('version-3'), '--json')).out);
  expect(versions.map(({ added, removed }: Record<string, number>) => [added, removed])).toEqual([
    [4000, 0],
    [1, 1],
    [1, 5],
  ]);
  const { out } = await list('diff', at('version-1'), at('version-2'));
  expect(out).toMatch(/1 entries added:\n {2}x @newcomer #77/);
  expect(out).toMatch(/: listed -> reinstated/);
});

describe('signing', () => {
  test('a key that others could read is not used', async () => {
    await cp(at('key'), at('open-key'));
    await chmod(at('open-key'), 0o644);
    const { status, err } = await list('sign', at('version-3'), '--key', at('open-key'));
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/chmod 600/) });
  });

  test('a list built without its key is refused until it is signed where the key is', async () => {
    const publicKey = /Public key (\S+)/.exec((await list('keygen', '--out', at('cold'))).out)![1]!;
    await write(MANY.slice(0, 10));
    const args = ['--data', at('data'), '--out', at('cold-list')];
    const built = await list('build', ...args, '--public-key', publicKey);
    expect(built.out).toMatch(/not signed yet/);
    expect((await list('verify', at('cold-list'))).err).toMatch(/^Refused \(unsigned\)/);
    expect((await list('sign', at('cold-list'), '--key', at('key'))).err).toMatch(
      /does not name key/,
    );
    expect((await list('sign', at('cold-list'), '--key', at('cold'))).status).toBe(0);
    expect((await list('verify', at('cold-list'), '--public-key', publicKey)).status).toBe(0);
  });

  test('a new key takes over only through the old one, and a revoked one never again', async () => {
    const made = (await list('keygen', '--out', at('new'))).out;
    const publicKey = /Public key (\S+)/.exec(made)![1]!;
    const newId = /Key (\S+)/.exec(made)![1]!;
    await write(THIRD);
    expect((await build(4, '--key', at('new'))).err).toMatch(/do not trust key .* --also-trust/);
    expect((await build(4, '--key', at('key'), '--also-trust', publicKey)).status).toBe(0);
    const { manifest } = await openListFolder(at('list'));
    expect(manifest.signing.keys).toHaveLength(2);
    const old = manifest.signing.keys.find(({ id }) => id !== newId)!;
    expect((await build(5, '--key', at('new'), '--revoke', old.id)).status).toBe(0);
    expect((await build(6, '--key', at('key'))).status).toBe(2);
    const last = await openListFolder(at('list'));
    expect(last.manifest.signing).toMatchObject({ keys: [{ id: newId }], revoked: [old.id] });
  }, 30_000);
});

test('rules for readers come from the data and are checked there', async () => {
  const rule = { site: 'x', reason: 'Its pages changed.', until: null, hooks: { rows: 'main' } };
  await write(MANY.slice(0, 10));
  await writeFile(at('data', 'reader-rules.json'), JSON.stringify({ rules: [rule] }));
  const args = ['--data', at('data'), '--key', at('key'), '--out', at('rules-list')];
  expect((await list('build', ...args)).status).toBe(0);
  expect((await openListFolder(at('rules-list'))).readerRules).toMatchObject([rule]);
  await writeFile(
    at('data', 'reader-rules.json'),
    JSON.stringify({ rules: [{ ...rule, code: '1' }] }),
  );
  const { status, err } = await list('build', ...args);
  expect({ status, err }).toMatchObject({
    status: 2,
    err: expect.stringMatching(/reader-rules\.json/),
  });
  await rm(at('data', 'reader-rules.json'));
}, 30_000);
