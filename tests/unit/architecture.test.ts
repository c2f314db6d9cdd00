import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

describe('docs/ARCHITECTURE.md', () => {
  const text = readFileSync(new URL('../../docs/ARCHITECTURE.md', import.meta.url), 'utf8');

  test('names every folder of src, and none that is not there', () => {
    const named = [...text.matchAll(/^\| `src\/(\w+)\/` \|/gm)].map(([, room]) => room);
    const there = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true });
    const folders = there.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(named.sort()).toEqual(folders.sort());
  });

  test('and the other documents hold no marks of a merge that was left unfinished', () => {
    const docs = new URL('../../docs/', import.meta.url);
    const files = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    const marked = [...files, '../README.md', '../CONTRIBUTING.md', '../CHANGELOG.md'].filter(
      (name) => /^(?:<{7}|={7}|>{7})(?: |$)/m.test(readFileSync(new URL(name, docs), 'utf8')),
    );
    expect(marked).toEqual([]);
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
