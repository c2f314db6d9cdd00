import { describe, expect, test } from 'vitest';
import { DisclosureId } from '../../records/disclosure.ts';
import type { ReadFile } from './file-protocol.ts';
import { type DisclosureFields, newDisclosure, wrongFields } from './new-disclosure.ts';

const FILE = {
  sha256: 'ab12cd34'.repeat(8),
  report: {
    accounts: 2,
    hashed: 1,
    byPlatform: { x: 1, reddit: 1 },
    claimed: [
      { of: 'account', number: 7704, line: 2 },
      { of: 'Not a Kind', number: 1, line: 3 },
    ],
  },
} as unknown as ReadFile;

const FIELDS: DisclosureFields = {
  ...{ discloser: ' Comité d’enquête ', date: '2024-Q3', title: 'A sample', source: '' },
  ...{ kind: 'network-takedown', attributed: '', reason: '', language: 'fr' },
  reasonKind: 'not-recorded',
};

describe('a disclosure that a person writes down', () => {
  test('has what was written, and the file’s own numbers', () => {
    expect(wrongFields(FIELDS)).toEqual([]);
    expect(newDisclosure(FIELDS, FILE)).toMatchObject({
      id: 'own-comite-d-enquete-2024-q3-ab12cd34',
      disclosedBy: { name: 'Comité d’enquête', shortName: 'Comité d’enquête' },
      platforms: ['x', 'reddit'],
      date: '2024-Q3',
      attributedTo: null,
      statedReason: { kind: 'not-recorded' },
      counts: {
        claimed: [{ of: 'account', number: 7704 }],
        published: [{ of: 'account', number: 3 }],
      },
      namesPublished: 'some-hashed',
      sources: [],
      confirmation: { confirmed: false },
    });
  });

  test('keeps a quotation with its language, and where it can be looked up', () => {
    const fields: DisclosureFields = {
      ...FIELDS,
      ...{ reasonKind: 'quote', reason: 'De faux comptes.', source: 'https://a.example/b' },
    };
    expect(newDisclosure(fields, FILE)).toMatchObject({
      statedReason: { kind: 'quote', text: 'De faux comptes.', language: 'fr' },
      sources: [{ url: 'https://a.example/b', publisher: 'Comité d’enquête' }],
      confirmation: { confirmed: true },
    });
  });

  test.each([
    [{ discloser: '  ' }, ['discloser']],
    [{ date: 'last year' }, ['date']],
    [{ title: 'x'.repeat(4001) }, ['title']],
    [{ source: 'javascript:alert(1)' }, ['source']],
    [{ source: 'https://me:secret@a.example/' }, ['source']],
    [{ reasonKind: 'summary' }, ['reason']],
    [{ reasonKind: 'quote', reason: 'a', language: 'French' }, ['language']],
  ] as const)('%j can’t be taken', (change, wrong) => {
    expect(wrongFields({ ...FIELDS, ...change })).toEqual(wrong);
  });

  test('has an id also where nothing of its discloser’s name can stand in one', () => {
    const { id } = newDisclosure({ ...FIELDS, discloser: 'الهيئة' }, FILE);
    expect(DisclosureId.safeParse(id).success).toBe(true);
    expect(id).toBe('own-2024-q3-ab12cd34');
  });

  test('a name that is too long for a badge is shortened there', () => {
    const name = 'The Committee on a Very Long Matter';
    const { disclosedBy } = newDisclosure({ ...FIELDS, discloser: name }, FILE);
    expect(disclosedBy).toEqual({ name, shortName: 'The Committee on a Very…' });
  });
});
