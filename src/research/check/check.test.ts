import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkText, someLookup } from '../../../tests/unit/check-fixture.ts';
import { someEntry } from '../../../tests/unit/list-fixture.ts';
import type { CheckLookup } from './lookup.ts';

let lookup: CheckLookup;
beforeAll(async () => {
  lookup = await someLookup([
    someEntry({ handle: 'mara_q', platformId: '906058369985949697' }),
    someEntry({ handle: 'other_one', platformId: '2528776985', earlierHandles: ['before_one'] }),
    'plain_name',
    someEntry({
      handle: 'came_back',
      history: [
        { status: 'reinstated', date: '2019-03', summary: 'Back.', source: null, confirmed: true },
      ],
    }),
    someEntry({
      handle: 'taken_off',
      history: [
        { status: 'delisted', date: '2019-03', summary: 'Off.', source: null, confirmed: true },
      ],
    }),
    someEntry({ platform: 'reddit', handle: 'BlackCat', platformId: 't2_z919g' }),
    someEntry({ platform: 'reddit', handle: 'plain_name' }),
    someEntry({ platform: 'tumblr', handle: 'some-blog' }),
  ]);
});

describe('formats', () => {
  const rows = [
    ['id', 'user_screen_name', 'tweet_text'],
    ['1', 'MARA_Q', 'one, "quoted"\nand a second line'],
    ['2', 'nobody_here', ''],
    ['3', 'plain_name', 'x'],
  ];
  const csv = (delimiter: string) =>
    rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join('\r\n');
  const objects = rows
    .slice(1)
    .map(([id, user_screen_name, tweet_text]) => ({ id, user_screen_name, tweet_text }));
  const same = ['1 x mara_q', '3 x plain_name'];

  test.each([
    ['CSV', csv(',')],
    ['CSV with semicolons', csv(';')],
    ['TSV', csv('\t')],
    ['JSON', JSON.stringify(objects)],
    ['JSON, indented', JSON.stringify(objects, null, 2)],
    ['JSON in an object', JSON.stringify({ meta: { count: 3 }, data: objects })],
    ['NDJSON', objects.map((one) => JSON.stringify(one)).join('\n')],
    ['gzip', gzipSync(csv(','))],
    ['UTF-16', Buffer.from(`\uFEFF${csv('\t')}`, 'utf16le')],
    ['with a byte order mark', `\uFEFF${csv(',')}`],
  ])('%s gives the same rows, in pieces of any length', async (_name, text) => {
    for (const length of [1, 7, 1 << 20]) {
      const { found, counts, reading } = await checkText(text, { lookup }, length);
      expect(found).toEqual(same);
      expect(reading).toMatchObject({ column: 'user_screen_name', platform: 'x', idColumn: null });
      expect(counts).toMatchObject({
        rows: 3,
        rowsWithNames: 3,
        names: 3,
        rowsMatched: 2,
        matches: 2,
      });
    }
  });

  test('lines of names and addresses, with blank ones, and what is no account', async () => {
    const lines = [
      '@plain_name',
      '',
      'https://twitter.com/Mara_Q/status/870000000000000000',
      'hxxps://x[.]com/other_one',
      'https://example.org/page',
      'two words',
      'some-blog.tumblr.com',
      'u/blackcat',
      'See @mara_q, and (https://www.reddit.com/user/BlackCat).',
      '@plain_name, @mara_q',
      '| Account | x[.]com/other_one | and/or |',
    ];
    const { found, counts, reading } = await checkText(lines.join('\n'), { lookup });
    expect(reading.format).toBe('lines');
    expect(found).toEqual([
      '1 x plain_name',
      '1 reddit plain_name',
      '3 x mara_q',
      '4 x other_one',
      '7 tumblr some-blog',
      '8 reddit BlackCat',
      '9 x mara_q',
      '9 reddit BlackCat',
      '10 x plain_name',
      '10 reddit plain_name',
      '10 x mara_q',
      '11 x other_one',
    ]);
    expect(counts.skipped).toMatchObject({ empty: 1, 'other-address': 1, 'not-a-name': 1 });
    expect(counts.rows).toBe(lines.length);
  });

  test("the accounts that an X archive's owner follows", async () => {
    const script = `window.YTD.following.part0 = ${JSON.stringify([
      {
        following: {
          accountId: '906058369985949697',
          userLink: 'https://twitter.com/intent/user?user_id=906058369985949697',
        },
      },
      { following: { accountId: '12', userLink: 'https://twitter.com/intent/user?user_id=12' } },
    ])}`;
    const { matches, counts } = await checkText(script, { lookup });
    expect(counts).toMatchObject({ rows: 2, names: 2 });
    expect(matches.map(({ match }) => [match.listed.handle, match.evidence])).toEqual([
      ['mara_q', 'same-account'],
    ]);
  });

  test('a file that is damaged or empty says so', async () => {
    await expect(checkText('', { lookup })).rejects.toThrow('nothing to check');
    await expect(checkText('\n \n', { lookup })).rejects.toThrow('nothing to check');
    await expect(checkText(gzipSync('a'.repeat(9999)).subarray(0, 30), { lookup })).rejects.toThrow(
      'gzip',
    );
    await expect(checkText('[{"a": 1}, {"a"', { lookup })).rejects.toThrow('JSON');
  });
});

describe('columns', () => {
  test('a column is taken by name or number, and one that is not there is refused with those that are', async () => {
    const table = 'a,b\nmara_q,x\nnobody,plain_name';
    const at = (column: string) => checkText(table, { lookup, column, platform: 'x' });
    expect((await at('a')).found).toEqual(['1 x mara_q']);
    expect((await at('B')).found).toEqual(['2 x plain_name']);
    expect((await at('2')).reading.column).toBe('2');
    expect((await checkText('a\nmara_q', { lookup, column: 'a', platform: 'x' })).counts.rows).toBe(
      1,
    );
    await expect(at('c')).rejects.toThrow('the first row is: a, b');
  });

  test('the column of names is told from those of display names, times and replies', async () => {
    const table = [
      'created_at,name,in_reply_to_screen_name,screen_name,text',
      '2019-01-01,Plain Name,mara_q,plain_name,hello',
      '2019-01-02,Mara Q.,plain_name,mara_q,hello again',
    ].join('\n');
    const { found, reading } = await checkText(table, { lookup });
    expect(reading.column).toBe('screen_name');
    expect(found).toEqual(['1 x plain_name', '2 x mara_q']);
  });

  test('a column of platforms says where each name is', async () => {
    const table =
      'platform,username\nTwitter,plain_name\nreddit,plain_name\nTumblr,some-blog\nMySpace,plain_name';
    const { found, reading } = await checkText(table, { lookup });
    expect(reading.platformColumn).toBe('platform');
    expect(found.slice(0, 3)).toEqual([
      '1 x plain_name',
      '2 reddit plain_name',
      '3 tumblr some-blog',
    ]);
  });

  test('nothing that could be a name is refused', async () => {
    await expect(
      checkText('when,how much\n2019-01-01,3\n2019-01-02,4', { lookup }),
    ).rejects.toThrow('when, how much');
  });
});

describe('ids', () => {
  const checked = (header: string, ...rows: string[]) =>
    checkText([header, ...rows].join('\n'), { lookup });

  test('of the same account count more than its name, and those of others rule it out', async () => {
    const { matches, counts } = await checked(
      'userid,user_screen_name',
      '906058369985949697,renamed_since',
      '2528776986,other_one',
      '2528776985,other_one',
    );
    expect(matches.map(({ row, match }) => [row, match.evidence, match.basis])).toEqual([
      [1, 'same-account', 'id'],
      [3, 'same-account', 'id'],
    ]);
    expect(counts.others).toBe(1);
  });

  test.each([
    ['9.06E+17'],
    ['906000000000000000'],
    ['9.06058369985950e+17'],
    ['906058369985949696.0'],
  ])('%s was rounded and is not trusted', async (id) => {
    const { matches, counts } = await checked(
      'userid,user_screen_name',
      `${id},mara_q`,
      '12,nobody',
    );
    expect(matches.map(({ match }) => [match.evidence, match.id])).toEqual([['same-name', null]]);
    expect(counts.roundedIds).toBe(1);
  });

  test('a column that went through floating point is not trusted, whatever its digits', async () => {
    // 906058369985949697 as a double is …696: another account's number, and no other account.
    const { matches, reading } = await checked(
      'userid,user_screen_name',
      '906058369985949696,mara_q',
      '905874659358453760,nobody',
      '2528776985,other_one',
    );
    expect(reading.idsRounded).toBe(true);
    expect(matches.map(({ match }) => [match.listed.handle, match.evidence])).toEqual([
      ['mara_q', 'same-name'],
      ['other_one', 'same-account'],
    ]);
  });

  test("JSON's own numbers lose digits, its strings do not", async () => {
    const json = (id: string) => `[{"user":{"id":${id},"screen_name":"mara_q"}}]`;
    const asNumber = await checkText(json('906058369985949697'), { lookup });
    const asText = await checkText(json('"906058369985949697"'), { lookup });
    expect(asNumber.matches.map(({ match }) => match.evidence)).toEqual(['same-name']);
    expect(asText.matches.map(({ match }) => match.evidence)).toEqual(['same-account']);
  });

  test("a post's id is no account's", async () => {
    const { matches, reading } = await checked('id,author,text', '906058369985949697,nobody,hello');
    expect(reading.idColumn).toBe(null);
    expect(matches).toEqual([]);
  });

  test('a hash in the place of a name is counted and never compared', async () => {
    const hash = 'vMm2zemFOF7kmXoDyX24Bo+TorqhNutpZlATYyxsE=';
    const { counts, found } = await checked(
      'userid,user_screen_name',
      `${hash},${hash}`,
      '12,plain_name',
    );
    expect(counts.skipped.hashed).toBe(1);
    expect(found).toEqual(['2 x plain_name']);
  });
});

describe('matches', () => {
  test('say status and disputes; what the discloser withdrew is counted and is none', async () => {
    const { matches, counts } = await checkText('came_back\ntaken_off', { lookup, platform: 'x' });
    expect(matches.map(({ match }) => [match.listed.handle, match.status, match.disputes])).toEqual(
      [['came_back', 'reinstated', 1]],
    );
    expect(counts.withdrawn).toBe(1);
  });

  test('by an earlier name say so', async () => {
    const { matches } = await checkText('before_one\nz', { lookup, platform: 'x' });
    expect(matches.map(({ match }) => [match.basis, match.listed.handle])).toEqual([
      ['earlier-name', 'other_one'],
    ]);
  });

  test('cite the list', async () => {
    const { matches } = await checkText('mara_q\nz', { lookup, platform: 'x' });
    const [list] = lookup.lists;
    expect(matches[0]?.match.list).toEqual({
      id: list!.id,
      name: list!.name,
      version: list!.version,
    });
    expect(list!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('every row is a row with names or one that was skipped, whatever the text', async () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('@mara_q', 'plain_name', '', '9.06E+17', 'https://x.com/mara_q'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1 }),
      fc.nat(9),
      async (rows, length) => {
        const text = rows.map((row) => row.join(',')).join('\n');
        try {
          const { counts } = await checkText(text, { lookup }, length + 1);
          const skipped = Object.values(counts.skipped).reduce((sum, count) => sum + count, 0);
          expect(counts.rowsWithNames + skipped).toBe(counts.rows);
        } catch (error) {
          expect((error as Error).name).toBe('CheckError');
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('JSON that closes more than it opens, or nests without an end, is refused in words', async () => {
  for (const odd of [
    '{"a":1}}}}}[1]',
    `${'{"a":'.repeat(30_000)}[1]`,
    '{}}}}}}[{"handle":"mara_q"}]',
  ]) {
    await expect(checkText(odd, { lookup })).rejects.toThrow(
      expect.objectContaining({ name: 'CheckError' }),
    );
  }
});

test('a first piece of very many rows is no more than a call can take', async () => {
  const { counts } = await checkText('a\n'.repeat(250_000), { lookup, platform: 'x' }, 2 ** 22);
  expect(counts.rows).toBe(250_000);
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(checkText('mara_q\nz', { lookup, signal: stop.signal })).rejects.toThrow(/abort/i);
});

test('blank lines and a title above a header are no names, and no rows', async () => {
  const text = 'Accounts;;\n\nuserid;user_screen_name;n\n906058369985949697;mara_q;1\n7;nobody;2\n';
  const { reading, counts, matches } = await checkText(text, { lookup });
  expect(reading).toMatchObject({ column: 'user_screen_name', idColumn: 'userid' });
  expect(counts).toMatchObject({ rows: 2, names: 2 });
  expect(matches.map(({ row, match }) => [row, match.basis])).toEqual([[1, 'id']]);
});

test('cells that a spreadsheet guards, and marks of lists, are read as what they hold', async () => {
  const guarded =
    'userid,user_screen_name\n="906058369985949697",="mara_q"\n="12",\'plain_name\n,"=HYPERLINK(""https://x.com/other_one"",""O"")"\n';
  const { found, matches } = await checkText(guarded, { lookup });
  expect(found).toEqual(['1 x mara_q', '2 x plain_name', '3 x other_one']);
  expect(matches[0]?.match.basis).toBe('id');
  const list = '- mara_q\n2. @plain_name\n• other_one\n[Mara](https://x.com/mara_q), and others\n';
  expect((await checkText(list, { lookup, platform: 'x' })).found).toEqual([
    ...['1 x mara_q', '2 x plain_name', '3 x other_one', '4 x mara_q'],
  ]);
});

test('rows whose quotation marks do not pair are read where they can be, else counted', async () => {
  const text =
    'userid,user_screen_name,d\n1,nobody,"one\n906058369985949697,mara_q,"two"\n12,plain_name,"x\nwords\n';
  const { found, counts } = await checkText(text, { lookup });
  expect(found).toEqual(['2 x mara_q']);
  expect(counts).toMatchObject({ rows: 4, skipped: { unreadable: 2 } });
});
