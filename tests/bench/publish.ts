/**
 * What `list build` takes for a large list, the first time and for a next version with a thousand changes.
 * `npm run bench -- publish [entries]`, by default 1000000.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../../src/dev/root.ts';
import { someDisclosure } from '../unit/list-fixture.ts';
import { syntheticEntries } from './support/entries.ts';
import { benchArguments, report } from './support/report.ts';

const COUNT = Number(benchArguments()[0] ?? 1_000_000);
const CHANGES = 1000;
const PER_FILE = 100_000;
const SOURCE = { title: 'Our update', url: 'https://example.org/update' };

interface Cost {
  readonly seconds: number;
  /** The most memory the process had, MiB. */
  readonly peak: number;
}

/** Runs a command in a process of its own. */
function cost(folder: string, ...args: string[]): Cost {
  const script = inRoot('tests/bench/support/measured-list-command.ts');
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, ...args],
    { cwd: inRoot(), encoding: 'utf8', env: { ...process.env, TMPDIR: folder } },
  );
  if (status !== 0) throw new Error(stderr);
  const peak = Number(/peak (\d+) KiB/.exec(stdout)?.[1]) / 1024;
  return { seconds: (performance.now() - started) / 1000, peak };
}

async function writeData(folder: string, from: number, to: number): Promise<void> {
  const all = syntheticEntries(COUNT + CHANGES).slice(from, to);
  await mkdir(path.join(folder, 'disclosures'), { recursive: true });
  await mkdir(path.join(folder, 'accounts'), { recursive: true });
  const identity = {
    ...{ id: 'bench', name: 'Bench', publisher: 'Somebody', contact: 'somebody@example.org' },
    ...{ homepage: null, licence: 'CC0-1.0', corrections: 'mailto:somebody@example.org' },
  };
  await writeFile(path.join(folder, 'list.json'), JSON.stringify(identity));
  await writeFile(
    path.join(folder, 'disclosures', 'first.json'),
    JSON.stringify(someDisclosure('first')),
  );
  for (let at = 0; at < all.length; at += PER_FILE) {
    const entries = all.slice(at, at + PER_FILE).map(({ platform, handle, removed }) => ({
      ...{ platform, handle, removed },
    }));
    await writeFile(
      path.join(folder, 'accounts', `part-${String(at).padStart(8, '0')}.json`),
      JSON.stringify({ disclosure: 'first', source: SOURCE, entries }),
    );
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'lens-bench-publish-'));
const [data, out, key] = ['data', 'out', 'key'].map((name) => path.join(folder, name)) as [
  string,
  string,
  string,
];
cost(folder, 'keygen', '--out', key);
const build = ['build', '--data', data, '--key', key, '--out', out];
await writeData(data, 0, COUNT);
const first = cost(folder, ...build, '--created', '2026-11-01T00:00:00Z');
await writeData(data, CHANGES / 2, COUNT + CHANGES / 2);
const second = cost(folder, ...build, '--created', '2026-11-02T00:00:00Z');
await rm(folder, { recursive: true });

const said = ({ seconds, peak }: Cost) =>
  `${seconds.toFixed(1)} s, ${(peak / 1024).toFixed(2)} GiB`;
const entries = `${COUNT.toLocaleString('en')} entries`;
report('publish', [
  {
    what: `list build, ${entries}, first version: time and peak memory`,
    goal: 'seconds (≤ 15 s, ≤ 1 GiB)',
    measured: said(first),
    reached: first.seconds <= 15 && first.peak <= 1024,
  },
  {
    what: `list build, ${entries}, next version with ${CHANGES / 2} added and ${CHANGES / 2} withdrawn`,
    goal: 'seconds (≤ 40 s, ≤ 2.5 GiB)',
    measured: said(second),
    reached: second.seconds <= 40 && second.peak <= 2560,
  },
]);
