import { describe, expect, test } from 'vitest';
import { inWords, playwrightFigures, sum, vitestFigures } from './results.ts';

describe('vitest', () => {
  test('counts tests, and names what did not run', () => {
    const json = JSON.stringify({
      testResults: [
        {
          status: 'passed',
          assertionResults: [
            { status: 'passed', fullName: 'a works' },
            { status: 'pending', fullName: 'a is quarantined' },
            { status: 'todo', fullName: 'a is to come' },
          ],
        },
        { status: 'failed', assertionResults: [{ status: 'failed', fullName: 'b works' }] },
      ],
    });
    expect(vitestFigures(json)).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['a is quarantined', 'a is to come'],
    });
  });

  test('a file that could not be loaded has failed, though it holds no test', () => {
    const json = JSON.stringify({ testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(vitestFigures(json)).toEqual({ passed: 0, failed: 1, skipped: [] });
  });
});

describe('playwright', () => {
  const spec = (title: string, projectName: string, status: string, reason?: string) => ({
    title,
    tests: [
      {
        projectName,
        status,
        annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }],
      },
    ],
  });

  test('counts by browser, and says why a test did not run', () => {
    const json = JSON.stringify({
      errors: [],
      suites: [
        {
          title: 'card.spec.ts',
          specs: [
            spec('opens', 'chromium', 'expected'),
            spec('opens', 'firefox', 'skipped', 'none'),
          ],
          suites: [{ title: 'inside', specs: [spec('closes', 'chromium', 'unexpected')] }],
        },
      ],
    });
    expect(Object.fromEntries(playwrightFigures(json))).toEqual({
      chromium: { passed: 1, failed: 1, skipped: [] },
      firefox: { passed: 0, failed: 0, skipped: ['[firefox] card.spec.ts › opens (none)'] },
    });
  });

  test('a test that passed only when tried again has failed', () => {
    const json = JSON.stringify({
      errors: [],
      suites: [{ title: 'a', specs: [spec('b', 'chromium', 'flaky')] }],
    });
    expect(playwrightFigures(json).get('chromium')).toMatchObject({ passed: 0, failed: 1 });
  });

  test('an error outside any test has failed', () => {
    const json = JSON.stringify({ errors: [{ message: 'no such file' }], suites: [] });
    expect(sum([...playwrightFigures(json).values()]).failed).toBe(1);
  });
});

test('figures add up, and end in the one form that others read', () => {
  const all = sum([
    { passed: 2, failed: 0, skipped: ['a'] },
    { passed: 3, failed: 1, skipped: [] },
  ]);
  expect(inWords(all)).toBe('5 passed, 1 failed, 1 skipped');
});
