import { expect, it } from 'vitest';
import type { CardAnswer } from '../messaging/messages.ts';
import { AccountEntry } from '../records/entry.ts';
import { correctionLink } from './correction.ts';

function record(corrections: string): CardAnswer['records'][number] {
  return {
    disclosures: [],
    namesKnown: {},
    entry: AccountEntry.parse({
      platform: 'x',
      handle: 'A&B=1',
      namedIn: [{ disclosure: 'twitter-2019' }],
    }),
    list: {
      id: 'base',
      name: 'Base',
      version: 3,
      created: '2026-11-22T06:00:00Z',
      expires: '2099-01-01T00:00:00Z',
      publisher: 'P',
      corrections,
      entries: 1,
      disclosures: 1,
      disputes: 0,
    },
  };
}

it('fills in an issue form, and keeps what the address asks for itself', () => {
  const url = new URL(correctionLink(record('https://example.org/issues/new?labels=correction'))!);
  expect(url.searchParams.get('labels')).toBe('correction');
  expect(url.searchParams.get('title')).toBe('Correction: @A&B=1 on X');
  expect(url.searchParams.get('body')).toContain('List: base, version 3');
});

it('fills in a letter, from the address alone', () => {
  const link = correctionLink(record('mailto:fix@example.org?bcc=spy@example.com&body=hello'))!;
  expect(link).toMatch(
    /^mailto:fix@example\.org\?subject=Correction%3A%20%40A%26B%3D1%20on%20X&body=/,
  );
  expect(link).not.toContain('spy');
});

it.each([
  'javascript:alert(1)',
  'http://example.org/',
  'https://user:secret@example.org/',
  'mailto:',
  'mailto:a@b.example,c@d.example',
  'data:text/html,x',
  'not an address',
])('gives no link for %s', (corrections) => {
  expect(correctionLink(record(corrections))).toBeNull();
});
