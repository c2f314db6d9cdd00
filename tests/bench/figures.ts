import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { inRoot } from '../../src/dev/root.ts';

/** One figure: what was wanted, what was measured, and by which command. */
export interface Figure {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly reached: boolean;
}

const FILE = 'docs/PERFORMANCE.md';

/** Prints figures, and with `--write` among the arguments puts them into their section of docs/PERFORMANCE.md. */
export async function report(
  section: string,
  command: string,
  browser: string,
  figures: readonly Figure[],
): Promise<void> {
  console.table(figures);
  if (!process.argv.includes('--write')) return;
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${platform()} ${arch()}`;
  const lines = [
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${browser}, Node ${process.versions.node}, ${machine}.`,
    '',
    '| what | goal | measured | |',
    '|---|---|---|---|',
    ...figures.map(
      ({ what, goal, measured, reached }) =>
        `| ${what} | ${goal} | ${measured} | ${reached ? 'reached' : '**missed**'} |`,
    ),
  ];
  const [begin, end] = [`<!-- ${section}:begin -->`, `<!-- ${section}:end -->`];
  const text = await readFile(inRoot(FILE), 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${FILE} has no section ${section}`);
  const written = `${text.slice(0, from)}${begin}\n${lines.join('\n')}\n${text.slice(to)}`;
  await writeFile(inRoot(FILE), written);
}
