import { readdirSync } from 'node:fs';
import { BROWSERS, buildStep } from './extension.ts';
import { inRoot } from './root.ts';
import { printResult, runStep } from './steps.ts';

/** `npm run build`: production builds for both browsers, packed for the stores. */
export async function main(): Promise<number> {
  for (const browser of BROWSERS) {
    const result = await runStep(buildStep(browser, 'zip'));
    printResult(result);
    if (!result.ok) return 1;
  }
  for (const name of readdirSync(inRoot('.output')).filter((file) => file.endsWith('.zip'))) {
    console.log(`  .output/${name}`);
  }
  return 0;
}
