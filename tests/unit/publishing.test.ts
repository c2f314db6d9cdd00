import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openListFolder } from '../../src/publish/list-folder.ts';
import { someDisclosure } from './list-fixture.ts';

// The commands of docs/examples/publish-list.yml, run one after another as the workflow runs them, on a
// repository of a publisher's with a remote of its own.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKFLOW = path.join(ROOT, 'docs/examples/publish-list.yml');

let folder = '';
let env: NodeJS.ProcessEnv = {};
let steps: ReadonlyMap<string, string> = new Map();
const at = (...parts: string[]) => path.join(folder, ...parts);

/** The shell of each step that has some, by the step's name. */
function shellOf(workflow: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, body] of workflow.matchAll(
    /^ {6}- name: (.+)\n(?: {8}(?!run).*\n| {10}.*\n)* {8}run: \|\n((?: {10}.*\n|\n)+)/gm,
  )) {
    found.set(name!, body!.replace(/^ {10}/gm, ''));
  }
  return found;
}

function git(cwd: string, ...args: string[]) {
  const { status, stderr } = spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

async function writeData(handles: readonly string[]) {
  const accounts = {
    disclosure: 'first',
    source: { title: 'The file', url: 'https://example.org/file' },
    entries: handles.map((handle) => ({ platform: 'x', handle })),
  };
  await mkdir(at('work/data/disclosures'), { recursive: true });
  await mkdir(at('work/data/accounts'), { recursive: true });
  await cp(path.join(ROOT, 'data/list.json'), at('work/data/list.json'));
  await writeFile(at('work/data/disclosures/first.json'), JSON.stringify(someDisclosure('first')));
  await writeFile(at('work/data/accounts/first.json'), JSON.stringify(accounts));
}

/** One run of the workflow, in a fresh clone. */
async function runWorkflow(more: NodeJS.ProcessEnv = {}) {
  await rm(at('run'), { recursive: true, force: true });
  git(folder, 'clone', '--quiet', at('remote'), at('run'));
  await symlink(ROOT, at('run/takedown-lens'));
  for (const [name, shell] of steps) {
    const { status, stderr } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', shell], {
      cwd: at('run'),
      env: { ...env, RENEW: 'false', ...more },
    }).then(
      ({ stderr: err }) => ({ status: 0, stderr: err }),
      (error) => ({ status: error.code as number, stderr: error.stderr as string }),
    );
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
  }
  return openListFolder(at('run/site'));
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lens-publishing-'));
  const made = spawnSync(
    process.execPath,
    [path.join(ROOT, 'src/dev/run.mjs'), 'cli', 'list', 'keygen', '--out', at('key')],
    { encoding: 'utf8' },
  );
  env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    LENS: 'takedown-lens/src/dev/run.mjs',
    LIST: 'published',
    LIST_KEY: await readFile(at('key'), 'utf8'),
    PUBLIC_KEY: /Public key (\S+)/.exec(made.stdout)?.[1] ?? '',
  };
  steps = shellOf(await readFile(WORKFLOW, 'utf8'));
  git(folder, 'init', '--quiet', '--bare', '-b', 'main', at('remote'));
  git(folder, 'clone', '--quiet', at('remote'), at('work'));
  git(at('work'), 'checkout', '--quiet', '-B', 'main');
  git(at('work'), 'config', 'user.name', 'Publisher');
  git(at('work'), 'config', 'user.email', 'publisher@example.org');
  await writeData(['one', 'two']);
  git(at('work'), 'add', '.');
  git(at('work'), 'commit', '--quiet', '-m', 'Begin');
  git(at('work'), 'push', '--quiet', 'origin', 'main');
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

test('the workflow publishes, publishes again what changed, and renews what did not', async () => {
  expect([...steps.keys()]).toEqual([
    'Fetch the version before',
    'Build',
    'Check it as a reader would',
    'Keep it',
    'What is served',
  ]);
  const first = await runWorkflow();
  expect(first.entries.map(({ handle }) => handle).sort()).toEqual(['one', 'two']);
  expect((await runWorkflow()).manifest).toEqual(first.manifest);

  await writeData(['two', 'three']);
  git(at('work'), 'commit', '--quiet', '-am', 'Change');
  git(at('work'), 'push', '--quiet', 'origin', 'main');
  const second = await runWorkflow();
  expect(second.manifest.version).toBeGreaterThan(first.manifest.version);
  expect(second.corrections?.withdrawn).toHaveLength(1);
  expect(second.history).toHaveLength(2);

  const renewed = await runWorkflow({ RENEW: 'true' });
  expect(renewed.manifest.version).toBeGreaterThan(second.manifest.version);
  expect(renewed.entries).toEqual(second.entries);
  expect(await readdir(at('run/site'))).toContain('latest');
}, 90_000);

test('a workflow with another key publishes nothing', async () => {
  await expect(runWorkflow({ PUBLIC_KEY: 'A'.repeat(43) })).rejects.toThrow(/unknown-key/);
}, 30_000);

test('every command of the recipe is one that the command line has', async () => {
  const recipe = await readFile(path.join(ROOT, 'docs/PUBLISHING.md'), 'utf8');
  const usage = spawnSync(process.execPath, [path.join(ROOT, 'src/dev/run.mjs'), 'cli', 'help'], {
    encoding: 'utf8',
  }).stdout;
  const used = [...recipe.matchAll(/\blist (\w+) (?:-|published|OLD)/g)].map((match) => match[1]);
  expect(new Set(used).size).toBeGreaterThan(5);
  for (const name of used) expect(usage).toContain(`list ${name} `);
  const options = [...recipe.matchAll(/`?(--[a-z-]+)/g)].map((match) => match[1]);
  for (const option of options) expect(usage).toContain(option);
});
