import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { filesOf, pagesIn } from '../../src/publish/saved/pages.ts';
import type { SavedPage } from '../../src/publish/saved/saved-page.ts';
import { cli } from './cli-fixture.ts';
import { startPublisher } from './publisher-fixture.ts';

// Pages out of archives that these tests make themselves.

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lens-archives-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string, content: string | Uint8Array) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

async function pagesOf(file: string): Promise<(Omit<SavedPage, 'html'> & { text: string })[]> {
  const pages = [];
  for await (const { html, ...page } of pagesIn(file, () => {})) {
    pages.push({ ...page, text: Buffer.from(html).toString() });
  }
  return pages;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>é</title>
<p><a href="https://twitter.com/TEN_GOP">@TEN_GOP</a> <a href="https://twitter.com/nobody_sample">@nobody_sample</a></p>`;

interface Answer {
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers?: Record<string, string>;
  readonly status?: string;
  readonly type?: 'response' | 'resource' | 'request';
}

async function warc(answers: readonly Answer[], gzip: boolean): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (const { url, body, headers = {}, status = '200 OK', type = 'response' } of answers) {
    const record = WARCRecord.create(
      {
        ...{ url, type, date: '2017-05-04T03:02:01Z', warcVersion: 'WARC/1.1' },
        warcHeaders: type === 'resource' ? { 'Content-Type': 'text/html' } : {},
        ...(type !== 'resource' && {
          statusline: type === 'request' ? 'GET / HTTP/1.1' : `HTTP/1.1 ${status}`,
          httpHeaders: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
        }),
      },
      [body],
    );
    parts.push(await WARCSerializer.serialize(record, { gzip }));
  }
  return Buffer.concat(parts);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const chunked = (body: Uint8Array) =>
  Buffer.concat([utf8(`${body.length.toString(16)}\r\n`), body, utf8('\r\n0\r\n\r\n')]);

const ANSWERS: readonly Answer[] = [
  { url: 'https://one.example/', body: utf8(PAGE) },
  { url: 'https://one.example/', body: new Uint8Array(0), type: 'request' },
  { url: 'https://two.example/', body: gzipSync(PAGE), headers: { 'Content-Encoding': 'gzip' } },
  {
    url: 'https://three.example/',
    body: chunked(brotliCompressSync(PAGE)),
    headers: { 'Content-Encoding': 'br', 'Transfer-Encoding': 'chunked' },
  },
  // As crawlers write them that unpack on the way and keep the headers.
  { url: 'https://four.example/', body: utf8(PAGE), headers: { 'Content-Encoding': 'gzip' } },
  { url: 'https://five.example/', body: utf8(PAGE), type: 'resource' },
  { url: 'https://gone.example/', body: utf8(PAGE), status: '404 Not Found' },
  { url: 'https://six.example/a.png', body: utf8('<'), headers: { 'Content-Type': 'image/png' } },
];

const MHTML = `From: <Saved by Blink>\r
Snapshot-Content-Location: https://news.example/story\r
Subject: =?utf-8?Q?Na=C3=AFve?=\r
Date: Thu, 4 May 2017 03:02:01 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--abc----"\r
\r
\r
------MultipartBoundary--abc----\r
Content-Type: text/html\r
Content-ID: <frame-1@mhtml.blink>\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://news.example/story\r
\r
<!DOCTYPE html><html><head><meta charset=3D"iso-8859-1"></head><body>=C3=A9 <a hr=\r
ef=3D"https://twitter.com/TEN_GOP">@TEN_GOP</a></body></html>\r
------MultipartBoundary--abc----\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://frame.example/\r
\r
<html><body>a frame, <a href=3D"https://x.com/Jenn_Abrams">@Jenn_Abrams</a></body></html>\r
------MultipartBoundary--abc----\r
Content-Type: text/html\r
Content-Location: cid:css-1@mhtml.blink\r
\r
<html><body>of no address</body></html>\r
------MultipartBoundary--abc------\r
`;

const CAPTURED = Date.UTC(2017, 4, 4, 3, 2, 1);

describe.each([
  ['plain', 'a.warc', false],
  ['gzip, a member each record', 'a.warc.gz', true],
])('a WARC, %s', (_name, name, gzip) => {
  test('gives the pages that were answered, unpacked, each with its record’s time', async () => {
    const pages = await pagesOf(inFolder(name, await warc(ANSWERS, gzip)));
    const numbers = ['one', 'two', 'three', 'four', 'five'];
    expect(pages).toEqual(
      numbers.map((number) => ({
        ...{ address: `https://${number}.example/`, capturedAt: CAPTURED, text: PAGE },
      })),
    );
  });
});

test('an MHTML file gives its page and frames one by one, decoded, with address and time', async () => {
  for (const [name, bytes] of [
    ['a.mhtml', Buffer.from(MHTML)],
    ['b.mht.gz', gzipSync(MHTML)],
  ] as const) {
    const [page, frame, ...others] = await pagesOf(inFolder(name, bytes));
    expect(others).toEqual([]);
    expect(frame).toMatchObject({ address: 'https://frame.example/', capturedAt: CAPTURED });
    expect(frame?.text).toContain('a frame, <a href="https://x.com/Jenn_Abrams">');
    expect(page).toMatchObject({ address: 'https://news.example/story', capturedAt: CAPTURED });
    expect(page?.text).toContain('é <a href="https://twitter.com/TEN_GOP">');
    expect(page?.text).not.toContain('a frame');
  }
});

test('a page of SingleFile says when it was saved', async () => {
  const html = `<!DOCTYPE html> <html><!--
 Page saved with SingleFile 
 url: https://news.example/story 
 saved date: Thu May 04 2017 05:02:01 GMT+0200 (Central European Summer Time)
-->${PAGE}</html>`;
  expect(await pagesOf(inFolder('single.html', html))).toMatchObject([
    { address: 'https://news.example/story', capturedAt: CAPTURED },
  ]);
});

test('what is damaged is said in one sentence', async () => {
  const whole = await warc(ANSWERS.slice(0, 1), true);
  for (const length of [40, whole.length - 20]) {
    const cut = inFolder('cut.warc.gz', whole.subarray(0, length));
    await expect(pagesOf(cut)).rejects.toThrow(/damaged (?:gzip|WARC)/);
  }
  const plain = await warc(ANSWERS.slice(0, 1), false);
  const short = inFolder('cut.warc', plain.subarray(0, plain.length - 30));
  await expect(pagesOf(short)).rejects.toThrow('it ends within a record');
  await expect(pagesOf(inFolder('x.html', 'nothing'))).rejects.toThrow('not a saved web page');
  await expect(pagesOf(inFolder('x.html.gz', gzipSync(PAGE).subarray(0, 60)))).rejects.toThrow(
    'damaged gzip',
  );
  await expect(pagesOf(path.join(folder, 'none.html'))).rejects.toThrow('there is no such file');
});

test('of a folder, the files that hold pages are read, in order', async () => {
  const names = ['b/z.mht', 'b/a.warc.gz', 'a.html', 'c.warc'];
  for (const name of [...names, 'b/notes.txt', 'b/data.csv']) inFolder(`deep/${name}`, PAGE);
  const deep = path.join(folder, 'deep');
  expect(await filesOf([deep])).toEqual(
    ['a.html', 'b/a.warc.gz', 'b/z.mht', 'c.warc'].map((name) => path.join(deep, name)),
  );
  inFolder('empty/notes.txt', 'none');
  await expect(filesOf([path.join(folder, 'empty')])).rejects.toThrow('no saved page');
});

describe('npm run cli -- read --format', () => {
  test('writes matches as check does, each with its page and the time as evidence', async () => {
    inFolder('whole/pages.warc.gz', await warc(ANSWERS.slice(0, 3), true));
    inFolder('whole/story.mhtml', MHTML);
    const args = ['read', path.join(folder, 'whole'), '--time', '2026-11-25'];
    const csv = await cli(...args, '--format', 'csv');
    expect(csv.err).toBe('');
    expect(csv.status).toBe(1);
    const { data } = Papa.parse<Record<string, string>>(csv.out, { header: true, comments: '#' });
    const rows = data.filter(({ row }) => row !== '' && row !== undefined);
    expect(rows.map(({ file, row, page, captured }) => [file, row, page, captured])).toEqual([
      ['pages.warc.gz', '1', 'https://one.example/', '2017-05-04T03:02:01.000Z'],
      ['pages.warc.gz', '3', 'https://two.example/', '2017-05-04T03:02:01.000Z'],
      ['story.mhtml', '1', 'https://news.example/story', '2017-05-04T03:02:01.000Z'],
      ['story.mhtml', '2', 'https://frame.example/', '2017-05-04T03:02:01.000Z'],
    ]);
    for (const row of rows.slice(0, 3)) {
      expect(row).toMatchObject({
        ...{ platform: 'x', platform_basis: 'address', match_basis: 'name', handle: 'TEN_GOP' },
        // Before the removal that the list has: its time is what the archive says.
        evidence: 'same-name-in-time',
      });
      expect(row.list_sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(csv.out).toContain('# input: pages.warc.gz');
    expect(csv.out).toMatch(/# input_sha256: [0-9a-f]{64}/);
    expect(csv.out).toContain('# matches: 2');
    const ndjson = await cli(...args, '--format', 'ndjson');
    const lines = ndjson.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ file: 'pages.warc.gz', row: 1, page: 'https://one.example/' });
    expect(lines.at(-1)).toMatchObject({ provenance: { time: '2026-11-25' } });
    // The same bytes again.
    expect((await cli(...args, '--format', 'csv')).out).toBe(csv.out);
  });

  test('asks the published list that it is given, told in readings and in matches', async () => {
    const publisher = await startPublisher();
    try {
      await publisher.publish(['nobody_sample'], { version: 7 });
      const args = ['read', inFolder('listed.html', PAGE), '--url', 'https://news.example/'];
      const list = ['--list', publisher.folder];
      const { out } = await cli(...args, '--json', ...list);
      const { matches } = JSON.parse(out) as { matches: { handle: string }[] };
      expect(matches.map(({ handle }) => handle)).toEqual(['nobody_sample']);
      const ndjson = await cli(...args, '--format', 'ndjson', ...list);
      expect(ndjson.status).toBe(1);
      const [row] = ndjson.out.split('\n');
      expect(JSON.parse(row ?? '')).toMatchObject({ handle: 'nobody_sample', list_version: 7 });
    } finally {
      await publisher.stop();
    }
    const refused = await cli('read', folder, '--list', '/nowhere');
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain('There is no file latest');
  });
});
