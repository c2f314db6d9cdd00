import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BrowserMissing, findBrowser } from './browsers.ts';

const VARIABLES = [
  'TAKEDOWN_LENS_CHROMIUM',
  'CHROME_PATH',
  'CHROMIUM_BIN',
  'TAKEDOWN_LENS_FIREFOX',
  'FIREFOX_BIN',
];

beforeEach(() => {
  for (const variable of VARIABLES) vi.stubEnv(variable, undefined);
});
afterEach(() => vi.unstubAllEnvs());

/** A folder with one program in it. */
function folderWith(name: string, script: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lens-'));
  writeFileSync(path.join(folder, name), script);
  chmodSync(path.join(folder, name), 0o755);
  return folder;
}

describe('a program named by an environment variable', () => {
  test('is taken before any other', async () => {
    const folder = folderWith('my-firefox', '#!/bin/sh\n');
    vi.stubEnv('FIREFOX_BIN', path.join(folder, 'my-firefox'));
    expect(await findBrowser('firefox')).toBe(path.join(folder, 'my-firefox'));
  });

  test('must be there', async () => {
    vi.stubEnv('TAKEDOWN_LENS_FIREFOX', '/no/such/firefox');
    await expect(findBrowser('firefox')).rejects.toThrow(BrowserMissing);
  });

  test.skipIf(process.platform === 'win32')('must not be Google Chrome', async () => {
    const folder = folderWith('chrome', '#!/bin/sh\necho Google Chrome 140.0.1\n');
    vi.stubEnv('CHROME_PATH', path.join(folder, 'chrome'));
    await expect(findBrowser('chromium')).rejects.toThrow(/ignores --load-extension/);
  });

  test.skipIf(process.platform === 'win32')('may be Chrome for Testing', async () => {
    const folder = folderWith('chrome', '#!/bin/sh\necho Google Chrome for Testing 140.0.1\n');
    vi.stubEnv('CHROME_PATH', path.join(folder, 'chrome'));
    expect(await findBrowser('chromium')).toBe(path.join(folder, 'chrome'));
  });
});

describe.skipIf(process.platform !== 'linux')('the system’s Firefox', () => {
  test('is found in PATH', async () => {
    const folder = folderWith('firefox', '#!/bin/sh\n');
    vi.stubEnv('PATH', folder);
    expect(await findBrowser('firefox')).toBe(path.join(folder, 'firefox'));
  });

  test('is not taken when it is a snap, which can read neither build nor profile', async () => {
    const folder = folderWith('snap', '#!/bin/sh\n');
    symlinkSync(path.join(folder, 'snap'), path.join(folder, 'firefox'));
    vi.stubEnv('PATH', folder);
    expect(await findBrowser('firefox')).toBeNull();
  });

  test('is not taken when it is a script that starts a snap', async () => {
    vi.stubEnv('PATH', folderWith('firefox', '#!/bin/sh\nexec /snap/bin/firefox "$@"\n'));
    expect(await findBrowser('firefox')).toBeNull();
  });
});
