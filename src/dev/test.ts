import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { browsersForTests } from './browsers.ts';
import { check } from './check.ts';
import { BROWSERS, buildStep } from './extension.ts';
import { type Figures, inWords, playwrightFigures, sum, vitestFigures } from './results.ts';
import { inRoot } from './root.ts';
import { binOf, printResult, runStep, type Step } from './steps.ts';

const REPORTS = inRoot('.cache/reports');

/**
 * `npm test`: lint, types, import directions, unit tests, builds and their sizes, and end-to-end tests in real
 * browsers. The last line gives the figures, alone; above it stands every test that did not run.
 */
export async function main(): Promise<number> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  // A check or a build that fails is no test, but the last line must not read as if all were well.
  let otherFailures = (await check()).length;
  const figures: Figures[] = [await unitTests()];
  let built = true;
  for (const browser of BROWSERS) {
    const result = await runStep(buildStep(browser));
    printResult(result);
    built &&= result.ok;
  }
  if (built) {
    const sizes = await runStep({ name: 'sizes', node: [binOf('size-limit')] });
    printResult(sizes);
    if (!sizes.ok) otherFailures += 1;
    figures.push(...(await endToEndTests()));
  } else otherFailures += 1;

  const tests = sum(figures);
  if (tests.skipped.length > 0) {
    console.log(`\nDid not run:\n${tests.skipped.map((name) => `  ${name}`).join('\n')}`);
  }
  const total = { ...tests, failed: tests.failed + otherFailures };
  console.log(`\n${inWords(total)}`);
  return total.failed === 0 ? 0 : 1;
}

async function unitTests(): Promise<Figures> {
  const report = path.join(REPORTS, 'vitest.json');
  const figures = await runTests(
    {
      name: 'unit tests',
      node: [
        binOf('vitest'),
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
    },
    report,
    (json) => new Map([['unit tests', vitestFigures(json)]]),
  );
  return sum(figures);
}

async function endToEndTests(): Promise<Figures[]> {
  const browsers = await browsersForTests();
  const report = path.join(REPORTS, 'playwright.json');
  const figures = await runTests(
    {
      name: 'end-to-end tests',
      node: [binOf('@playwright/test', 'playwright'), 'test', '--reporter=dot,json'],
      env: { ...browsers, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
    report,
    playwrightFigures,
  );
  // A person may work without one of the browsers; where CI does, nobody would notice.
  const missing = process.env.CI
    ? Object.keys(browsers).filter((name) => name.includes('_WITHOUT_')).length
    : 0;
  return [...figures, { passed: 0, failed: missing, skipped: [] }];
}

/** Runs one runner and reads its report; a runner that left none has failed as a whole. */
async function runTests(
  step: Step,
  report: string,
  read: (json: string) => Map<string, Figures>,
): Promise<Figures[]> {
  const result = await runStep(step);
  const projects = existsSync(report)
    ? read(readFileSync(report, 'utf8'))
    : new Map([[step.name, { passed: 0, failed: 1, skipped: [] }]]);
  const figures = [...projects.values()];
  // A runner may fail for a reason that no test carries (an unhandled error after the last one).
  if (!result.ok && sum(figures).failed === 0) figures.push({ passed: 0, failed: 1, skipped: [] });
  printResult(
    result,
    projects.size === 1
      ? inWords(sum(figures))
      : [...projects].map(([name, own]) => `${name}: ${inWords(own)}`).join('; '),
  );
  return figures;
}
