import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { importFile } from './import-file.ts';
import type { ImportedFile, ImportReport } from './report.ts';

/** Small files of our own in the shape of published ones. Nobody named in them exists. */
const PLANTED = new URL('../../../tests/published/', import.meta.url);
/** Published files. The folder `shared/` stands beside the repository. */
const PUBLISHED = new URL('../../../../shared/data/', import.meta.url);

const importOf = (name: string, folder = PLANTED) =>
  importFile(createReadStream(fileURLToPath(new URL(name, folder))));

const bytesOfText = (text: string) => new TextEncoder().encode(text);

const bytesOf = async function* (text: string | Uint8Array) {
  yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
};

const named = ({ accounts }: ImportedFile) =>
  accounts.map(({ platform, handle, id }) => `${platform} ${handle ?? ''}${id ? `#${id}` : ''}`);

/** Every row in exactly one place. */
function expectAllRowsCounted(report: ImportReport): void {
  const { accountRows, hashed, counts, domains, posts, emails } = report;
  const { otherAddresses, prose, blank, unreadableRows, rows } = report;
  const sum = accountRows + hashed + counts + domains + posts + emails + otherAddresses;
  expect(sum + prose + blank + unreadableRows).toBe(rows);
  const inLines = Object.values(report.lines).flatMap((ranges) =>
    ranges.split(', ').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, at) => from + at);
    }),
  );
  expect(inLines).toHaveLength(rows);
  expect(new Set(inLines).size).toBe(rows);
}

describe('planted files', () => {
  test.each<[string, Partial<ImportReport>, string[]]>([
    [
      'twitter-users.csv',
      { format: 'twitter-users', hashed: 1, blank: 1, roundedIds: 1 },
      ['x mara_q_sample#1234567890123456789', 'x dos_sample', 'x #77'],
    ],
    ['tweets.csv', { format: 'twitter-tweets', hashed: 1, duplicates: 1 }, ['x uno_sample#555']],
    [
      'addresses.txt',
      { format: 'addresses', domains: 1, posts: 1, otherAddresses: 1, prose: 2, blank: 1 },
      ['x First_Sample', 'x second_sample', 'x third_sample'],
    ],
    [
      'handles.txt',
      { format: 'handles', platformAssumed: true, hashed: 1, prose: 1, duplicates: 1 },
      ['x First_Sample', 'x second_sample'],
    ],
    [
      'reddit-wiki.md',
      { format: 'reddit-table', duplicates: 1 },
      ['reddit Sample_One', 'reddit sample-two', 'reddit sample_three', 'reddit sample_four'],
    ],
    [
      'reddit-wiki.json',
      { format: 'reddit-table', duplicates: 1 },
      ['reddit Sample_One', 'reddit sample-two', 'reddit sample_three', 'reddit sample_four'],
    ],
    [
      'reddit-karma.csv',
      { format: 'reddit-table', rows: 4, duplicates: 1 },
      ['reddit Sample_One', 'reddit sample-two', 'reddit sample_three'],
    ],
    [
      'reddit-profiles.csv',
      { format: 'reddit-profiles' },
      ['reddit Sample_One#t2_abc12', 'reddit sample-two#t2_abd12'],
    ],
    [
      'clemson-authors.csv',
      { format: 'clemson-authors', accounts: 4, names: 3, roundedIds: 2 },
      ['x TEN_SAMPLE#905874659358453760', 'x two_sample#111', 'x two_sample#222', 'x three_sample'],
    ],
    [
      'clemson-tweets.csv',
      { format: 'clemson-tweets', rows: 3, duplicates: 1, roundedIds: 2 },
      ['x 10_SAMPLE', 'x Other_Sample#2535564756'],
    ],
    [
      'meta.csv',
      { counts: 1, domains: 1, posts: 1, emails: 1, otherAddresses: 2, prose: 2, blank: 1 },
      [
        'x one_sample',
        'x two_sample',
        'x three_sample',
        'x four_sample',
        'youtube five-sample',
        'medium six-sample',
      ],
    ],
    ['meta.md', { format: 'meta-indicators', counts: 1, domains: 1 }, ['telegram one_sample']],
    [
      'tumblr.txt',
      { format: 'tumblr-names', prose: 1, blank: 1 },
      ['tumblr one-sample', 'tumblr two-sample', 'tumblr three-sample'],
    ],
    [
      'table.tsv',
      { format: 'table' },
      ['x one_sample', 'youtube #UCQ8TUByC9EmbhoUDaInIGeA', 'facebook two.sample'],
    ],
    [
      'table.json',
      { format: 'table', rows: 3 },
      ['x one_sample#905874659358453760', 'reddit two_sample#t2_abc12'],
    ],
  ])('%s', async (name, counts, names) => {
    const file = await importOf(name);
    expectAllRowsCounted(file.report);
    expect(file.report).toMatchObject(counts);
    expect(named(file)).toEqual(names);
  });

  test('every file of the folder is among them', () => {
    expect(readdirSync(PLANTED).length).toBe(15);
  });

  test('earlier names of a blog are kept', async () => {
    const { accounts } = await importOf('tumblr.txt');
    expect(accounts.map(({ earlierHandles }) => earlierHandles)).toEqual([
      ['old-one', 'older-one'],
      [],
      ['old-three'],
    ]);
  });

  test('lines are those of the file, also behind cells with line breaks', async () => {
    const { report, accounts } = await importOf('twitter-users.csv');
    expect(accounts.map(({ line }) => line)).toEqual([2, 5, 7]);
    expect(report.lines).toMatchObject({ hashed: '4', blank: '6' });
  });

  test('the same file packed, or in UTF-16, names the same', async () => {
    const bytes = readFileSync(new URL('twitter-users.csv', PLANTED));
    const plain = await importFile(bytesOf(bytes));
    expect(await importFile(bytesOf(gzipSync(bytes)))).toEqual(plain);
    const members = [bytes.subarray(0, 100), bytes.subarray(100)].map((part) => gzipSync(part));
    expect(await importFile(bytesOf(Buffer.concat(members)))).toEqual(plain);
    const zip = zipSync({ 'README.pdf': bytesOfText('no'), 'users.csv': new Uint8Array(bytes) });
    expect(await importFile(bytesOf(zip))).toEqual(plain);
    await expect(importFile(bytesOf(zip.subarray(0, 200)))).rejects.toThrow(/zip file is damaged/);
    const text = new TextDecoder().decode(bytes);
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(await importFile(bytesOf(utf16))).toEqual(plain);
  });

  test('an account in a row that is no naming is not named', async () => {
    const file = await importOf('meta.csv');
    expect(named(file).join()).not.toContain('bystander');
  });
});

test('a name with and without an id is one account, whichever comes first', async () => {
  const rows = (...ids: string[]) =>
    `user_screen_name,userid\n${ids.map((id) => `one_sample,${id}`).join('\n')}\n`;
  for (const ids of [
    ['', '5'],
    ['5', ''],
  ]) {
    const file = await importFile(bytesOf(rows(...ids)));
    expect(named(file)).toEqual(['x one_sample#5']);
    expect(file.report.duplicates).toBe(1);
  }
});

test('a file without names is refused in plain words', async () => {
  await expect(importFile(bytesOf(''))).rejects.toThrow('The file is empty.');
  await expect(importFile(bytesOf('a,b\n1,2\n3,4\n'))).rejects.toThrow(/No column holds names/);
});

const title = existsSync(PUBLISHED)
  ? 'published files'
  : 'published files (skipped: there is no folder shared/ beside the repository)';

describe.skipIf(!existsSync(PUBLISHED))(title, () => {
  test.each([
    ['twitter/2017-11_hpsci_ira_handle_urls.csv', { rows: 2752, names: 2752 }],
    // 22 rows say of 11 names that two accounts had them; the id of all but one of those is rounded or the same.
    ['twitter/2018-06_hpsci_ira_clemson_authors.csv', { rows: 2856, names: 2845 }],
    ['twitter/2019-08_china_082019_users_csv_hashed.csv', { rows: 940, names: 637, hashed: 303 }],
    ['twitter/2021-12_cnhu_0621_accounts_hashed_excerpt.csv', { rows: 20, names: 0, hashed: 20 }],
    ['reddit/2018-04_suspicious_accounts_seed.csv', { rows: 944, names: 941, duplicates: 3 }],
    ['reddit/2018-04_suspicious_accounts_profiles.csv', { rows: 943, withId: 940 }],
  ])('%s', async (name, counts) => {
    const { report } = await importOf(name, PUBLISHED);
    expectAllRowsCounted(report);
    expect(report.unreadable).toEqual([]);
    expect(report).toMatchObject(counts);
  });

  const meta = existsSync(PUBLISHED) ? readdirSync(new URL('meta/', PUBLISHED)) : [];

  test.each(meta)('meta/%s', async (name) => {
    const { report, accounts } = await importOf(`meta/${name}`, PUBLISHED);
    expect(report.format).toBe('meta-indicators');
    expectAllRowsCounted(report);
    expect(report.unreadable).toEqual([]);
    // Counted another way: addresses on these hosts in rows filed under 0.9, without those of posts.
    const text = readFileSync(new URL(`meta/${name}`, PUBLISHED), 'utf8');
    const rows = text.split(/\r?\n/).filter((line) => line.includes(',0.9 '));
    const found = rows.flatMap((line) => {
      const plain = line.replaceAll('[.]', '.').replaceAll('[:]', ':');
      const host =
        /(?:twitter|x)\.com\/\w+|t\.me\/(?:s\/)?\w+|tiktok\.com\/@[\w.]+|medium\.com\/@[\w.-]+|[\w-]+\.medium\.com|youtube\.com\/(?:@|c\/|channel\/|user\/)[^,/?\s]+|reddit\.com\/user\/[\w-]+|tumblr\.com\/[\w-]+(?=[/,]*$)|(?<=\/\/)(?!www\.)[\w-]+\.tumblr\.com|vimeo\.com\/user\d+|vk\.com\/\w+|quora\.com\/profile\/[^,?/\s]+/i.exec(
          plain,
        );
      return host ? [host[0].toLowerCase().replace(/^twitter\.com/, 'x.com')] : [];
    });
    expect(accounts.length).toBe(new Set(found).size);
  });
});

test('JSON that is nested without an end in sight is read past, not into', async () => {
  const depth = 100_000;
  const deep = '['.repeat(depth) + ']'.repeat(depth);
  const post = { content_md: '- https://www.reddit.com/user/name_sample' };
  const file = `{"kind":{"selftext":"","deep":${deep}},"data":${JSON.stringify(post)}}`;
  const { accounts } = await importFile(
    bytesOf(file.replace('{"kind"', '{"content_md": "","kind"')),
  );
  expect(accounts).toMatchObject([{ platform: 'reddit', handle: 'name_sample' }]);
});

describe('what files come with', () => {
  const USERS = 'userid,user_screen_name\n1234567,mara_q\n2234567,other_q\n';
  const BOTH = ['x mara_q#1234567', 'x other_q#2234567'];

  test.each([
    ['blank lines above the header', `\r\n\r\n${USERS}`, 2],
    ['Excel’s line that names the delimiter', `sep=;\r\n${USERS.replaceAll(',', ';')}`, 1],
    [
      'the same in a small table of many columns',
      `sep=,\na,userid,user_screen_name,b\n1,1234567,mara_q,\n2,2234567,other_q,\n`,
      1,
    ],
    ['a title above the header', `Accounts,\nAs of October 2018,\n${USERS}`, 2],
    ['a title without the table’s commas', `Accounts\n\n${USERS}`, 2],
  ])('%s', async (_what, text, above) => {
    const imported = await importFile(bytesOf(text));
    expect(named(imported)).toEqual(BOTH);
    expect(imported.report).toMatchObject({ format: 'twitter-users', rows: 2 });
    expect(imported.accounts[0]?.line).toBe(above + 2);
  });

  test('a listing of Reddit’s on one line', async () => {
    const children = ['mara_q', 'other_q'].map((author, at) => ({
      kind: 't3',
      data: {
        id: `8x${at}`,
        author,
        author_fullname: `t2_abcd${at}`,
        subreddit: 'all',
        title: 'A',
      },
    }));
    const listing = { kind: 'Listing', data: { after: null, dist: 2, children } };
    expect(named(await importFile(bytesOf(JSON.stringify(listing))))).toEqual([
      'reddit mara_q#t2_abcd0',
      'reddit other_q#t2_abcd1',
    ]);
  });

  test('a list of words before the list of accounts', async () => {
    const users = [
      { id_str: '1234567', screen_name: 'mara_q' },
      { id_str: '2234567', screen_name: 'other_q' },
    ];
    const file = { meta: { tags: ['a', ['b]']], count: 2 }, data: { users } };
    for (const text of [JSON.stringify(file), JSON.stringify(file, null, 2)]) {
      expect(named(await importFile(bytesOf(text)))).toEqual(BOTH);
    }
  });

  test('a line of JSON with small lists in it is still a row', async () => {
    const tweet = {
      id_str: '99',
      text: 'words, and many of them, so that the lists in it are the least of it',
      user: { id_str: '1234567', screen_name: 'mara_q' },
      entities: { hashtags: [{ text: 'one' }] },
    };
    expect(named(await importFile(bytesOf(`${JSON.stringify(tweet)}\n`)))).toEqual([BOTH[0]]);
  });

  test('a column for the kind of an indicator before the indicator', async () => {
    const text =
      'Technique,Procedure,Indicator type,Indicator\n' +
      '0.9 Acquiring social media accounts,0.9.4 Acquiring X / Twitter accounts,account,hxxps://twitter[.]com/mara_q\n' +
      ',,account,hxxps://twitter[.]com/other_q\n';
    expect(named(await importFile(bytesOf(text)))).toEqual(['x mara_q', 'x other_q']);
  });

  const zipOf = (files: Record<string, string>) =>
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytesOfText(text)])),
    );

  test('a zip with what macOS puts into it, and with a text to read first', async () => {
    for (const beside of ['__MACOSX/._users.csv', 'README.txt', 'data/LICENSE.md']) {
      const zip = zipOf({
        [beside]: 'Please read this first.\nThese are data.',
        'data/users.csv': USERS,
      });
      expect(named(await importFile(bytesOf(zip)))).toEqual(BOTH);
    }
    expect(
      named(await importFile(bytesOf(zipOf({ 'read_me_names.txt': 'mara_q\nother_q' })))),
    ).toEqual(['x mara_q', 'x other_q']);
  });

  test('a zip of several tables is read no further in silence', async () => {
    const zip = zipOf({ 'tweets_1.csv': USERS, 'tweets_2.csv': USERS.replaceAll('mara', 'nora') });
    await expect(importFile(bytesOf(zip))).rejects.toThrow(
      /several tables or lists \(tweets_1\.csv, tweets_2\.csv\)/,
    );
  });

  test('an Excel workbook is told from a damaged zip', async () => {
    const zip = zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });
    await expect(importFile(bytesOf(zip))).rejects.toThrow(
      /no table or list in the zip.*save.*CSV/i,
    );
  });
});

/** What a file of a publisher's own making gives, and what is said of each row that names nobody. */
async function readAs(text: string | Uint8Array) {
  const file = await importFile(bytesOf(text));
  expectAllRowsCounted(file.report);
  const { unreadable, leftOut } = file.report;
  return {
    ...file,
    names: named(file),
    told: [...unreadable, ...leftOut].map(({ line, why }) => `${line} ${why}`),
  };
}

describe('cells as spreadsheets and web pages write them', () => {
  const IDS = ['x mara_q#1234567890123456789', 'x other_q#2234567890123456789'];
  const NAMES = ['x mara_q', 'x other_q'];

  test.each<[string, string, string[]]>([
    [
      'guarded by =""',
      'userid,user_screen_name\n="1234567890123456789",="mara_q"\n="2234567890123456789",="other_q"\n',
      IDS,
    ],
    [
      'guarded by ="" and quoted, the header too',
      '"=""userid""","=""user_screen_name"""\r\n"=""1234567890123456789""","=""mara_q"""\r\n"=""2234567890123456789""","=""other_q"""\r\n',
      IDS,
    ],
    [
      'guarded by an apostrophe, beside display names',
      "Handle,Name,ID\n'@mara_q,Mara,'1234567890123456789\n'@other_q,Other,'2234567890123456789\n",
      IDS,
    ],
    ['guarded, one a line', `="mara_q"\n'@other_q\n`, NAMES],
    [
      'links that a spreadsheet draws',
      'Name,Account\nMara,"=HYPERLINK(""https://x.com/mara_q"",""Mara"")"\nOther,"=HYPERLINK(""https://x.com/other_q"";""Other"")"\n',
      NAMES,
    ],
    [
      'such links, one a line',
      '=HYPERLINK("https://x.com/mara_q","Mara")\n=HYPERLINK("https://x.com/other_q","Other")\n',
      NAMES,
    ],
    ['entities', 'user_screen_name,n\nmara&#95;q,1\nother&lowbar;q,2\n', NAMES],
    ['Markdown', '- [@mara\\_q](https://twitter.com/mara_q)\n- **@other\\_q**\n', NAMES],
    [
      'HTML',
      '<a href="https://twitter.com/mara_q">Mara</a>\n<a href="https://x.com/other_q">x</a>\n',
      NAMES,
    ],
    ['blanks and letters that nobody sees', '\u00A0@mara_q\u00A0\nother\u200B_q\uFEFF\n', NAMES],
    ['full-width @', '＠mara_q\n＠other_q\n', NAMES],
    [
      'ids with thousands commas',
      'userid,user_screen_name\n"1,234,567",mara_q\n"2,234,567",other_q\n',
      ['x mara_q#1234567', 'x other_q#2234567'],
    ],
  ])('%s', async (_what, text, names) => {
    expect((await readAs(text)).names).toEqual(names);
  });

  test('ids that Excel cut to fifteen digits are no ids', async () => {
    const file = await readAs(
      'userid,user_screen_name\n1234567890123450000,mara_q\n2234567890123450000,other_q\n',
    );
    expect(file.names).toEqual(NAMES);
    expect(file.report.roundedIds).toBe(2);
  });

  test('a display name is never taken where handles can’t be read', async () => {
    expect(await readAs('Handle,Name\n~mara~,Mara\n~other~,Other\n')).toMatchObject({
      names: [],
      told: ['2 not-a-name', '3 not-a-name'],
    });
  });
});

describe('encodings', () => {
  const text = 'userid\tuser_screen_name\tuser_display_name\n1234567\tmara_q\tMára Ñ\n';
  test.each<[string, Uint8Array]>([
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-8', Buffer.from(text)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('%s', async (_what, bytes) => {
    for (const length of [1, 3, 4096]) {
      const pieces = async function* () {
        for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
      };
      const { accounts } = await importFile(pieces());
      expect(accounts).toMatchObject([{ handle: 'mara_q', id: '1234567', displayName: 'Mára Ñ' }]);
    }
  });

  test('UTF-8 is not taken for another encoding because a piece ends within a letter', async () => {
    const bytes = Buffer.from(text.replace('Mára Ñ', '漢字漢字'));
    for (let length = 1; length < 80; length++) {
      const pieces = async function* () {
        for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
      };
      expect((await importFile(pieces())).accounts).toMatchObject([{ displayName: '漢字漢字' }]);
    }
  });
});

describe('quotation marks that do not pair', () => {
  const HEAD = 'userid,user_screen_name,user_profile_description\n';
  const ALL = ['x mara_q#1234567', 'x other_q#2234567', 'x third_q#3234567'];

  test.each([
    ['never closed', `${HEAD}1234567,mara_q,"one\n2234567,other_q,two\n3234567,third_q,three\n`],
    [
      'closed by another row’s',
      `${HEAD}1234567,mara_q,"one\r\n2234567,other_q,"two"\r\n3234567,third_q,"three"\r\n`,
    ],
    [
      'in quoted rows',
      `${HEAD}"1234567","mara_q","one\n"2234567","other_q","two"\n"3234567","third_q","three"\n`,
    ],
    [
      'in the middle of a cell',
      `${HEAD}1234567,mara_q,5" tall\n2234567,other_q,"said "hi""\n3234567,third_q,x\n`,
    ],
  ])('%s: rows of the table’s width are read', async (_what, text) => {
    expect((await readAs(text)).names).toEqual(ALL);
  });

  test('others are told, line by line, and no name is made of them', async () => {
    const open = `${HEAD}1234567,mara_q,one\n2234567,other_q,"two\nwords, and words\n3234567,third_q,three\n`;
    expect(await readAs(open)).toMatchObject({
      names: [ALL[0]],
      told: ['3 quotes', '4 quotes', '5 quotes'],
    });
    const closed = `${HEAD}1234567,mara_q,"one\nwords\n2234567,other_q,"two"\n3234567,third_q,three\n`;
    const file = await readAs(closed);
    expect(file).toMatchObject({ names: [ALL[2]], told: ['2 quotes'] });
    expect(file.accounts[0]?.line).toBe(5);
  });

  test('of a file that is swallowed whole the line is said', async () => {
    await expect(importFile(bytesOf('handle,note\nmara_q,"one\nother_q,two\n'))).rejects.toThrow(
      /line 2 is never closed/,
    );
  });
});

describe('lists', () => {
  test.each([
    ['- mara_q\n- other_q\n'],
    ['* mara_q\n* @other_q\n'],
    ['• mara_q\n•other_q\n'],
    ['1. mara_q\n2. other_q\n'],
    ['1) @mara_q\n10) other_q\n'],
    ['(1) mara_q\n(2) other_q\n'],
    ['Accounts named\n1 mara_q\n2 mara_q\n3 @other_q\n'],
    ['- [ ] mara_q\n- [x] other_q\n'],
    ['\'mara_q\'\n"other_q"\n'],
    ['mara_q, other_q\n'],
    ['@mara_q (suspended)\n@other_q - of the second set\n'],
    ['@mara_q:\n@other_q,\n'],
  ])('%j', async (text) => {
    expect((await readAs(text)).names).toEqual(['x mara_q', 'x other_q']);
  });

  test('ids and names in columns of blanks, as they come out of a PDF', async () => {
    for (const text of [
      'User ID Handle\n4224729994 mara_q\n2527472164 Other_Q\n\nPage 1 of 2\n\n4272870988 third_q\n',
      'mara_q 4224729994\n@Other_Q 2527472164\nthird_q 4272870988\n',
    ]) {
      expect((await readAs(text)).names).toEqual([
        ...['x mara_q#4224729994', 'x Other_Q#2527472164', 'x third_q#4272870988'],
      ]);
    }
  });

  test('Markdown’s links are no JSON, and display names before handles no names', async () => {
    const links =
      '[u/mara-q](https://www.reddit.com/user/mara-q)\n\n[other](https://www.reddit.com/user/other_q)\n';
    expect((await readAs(links)).names).toEqual(['reddit mara-q', 'reddit other_q']);
    const titled = 'Mara Q. (@mara_q)\nOther (https://x.com/other_q)\n';
    expect((await readAs(titled)).names).toEqual(['x mara_q', 'x other_q']);
  });

  test('a name that begins with a hyphen is one, a number without a name none', async () => {
    const text = '- u/-mara_q\n-other_q\nu/third-q\n4. \n5.\n';
    expect(await readAs(text)).toMatchObject({
      names: ['reddit -mara_q', 'reddit -other_q', 'reddit third-q'],
      told: ['4 no-name', '5 no-name'],
    });
  });

  test('a number that counts nothing makes no name of the word behind it', async () => {
    const { names, report } = await readAs('@mara_q\n@other_q\n7 accounts\n12 pages\n');
    expect(names).toEqual(['x mara_q', 'x other_q']);
    expect(report.prose).toBe(2);
  });

  test('headings are no names, and say the platform of those below', async () => {
    const text =
      'Twitter accounts:\n\n@mara_q\nother_q\n\nReddit\n\nthird-q\nfourth_q\n\nVenezuela\nfifth_q\n\nWave\n\nsixth_q\n' +
      Array.from({ length: 9 }, (_, at) => `name_${at}\n`).join('');
    const { names, told, report } = await readAs(text);
    expect(names.slice(0, 6)).toEqual([
      ...['x mara_q', 'x other_q', 'reddit third-q', 'reddit fourth_q'],
      ...['reddit fifth_q', 'reddit sixth_q'],
    ]);
    expect(names).toHaveLength(15);
    expect(told).toEqual(['6 heading', '11 heading', '14 heading']);
    expect(report.platformAssumed).toBe(false);
  });

  test('among names with @ a word without is told, not read', async () => {
    const list = Array.from({ length: 20 }, (_, at) => `@name_${at}\n`);
    const { report, told } = await readAs([...list, 'Wave\n', ...list.slice(0, 2)].join(''));
    expect(report.names).toBe(20);
    expect(told).toEqual(['21 heading']);
  });

  test('words in the place of a name are none', async () => {
    const file = await readAs('Handle\nmara_q\nNone\nN/A\n[deleted]\nsuspended\n@none\n');
    expect(file.names).toEqual(['x mara_q', 'x none']);
    expect(file.told).toEqual(['3 no-name', '4 no-name', '5 no-name', '6 no-name']);
  });

  test('one of several names in a line that can’t be read is told', async () => {
    const file = await readAs('@mara_q @other~q\n@third_q\n');
    expect(file).toMatchObject({ names: ['x mara_q', 'x third_q'], told: ['1 not-a-name'] });
    expect(file.report.leftOutNames).toBe(1);
  });
});

describe('Tumblr’s list', () => {
  test('blogs by their addresses, now and before', async () => {
    const { accounts, report } = await importFile(
      bytesOf(
        'https://one-sample.tumblr.com/ previously known as: https://old-one.tumblr.com/, http://older-one.tumblr.com\n' +
          'three-sample.tumblr.com (formerly known as old-three.tumblr.com)\n' +
          'https://www.tumblr.com/four-sample previously known as: old-four, old~five\n',
      ),
    );
    expect(accounts.map(({ handle, earlierHandles }) => [handle, earlierHandles])).toEqual([
      ['one-sample', ['old-one', 'older-one']],
      ['three-sample', ['old-three']],
      ['four-sample', ['old-four']],
    ]);
    expect(report.leftOut).toMatchObject([{ line: 3, why: 'not-a-name' }]);
  });

  test('a heading is no blog', async () => {
    const text =
      'Usernames\n\nTumblr\nRemoved\none-sample previously known as: old-one\ntwo-sample\nThe second set\n';
    expect(await readAs(text)).toMatchObject({
      names: ['tumblr one-sample', 'tumblr two-sample'],
      told: ['1 heading', '3 heading', '4 heading'],
    });
  });

  test('a table in which somebody says so of themselves is none', async () => {
    const { names, report } = await readAs(
      'userid,user_screen_name,user_profile_description\n1234567,mara_q,formerly known as other_q\n2234567,third_q,x\n',
    );
    expect(report.format).toBe('twitter-users');
    expect(names).toEqual(['x mara_q#1234567', 'x third_q#2234567']);
  });
});

describe('tables', () => {
  const TWO = ['x mara_q', 'x other_q'];

  test.each([
    ['ID,Twitter Handle'],
    ['Twitter ID,Handle'],
    ['User ID,Twitter Handle'],
    ['ID,Handle'],
  ])('%s: the number is the platform’s id', async (header) => {
    const { names } = await readAs(`${header}\n1234567890123456789,mara_q\n2234567890,other_q\n`);
    expect(names).toEqual(['x mara_q#1234567890123456789', 'x other_q#2234567890']);
  });

  test.each([['ID,Screen name'], ['ID,Twitter handle'], ['No.,Handle']])(
    '%s: a number of the row is no id',
    async (header) => {
      for (const from of [1, 10_001]) {
        const { report } = await readAs(
          `${header}\n${Array.from({ length: 9 }, (_, at) => `${from + at},name_${at}`).join('\n')}\n`,
        );
        expect(report).toMatchObject({ names: 9, withId: 0 });
      }
    },
  );

  test('the id of another platform is not this one’s', async () => {
    const { names } = await readAs(
      'Twitter Handle,Facebook ID\nmara_q,100000123456789\nother_q,100000123456780\n',
    );
    expect(names).toContain('x mara_q');
    expect(names).toContain('facebook #100000123456789');
    expect(names).toHaveLength(4);
  });

  test('a column for each platform', async () => {
    const { names, report } = await readAs(
      'Person,Twitter,Instagram,YouTube URL\nMara,mara_q,mara.q,\nOther,@other_q,,https://www.youtube.com/@other-q\n',
    );
    expect(names).toEqual(['x mara_q', 'instagram mara.q', 'x other_q', 'youtube other-q']);
    expect(report.platformAssumed).toBe(false);
    expect(report.columns).toMatchObject({ others: ['Person'] });
  });

  test('of a table of posts whoever wrote them, never who is mentioned or linked to', async () => {
    const rows =
      'hello,@bystander,https://twitter.com/other_one\nhi,@bystander,https://twitter.com/one\n';
    await expect(importFile(bytesOf(`text,mentions,expanded_urls\n${rows}`))).rejects.toThrow(
      /name one of: text, mentions/,
    );
    const tweets =
      'user_id,user_key,text,tweet_id,expanded_urls\n4224729994,mara_q,hello @x,7,https://twitter.com/x\n2527472164,other_q,hi,8,\n';
    expect((await readAs(tweets)).names).toEqual(['x mara_q#4224729994', 'x other_q#2527472164']);
  });

  test('yes and no in columns of platforms are no names', async () => {
    const text = 'Handle,Twitter,Facebook\nmara_q,Yes,No\nother_q,No,Yes\n';
    expect((await readAs(text)).names).toEqual(['x mara_q', 'x other_q']);
  });

  test.each([
    ['Russia,mara_q\nIran,other_q\nVenezuela,third_q\n'],
    ['Country,Account\nRussia,mara_q\nIran,other_q\nRussia,third_q\n'],
    ['País;Cuenta\nRusia;mara_q\nIrán;other_q\nRusia;third_q\n'],
    ['Iran,mara_q\nIran,other_q\nIran,third_q\n'],
    ['mara_q,Mara\nother_q,Other\nthird_q,Third\n'],
  ])('%j: a country or a display name is no handle', async (text) => {
    expect((await readAs(text)).names).toEqual(['x mara_q', 'x other_q', 'x third_q']);
  });

  test('headings and headers between rows are told, and say the platform of those below', async () => {
    const sections =
      'Handle,Followers\nTwitter,\nmara_q,5\nInstagram,\nother_q,7\nVenezuela,\nthird_q,1\n';
    expect(await readAs(sections)).toMatchObject({
      names: ['x mara_q', 'instagram other_q', 'instagram third_q'],
      told: ['2 heading', '4 heading', '6 heading'],
    });
    const two = 'Twitter handle,Followers\nmara_q,5\n\nInstagram handle,Followers\nother_q,7\n';
    expect(await readAs(two)).toMatchObject({
      names: ['x mara_q', 'instagram other_q'],
      told: ['4 heading'],
    });
    const again =
      'userid,user_screen_name\n1234567,mara_q\nuserid,user_screen_name\n2234567,other_q\n';
    expect(await readAs(again)).toMatchObject({
      names: ['x mara_q#1234567', 'x other_q#2234567'],
      told: ['3 heading'],
    });
    const markdown =
      '## Twitter\n\n|Handle|n|\n|-|-|\n|mara_q|5|\n\n## Instagram\n\n|Handle|n|\n|-|-|\n|other_q|5|\n';
    expect((await readAs(markdown)).names).toEqual(['x mara_q', 'instagram other_q']);
  });

  test('several handles in one cell', async () => {
    const text = 'Group,Handles\nA,"@mara_q, @other_q, @fo~ur"\nB,@third_q\n';
    expect(await readAs(text)).toMatchObject({
      names: ['x mara_q', 'x other_q', 'x third_q'],
      told: ['2 not-a-name'],
    });
  });

  test('platforms in other words', async () => {
    const text =
      'Service,Username\nTwitter (now X),mara_q\nFacebook page,mara.q\nYouTube channel,other-q\n';
    expect((await readAs(text)).names).toEqual(['x mara_q', 'facebook mara.q', 'youtube other-q']);
  });

  test('columns that are not read are told', async () => {
    const { report } = await readAs('mara_q, other_q, third_q\nfour_q, five_q, six_q\n');
    expect(report.columns).toEqual({ names: ['1'], ids: [], platform: null, others: ['2', '3'] });
  });

  test('a row of sums is told', async () => {
    for (const text of [
      'userid,user_screen_name,followers\n1,mara_q,5\n2,other_q,6\nTotal,2,11\n',
      'Handle,Followers\nmara_q,5\nother_q,6\nTotal,11\n',
      'No.,Handle\n7,mara_q\n3,other_q\nGrand total:,2\n',
    ]) {
      const { report, told } = await readAs(text);
      expect(report.names).toBe(2);
      expect(told).toEqual(['4 total']);
    }
  });

  test('merged cells for the platform hold for the rows below, others do not', async () => {
    const merged = 'Platform,Handle\nTwitter,mara_q\n,other_q\nReddit,third-q\n,fourth-q\n';
    expect((await readAs(merged)).names).toEqual([...TWO, 'reddit third-q', 'reddit fourth-q']);
    const gaps = 'Platform,Handle\nTwitter,mara_q\nTwitter,other_q\n,third_q\nMySpace,x\n';
    expect(await readAs(gaps)).toMatchObject({
      names: TWO,
      told: ['4 no-platform', '5 no-platform'],
    });
  });

  test('a header below titles of several cells', async () => {
    const { names, accounts, report } = await readAs(
      'Accounts removed,October 2018,\n,,\nuserid,user_screen_name,n\n1234567,mara_q,3\n2234567,other_q,4\n',
    );
    expect(names).toEqual(['x mara_q#1234567', 'x other_q#2234567']);
    expect(accounts[0]?.line).toBe(4);
    expect(report.headerLine).toBe(3);
  });

  test('a first row whose words come again is no header', async () => {
    const { names } = await readAs('mara_q,Twitter\nother_q,Twitter\n');
    expect(names).toEqual(TWO);
  });

  test('names with long numbers beside them are not taken for Reddit’s and its karma', async () => {
    const { report } = await readAs('mara_q,1234567890123456789\nother_q,2234567890123456789\n');
    expect(report).toMatchObject({ byPlatform: { x: 2 }, withId: 2, assumedPlatform: 'x' });
  });

  test('JSON by name', async () => {
    const json = { mara_q: { id: '1234567' }, other_q: { id: '2234567' } };
    for (const text of [JSON.stringify(json), JSON.stringify(json, null, 2)]) {
      expect((await readAs(text)).names).toEqual(['x mara_q#1234567', 'x other_q#2234567']);
    }
  });

  test('empty columns, CR alone, semicolons', async () => {
    const text = ';userid;;user_screen_name;\r;1234567;;mara_q;\r;2234567;;other_q;\r';
    expect((await readAs(text)).names).toEqual(['x mara_q#1234567', 'x other_q#2234567']);
  });
});

test('of rows that can’t be read the first thousand are kept, and all are counted by reason', async () => {
  const file = await importFile(bytesOf(`handle,n\nmara_q,1\n${'~bad,1\n'.repeat(1500)}None,1\n`), {
    column: 'handle',
    platform: 'x',
  });
  expect(file.report).toMatchObject({
    unreadableRows: 1501,
    unreadableBy: { 'not-a-name': 1500, 'no-name': 1 },
    lines: { unreadable: '3-1503' },
  });
  expect(file.report.unreadable).toHaveLength(1000);
});
