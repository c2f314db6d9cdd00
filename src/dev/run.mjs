// The one door to every command: `node src/dev/run.mjs <command> [arguments]`, which is what the
// scripts in package.json call. Plain JavaScript without packages, because it runs before any is
// installed: it looks at Node, installs what the lock file names, then hands over to TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const COMMANDS = {
  start: 'src/dev/start.ts',
  test: 'src/dev/test.ts',
  check: 'src/dev/check.ts',
  build: 'src/dev/build.ts',
  e2e: 'src/dev/e2e.ts',
  bench: 'src/dev/bench.ts',
  sites: 'src/dev/sites.ts',
  release: 'src/dev/release.ts',
  fuzz: 'src/dev/fuzz.ts',
  cli: 'src/publish/cli.ts',
};

const [command = '', ...args] = process.argv.slice(2);
const file = Object.hasOwn(COMMANDS, command) ? path.join(ROOT, COMMANDS[command]) : null;
if (file === null) fail(`usage: npm run ${Object.keys(COMMANDS).join(' | ')}`, 2);

checkNode();
installPackages();
if (!existsSync(file)) fail(`${COMMANDS[command]} is missing from this checkout`, 1);

// npm changes to the root of the package; file names on the command line are meant from where the
// person stood. The variable is only ours when npm started this very command.
if (process.env.npm_lifecycle_event === command && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
process.argv = [process.argv[0], file, ...args];
const { register } = await import('tsx/esm/api');
register({ tsconfig: path.join(ROOT, 'tsconfig.json') });
// Commands of this folder export main(args) and give the exit status; the publisher's command line
// is a program of its own.
const { main } = await import(pathToFileURL(file).href);
if (main) process.exitCode = await main(args);

function checkNode() {
  const { engines } = readJson('package.json');
  const wanted = /(\d+)\.(\d+)/.exec(engines.node);
  const here = /(\d+)\.(\d+)/.exec(process.versions.node);
  const [major, minor] = [Number(here[1]) - Number(wanted[1]), Number(here[2]) - Number(wanted[2])];
  if (major < 0 || (major === 0 && minor < 0)) {
    fail(
      `Takedown Lens needs Node ${engines.node}; this is ${process.versions.node}. See https://nodejs.org/`,
      1,
    );
  }
}

function installPackages() {
  if (isInstalled()) return;
  say('Installing packages (npm ci), once …');
  // .npmrc silences npm, for the sake of `npm run cli`; errors must still be readable here.
  const npmArgs = ['ci', '--loglevel=error', '--no-progress'];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...npmArgs], { cwd: ROOT, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', npmArgs, {
        cwd: ROOT,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
  if (done.status !== 0) fail('npm ci failed; what it said stands above.', 1);
}

/** npm leaves in node_modules a record of what it put there: compare that with the lock file. */
function isInstalled() {
  const recordFile = path.join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(recordFile)) return false;
  if (statSync(recordFile).mtimeMs >= statSync(path.join(ROOT, 'package-lock.json')).mtimeMs) {
    return true;
  }
  const there = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([name, wanted]) => name === '' || wanted.optional || there[name]?.version === wanted.version,
  );
}

function readJson(name) {
  return JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text, status) {
  say(text);
  process.exit(status);
}
