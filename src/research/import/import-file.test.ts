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
  const { otherAddresses, prose, blank, unreadable, rows } = report;
  const sum = accountRows + hashed + counts + domains + posts + emails + otherAddresses;
  expect(sum + prose + blank + unreadable.length).toBe(rows);
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
