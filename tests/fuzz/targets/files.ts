import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { PLATFORM_IDS } from '../../../src/accounts/platforms.ts';
import { IMPORT_FORMATS } from '../../../src/records/published-file.ts';
import { checkInput } from '../../../src/research/check/check.ts';
import { CheckError } from '../../../src/research/check/errors.ts';
import { importFile } from '../../../src/research/import/import-file.ts';
import { bytesOf, hold, soonOrRefused, type Target } from '../target.ts';

const FILES = [
  'userid,user_display_name,user_screen_name\n123456789012,Mara,mara_q_sample\n77,b,dos_sample\n',
  'tweetid,user_screen_name,tweet_text\n1,TEN_GOP,"a, ""b""\nc"\n2,nobody,x\n',
  '@TEN_GOP\nhttps://twitter.com/RobbyDelaware\nhxxps://facebook[.]com/page\n# a remark\n',
  '[{"handle":"TEN_GOP","id":"4224729994"},{"handle":"b","id":2}]',
  '{"user":"TEN_GOP","id":1}\n{"user":"b"}\nnot json\n',
  '{"kind":"wikipage","data":{"content_md":"| Username | Karma |\\n|--|--|\\n| u/rubinjer | 99493 |"}}',
  '| Type | Indicator | Notes |\n|---|---|---|\n| Domain | a[.]example | |\n| Account | hxxps://x[.]com/a | |\n',
  'indicator_type;indicator_value;comment\nurl;https://www.facebook.com/100001;\nhash;abc;\n',
  'current-name (formerly old-name, older-name)\nsecond\n',
  '# Title\n\n- https://www.reddit.com/user/one\n- u/two\n',
];

async function* pieces(input: Uint8Array): AsyncGenerator<Uint8Array> {
  // In two, so that what stands across them is met as well.
  const half = input.length >> 1;
  yield input.subarray(0, half);
  yield input.subarray(half);
}

const seeds = async () => [
  ...FILES.map(bytesOf),
  Uint8Array.from(gzipSync(FILES[0] ?? '')),
  zipSync({ 'users.csv': bytesOf(FILES[1] ?? '') }),
  Uint8Array.from([0xff, 0xfe, ...[...'a\tb\n@c\td'].flatMap((one) => [one.charCodeAt(0), 0])]),
];

const WORDS = [
  ...['\n', ',', '\t', '"', ';', '|', '[', '{', '"id":', 'handle', 'userid', 'user_screen_name'],
  ...['https://x.com/', 'hxxps://', '@', 'u/', '9.06E+17', '__proto__', 'constructor', '\ufeff'],
  ...['content_md', 'formerly', '|---|', 'PK\u0003\u0004', '\u001f\u008b', '\r', '\u0000'],
];

export const importTarget: Target = {
  name: 'import',
  reads: 'published files of accounts, every format of them (`research/import`)',
  seeds,
  words: WORDS,
  isJson: true,
  async check(input) {
    const file = await soonOrRefused(() => importFile(pieces(input)), CheckError);
    if (!file) return;
    const { report, accounts } = file;
    hold(IMPORT_FORMATS.includes(report.format), 'a format that is known');
    hold(report.accounts === accounts.length, 'as many as are counted');
    for (const { platform, handle, id } of accounts) {
      hold(PLATFORM_IDS.includes(platform), 'a platform that is known');
      hold(handle !== null || id !== null, 'a name or an id');
    }
    const { accountRows, hashed, counts, domains, posts, emails, otherAddresses } = report;
    const named = accountRows + hashed + counts + domains + posts + emails + otherAddresses;
    const rows = named + report.prose + report.blank + report.unreadableRows;
    hold(rows === report.rows, 'every row in exactly one place');
  },
};

export const checkTarget: Target = {
  name: 'check',
  reads: 'files of names to be checked (`research/check`)',
  seeds,
  words: WORDS,
  isJson: true,
  async check(input) {
    const lookup = {
      ...{ lists: [], platforms: PLATFORM_IDS },
      filter: async () => ({ mayHave: (key: string) => key.length % 2 === 0 }),
      find: async () => [],
    };
    await soonOrRefused(async () => {
      let last = 0;
      for await (const { counts, matches } of checkInput(pieces(input), { lookup })) {
        hold(counts.rows >= last && matches.length === 0, 'rows are counted on');
        last = counts.rows;
      }
    }, CheckError);
  },
};
