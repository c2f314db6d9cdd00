import { defineConfig } from '@playwright/test';

// Every scenario runs in both browsers, except those whose file name says which one it is for.
// Sessions are started by tests/e2e/lens.ts: Playwright drives Chromium, WebDriver BiDi Firefox.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/e2e',
  fullyParallel: true,
  // Firefox lets its tests wait more than it has them work, so one more of its sessions costs the others little.
  workers: 3,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  projects: [
    { name: 'chromium', workers: 2, testIgnore: '**/*.firefox.spec.ts' },
    { name: 'firefox', testIgnore: '**/*.chromium.spec.ts' },
  ],
});
