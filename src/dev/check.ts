import { existsSync } from 'node:fs';
import { inRoot } from './root.ts';
import { binOf, printResult, runStep, type Step, type StepResult } from './steps.ts';

const CHECKS: readonly Step[] = [
  { name: 'lint and format', node: [binOf('@biomejs/biome', 'biome'), 'check', '.'] },
  { name: 'types', node: [binOf('typescript', 'tsc'), '--noEmit'] },
  {
    name: 'import directions',
    node: [
      binOf('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      ...['src', 'entrypoints'].filter((folder) => existsSync(inRoot(folder))),
    ],
  },
];

/** `npm run check`. */
export async function main(): Promise<number> {
  return (await check()).length === 0 ? 0 : 1;
}

/** The quick part of `npm test`: gives the checks that failed. */
export async function check(): Promise<StepResult[]> {
  if (!existsSync(inRoot('.wxt/wxt.d.ts'))) {
    const prepared = await runStep({ name: 'wxt prepare', node: [binOf('wxt'), 'prepare'] });
    if (!prepared.ok) {
      printResult(prepared);
      return [prepared];
    }
  }
  const results = await Promise.all(CHECKS.map(runStep));
  for (const result of results) printResult(result);
  return results.filter((result) => !result.ok);
}
