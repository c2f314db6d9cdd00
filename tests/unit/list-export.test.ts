import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalHandle } from '../../src/accounts/handles.ts';
import { handleKey } from '../../src/accounts/keys.ts';
import type { PlatformId } from '../../src/accounts/platforms.ts';
import { uuid5 } from '../../src/publish/export/stix.ts';
import { cli, list } from './cli-fixture.ts';
import { someEntry } from './list-fixture.ts';
import { type Publisher, startPublisher } from './publisher-fixture.ts';

// `list export` as a script calls it, and what docs/RESEARCH.md says to do with it.

let publisher: Publisher;
let folder = '';
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-export-'));
  publisher = await startPublisher();
  const off = {
    status: 'delisted',
    date: '2019-03',
    summary: 'Off.',
    source: null,
    confirmed: true,
  } as const;
  await publisher.publish(
    [
      someEntry({
        handle: 'Mara_Q',
        platformId: '906058369985949697',
        earlierHandles: ['mara_before'],
      }),
      someEntry({ handle: 'taken_off', history: [off] }),
      someEntry({ platform: 'reddit', handle: '-dash-', displayName: '=1+1' }),
    ],
    { version: 3 },
  );
  for (const format of ['csv', 'ndjson', 'parquet', 'stix']) {
    const { status, err } = await list(
      'export',
      publisher.folder,
      '--format',
      format,
      '--out',
      at(`list.${format}`),
    );
    expect([format, status, err]).toEqual([format, 0, '']);
  }
}, 60_000);
afterAll(async () => {
  await publisher.stop();
  await rm(folder, { recursive: true });
});

const KEYS = [
  ['reddit', '-dash-', 'handle'],
  ['x', '906058369985949697', 'id'],
  ['x', 'mara_before', 'earlier-handle'],
  ['x', 'mara_q', 'handle'],
  ['x', 'taken_off', 'handle'],
];

describe('tables', () => {
  test('have a row for each key, the same in every format', async () => {
    const csv = Papa.parse<Record<string, string>>(await readFile(at('list.csv'), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    const ndjson = (await readFile(at('list.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const keys = (rows: Record<string, string>[]) =>
      rows.map(({ platform, join_key, key_kind }) => [platform, join_key, key_kind]);
    expect(keys(csv.data)).toEqual(KEYS);
    expect(keys(ndjson)).toEqual(KEYS);
    expect(csv.data[0]?.display_name).toBe("'=1+1");
    expect(ndjson[0].display_name).toBe('=1+1');
    expect(ndjson[4]).toMatchObject({
      status: 'delisted',
      disclosers: 'Twitter, Inc.',
      list_version: 3,
    });
  });

  test('an unknown format is refused in one line', async () => {
    const { status, err } = await list('export', publisher.folder, '--format', 'pdf');
    expect(status).toBe(2);
    expect(err).toBe('--format takes csv, ndjson, stix, parquet, not "pdf".\n');
  });

  test('the list that comes with the extension needs no folder', async () => {
    const { status, out } = await list('export', '--format', 'ndjson');
    expect(status).toBe(0);
    expect(out).toContain('"join_key":"ten_gop"');
  });
});

describe('STIX', () => {
  test('reports refer to accounts, notes to what they are about, and nobody is an indicator', async () => {
    const { objects } = JSON.parse(await readFile(at('list.stix'), 'utf8')) as {
      objects: {
        type: string;
        id: string;
        object_refs?: string[];
        account_login?: string;
        abstract?: string;
      }[];
    };
    const types = [...new Set(objects.map(({ type }) => type))].sort();
    expect(types).toEqual(['identity', 'note', 'report', 'user-account']);
    const ids = new Set(objects.map(({ id }) => id));
    expect(ids.size).toBe(objects.length);
    for (const { object_refs = [] } of objects) {
      for (const ref of object_refs) expect(ids).toContain(ref);
    }
    const account = objects.find(({ account_login }) => account_login === 'taken_off');
    const about = objects.filter(
      ({ type, object_refs }) => type === 'note' && object_refs?.includes(account!.id),
    );
    expect(about.map(({ abstract }) => abstract)).toEqual(['status: delisted, 2019-03']);
  });

  test('ids are made as RFC 9562 says', () => {
    // The example of its appendix A.4.
    expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });
});

const duck = await import('@duckdb/node-api').catch(() => null);

describe.skipIf(duck === null)('DuckDB (skipped where @duckdb/node-api can’t be installed)', () => {
  let query: (sql: string, values?: string[]) => Promise<unknown[][]>;
  let blocks: string[] = [];

  beforeAll(async () => {
    const { DuckDBInstance } = duck!;
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    query = async (sql, values) => (await connection.runAndReadAll(sql, values)).getRowsJson();
    const page = await readFile(
      fileURLToPath(new URL('../../docs/RESEARCH.md', import.meta.url)),
      'utf8',
    );
    blocks = [...page.matchAll(/```sql\n(-- DuckDB[\s\S]*?)```/g)].map(([, sql = '']) => sql);
    await query(`SET file_search_path = '${folder}'`);
    for (const statement of blocks[0]!.split(/;\n/)) {
      if (statement.trim() !== '') await query(statement);
    }
  });

  test('joins posts to a list as the page says', async () => {
    await writeFile(
      at('posts.csv'),
      'userid,user_screen_name\n906058369985949697,@MARA_Q\n12,mara_q\n,Mara_Before\n5,taken_off\n6,nobody\n',
    );
    const joined = await query(blocks[1]!);
    expect(
      joined.map(([id, name, disclosures, status]) => [id, name, disclosures, status]).sort(),
    ).toEqual([
      [null, 'Mara_Before', 'first', 'listed'],
      ['906058369985949697', '@MARA_Q', 'first', 'listed'],
    ]);
  });

  test('opens the result of a check, with what it rests on behind the rows', async () => {
    await writeFile(at('names.txt'), '@mara_q\nnobody\nhttps://www.reddit.com/user/-dash-\n');
    const { out } = await cli('check', at('names.txt'), '--list', publisher.folder);
    await writeFile(at('result.csv'), out);
    const read = await query(
      "SELECT row, platform, handle, list_version FROM read_csv('result.csv', comment = '#')",
    );
    expect(read).toEqual([
      ['1', 'x', 'mara_q', '3'],
      ['3', 'reddit', "'-dash-", '3'],
    ]);
  });

  test.each<PlatformId>([
    ...['x', 'facebook', 'instagram', 'threads', 'reddit', 'tiktok'],
    ...['telegram', 'tumblr', 'medium', 'vk', 'vimeo'],
  ] as PlatformId[])('its normal form of names on %s is ours', async (platform) => {
    const piece = fc.oneof(
      fc.constantFrom(
        '@',
        '＠',
        ' ',
        '\u200e',
        '\u00a0',
        '.',
        '-',
        '_',
        'u/',
        '/r/',
        'r/u_',
        'groups/',
        '\n',
        'ſ',
        'K',
      ),
      fc.constantFrom(
        '-deactivated20200101',
        '.tumblr.com',
        '.medium.com',
        'id',
        'club',
        '1',
        'A',
        'é',
        'Ten_GOP',
        '\u2066',
      ),
      fc.string({ unit: fc.constantFrom(...'abcXYZ019_.-/') }),
    );
    const names = fc.sample(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
      { numRuns: 1500, seed: 7 },
    );
    await query(
      'CREATE OR REPLACE TABLE names AS SELECT * FROM (VALUES (0, NULL::VARCHAR)) AS t(number, name)',
    );
    const rows = names.map((name, number) => `(${number}, '${name.replaceAll("'", "''")}')`);
    await query(`INSERT INTO names VALUES ${rows.join(', ')}`);
    const made = await query(
      `SELECT name, lens_key('${platform}', name) FROM names WHERE name IS NOT NULL ORDER BY number`,
    );
    const differing = made.filter(([name, key]) => key !== normalHandle(platform, name as string));
    expect(
      differing.map(([name, key]) => ({ name, key, ours: normalHandle(platform, name as string) })),
    ).toEqual([]);
    // A sample in which nothing is a name would prove nothing.
    expect(
      made.filter(([name]) => handleKey(platform, name as string) !== null).length,
    ).toBeGreaterThan(50);
  });
});
