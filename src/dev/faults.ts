import { buildIfStale } from './extension.ts';
import { inRoot } from './root.ts';
import { printResult, runOpenly } from './steps.ts';

/** `npm run faults -- [kills] [--seed=N] [--record]`: faults of real computers, in a real Chromium (tests/faults). */
export async function main(args: readonly string[]): Promise<number> {
  const built = await buildIfStale('chromium');
  if (built !== null) printResult(built);
  if (built?.ok === false) return 1;
  return runOpenly({ node: ['--import', 'tsx', inRoot('tests/faults/run.ts'), ...args] });
}
