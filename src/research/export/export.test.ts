import { strFromU8, unzipSync } from 'fflate';
import { JSDOM } from 'jsdom';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { checkText, someLookup } from '../../../tests/unit/check-fixture.ts';
import { FIELDS, matchCells, type ResultRow } from './fields.ts';
import { markdownSummary } from './markdown.ts';
import { type Provenance, provenanceLines } from './provenance.ts';
import { ResultTally } from './tally.ts';
import { workbook } from './workbook.ts';
import { csvLines, resultWriter, type StreamedFormat } from './writers.ts';

async function aResult() {
  const lookup = await someLookup(['mara_q', 'plain_name']);
  const text = 'user_screen_name\n@mara_q\nnobody\n\nhttps://x.com/Plain_Name\n';
  const { matches, reading, counts } = await checkText(text, { lookup });
  const rows: ResultRow[] = matches.map(({ row, match }) => ({ file: 'a "file".csv', row, match }));
  const provenance: Provenance = {
    tool: { name: 'Takedown Lens', version: '1.2.3' },
    time: '2026-11-25',
    lists: lookup.lists,
    inputs: [
      { name: 'a "file".csv', bytes: text.length, sha256: 'ab'.repeat(32), reading, counts },
    ],
  };
  return { rows, provenance, lists: lookup.lists };
}

async function written(format: StreamedFormat): Promise<string> {
  const { rows, provenance, lists } = await aResult();
  const writer = resultWriter(format, lists);
  return (
    writer.begin() +
    writer.rows(rows.slice(0, 1)) +
    writer.rows(rows.slice(1)) +
    writer.end(provenance)
  );
}

/** Everything that a paper has to say, in any of the formats. */
async function expectProvenance(text: string): Promise<void> {
  const { lists } = await aResult();
  for (const fact of [
    'Takedown Lens',
    '1.2.3',
    '2026-11-25',
    lists[0]!.sha256,
    lists[0]!.name,
    String(lists[0]!.version),
    'ab'.repeat(32),
  ]) {
    expect(text).toContain(fact);
  }
}

describe('CSV', () => {
  test('has a line a match and, behind them, what they rest on', async () => {
    const text = await written('csv');
    const { data, errors } = Papa.parse<Record<string, string>>(text, {
      header: true,
      comments: '#',
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(
      data.map(({ row, handle, evidence, disclosures }) => [row, handle, evidence, disclosures]),
    ).toEqual([
      ['1', '@mara_q', 'same-name', 'first'].map((cell) => cell.replace('@', '')),
      ['4', 'Plain_Name', 'same-name', 'first'],
    ]);
    await expectProvenance(text);
    expect(text).toContain('# rows_read: 4\r\n');
    expect(text).toContain('# rows_skipped: empty 1\r\n');
  });

  test('has no cell that a spreadsheet would run', () => {
    const formulas = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '＝1',
      '=HYPERLINK("http://x","y")',
    ];
    const { data } = Papa.parse<string[]>(csvLines(formulas.map((cell) => [cell])));
    expect(data.filter(([cell]) => cell !== '').map(([cell]) => cell)).toEqual(
      formulas.map((cell) => `'${cell}`),
    );
    expect(csvLines([['name', 3, null]])).toBe('"name",3,""\r\n');
  });
});

test('NDJSON is JSON on every line, provenance last', async () => {
  const lines = (await written('ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ row: 1, input: '@mara_q', match_basis: 'name' });
  expect(lines[2]).toMatchObject({ provenance: { inputs: [{ counts: { rows: 4 } }] } });
  await expectProvenance(JSON.stringify(lines[2]));
});

test('JSON is one value, also without matches', async () => {
  const whole = JSON.parse(await written('json')) as { matches: object[] };
  expect(whole.matches).toHaveLength(2);
  await expectProvenance(JSON.stringify(whole));
  const { provenance, lists } = await aResult();
  const writer = resultWriter('json', lists);
  expect(JSON.parse(writer.begin() + writer.rows([]) + writer.end(provenance))).toMatchObject({
    matches: [],
  });
});

describe('a workbook', () => {
  test('has a sheet of matches and one of provenance, text as text', async () => {
    const { rows, provenance, lists } = await aResult();
    const odd = rows.map((row) => ({ ...row, file: '=1+1 <&\u0001\ud800' }));
    const parts = unzipSync(Buffer.concat(workbook(odd, odd.length, lists, provenance)));
    const text = (name: string) => strFromU8(parts[name]!);
    for (const name of Object.keys(parts)) {
      const { window } = new JSDOM('');
      const parsed = new window.DOMParser().parseFromString(text(name), 'application/xml');
      expect(parsed.querySelector('parsererror')?.textContent).toBe(undefined);
    }
    const { window } = new JSDOM('');
    const xml = (name: string) =>
      new window.DOMParser().parseFromString(text(name), 'application/xml');
    const texts = [...xml('xl/sharedStrings.xml').querySelectorAll('si')].map(
      (one) => one.textContent,
    );
    const cells = [...xml('xl/worksheets/sheet1.xml').querySelectorAll('row:nth-of-type(2) c')].map(
      (cell) =>
        cell.getAttribute('t') === 's' ? texts[Number(cell.textContent)] : cell.textContent,
    );
    // Text, not a formula, whatever it begins with.
    expect(cells.slice(0, 4)).toEqual(['=1+1 <&', '1', '@mara_q', 'x']);
    expect(text('xl/worksheets/sheet1.xml')).not.toContain('<f>');
    expect(text('xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(3);
    await expectProvenance(text('xl/sharedStrings.xml'));
  });

  test('is read by others cell for cell, whatever names begin with or are written in', async () => {
    const { rows, provenance, lists } = await aResult();
    const [row] = rows;
    const names = [
      ...['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '906058369985949696'],
      ...['0012', '9.06E+17', 'TRUE', '2019-01-31', 'محمد_علي', 'שלום', '😀🏳️‍🌈', '\u202Ertl'],
      ...['tab\there', 'a&b<c>', "'apos", '_x0041_', '__x000D_x000D_'],
    ];
    const odd = names.map((name) => ({ ...row!, match: { ...row!.match, input: name } }));
    const bytes = Buffer.concat(workbook(odd, odd.length, lists, provenance));
    const [matches, facts] = await readWorkbook(bytes, { trim: false });
    expect(matches?.data).toEqual([
      [...FIELDS],
      ...odd.map((one) => [one.file, one.row, ...Object.values(matchCells(one.match, lists))]),
    ]);
    expect(facts?.data.slice(1)).toEqual(provenanceLines(provenance));
  });

  test('has the same bytes each time', async () => {
    const { rows, provenance, lists } = await aResult();
    const made = () => Buffer.concat(workbook(rows, rows.length, lists, provenance));
    expect(made()).toEqual(made());
  });
});

test('the summary counts by disclosure, and text from outside makes no markup', async () => {
  const { rows, provenance } = await aResult();
  const tally = new ResultTally();
  for (const { match } of rows) tally.add(match);
  const [input] = provenance.inputs;
  const text = markdownSummary(
    { ...provenance, inputs: [{ ...input!, name: '[x](y)|<b>' }] },
    tally,
  );
  expect(text).toContain('| Twitter (first) | 31 January 2019 | 2 | 2 | 1 |');
  expect(text).toContain('Listed is not guilty.');
  expect(text).toContain('\\[x\\](y)\\|\\<b\\>');
  await expectProvenance(text.replaceAll('\\', ''));
});
