import { describe, expect, it } from 'vitest';
import type { CardAnswer } from '../messaging/messages.ts';
import { Disclosure } from '../records/disclosure.ts';
import { AccountEntry } from '../records/entry.ts';
import { citation } from './citation.ts';

const NOW = Date.UTC(2026, 10, 25, 23);

function record(
  facts: { disclosure?: object; entry?: object; list?: string } = {},
): CardAnswer['records'][number] {
  const disclosure = Disclosure.parse({
    id: 'twitter-2019-01-31-example',
    disclosedBy: { name: 'Twitter', shortName: 'Twitter' },
    platforms: ['x'],
    date: '2019-01-31',
    title: 'Example set 1: 1,196 accounts',
    kind: 'network-takedown',
    attributedTo: null,
    statedReason: { kind: 'none-given' },
    counts: { claimed: [], published: [] },
    namesPublished: 'all',
    sources: [
      { title: 'Described only', url: null },
      {
        title: 'Further research',
        publisher: 'Twitter',
        url: 'https://blog.example/further_research?a=1&b=2',
        archivedUrl: 'https://web.archive.org/web/2019/https://blog.example/',
      },
    ],
    disputes: [
      {
        kind: 'criticism',
        by: 'Ana Ejemplo',
        date: null,
        summary: 'No.',
        source: { title: 'T', url: null },
      },
    ],
    confirmation: { confirmed: true },
    ...facts.disclosure,
  });
  return {
    disclosures: [disclosure],
    namesKnown: {},
    entry: AccountEntry.parse({
      platform: 'x',
      handle: 'Example_1',
      namedIn: [{ disclosure: disclosure.id }],
      ...facts.entry,
    }),
    list: {
      id: facts.list ?? 'base',
      name: 'Base list',
      version: 12,
      created: '2026-11-22T06:00:00Z',
      expires: '2099-01-01T00:00:00Z',
      publisher: 'P',
      corrections: 'https://example.org/',
      entries: 1,
      disclosures: 1,
      disputes: 1,
    },
  };
}

describe('a citation in plain text', () => {
  it('says who disclosed what and when, where to read it, and who disputes it', () => {
    expect(citation([record()], NOW, 'text')).toBe(
      'Twitter: Example set 1: 1,196 accounts. 31 January 2019. Further research, Twitter, ' +
        'https://blog.example/further_research?a=1&b=2, ' +
        'archived at https://web.archive.org/web/2019/https://blog.example/. ' +
        'Names @Example_1 (X). Status of this entry: listed. 1 dispute on record: Ana Ejemplo. ' +
        'Read in the list Base list, version 12 of 22 November 2026, on 25 November 2026.',
    );
  });

  it('gives the entry’s own status and disputes', () => {
    const cited = citation(
      [
        record({
          disclosure: { disputes: [] },
          entry: {
            history: [{ status: 'reinstated', date: '2019-02', summary: 'Back.', source: null }],
          },
        }),
      ],
      NOW,
      'text',
    );
    expect(cited).toContain('Status of this entry: reinstated, February 2019.');
    expect(cited).toContain('No dispute on record in this list.');
  });

  it('of a disclosure by itself says of what there is no dispute', () => {
    const whole = { ...record({ disclosure: { disputes: [] } }), entry: null };
    expect(citation([whole], NOW, 'text')).toContain(
      'No dispute about the whole disclosure is on record in this list.',
    );
  });

  it('leaves out an address that may not be a link', () => {
    const sources = [
      { title: 'Odd', publisher: null, url: 'javascript:alert(1)', archivedUrl: null, date: null },
    ];
    const odd = record();
    const cited = citation(
      [{ ...odd, disclosures: odd.disclosures.map((one) => ({ ...one, sources })) }],
      NOW,
      'text',
    );
    expect(cited).not.toContain('javascript');
    expect(cited).toContain('Odd.');
  });
});

describe('a BibTeX entry', () => {
  it('has its fields, with what TeX would take for commands escaped', () => {
    expect(
      citation([record({ disclosure: { title: '50% of {all} & _more_' } })], NOW, 'bibtex'),
    ).toBe(`@misc{twitter-2019-01-31-example,
  author = {{Twitter}},
  title = {{50\\% of \\{all\\} \\& \\_more\\_}},
  year = {2019},
  month = {1},
  date = {2019-01-31},
  howpublished = {Further research, Twitter},
  url = {https://blog.example/further_research?a=1&b=2},
  urldate = {2026-11-25},
  note = {Names @Example\\_1 (X). Status of this entry: listed. 1 dispute on record: Ana Ejemplo. Read in the list Base list, version 12 of 22 November 2026, on 25 November 2026.}
}`);
  });

  it('has no month where only a quarter is known', () => {
    const cited = citation([record({ disclosure: { date: '2023-Q1' } })], NOW, 'bibtex');
    expect(cited).toContain('year = {2023}');
    expect(cited).not.toMatch(/month =|\n {2}date =/);
  });

  it('has balanced braces whatever the text', () => {
    const cited = citation(
      [
        record({
          disclosure: { title: '}}{\\', sources: [{ title: '}', url: 'https://a.example/{}' }] },
        }),
      ],
      NOW,
      'bibtex',
    );
    const bare = cited.replace(/\\[{}]/g, '');
    expect(bare.split('{').length).toBe(bare.split('}').length);
  });

  it('has a key of its own for each of two lists', () => {
    const cited = citation([record(), record({ list: 'other' })], NOW, 'bibtex');
    expect(cited.match(/@misc\{[^,]+/g)).toEqual([
      '@misc{twitter-2019-01-31-example',
      '@misc{twitter-2019-01-31-example-other',
    ]);
  });
});

describe('a CSL-JSON item', () => {
  const item = (disclosure: object = {}) =>
    JSON.parse(citation([record({ disclosure })], NOW, 'csl'))[0];

  it('names author, date, address and archive', () => {
    expect(item()).toMatchObject({
      id: 'twitter-2019-01-31-example',
      type: 'webpage',
      author: [{ literal: 'Twitter' }],
      issued: { 'date-parts': [[2019, 1, 31]] },
      accessed: { 'date-parts': [[2026, 11, 25]] },
      URL: 'https://blog.example/further_research?a=1&b=2',
      archive_location: 'https://web.archive.org/web/2019/https://blog.example/',
    });
  });

  it.each([
    ['2019', { 'date-parts': [[2019]] }],
    ['2019-01', { 'date-parts': [[2019, 1]] }],
    ['2023-Q1', { 'date-parts': [[2023]], literal: 'first quarter of 2023' }],
    [
      '2024-H2/2025-Q1',
      { 'date-parts': [[2024], [2025]], literal: 'second half of 2024 to first quarter of 2025' },
    ],
  ])('keeps the precision of %s', (date, issued) => {
    expect(item({ date }).issued).toEqual(issued);
  });
});
