import { browsersForTests } from './browsers.ts';
import { BROWSERS, buildIfStale } from './extension.ts';
import { binOf, printResult, runOpenly } from './steps.ts';

/** `npm run e2e -- [playwright arguments]`: the end-to-end tests alone, with Playwright's own output. */
export async function main(args: readonly string[]): Promise<number> {
  for (const browser of BROWSERS) {
    const built = await buildIfStale(browser);
    if (built !== null) printResult(built);
    if (built?.ok === false) return 1;
  }
  return runOpenly({
    node: [binOf('@playwright/test', 'playwright'), 'test', ...args],
    env: await browsersForTests(),
  });
}
