import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './root.ts';
import { runOpenly } from './steps.ts';

/** `npm run bench -- [name]`: the measurement `tests/bench/<name>.ts`, or every one of them. */
export async function main(args: readonly string[]): Promise<number> {
  const folder = inRoot('tests/bench');
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => /^[^.]+\.(ts|mjs)$/.test(file))
    : [];
  const [name, ...rest] = args;
  const chosen =
    name === undefined ? files : files.filter((file) => path.parse(file).name === name);
  if (chosen.length === 0) {
    const names = files.map((file) => path.parse(file).name).join(', ');
    console.error(
      `no measurement ${name ?? 'at all'} in tests/bench; there are: ${names || 'none'}`,
    );
    return 2;
  }
  for (const file of chosen) {
    const status = await runOpenly({ node: ['--import', 'tsx', path.join(folder, file), ...rest] });
    if (status !== 0) return status;
  }
  return 0;
}
