import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHashedIdentifier, isRoundedId, normalId } from './ids.ts';
import { PLATFORM_IDS, type PlatformId } from './platforms.ts';

/** Spellings of an id and its normal form. */
const SAME: readonly [PlatformId, string, readonly string[]][] = [
  ['x', '905874659358453760', ['905874659358453760', ' 905874659358453760\n']],
  ['x', '12', ['12', '\u202A12\u202C']],
  ['facebook', '100012345678901', ['100012345678901']],
  ['facebook', '479681268841947', ['479681268841947']],
  ['instagram', '314216', ['314216']],
  ['threads', '63055343223', ['63055343223']],
  ['tiktok', '6781206617314018309', ['6781206617314018309']],
  ['linkedin', '123456789', ['123456789']],
  ['telegram', '1234567890', ['1234567890']],
  ['telegram', '-1234567890', ['-1234567890', '-1001234567890']],
  ['telegram', '-12345678', ['-1000012345678']],
  ['telegram', '-100123', ['-100123']],
  ['vk', '123', ['123', 'id123']],
  ['vk', '-123', ['-123', 'club123', 'public123', 'group123', 'event123']],
  ['youtube', 'UCQ8TUByC9EmbhoUDaInIGeA', ['UCQ8TUByC9EmbhoUDaInIGeA']],
  ['youtube', 'UCLC1nH7Df-piVzMWhoFYupw', ['UCLC1nH7Df-piVzMWhoFYupw']],
  ['reddit', 't2_z919g', ['t2_z919g', 'T2_Z919G']],
  ['bluesky', 'did:plc:z72i7hdynmk6r22z27h6tvur', ['did:plc:z72i7hdynmk6r22z27h6tvur']],
  ['bluesky', 'did:web:example.org', ['did:web:example.org']],
  ['medium', '5c0f2d0e0b1a', ['5c0f2d0e0b1a', '5C0F2D0E0B1A']],
  ['medium', '1234567890e1', ['1234567890e1']],
  ['tumblr', 't:0aY0xL2Fi1OFJg4YxpmegQ', ['t:0aY0xL2Fi1OFJg4YxpmegQ']],
  [
    'mastodon',
    'https://example.org/users/Name',
    ['https://example.org/users/Name', 'HTTPS://Example.ORG/users/Name'],
  ],
  ['mastodon', 'https://xn--mnchen-3ya.de/ap/users/1', ['https://münchen.de/ap/users/1']],
  [
    'mastodon',
    'https://example.org/?author=1',
    ['https://example.org/?author=1', 'https://example.org?author=1'],
  ],
];

const REFUSED: readonly [PlatformId, readonly string[]][] = [
  [
    'x',
    [
      '',
      '0',
      '012',
      '-12',
      '+12',
      '1.5',
      '1,234',
      '0x10',
      '12a',
      '１２',
      '@12',
      '99999999999999999999',
    ],
  ],
  [
    'x',
    [
      '9.06E+17',
      '906000000000000000',
      '905874659358453760.0',
      'vMm2zemFOF7kmXoDyX24Bo+TorqhNutpZlATYyxsE=',
    ],
  ],
  ['facebook', ['id1', '1.00012E+14', 'zuck']],
  ['instagram', ['17841400008460056', 'pk1']],
  ['threads', ['063055343223']],
  ['telegram', ['-0', '-1000000000000', '--1', 'c1']],
  ['vk', ['id0', 'club0', 'public0', '-0', 'id-1', 'club', 'id123_456', 'idclub1', 'durov']],
  [
    'youtube',
    [
      'UCQ8TUByC9EmbhoUDaInIGe',
      'UCQ8TUByC9EmbhoUDaInIGeAA',
      'ucQ8TUByC9EmbhoUDaInIGeA',
      'UUQ8TUByC9EmbhoUDaInIGeA',
    ],
  ],
  ['reddit', ['z919g', 't2_', 't3_z919g', 't2_0abc', 't2_a-b']],
  [
    'bluesky',
    [
      'did:plc:short',
      'did:plc:Z72I7HDYNMK6R22Z27H6TVUR',
      'did:plc:z72i7hdynmk6r22z27h6tvu1',
      'did:key:abc',
      'did:web:localhost%3A1',
    ],
  ],
  ['medium', ['5c0f2d0e0', '5c0f2d0e0b1a2', 'g23456789012']],
  ['tumblr', ['0aY0xL2Fi1OFJg4YxpmegQ', 't:', 't:a b']],
  [
    'mastodon',
    [
      'http://example.org/users/a',
      'javascript:alert(1)',
      'https://a:b@example.org/users/a',
      '27955',
      'https://',
      'https://exa mple.org/a',
    ],
  ],
  ['quora', ['1']],
  ['vimeo', ['182619556']],
];

describe('normalId', () => {
  it.each(SAME)('%s: %s', (platform, normal, spellings) => {
    for (const spelling of spellings) expect(normalId(platform, spelling)).toBe(normal);
  });

  it.each(REFUSED)('%s refuses %j', (platform, texts) => {
    for (const text of texts) expect([text, normalId(platform, text)]).toEqual([text, null]);
  });

  it('keeps every digit of a number that a double would round', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('x', 'facebook', 'threads', 'tiktok', 'linkedin', 'vk', 'telegram'),
        fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }),
        (platform, number) => {
          const text = String(number);
          expect(normalId(platform, text)).toBe(isRoundedId(text) ? null : text);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('gives a form that is its own normal form', () => {
    const samples = fc.constantFrom(...SAME.flatMap(([, , spellings]) => spellings));
    const extra = fc.string({ unit: 'grapheme', maxLength: 2 });
    const texts = fc.oneof(
      samples,
      fc.tuple(samples, extra, fc.nat({ max: 40 })).map(([text, piece, at]) => {
        return text.slice(0, at) + piece + text.slice(at);
      }),
      fc
        .tuple(
          fc.constantFrom('-', 'id', 'club', 't2_', '-100', '-1'),
          fc.stringMatching(/^[0-9a-f]{1,13}$/),
        )
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PLATFORM_IDS), texts, (platform, text) => {
        const normal = normalId(platform, text);
        if (normal !== null) expect(normalId(platform, normal)).toBe(normal);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('isRoundedId', () => {
  it.each([
    '9.06E+17',
    '1.01421E+18',
    '9,06E+17',
    '9.06e17',
    '9E+17',
    '906000000000000000',
    '968131000000000000',
    '1.00012E+14',
    ' 9.06E+17 ',
  ])('knows %s', (text) => expect(isRoundedId(text)).toBe(true));

  it.each([
    '905874659358453760',
    '100000000000001',
    '1000',
    '1234567890',
    '1234567890e1',
    'E+17',
    '',
    '3312143142',
    '100012345670000',
  ])('takes %j for exact', (text) => expect(isRoundedId(text)).toBe(false));

  it('knows every long number that was cut to six digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999_999 }),
        fc.integer({ min: 15, max: 19 }),
        (head, length) => {
          expect(isRoundedId(String(head).padEnd(length, '0'))).toBe(true);
        },
      ),
    );
  });
});

describe('isHashedIdentifier', () => {
  it.each([
    'vMm2zemFOF7kmXoDyX24Bo+TorqhNutpZlATYyxsE=',
    'wwqN85E4TpJz940ZhGMXT9hHzaZktIMHhKzO5MEtrQ8=',
    'w/qN85E4TpJz940ZhGMXT9hHzaZktIMHhKzO5MEtrQ8=',
  ])('knows %s', (text) => expect(isHashedIdentifier(text)).toBe(true));

  it.each([
    '905874659358453760',
    'jack',
    '=',
    'MS4wLjABAAAAv7iSuuXDJGDvJkmH',
    `${'a'.repeat(50)}=`,
    'a b=',
  ])('takes %j for none', (text) => expect(isHashedIdentifier(text)).toBe(false));

  it('knows every SHA-256 in base64, with and without its slashes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(isHashedIdentifier(text)).toBe(true);
        const without = text.replaceAll('/', '');
        // Five slashes in one hash are too rare (1 in 1700) to let shorter texts pass for hashes.
        if (without.length >= 40) expect(isHashedIdentifier(without)).toBe(true);
        for (const platform of PLATFORM_IDS) expect(normalId(platform, text)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
