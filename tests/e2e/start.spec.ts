import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/dev/browsers.ts';
import { BROWSERS } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';
import { expect, test } from './lens.ts';

test('npm start tells of every badge of the demonstration, and not before the last is there', async () => {
  const testInfo = test.info();
  const browser = BROWSERS.find((name) => name === testInfo.project.name)!;
  const without = process.env[`TAKEDOWN_LENS_WITHOUT_${browser.toUpperCase()}`];
  const isMissing = without !== undefined || (await findBrowser(browser)) === null;
  test.skip(isMissing, without ?? `no ${browser} on this machine`);
  const out = testInfo.outputPath('timeline.png');
  const args = [inRoot('src/dev/run.mjs'), 'start', '--browser', browser, '--out', out];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: inRoot() });
  expect(stdout.match(/^x \w+(?= +same-)/gm)?.sort()).toEqual(
    [
      ...['x Beckster319', 'x Crystal1Johnson', 'x Jenn_Abrams', 'x Pamela_Moore13'],
      ...['x RobbyDelaware', 'x TEN_GOP', 'x blackmattersus'],
    ].sort(),
  );
});
