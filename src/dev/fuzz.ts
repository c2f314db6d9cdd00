import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build, type Plugin, transform } from 'esbuild';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { inRoot, ROOT } from './root.ts';

const USAGE = 'usage: npm run fuzz -- TARGET|all [inputs] [--record]';
const CORPUS = inRoot('tests/fuzz/corpus');
const BUNDLE = inRoot('.cache/fuzz/worker.mjs');
const PAGE = inRoot('docs/FUZZING.md');
const DEFAULT_INPUTS = 100_000;
/** So long without a word, and the input that is being tried never ends. */
const HANGS_MS = 60_000;
/** The largest input that is remembered while it is tried. */
const LONGEST_INPUT = 2 ** 20;

/** What the worker is given. */
export interface FuzzOrder {
  readonly target: string;
  readonly inputs: number;
  readonly seed: number;
  readonly corpus: readonly Uint8Array[];
  /** Number of the input, its length, the input. */
  readonly current: SharedArrayBuffer;
}

/** What it gives back; `reads` is what the target reads, in words. */
export interface FuzzAnswer {
  readonly reads: string;
  readonly inputs: number;
  readonly features: number;
  readonly kept: readonly Uint8Array[];
  readonly failures: readonly { readonly input: Uint8Array; readonly message: string }[];
}

/**
 * `npm run fuzz -- TARGET [inputs] [--record]`: a parser of `tests/fuzz/targets` against inputs that are made of those
 * which reached something new in it. An input for which something does not hold is put into its corpus, from where the
 * unit tests try it again; with `--record` the shortest inputs that reach everything are kept as well, and the run's
 * row in docs/FUZZING.md is written.
 */
export async function main(args: readonly string[]): Promise<number> {
  const isRecorded = args.includes('--record');
  const [name, inputs = String(DEFAULT_INPUTS)] = args.filter((word) => word !== '--record');
  if (name === undefined || !/^\d+$/.test(inputs)) {
    console.error(USAGE);
    return 2;
  }
  await buildWorker();
  const { targetNames } = (await import(pathToFileURL(BUNDLE).href)) as { targetNames: string[] };
  const chosen = name === 'all' ? targetNames : targetNames.filter((one) => one === name);
  if (chosen.length === 0) {
    console.error(`no target ${name}; there are: ${targetNames.join(', ')}`);
    return 2;
  }
  let failed = 0;
  for (const target of chosen) failed += await runOne(target, Number(inputs), isRecorded);
  return failed === 0 ? 0 : 1;
}

async function runOne(target: string, inputs: number, isRecorded: boolean): Promise<number> {
  const began = Date.now();
  const answer = await inWorker(target, inputs);
  const seconds = (Date.now() - began) / 1000;
  const { features, failures, kept } = answer;
  console.log(
    `${target}: ${answer.inputs} inputs in ${seconds.toFixed(0)} s, ${features} reached, ${failures.length} faults`,
  );
  for (const { input, message } of failures) {
    console.log(`  ${keep(target, input, 'fault')}\n    ${message.replaceAll('\n', '\n    ')}`);
  }
  if (isRecorded) {
    replaceKept(target, kept);
    record({ target, ...answer, seconds, faults: failures.length });
  }
  return failures.length;
}

/** Our modules with counters in them, the targets without. */
async function buildWorker(): Promise<void> {
  const instrumenter = createInstrumenter({ esModules: true, compact: true });
  const counted: Plugin = {
    name: 'counted',
    setup(on) {
      on.onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
        if (!file.startsWith(inRoot('src') + path.sep)) return null;
        const { code } = await transform(readFileSync(file, 'utf8'), {
          ...{ loader: file.endsWith('x') ? 'tsx' : 'ts', target: 'node20' },
        });
        return { contents: instrumenter.instrumentSync(code, file), loader: 'js' };
      });
    },
  };
  await build({
    entryPoints: [inRoot('tests/fuzz/worker.ts')],
    outfile: BUNDLE,
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' },
    plugins: [counted],
    logLevel: 'warning',
    absWorkingDir: ROOT,
  });
}

function inWorker(target: string, inputs: number): Promise<FuzzAnswer> {
  const current = new SharedArrayBuffer(8 + LONGEST_INPUT);
  const order: FuzzOrder = {
    ...{ target, inputs, current, corpus: corpusOf(target) },
    seed: Date.now() & 0x7fffffff,
  };
  const worker = new Worker(BUNDLE, {
    workerData: order,
    // As much as a browser's threads have.
    resourceLimits: { stackSizeMb: 1 },
  });
  return new Promise((resolve, reject) => {
    const progress = new Int32Array(current, 0, 2);
    let last = -1;
    const watch = setInterval(() => {
      const now = progress[0] ?? 0;
      if (now === last) {
        clearInterval(watch);
        const input = new Uint8Array(current, 8, progress[1]).slice();
        void worker.terminate();
        reject(new Error(`an input never ends: ${keep(target, input, 'hang')}`));
      }
      last = now;
    }, HANGS_MS);
    worker.once('message', (answer: FuzzAnswer) => {
      clearInterval(watch);
      void worker.terminate();
      resolve(answer);
    });
    worker.once('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

function corpusOf(target: string): Uint8Array[] {
  const folder = path.join(CORPUS, target);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.map((file) => Uint8Array.from(readFileSync(path.join(folder, file))));
}

/** Puts an input into the corpus; gives its file's name. */
function keep(target: string, input: Uint8Array, kind: 'fault' | 'hang' | 'kept'): string {
  const folder = path.join(CORPUS, target);
  mkdirSync(folder, { recursive: true });
  const name = createHash('sha256').update(input).digest('hex').slice(0, 12);
  const file = path.join(folder, `${kind}-${name}`);
  writeFileSync(file, input);
  return path.relative(ROOT, file);
}

/** Faults of old stay for good. */
function replaceKept(target: string, kept: readonly Uint8Array[]): void {
  const folder = path.join(CORPUS, target);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files) if (file.startsWith('kept-')) rmSync(path.join(folder, file));
  for (const input of kept) keep(target, input, 'kept');
}

const BEGIN = '<!-- fuzz:begin -->';
const END = '<!-- fuzz:end -->';
const HEAD =
  '| Target | Reads | Inputs, all runs | Hours, all runs | Branches and counts reached | Faults of the last run | Date |';

interface Recorded extends FuzzAnswer {
  readonly target: string;
  readonly seconds: number;
  readonly faults: number;
}

/** Writes a target's row, with its inputs and time added to those of earlier runs. */
function record({ target, reads, inputs, seconds, features, faults }: Recorded): void {
  const page = readFileSync(PAGE, 'utf8');
  const [start, stop] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  if (start < BEGIN.length || stop < start) throw new Error('docs/FUZZING.md has no place for it');
  const rows = page
    .slice(start, stop)
    .split('\n')
    .filter((row) => row.startsWith('| `'));
  const cells = rows.find((row) => row.startsWith(`| \`${target}\``))?.split(' | ') ?? [];
  const number = (text = '') => Number(text.replaceAll(',', '')) || 0;
  const row = [
    `| \`${target}\``,
    reads,
    (number(cells[2]) + inputs).toLocaleString('en'),
    (number(cells[3]) + seconds / 3600).toFixed(3),
    features.toLocaleString('en'),
    `${faults}`,
    `${new Date().toISOString().slice(0, 10)} |`,
  ].join(' | ');
  const others = rows.filter((other) => !other.startsWith(`| \`${target}\``));
  const table = [HEAD, '|---|---|---|---|---|---|---|', ...[...others, row].sort()].join('\n');
  writeFileSync(PAGE, `${page.slice(0, start)}\n${table}\n${page.slice(stop)}`);
}
