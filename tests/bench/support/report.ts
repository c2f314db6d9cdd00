import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { inRoot } from '../../../src/dev/root.ts';

/** One figure beside what it ought to be. */
export interface Figure {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly reached: boolean;
}

const PAGE = 'docs/PERFORMANCE.md';
/** Parts of the page, and what each is called there. */
const SECTIONS = { lists: 'Lists', page: 'The page', research: 'Checking many names' } as const;
type Section = keyof typeof SECTIONS;
const TITLE = '| What | Goal | Measured | Reached | Command | Date |';

/** The arguments after a bench's name, without `--record`. */
export const benchArguments = (): string[] =>
  process.argv.slice(2).filter((argument) => argument !== '--record');

/** Shows figures; with `--record` also puts them in docs/PERFORMANCE.md in place of this bench's earlier ones. */
export function report(
  bench: string,
  figures: readonly Figure[],
  section: Section = 'lists',
): void {
  console.table(
    figures.map(({ reached, ...rest }) => ({ ...rest, reached: reached ? 'yes' : 'NO' })),
  );
  if (!process.argv.includes('--record')) return;
  const command = ['npm run bench --', bench, ...benchArguments()].join(' ');
  const date = new Date().toISOString().slice(0, 10);
  const rows = figures.map(
    ({ what, goal, measured, reached }) =>
      `| ${what} | ${goal} | ${measured} | ${reached ? 'yes' : '**no**'} | \`${command}\` | ${date} |`,
  );
  const file = inRoot(PAGE);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '# Performance\n';
  writeFileSync(file, withRows(page, section, bench, rows));
}

/** The page with a bench's rows replaced, and with the section where it had none. */
function withRows(page: string, section: Section, bench: string, rows: readonly string[]): string {
  const [begin, end] = [`<!-- ${section}:begin -->`, `<!-- ${section}:end -->`];
  const hasSection = page.includes(begin) && page.includes(end);
  const whole = hasSection
    ? page
    : `${page.trimEnd()}\n\n## ${SECTIONS[section]}\n\n${begin}\n${end}\n`;
  const start = whole.indexOf(begin) + begin.length;
  const stop = whole.indexOf(end);
  const isOfBench = (row: string) => new RegExp(`\`npm run bench -- ${bench}[\` ]`).test(row);
  const others = whole
    .slice(start, stop)
    .split('\n')
    .filter((line) => line.includes('`npm run bench --') && !isOfBench(line));
  const benchOf = (row: string) => row.slice(row.indexOf('`npm run'));
  const all = [...others, ...rows].sort((a, b) => benchOf(a).localeCompare(benchOf(b)));
  const table = [TITLE, '|---|---|---|---|---|---|', ...all].join('\n');
  return `${whole.slice(0, start)}\nMachine: ${machine()}\n\n${table}\n${whole.slice(stop)}`;
}

function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} cores of ${cpus[0]?.model ?? 'an unknown processor'}, ${memory} GiB, ${os.type()}, Node ${process.versions.node}, the cores shared with other work.`;
}

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
