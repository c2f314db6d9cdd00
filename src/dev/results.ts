import { z } from 'zod';

/** The figures of one test runner, and the names of what did not run. */
export interface Figures {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Reads vitest's JSON report. A file that could not be loaded holds no test and counts as failed. */
export function vitestFigures(json: string): Figures {
  const files = VitestReport.parse(JSON.parse(json)).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const broken = files.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + broken.length,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}

const PlaywrightTest = z.object({
  projectName: z.string(),
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
});
const PlaywrightSpec = z.object({ title: z.string(), tests: z.array(PlaywrightTest) });
const PlaywrightSuite = z.object({
  title: z.string(),
  specs: z.array(PlaywrightSpec),
  get suites() {
    return z.array(PlaywrightSuite).optional();
  },
});
type PlaywrightSuite = z.infer<typeof PlaywrightSuite>;
const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  /** What went wrong outside any test, such as a file that could not be loaded. */
  errors: z.array(z.unknown()),
});

/** Reads Playwright's JSON report, by project. A test that passed only on a second try has failed. */
export function playwrightFigures(json: string): Map<string, Figures> {
  const report = PlaywrightReport.parse(JSON.parse(json));
  const tests = report.suites.flatMap((suite) => testsOf(suite, []));
  const projects = new Map<string, Figures>();
  for (const project of new Set(tests.map((test) => test.projectName))) {
    const own = tests.filter((test) => test.projectName === project);
    projects.set(project, {
      passed: own.filter((test) => test.status === 'expected').length,
      failed: own.filter((test) => test.status === 'unexpected' || test.status === 'flaky').length,
      skipped: own.filter((test) => test.status === 'skipped').map(nameWithReason),
    });
  }
  if (report.errors.length > 0) {
    projects.set('loading', { passed: 0, failed: report.errors.length, skipped: [] });
  }
  return projects;
}

type NamedTest = z.infer<typeof PlaywrightTest> & { readonly name: string };

function testsOf(suite: PlaywrightSuite, above: readonly string[]): NamedTest[] {
  const path = [...above, suite.title];
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map((test) => ({ ...test, name: [...path, spec.title].join(' › ') })),
    ),
    ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path)),
  ];
}

function nameWithReason(test: NamedTest): string {
  const reason = test.annotations.find(
    ({ type, description }) => (type === 'skip' || type === 'fixme') && description,
  )?.description;
  return `[${test.projectName}] ${test.name}${reason === undefined ? '' : ` (${reason})`}`;
}

/** Adds figures up. */
export function sum(all: readonly Figures[]): Figures {
  return {
    passed: all.reduce((total, figures) => total + figures.passed, 0),
    failed: all.reduce((total, figures) => total + figures.failed, 0),
    skipped: all.flatMap((figures) => figures.skipped),
  };
}

/** `12 passed, 0 failed, 1 skipped` */
export function inWords({ passed, failed, skipped }: Figures): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
