import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { AccountsFile } from '../../src/records/entry.ts';
import { cli, DATA } from './cli-fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lens-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLANTED = fileURLToPath(new URL('../published/', import.meta.url));
const DISCLOSURE = 'twitter-2019-01-31-venezuela-1';

const readAccounts = (out: string) =>
  AccountsFile.parse(
    JSON.parse(readFileSync(path.join(out, 'accounts', `${DISCLOSURE}.json`), 'utf8')),
  );

test('list import --json prints a report in which every row is accounted for', async () => {
  const { status, out } = await cli('list', 'import', `${PLANTED}meta.csv`, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    format: 'meta-indicators',
    rows: 14,
    accounts: 6,
    hashed: 0,
    counts: 1,
    domains: 1,
    unreadable: [],
    claimed: [{ of: 'account', number: 7704, line: 2 }],
    lines: { accounts: '3-5, 7, 9' },
  });
});

test('list import says in words what it found and where', async () => {
  const { status, out } = await cli('list', 'import', `${PLANTED}handles.txt`);
  expect(status).toBe(0);
  expect(out).toContain('Format       handles');
  expect(out).toContain('x was assumed');
  expect(out).toContain('hashed (counted, never matched) (lines 6)');
});

test('list import says how many rows can’t be read and why, and which columns were read', async () => {
  const file = path.join(folder, 'unread.csv');
  writeFileSync(file, `Handle,Note\nmara_q,x\nother_q,x\n${'~,x\n'.repeat(30)}N/A,x\nTotal,3\n`);
  const importing = ['list', 'import', file, '--column', 'Handle'];
  const { out } = await cli(...importing);
  expect(out).toContain('Columns      names Handle; nothing of Note');
  expect(out).toContain('line 4: "~" is no name on X.');
  expect(out).toContain('and 12 more that could not be read');
  expect(out).toContain('by reason: 30 not-a-name, 1 no-name, 1 total');
  const { out: json } = await cli(...importing, '--json');
  expect(JSON.parse(json)).toMatchObject({
    unreadableRows: 32,
    unreadableBy: { 'not-a-name': 30, 'no-name': 1, total: 1 },
    columns: { names: ['Handle'], others: ['Note'] },
  });
});

test('what is imported can be built, verified and checked against', async () => {
  const [data, built, key] = ['data', 'list', 'key.json'].map((name) => path.join(folder, name));
  const importing = [
    ...['list', 'import', `${PLANTED}twitter-users.csv`],
    ...['--out', data!, '--disclosure', DISCLOSURE],
  ];
  expect((await cli(...importing)).status).toBe(0);
  writeFileSync(
    path.join(data!, 'list.json'),
    JSON.stringify({
      ...{ id: 'sample', name: 'Sample', publisher: 'A sample desk', contact: 'a@sample.example' },
      ...{ homepage: null, licence: 'CC0-1.0', corrections: 'mailto:a@sample.example' },
    }),
  );
  expect((await cli('list', 'keygen', '--out', key!)).status).toBe(0);
  const build = ['list', 'build', '--data', data!, '--key', key!, '--out', built!];
  expect(await cli(...build)).toMatchObject({ status: 0 });
  expect((await cli('list', 'verify', built!)).status).toBe(0);
  const names = path.join(folder, 'names.txt');
  writeFileSync(names, '@mara_q_sample\n@nobody_sample\n');
  const checked = await cli(
    'check',
    names,
    '--platform',
    'x',
    '--list',
    built!,
    '--format',
    'json',
  );
  expect(checked.status).toBe(1);
  expect(checked.out).toContain('mara_q_sample');
  expect(checked.out).not.toContain('nobody_sample');
});

test('a later file that lacks names has them told, and marked only when asked', async () => {
  const out = path.join(folder, 'again');
  const file = path.join(folder, 'list.txt');
  mkdirSync(out, { recursive: true });
  const importing = (...more: string[]) =>
    cli('list', 'import', file, '--out', out, '--disclosure', DISCLOSURE, ...more);
  writeFileSync(file, 'https://twitter.com/one_sample\nhttps://twitter.com/two_sample\n');
  await importing();
  writeFileSync(file, 'https://twitter.com/one_sample\n');
  const told = await importing();
  expect(told.out).toContain('not in the file: @two_sample');
  expect(readAccounts(out).entries.map(({ history }) => history)).toEqual([[], []]);
  await importing('--withdraw');
  const [one, two] = readAccounts(out).entries;
  expect(one).toMatchObject({ handle: 'one_sample', history: [] });
  expect(two).toMatchObject({ handle: 'two_sample', history: [{ status: 'delisted' }] });
});

test.each([
  [['list', 'import'], /Name one file/],
  [['list', 'import', '/nowhere/names.csv'], /no such file/i],
  [['list', 'import', DATA], /this is a folder/],
  [['list', 'import', `${PLANTED}handles.txt`, '--platform', 'myspace'], /--platform takes x,/],
  [['list', 'import', `${PLANTED}handles.txt`, '--disclosure', 'none'], /no disclosure "none"/],
  [['list', 'import', `${PLANTED}handles.txt`, '--out', '/tmp/none'], /which disclosure/],
])('%j is refused in one line, with status 2', async (args, said) => {
  const { status, err } = await cli(...args);
  expect(status).toBe(2);
  expect(err).toMatch(said);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a disclosure that the folder has is the one that counts, and is left as it was', async () => {
  const out = path.join(folder, 'edited');
  const own = JSON.parse(
    readFileSync(path.join(DATA, 'disclosures', `${DISCLOSURE}.json`), 'utf8'),
  ) as object;
  mkdirSync(path.join(out, 'disclosures'), { recursive: true });
  const edited = { ...own, title: 'A title that somebody wrote by hand' };
  const added = { ...edited, id: 'own-one' };
  const file = (id: string) => path.join(out, 'disclosures', `${id}.json`);
  writeFileSync(file(DISCLOSURE), JSON.stringify(edited));
  writeFileSync(file('own-one'), JSON.stringify(added));
  for (const id of [DISCLOSURE, 'own-one']) {
    const { status, out: said } = await cli(
      ...['list', 'import', `${PLANTED}twitter-users.csv`, '--out', out, '--disclosure', id],
    );
    expect(said).toContain(`${id} (A title that somebody wrote by hand)`);
    expect(status).toBe(0);
  }
  expect(readFileSync(file(DISCLOSURE), 'utf8')).toBe(JSON.stringify(edited));
  expect(readFileSync(file('own-one'), 'utf8')).toBe(JSON.stringify(added));
});

test('an accounts file that is damaged is named, and left as it was', async () => {
  const out = path.join(folder, 'damaged');
  mkdirSync(path.join(out, 'accounts'), { recursive: true });
  const file = path.join(out, 'accounts', `${DISCLOSURE}.json`);
  writeFileSync(file, '{"disclosure":');
  const { status, err } = await cli(
    ...['list', 'import', `${PLANTED}twitter-users.csv`, '--out', out],
    ...['--disclosure', DISCLOSURE],
  );
  expect(status).toBe(2);
  expect(err).toContain(file);
  expect(readFileSync(file, 'utf8')).toBe('{"disclosure":');
});
