import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `npm run` runs. */
export const RUN = fileURLToPath(new URL('../../src/dev/run.mjs', import.meta.url));

/** The repository's own data folder. */
export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** `npm run cli -- list …` as a script calls it. */
export const list = (...args: string[]) => cli('list', ...args);

/** `npm run cli -- …` as a script calls it. */
export function cli(...args: string[]) {
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [RUN, 'cli', ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}
