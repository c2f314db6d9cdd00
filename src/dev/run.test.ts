import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './root.ts';

// The one door to every command. It runs before anything is installed, so it is run here as it is.

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
}

test('an unknown command is answered in one line, with status 2', () => {
  for (const command of ['nonsense', 'constructor', '']) {
    const { status, stdout, stderr } = run(inRoot('src/dev/run.mjs'), [command]);
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 2,
      stdout: '',
      lines: 1,
    });
  }
});

test('the exit status of a command passes through', () => {
  const { status, stdout, stderr } = run(inRoot('src/dev/run.mjs'), ['start', '--page', 'x']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

/** A checkout with nothing but the door and the package's own description. */
function bareCheckout(changes: (text: string) => string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lens-'));
  cpSync(inRoot('src/dev/run.mjs'), path.join(folder, 'src/dev/run.mjs'));
  writeFileSync(
    path.join(folder, 'package.json'),
    changes(readFileSync(inRoot('package.json'), 'utf8')),
  );
  return path.join(folder, 'src/dev/run.mjs');
}

test('a Node that is too old is told so in one line, before anything is installed', () => {
  const door = bareCheckout((text) => text.replace(/"node": "[^"]+"/, '"node": ">=999.0"'));
  const { status, stderr } = run(door, ['check']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Takedown Lens needs Node >=999\.0; this is .*\n$/);
});

test('packages that are missing are installed, and npm is heard when that fails', () => {
  const door = bareCheckout((text) => text);
  // There is no lock file in this checkout, which npm ci refuses without asking any registry.
  const { status, stdout, stderr } = run(door, ['check'], { ...process.env, npm_execpath: '' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/Installing packages/);
  expect(stderr).toMatch(/package-lock\.json/);
});
