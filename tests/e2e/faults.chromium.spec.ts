import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/dev/browsers.ts';
import { inRoot } from '../../src/dev/root.ts';
import { expect, test } from './lens.ts';

// A few of what `npm run faults` does by the hundred, so that it still runs when it is wanted.

test('the service worker is ended at some moments of an update, of a choice and of reading, and all holds', async () => {
  const without = process.env.TAKEDOWN_LENS_WITHOUT_CHROMIUM;
  const isMissing = without !== undefined || (await findBrowser('chromium')) === null;
  test.skip(isMissing, without ?? 'no chromium on this machine');
  const args = ['--import', 'tsx', inRoot('tests/faults/run.ts'), '9', '--smoke'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: inRoot() });
  expect(stdout.match(/^✓/gm)).toHaveLength(3);
});
