import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import {
  Browser as Downloadable,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';
import type { BrowserName } from './extension.ts';
import { inRoot } from './root.ts';
import { binOf } from './steps.ts';

// Finding the browsers that the demonstration and the end-to-end tests run in, and fetching one
// where there is none. Branded Google Chrome is left out on purpose: since version 137 it ignores
// --load-extension. Chromium, Chrome for Testing and Edge still heed it.

interface Kind {
  readonly title: string;
  /** Environment variables that name a program, first one set wins. */
  readonly variables: readonly string[];
  /** Commands to look for in PATH. */
  readonly commands: readonly string[];
  readonly macApplications: readonly string[];
  /** Below one of Windows' program folders. */
  readonly windowsPrograms: readonly string[];
  readonly debianPackage: string;
}

const KINDS: Record<BrowserName, Kind> = {
  chromium: {
    title: 'Chromium',
    variables: ['TAKEDOWN_LENS_CHROMIUM', 'CHROME_PATH', 'CHROMIUM_BIN'],
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome-for-testing',
      'microsoft-edge-stable',
      'microsoft-edge',
    ],
    macApplications: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windowsPrograms: ['Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
    debianPackage: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variables: ['TAKEDOWN_LENS_FIREFOX', 'FIREFOX_BIN'],
    commands: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
    macApplications: [
      'Firefox.app/Contents/MacOS/firefox',
      'Firefox Developer Edition.app/Contents/MacOS/firefox',
    ],
    windowsPrograms: ['Mozilla Firefox/firefox.exe'],
    debianPackage: 'firefox-esr',
  },
};

/** Where downloads of ours go; Playwright keeps its own place. */
const CACHE = inRoot('.cache/browsers');

/** No browser, and what the person can do about it. */
export class BrowserMissing extends Error {}

/**
 * The program of a browser that is already there: named by an environment variable, downloaded
 * earlier, or the system's. Null when there is none.
 * @throws BrowserMissing when an environment variable names what cannot be used.
 */
export async function findBrowser(browser: BrowserName): Promise<string | null> {
  return named(KINDS[browser]) ?? (await downloaded(browser)) ?? ofTheSystem(KINDS[browser]);
}

/**
 * The program of a browser, fetched if there is none: through apt when root on Debian, else by
 * Playwright's or Puppeteer's own installer. Says on standard error what it does.
 * @throws BrowserMissing when it can't be had, with what to do.
 */
export async function provideBrowser(browser: BrowserName): Promise<string> {
  const there = await findBrowser(browser);
  if (there !== null) return there;
  const { title, variables } = KINDS[browser];
  console.error(`No ${title} found; fetching one.`);
  installFromDebian(KINDS[browser]);
  const found = ofTheSystem(KINDS[browser]) ?? (await download(browser));
  if (found !== null) return found;
  throw new BrowserMissing(
    `No ${title}, and it could not be fetched. Install it (Debian: apt-get install ${KINDS[browser].debianPackage}) ` +
      `or set ${variables[0]} to its program.`,
  );
}

/**
 * Environment variables that tell the end-to-end tests which browsers to run in. A browser that
 * can't be had is named in `TAKEDOWN_LENS_WITHOUT_…` with the reason: its tests are skipped, by name.
 */
export async function browsersForTests(): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const browser of ['chromium', 'firefox'] as const) {
    const suffix = browser.toUpperCase();
    try {
      settings[`TAKEDOWN_LENS_${suffix}`] = await provideBrowser(browser);
    } catch (error) {
      if (!(error instanceof BrowserMissing)) throw error;
      settings[`TAKEDOWN_LENS_WITHOUT_${suffix}`] = error.message;
      console.error(`${error.message} Its tests are skipped.`);
    }
  }
  return settings;
}

function named({ variables, title }: Kind): string | null {
  for (const variable of variables) {
    const program = process.env[variable];
    if (!program) continue;
    if (!existsSync(program)) {
      throw new BrowserMissing(`${variable} names ${program}, which is not there.`);
    }
    if (title === 'Chromium' && isBrandedChrome(program)) {
      throw new BrowserMissing(
        `${variable} names Google Chrome, which ignores --load-extension since version 137. ` +
          'Use Chromium, Chrome for Testing or Edge.',
      );
    }
    return program;
  }
  return null;
}

function isBrandedChrome(program: string): boolean {
  // On Windows --version opens a window instead of answering; the folder tells there.
  if (process.platform === 'win32') return /\\Google\\Chrome\\/i.test(program);
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /^Google Chrome (?!for Testing)/.test(stdout ?? '');
}

async function downloaded(browser: BrowserName): Promise<string | null> {
  if (browser === 'chromium') {
    const program = chromium.executablePath();
    return existsSync(program) ? program : null;
  }
  const browsers = existsSync(CACHE) ? await getInstalledBrowsers({ cacheDir: CACHE }) : [];
  const program = browsers.find(({ browser: kind }) => kind === Downloadable.FIREFOX);
  return program !== undefined && existsSync(program.executablePath)
    ? program.executablePath
    : null;
}

function ofTheSystem(kind: Kind): string | null {
  return candidates(kind).find((program) => existsSync(program) && !isSnap(program)) ?? null;
}

function candidates({ commands, macApplications, windowsPrograms }: Kind): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', path.join(os.homedir(), 'Applications')].flatMap((folder) =>
      macApplications.map((application) => path.join(folder, application)),
    );
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
      .flatMap((variable) => process.env[variable] ?? [])
      .flatMap((folder) => windowsPrograms.map((program) => path.join(folder, program)));
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute);
  return commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
}

/** A snap may read neither dot folders, where the build lies, nor /tmp, where profiles are made. */
function isSnap(program: string): boolean {
  const real = realpathSync(program);
  if (real.startsWith('/snap/') || path.basename(real) === 'snap') return true;
  const start = readFileSync(real).subarray(0, 4096).toString('latin1');
  return start.startsWith('#!') && start.includes('/snap/bin/');
}

function installFromDebian({ debianPackage }: Kind): void {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  // Ubuntu's packages of these names only fetch the snap.
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(release)) return;
  const packages = [debianPackage, 'fonts-dejavu-core', 'fonts-liberation'];
  const apt = (...args: string[]) => run('apt-get', ['-q', '-y', ...args]);
  if (apt('update')) apt('install', '--no-install-recommends', ...packages);
}

async function download(browser: BrowserName): Promise<string | null> {
  if (browser === 'chromium') {
    const playwright = binOf('@playwright/test', 'playwright');
    const system = process.getuid?.() === 0 ? ['--with-deps'] : [];
    run(process.execPath, [playwright, 'install', '--no-shell', ...system, 'chromium']);
    return downloaded(browser);
  }
  const platform = detectBrowserPlatform();
  if (platform === undefined) return null;
  try {
    const buildId = await resolveBuildId(Downloadable.FIREFOX, platform, 'stable');
    const { executablePath } = await install({
      browser: Downloadable.FIREFOX,
      buildId,
      cacheDir: CACHE,
    });
    return executablePath;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

/** Runs an installer; all it says goes to standard error. */
function run(program: string, args: readonly string[]): boolean {
  const { status } = spawnSync(program, [...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
