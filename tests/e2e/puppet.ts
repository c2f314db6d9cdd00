import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowser } from '../../src/dev/browsers.ts';
import { copyOfBuild } from './build-copy.ts';

/**
 * Chromium by Puppeteer, for what Playwright's hold on the network or the browser's own pages keeps from a test. The
 * extension in it may also read the pages of a server on this machine.
 *
 * @param name Of the copy of the build, one for each test that runs beside others.
 */
export async function startPuppet(
  name: string,
  ignoreDefaultArgs: string[] = [],
): Promise<Browser> {
  const executablePath = await findBrowser('chromium');
  if (executablePath === null) throw new Error('no chromium');
  const extension = copyOfBuild('chromium', name, (manifest) => {
    manifest.content_scripts[0]?.matches.push('http://127.0.0.1/*');
    manifest.host_permissions.push('http://127.0.0.1/*');
  });
  return puppeteer.launch({
    executablePath,
    enableExtensions: true,
    ignoreDefaultArgs,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
}
