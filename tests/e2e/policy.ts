import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChromiumSession } from '../../src/dev/browser/chromium.ts';
import { geckoId } from '../../src/dev/extension.ts';

// An organisation's policy as each browser really hands it to an extension, set without an administrator's rights.

/**
 * Firefox reads `distribution/policies.json` beside its program. This makes a folder that is Firefox's own but for
 * that file, and gives the program in it.
 */
export async function firefoxUnderPolicy(
  program: string,
  extension: string,
  policy: object,
): Promise<{ program: string; remove: () => Promise<void> }> {
  const real = realpathSync(program);
  const folder = await mkdtemp(path.join(tmpdir(), 'lens-firefox-'));
  for (const name of readdirSync(path.dirname(real))) {
    if (name === 'distribution' || name === path.basename(real)) continue;
    symlinkSync(path.join(path.dirname(real), name), path.join(folder, name));
  }
  // Where it stands itself tells it where to look, so that it is no link.
  const copy = path.join(folder, path.basename(real));
  copyFileSync(real, copy);
  mkdirSync(path.join(folder, 'distribution'));
  const policies = { '3rdparty': { Extensions: { [geckoId(extension)]: policy } } };
  writeFileSync(path.join(folder, 'distribution/policies.json'), JSON.stringify({ policies }));
  return { program: copy, remove: () => rm(folder, { recursive: true }) };
}

/** Sets a policy in a running Chromium by its own page for trying policies. */
export async function setChromiumPolicy(
  { context }: ChromiumSession,
  policy: Readonly<Record<string, unknown>>,
): Promise<void> {
  const own = context.serviceWorkers()[0];
  if (own === undefined) throw new Error('the extension has no service worker');
  const page = await context.newPage();
  await page.goto('chrome://policy/test');
  const items = Object.entries(policy).map(([name, value]) => ({
    namespace: new URL(own.url()).host,
    ...{ name, value },
    // As from a file on the machine, for the user, and mandatory.
    ...{ source: 5, scope: 0, level: 1 },
  }));
  await page.evaluate(async (json) => {
    const address = 'chrome://policy/test/policy_test_browser_proxy.js';
    const { PolicyTestBrowserProxy } = await import(address);
    await PolicyTestBrowserProxy.applyTestPolicies(json, '');
  }, JSON.stringify(items));
  await page.close();
}
