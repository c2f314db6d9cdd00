import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { inRoot } from './root.ts';
import { binOf, runStep, type Step, type StepResult } from './steps.ts';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** How WXT is asked for each browser, and where it puts the result. */
const TARGETS = {
  chromium: { wxt: ['-b', 'chrome'], output: '.output/chrome-mv3' },
  firefox: { wxt: ['-b', 'firefox', '--mv3'], output: '.output/firefox-mv3' },
} as const;

/** What a build is made of; a build older than the newest of these is stale. */
const INGREDIENTS = [
  'entrypoints',
  'src',
  'data',
  'assets',
  'public',
  'modules',
  'wxt.config.ts',
  'package-lock.json',
];

/** The folder of the unpacked extension for a browser. */
export const extensionFolder = (browser: BrowserName): string => inRoot(TARGETS[browser].output);

/** The step that builds the extension for one browser. */
export function buildStep(browser: BrowserName): Step {
  return {
    name: `build for ${browser === 'chromium' ? 'Chromium' : 'Firefox'}`,
    node: [binOf('wxt'), 'build', ...TARGETS[browser].wxt],
  };
}

/** Builds for one browser unless the build there is newer than everything it is made of. */
export async function buildIfStale(browser: BrowserName): Promise<StepResult | null> {
  const manifest = path.join(extensionFolder(browser), 'manifest.json');
  if (existsSync(manifest) && statSync(manifest).mtimeMs >= newestIngredient()) return null;
  return runStep(buildStep(browser));
}

function newestIngredient(): number {
  return Math.max(...INGREDIENTS.map((name) => newestUnder(inRoot(name))));
}

function newestUnder(file: string): number {
  if (!existsSync(file) || isNoIngredient(file)) return 0;
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newestUnder(path.join(file, name))));
}

const isNoIngredient = (file: string) => /\.test\.tsx?$/.test(file) || file === inRoot('src/dev');

const GeckoManifest = z.object({
  browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }),
});

/** The fixed id under which Firefox knows the extension. */
export function geckoId(folder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as unknown;
  return GeckoManifest.parse(manifest).browser_specific_settings.gecko.id;
}
