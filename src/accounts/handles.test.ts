import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalHandle, spelledHandle } from './handles.ts';
import { PLATFORM_IDS, type PlatformId } from './platforms.ts';

const LRE = '\u202A';
const PDF = '\u202C';
const ZWSP = '\u200B';

/** Spellings and the normal form they share. */
const SAME: readonly [PlatformId, string, readonly string[]][] = [
  [
    'x',
    'robbydelaware',
    ['RobbyDelaware', '@RobbyDelaware', '＠robbydelaware', ' @RobbyDelaware\n'],
  ],
  ['x', '10_gop', ['10_gop', '10_GOP', `${LRE}@10_GOP${PDF}`, `@${LRE}10_GOP${PDF}`]],
  ['x', 'a', ['a', 'A']],
  ['x', '12345', ['12345', '@12345']],
  ['x', 'abcdefghijklmnopqrst', ['abcdefghijklmnopqrST']],
  ['facebook', 'johnsmith55', ['johnsmith55', 'John.Smith55', 'john.smith.55', '.johnsmith55.']],
  ['facebook', 'zuck', ['zuck']],
  ['facebook', 'groups/foobar', ['groups/Foo.Bar', 'Groups/foobar']],
  ['instagram', 'john.smith', ['John.Smith', '@john.smith']],
  ['instagram', '_john_', ['_john_']],
  ['threads', 'john.smith', ['@John.Smith']],
  ['youtube', 'northeastunion7212', ['@NorthEastUnion7212']],
  ['youtube', 'uc4canada', ['@UC4Canada']],
  ['youtube', 'имя-канала', ['@Имя-Канала', 'ИМЯ-КАНАЛА']],
  ['youtube', 'café', ['@CAFÉ', 'cafe\u0301', 'Cafe\u0301']],
  ['youtube', 'μουσικόσ', ['@ΜΟΥΣΙΚΌΣ', 'μουσικός', 'μουσικόσ']],
  ['youtube', 'l·l', ['L·L']],
  ['youtube', 'name', ['c/Name', 'C/NAME', '/c/name', '@Name']],
  ['youtube', 'имя', ['c/Имя']],
  ['youtube', 'user/name', ['user/Name']],
  [
    'reddit',
    'stand-alone-shell',
    ['stand-alone-shell', 'u/Stand-Alone-Shell', '/u/stand-alone-shell'],
  ],
  [
    'reddit',
    'blacktolive',
    ['/user/BlackToLive', 'user/blacktolive', 'r/u_BlackToLive', '/r/u_blacktolive'],
  ],
  ['reddit', 'r/meiguominzhu', ['r/MeiguoMinzhu', '/r/meiguominzhu']],
  ['reddit', '-name-', ['-Name-']],
  ['tiktok', 'israel.in.a.minute', ['@Israel.in.a.minute']],
  ['telegram', 'gagauzia_v_efire', ['@Gagauzia_v_Efire']],
  ['telegram', 'gif', ['@gif']],
  [
    'tumblr',
    'some-blog',
    ['Some-Blog', '@some-blog', 'some-blog.tumblr.com', 'some-blog-deactivated20180323'],
  ],
  ['medium', 'first.last', ['@First.Last']],
  ['medium', 'absjack69', ['absjack69.medium.com']],
  ['bluesky', 'jay.bsky.social', ['jay', '@Jay.bsky.social', `${LRE}@jay.bsky.social${PDF}`]],
  ['bluesky', 'example.org', ['Example.ORG']],
  ['bluesky', 'xn--mnchen-3ya.de', ['xn--mnchen-3ya.de']],
  ['mastodon', 'gargron@mastodon.social', ['@Gargron@Mastodon.Social', 'Gargron@mastodon.social']],
  [
    'mastodon',
    'name@xn--mnchen-3ya.de',
    ['name@MÜNCHEN.de', '@name@mu\u0308nchen.de', 'name@xn--mnchen-3ya.de'],
  ],
  ['mastodon', 'first.last@example.org', ['First.Last@example.org']],
  ['linkedin', 'in/jane-doe-1a2b', ['in/Jane-Doe-1a2b', 'jane-doe-1a2b', 'IN/jane-doe-1a2b']],
  ['linkedin', 'in/josé-núñez', ['in/José-Núñez', 'in/Jose\u0301-Nu\u0301n\u0303ez']],
  ['linkedin', 'company/booking.com', ['company/Booking.com']],
  ['linkedin', 'school/mit', ['school/MIT']],
  ['linkedin', 'showcase/linkedin-news', ['showcase/LinkedIn-News']],
  ['vk', 'durov', ['Durov', '@durov']],
  ['vk', 'some.name_1', ['Some.Name_1']],
  ['quora', 'ada-park', ['Ada-Park']],
  ['quora', 'jürgen-müller-12', ['Jürgen-Müller-12']],
  ['vimeo', 'user182619556', ['user182619556', 'User182619556']],
];

/** What looks like a handle of that platform and is none. */
const REFUSED: readonly [PlatformId, readonly string[]][] = [
  [
    'x',
    [
      '',
      '@',
      '@@jack',
      '@ jack',
      'jack.',
      'j-ack',
      'jack/status/1',
      'abcdefghijklmnopqrstu',
      '%40jack',
    ],
  ],
  [
    'x',
    [
      'j\u0430ck',
      'jac\u212A',
      'ja\u017Fk',
      'ｊａｃｋ',
      `ja${ZWSP}ck`,
      'jack\u0301',
      'ja\u202Eck',
      'jack (old)',
    ],
  ],
  ['x', ['vMm2zemFOF7kmXoDyX24Bo+TorqhNutpZlATYyxsE=', 'https://x.com/jack']],
  [
    'facebook',
    [
      '100012345678901',
      '100.012',
      '...',
      'In-the-NOW-1234567',
      'profile.php?id=1',
      'groups/123',
      'имя',
    ],
  ],
  ['facebook', ['people/Name/1', 'jo\u0130n', '\u212Aelly']],
  ['instagram', ['.', '..', 'a-b', 'abcdefghijklmnopqrstuvwxyz_1234', 'имя']],
  ['threads', ['..', 'a b']],
  [
    'youtube',
    [
      '',
      'c/',
      'user/',
      'channel/UCQ8TUByC9EmbhoUDaInIGeA',
      'a/b',
      `имя${ZWSP}канала`,
      '\u0301a',
      '..',
    ],
  ],
  ['youtube', ['\u3164', 'a\u115Fb', 'име\uFE0F', 'na me', 'имя?']],
  ['reddit', ['[deleted]', 'u/', 'u/u/name', 'a.b', 'r/u_', 'abcdefghijklmnopqrstu', 'имя']],
  ['tiktok', [`MS4wLjABAAAA${'v7iSuuXDJGDvJkmH_vz1qkDZYo1apxgzaxdBSeIuPiM'}`, '.', 'a b', 'имя']],
  ['telegram', ['+ugoxkjuomho4nmy1', '1name', '_name', 'a', 'na-me', 'имя']],
  ['tumblr', ['-deactivated20180323', 'a_b', 'a.b', 'tumblr.com', '.tumblr.com', 'a.b.tumblr.com']],
  ['medium', ['medium.com/@a', '.medium.com', 'a b', 'имя']],
  [
    'bluesky',
    ['handle.invalid', 'did:plc:z72i7hdynmk6r22z27h6tvur', '-a', 'a..b', 'a.1', 'имя.рф', 'a_b'],
  ],
  [
    'mastodon',
    [
      'name',
      '@name',
      'name@',
      'name@localhost',
      'name@1.2.3.4',
      'na me@a.org',
      'name@a.org/b',
      'name@a.org:1',
    ],
  ],
  [
    'mastodon',
    [
      `name@a${ZWSP}b.org`,
      'name@ex%61mple.org',
      'name@exam\uFE0Fple.org',
      'a@b@c.org',
      'имя@a.org',
      'n\u0430me@a.org',
    ],
  ],
  [
    'linkedin',
    [
      'in/',
      'groups/123',
      'in/a/b',
      'pub/john/1/2/3',
      `in/ACoAA${'a-'.repeat(17)}`,
      'in/a?b',
      `in/имя${ZWSP}`.concat('x'),
    ],
  ],
  ['vk', ['id123', 'club123', 'public0', 'event1', 'group1', 'ID123', '-123', 'имя', 'a']],
  ['quora', ['Ada Park', 'a/b', '']],
  ['vimeo', ['182619556', 'a/b', 'channels/x']],
];

describe('normalHandle', () => {
  it.each(SAME)('%s: %s', (platform, normal, spellings) => {
    for (const spelling of spellings) expect(normalHandle(platform, spelling)).toBe(normal);
  });

  it.each(REFUSED)('%s refuses what is no handle there: %j', (platform, texts) => {
    for (const text of texts) expect([text, normalHandle(platform, text)]).toEqual([text, null]);
  });

  it('keeps name spaces apart', () => {
    expect(new Set(['name', 'user/name'].map((n) => normalHandle('youtube', n))).size).toBe(2);
    expect(normalHandle('linkedin', 'company/acme')).not.toBe(normalHandle('linkedin', 'acme'));
    expect(normalHandle('facebook', 'groups/acme')).not.toBe(normalHandle('facebook', 'acme'));
    expect(normalHandle('reddit', 'r/acme')).not.toBe(normalHandle('reddit', 'acme'));
  });

  it('lower-cases alike in every locale: I is i, and the dotless and dotted ones of Turkish are others', () => {
    expect(normalHandle('x', 'TITLE_I')).toBe('title_i');
    const names = ['I', 'ı', 'İ'].map((letter) => normalHandle('youtube', `x${letter}y`));
    expect(names).toEqual(['xiy', 'xıy', 'xi\u0307y']);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
    'takes %s for an ordinary name',
    (name) => {
      for (const platform of ['x', 'instagram', 'tiktok', 'youtube', 'medium'] as const) {
        expect(normalHandle(platform, name)).toBe(name.toLowerCase());
      }
    },
  );

  it('stays quick on a very long text', () => {
    const long = ' '.repeat(1_000_000);
    for (const platform of PLATFORM_IDS) {
      expect(normalHandle(platform, `a${long}a`)).toBeNull();
      expect(normalHandle(platform, 'a'.repeat(1_000_000))).toBeNull();
    }
  });
});

const platforms = fc.constantFrom(...PLATFORM_IDS);

/** Texts that are often handles somewhere, and often nearly so. */
const pieces = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcxyzIKSABC0123456789_-.') },
  { weight: 2, arbitrary: fc.constantFrom(...'иИаАςσΣßẞéÉñŁ漢字한글ñ·’&') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        'İ',
        'ı',
        'ſ',
        '\u212A',
        '\u212B',
        '\u2126',
        '\u0387',
        'µ',
        'ﬁ',
        'Ａ',
        'H\u0331',
        '\u0345',
        '🌟',
      ],
      ...[
        '\u0301',
        '\u0307',
        '\u0323',
        '\u0338',
        '\u200B',
        '\u200D',
        '\u202E',
        '\u2066',
        '\uFEFF',
        '\u00AD',
      ],
      ...['\u3164', '\uFE0F', '\uD800', '@', '＠', ' ', '/', '%', '#'],
      ...[
        'c/',
        'user/',
        'in/',
        'u/',
        '/r/',
        'r/u_',
        'groups/',
        '@example.org',
        '@Müller.de',
        '.org',
      ],
      ...[
        '-deactivated20180323',
        '.tumblr.com',
        '.medium.com',
        'id',
        'club',
        'acoaa',
        '.bsky.social',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
);
const texts = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
/** Names that every platform takes. They end in a letter, since VK's `id123` and `club1` are ids. */
const plainNames = fc.stringMatching(/^[a-z][a-z0-9]{3,12}[a-z]$/);

function written(platform: PlatformId, name: string): string {
  return platform === 'mastodon' ? `${name}@example.org` : name;
}

describe('normalHandle, for any text', () => {
  it('gives a form that is its own normal form', () => {
    let accepted = 0;
    fc.assert(
      fc.property(platforms, texts, (platform, text) => {
        const normal = normalHandle(platform, text);
        if (normal === null) return;
        accepted += 1;
        expect(normalHandle(platform, normal)).toBe(normal);
        expect(normal).toBe(normal.normalize());
        expect(normal).toBe(normal.toLowerCase().replaceAll('ς', 'σ'));
        expect(normal.length).toBeLessThanOrEqual(258);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(2_000);
  });

  it('does not depend on case', () => {
    fc.assert(
      fc.property(platforms, texts, (platform, text) => {
        const normal = normalHandle(platform, text);
        // Letters without a partner of their own (ß, ı, ſ, µ …) have no case variant to compare.
        const swapped = Array.from(text, (letter) => {
          for (const other of [letter.toUpperCase(), letter.toLowerCase()]) {
            const back = other === letter.toUpperCase() ? other.toLowerCase() : other.toUpperCase();
            if (other !== letter && back === letter) return other;
          }
          return letter;
        }).join('');
        if (normal !== null) expect(normalHandle(platform, swapped)).toBe(normal);
      }),
      { numRuns: 20_000 },
    );
  });

  it('does not depend on how Unicode composes a letter, where Unicode is allowed', () => {
    fc.assert(
      fc.property(fc.constantFrom('youtube', 'linkedin', 'quora'), texts, (platform, text) => {
        const normal = normalHandle(platform, text);
        if (normal === null) return;
        expect(normalHandle(platform, text.normalize('NFD'))).toBe(normal);
        expect(normalHandle(platform, text.normalize('NFC'))).toBe(normal);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never takes a look-alike for the letter it looks like', () => {
    const lookAlikes: Readonly<Record<string, readonly string[]>> = {
      a: ['\u0430', '\u03B1', 'ａ', '\u0251', 'á'],
      c: ['\u0441', '\u03F2', 'ｃ'],
      e: ['\u0435', 'ｅ', '\u212E'],
      i: ['\u0456', '\u0131', 'ｉ', '\u0130', 'l', '1'],
      k: ['\u043A', 'ｋ', '\u03BA'],
      o: ['\u043E', '\u03BF', '0', 'ｏ'],
      p: ['\u0440', '\u03C1'],
      s: ['\u0455', '\u017F', '5'],
      x: ['\u0445', '\u03C7'],
      y: ['\u0443'],
    };
    fc.assert(
      fc.property(platforms, plainNames, fc.nat(), fc.nat(), (platform, name, where, which) => {
        const at = where % name.length;
        const others = lookAlikes[name.charAt(at)] ?? ['\u0430'];
        const other = others[which % others.length] ?? '';
        const changed = name.slice(0, at) + other + name.slice(at + 1);
        const normal = normalHandle(platform, written(platform, name));
        expect(normal).not.toBeNull();
        expect(normalHandle(platform, written(platform, changed))).not.toBe(normal);
      }),
      { numRuns: 10_000 },
    );
  });

  it('ignores blanks, direction marks and one @ around a name, never a mark within it', () => {
    const marks = fc.constantFrom(
      '\u200B',
      '\u200C',
      '\u200E',
      '\u202A',
      '\u202C',
      '\u2066',
      '\u2069',
      '\uFEFF',
      '\u00AD',
      '\u061C',
    );
    const around = fc.array(fc.oneof(marks, fc.constantFrom(' ', '\n', '\u00A0')), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        platforms,
        plainNames,
        around,
        around,
        marks,
        fc.constantFrom('', '@', '＠'),
        fc.nat(),
        (platform, name, before, after, mark, at, where) => {
          const whole = written(platform, name);
          const normal = normalHandle(platform, whole);
          expect(normal).not.toBeNull();
          expect(normalHandle(platform, [...before, at, whole, ...after].join(''))).toBe(normal);
          const inside = 1 + (where % (whole.length - 1));
          expect(
            normalHandle(platform, whole.slice(0, inside) + mark + whole.slice(inside)),
          ).toBeNull();
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('agrees with the spelling it was made from', () => {
    fc.assert(
      fc.property(platforms, texts, (platform, text) => {
        const spelled = spelledHandle(platform, text);
        const normal = normalHandle(platform, text);
        expect(spelled === null).toBe(normal === null);
        if (spelled !== null) expect(normalHandle(platform, spelled)).toBe(normal);
      }),
      { numRuns: 10_000 },
    );
  });
});
