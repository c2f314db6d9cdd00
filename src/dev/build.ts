import path from 'node:path';
import { BROWSERS, buildStep } from './extension.ts';
import { pack } from './pack.ts';
import { inRoot } from './root.ts';
import { printResult, runStep } from './steps.ts';

/** `npm run build`: production builds for both browsers, packed for the stores, with the hash of each package. */
export async function main(): Promise<number> {
  for (const browser of BROWSERS) {
    const result = await runStep(buildStep(browser));
    printResult(result);
    if (!result.ok) return 1;
    const { file, sha256 } = pack(browser);
    console.log(`  ${path.relative(inRoot(), file)}  SHA-256 ${sha256}`);
  }
  return 0;
}
