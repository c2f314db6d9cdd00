import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

// The directions themselves stand in .dependency-cruiser.cjs, the why in docs/ARCHITECTURE.md.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CRUISER = fileURLToPath(
  new URL('../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url),
);

interface Rules {
  readonly forbidden: readonly {
    readonly name: string;
    readonly from: { readonly path?: string };
  }[];
}
const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Rules;

describe('imports run one way', () => {
  test('no module imports what stands beside or above it, or in a circle', async () => {
    const { summary } = await cruise(['src', 'entrypoints']);
    expect(summary.totalCruised).toBeGreaterThan(20);
    expect(
      summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ).toEqual([]);
  });

  test('every folder of src is a room with a direction', () => {
    const rooms = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const named = rules.forbidden
      .map(({ from }) => /^\^src\/(\w+)\/$/.exec(from.path ?? '')?.[1])
      .filter((room) => room !== undefined);
    expect(rooms.filter((room) => !named.includes(room))).toEqual([]);
  });
});

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** The tool's exit status is the number of violations: they are read from what it prints. */
async function cruise(folders: readonly string[]): Promise<Cruise> {
  const args = [
    CRUISER,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...folders,
  ];
  const options = { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
    (error: { stdout?: string }) => {
      if (!error.stdout) throw error;
      return { stdout: error.stdout };
    },
  );
  return JSON.parse(stdout) as Cruise;
}
