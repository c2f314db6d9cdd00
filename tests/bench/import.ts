/**
 * What importing a published file takes (time of a users CSV of 10^5 rows, memory of 10^5 to 10^7), and checking names of
 * which nothing tells the platform: each is looked up on every platform of the lists (time of 10^6).
 * `npm run bench -- import`; with `quick` up to 10^6 rows.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../../src/dev/root.ts';
import { strangers } from './support/names.ts';
import { benchArguments, type Figure, report } from './support/report.ts';

const MILLION = 1_000_000;
/** As many accounts as a published set has; what is beyond them is hashed, or of the same authors again. */
const ACCOUNTS = 20_000;
const ROWS_AT_ONCE = 20_000;

const HASH = `${'dGFrZWRvd24gbGVucyBkb2VzIG5vdCBtYXRjaCBpdA'.slice(0, 42)}=`;
const USERS_HEADER =
  'userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language';

/** Rows of the archive's users CSV: `named` accounts in the open, then hashed ones. */
const usersRow = (names: readonly string[], named: number) => (row: number) => {
  const name = names[row % names.length]?.slice(1) ?? '';
  const rest = `"London, UK","Words, with ""quotes"" in them",https://t.co/abc,${row % 9000},${row % 500},2013-05-0${1 + (row % 9)},en`;
  return row < named
    ? `${2_000_000_000 + row},${name} Name,${name.slice(0, 8)}${row.toString(36)},${rest}`
    : `${HASH},${HASH},${HASH},${rest}`;
};

async function writeRows(
  file: string,
  header: string | null,
  rows: number,
  rowAt: (row: number) => string,
): Promise<void> {
  const out = createWriteStream(file);
  if (header !== null) out.write(`${header}\n`);
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const some = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - from) }, (_, at) =>
      rowAt(from + at),
    );
    if (!out.write(`${some.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

interface Cost {
  readonly seconds: number;
  /** The most memory the process had, MiB. */
  readonly peak: number;
}

/** Runs a command in a process of its own, and wants its exit status. */
async function cost(script: string, args: readonly string[], status: number): Promise<Cost> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', inRoot(`tests/bench/support/${script}.ts`), ...args],
    { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // The end of what is said has the memory; a result can be longer than is good to keep.
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
  }
  await once(child, 'close');
  if (child.exitCode !== status) throw new Error(said);
  return {
    seconds: (performance.now() - started) / 1000,
    peak: Number(/peak (\d+) KiB/.exec(said)?.[1]) / 1024,
  };
}

const folder = await mkdtemp(path.join(tmpdir(), 'lens-bench-import-'));
const figures: Figure[] = [];
try {
  const names = strangers(ACCOUNTS, 11);
  const file = path.join(folder, 'users.csv');
  await writeRows(file, USERS_HEADER, MILLION / 10, usersRow(names, MILLION / 10));
  const whole = await cost('measured-list-command', ['import', file], 0);
  figures.push({
    what: 'users CSV of 10^5 rows imported, all in the open, from the command’s start to its end',
    goal: '≤ 2 s',
    measured: `${whole.seconds.toFixed(2)} s, ${whole.peak.toFixed(0)} MiB`,
    reached: whole.seconds <= 2,
  });

  const sizes = [
    MILLION / 10,
    MILLION,
    ...(benchArguments().includes('quick') ? [] : [MILLION * 10]),
  ];
  const costs: Cost[] = [];
  for (const rows of sizes) {
    await writeRows(file, USERS_HEADER, rows, usersRow(names, ACCOUNTS));
    costs.push(await cost('measured-list-command', ['import', file], 0));
  }
  const peaks = costs.map(({ peak }) => peak);
  figures.push({
    what: `import, memory for ${sizes.map((rows) => `10^${Math.log10(rows)}`).join(', ')} rows, ${ACCOUNTS.toLocaleString('en')} of them accounts in the open`,
    goal: 'flat (≤ 1.5 of the first)',
    measured: `${peaks.map((peak) => peak.toFixed(0)).join(', ')} MiB (${costs.map(({ seconds }) => `${seconds.toFixed(1)} s`).join(', ')})`,
    reached: Math.max(...peaks) <= 1.5 * (peaks[0] ?? 0),
  });

  const asked = strangers(MILLION, 13);
  await writeRows(file, null, MILLION, (row) =>
    row % 1000 === 0 ? 'TEN_GOP' : (asked[row]?.slice(1) ?? ''),
  );
  const anywhere = await cost('measured-check-command', [file], 1);
  figures.push({
    what: '10^6 names without any platform checked on the command line',
    goal: '≤ 5 s',
    measured: `${anywhere.seconds.toFixed(1)} s, ${anywhere.peak.toFixed(0)} MiB`,
    reached: anywhere.seconds <= 5,
  });
} finally {
  await rm(folder, { recursive: true });
}
report('import', figures, 'research');
