import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/dev/browsers.ts';
import { inRoot } from '../../src/dev/root.ts';
import { expect, test } from './lens.ts';

// A few of what `npm run faults` does by the hundred, so that it still runs when it is wanted.

test('a service worker that is ended, an update of the extension, a clock that jumps and a full disk: all holds', async () => {
  test.setTimeout(180_000);
  const without = process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM;
  const isMissing = without !== undefined || (await findBrowser('chromium')) === null;
  test.skip(isMissing, without ?? 'no chromium on this machine');
  const args = ['--import', 'tsx', inRoot('tests/faults/run.ts'), '9', '--smoke'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: inRoot() }).catch(
    (error: { stdout: string }) => error,
  );
  // Where no disk may be mounted that one is left out, and says so.
  expect(stdout).not.toMatch(/^✗/m);
  expect(stdout.match(/^(✓|– disk full)/gm)).toHaveLength(7);
});
