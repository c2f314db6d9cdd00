import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,entrypoints}/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    // Its default leaves one processor idle: of two, half.
    maxWorkers: '100%',
  },
});
