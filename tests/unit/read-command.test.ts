import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATA } from './cli-fixture.ts';

const RUN = fileURLToPath(new URL('../../src/dev/run.mjs', import.meta.url));
const STATUS = 'https://twitter.com/quiet_sample/status/870000000000000000';

/** A post of May 2017 as a page of that time, with listed names in its text. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>é</title>
  <div class="tweet" data-screen-name="quiet_sample" data-user-id="41012">
    <div class="permalink-header"><a class="account-group js-user-profile-link" href="/quiet_sample" data-user-id="41012">@quiet_sample</a></div>
    <p class="tweet-text"><a class="twitter-atreply" href="/TEN_GOP">@TEN_GOP</a>
    <a class="twitter-atreply" href="/RobbyDelaware">@RobbyDelaware</a>
    <a class="twitter-atreply" href="/Jenn_Abrams" data-mentioned-user-id="12">@Jenn_Abrams</a>
    <a href="/constructor">@constructor</a></p>
  </div>`;

let folder = '';
const inFolder = (name: string, content: string | Buffer) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lens-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function cli(...args: string[]) {
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [RUN, 'cli', ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

describe('npm run cli -- read', () => {
  test('a list with a damaged file is told in a line, with exit status 2: 1 would say somebody', async () => {
    const list = path.join(folder, 'published');
    const key = path.join(folder, 'key.json');
    await cli('list', 'keygen', '--out', key);
    await cli('list', 'build', '--data', DATA, '--key', key, '--out', list);
    for (const name of readdirSync(list)) {
      if (name.endsWith('.bin')) truncateSync(path.join(list, name), 20);
    }
    const page = inFolder('damaged-list.html', PAGE);
    for (const args of [['--json'], ['--format', 'csv']]) {
      const { status, out, err } = await cli(
        'read',
        page,
        '--url',
        STATUS,
        '--list',
        list,
        ...args,
      );
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(/^[^\n]+\n$/);
    }
  });

  test('prints one line of JSON and nothing else', async () => {
    const { status, out, err } = await cli(
      'read',
      inFolder('a.html', PAGE),
      '--url',
      STATUS,
      '--json',
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.endsWith('\n')).toBe(true);
    const reading = JSON.parse(out);
    expect(Object.keys(reading)).toEqual(['url', 'platform', 'accounts', 'matches']);
    expect(reading).toMatchObject({ url: STATUS, platform: 'x' });
    expect(reading.accounts).toContainEqual({
      platform: 'x',
      handle: 'quiet_sample',
      id: '41012',
      roles: ['author'],
      count: 3,
    });
    expect(
      reading.matches.map(({ handle, evidence, status: is }: Record<string, string>) => [
        handle,
        evidence,
        is,
      ]),
      // Jenn_Abrams' id is another account's here; `constructor` is nobody's name in a list.
    ).toEqual([
      ['TEN_GOP', 'same-name', 'listed'],
      ['RobbyDelaware', 'same-name', 'reinstated'],
    ]);
    expect(reading.matches[1].disclosures).toEqual(['house-intel-2017-11-01-ira']);
    expect(reading.matches[1].disputes).toBeGreaterThan(0);
  });

  test('an archived page is dated by its capture', async () => {
    const archived = `https://web.archive.org/web/20170601000000id_/${STATUS}`;
    const { out } = await cli('read', inFolder('b.html', PAGE), '--url', archived, '--json');
    const reading = JSON.parse(out);
    expect(reading.platform).toBe('wayback');
    expect(reading.matches.map((match: { evidence: string }) => match.evidence)).toEqual([
      'same-name-in-time',
      'same-name-in-time',
    ]);
  });

  test('several files give one line each; what can’t be read is said, and the rest is done', async () => {
    const good = inFolder('c.html', PAGE);
    const packed = inFolder('d.html.gz', gzipSync(PAGE));
    const image = inFolder('e.html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
    const missing = path.join(folder, 'nowhere.html');
    const { status, out, err } = await cli(
      ...['read', good, missing, image, packed, '--url', STATUS, '--json'],
    );
    expect(status).toBe(2);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file)).toEqual([good, packed]);
    expect(lines[0].matches).toEqual(lines[1].matches);
    expect(err.trim().split('\n')).toEqual([
      `${missing}: there is no such file.`,
      `${image}: this is not a saved web page.`,
    ]);
  });

  test('the address can come from the page that a browser saved', async () => {
    const saved = `<!-- saved from url=(0031)${STATUS} -->${PAGE}`;
    const { out } = await cli('read', inFolder('f.html', saved), '--json');
    expect(JSON.parse(out).url).toBe(STATUS);
  });

  test.skipIf(process.platform === 'win32')('a reader that has had enough is no error', () => {
    const file = inFolder('h.html', `<!-- saved from url=(0031)${STATUS} -->${PAGE}`);
    const command = `"${process.execPath}" src/dev/run.mjs cli read`;
    const { stdout, stderr } = spawnSync('sh', [
      '-c',
      `${command} ${`"${file}" `.repeat(200)} --json | head -c 1`,
    ]);
    expect([stdout.toString(), stderr.toString()]).toEqual(['{', '']);
  });

  test.each([
    [['read'], /Name at least one saved page/],
    [['read', 'FILE', '--url', 'nonsense'], /"nonsense" is not a web address/],
    [['read', 'FILE', '--url', 'file:///etc/passwd'], /is not a web address/],
    [['read', 'FILE'], /does not say where it was saved from/],
    [['read', 'FILE', '--wrong'], /--wrong/],
    [['read', 'FILE', '--url', STATUS, '--url', STATUS], /1 files? and 2 addresses/],
    [['raed', 'FILE'], /no command "raed"/],
  ])('%j ends with status 2 and one clear line', async (args, message) => {
    const file = inFolder('g.html', PAGE);
    const { status, out, err } = await cli(...args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
