import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot, ROOT } from './root.ts';

/** A command that makes up one line of our output. */
export interface Step {
  readonly name: string;
  /** What is run by the Node that runs us: a script and its arguments. */
  readonly node: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  /** Standard output and error, in the order they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Runs a step to its end, keeping its output back. */
export function runStep(step: Step): Promise<StepResult> {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...step.node], {
      cwd: ROOT,
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    const done = (ok: boolean, note = '') =>
      resolve({
        name: step.name,
        ok,
        output: Buffer.concat(chunks).toString('utf8') + note,
        seconds: (Date.now() - began) / 1000,
      });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => done(false, error.message));
    child.on('close', (code, signal) =>
      done(code === 0, signal === null ? '' : `\nended by ${signal}\n`),
    );
  });
}

/** Runs a step with its output and input our own; gives its exit status. */
export function runOpenly(step: Omit<Step, 'name'>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...step.node], {
      cwd: ROOT,
      env: { ...process.env, ...step.env },
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** One line for a result and, when the step failed, everything it said. */
export function printResult(result: StepResult, remark = ''): void {
  const mark = result.ok ? '✓' : '✗';
  console.log(
    `${mark} ${result.name.padEnd(20)} ${result.seconds.toFixed(1)} s  ${remark}`.trimEnd(),
  );
  if (!result.ok) console.log(indent(result.output.trim()));
}

const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');

/**
 * The script behind a package's command, to be run by Node itself: no shell, no npx, the same on
 * every system. `binOf('vitest')`, `binOf('@biomejs/biome', 'biome')`.
 */
export function binOf(packageName: string, command = packageName): string {
  const folder = inRoot('node_modules', packageName);
  const { bin } = createRequire(import.meta.url)(path.join(folder, 'package.json')) as {
    bin: string | Record<string, string>;
  };
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}`);
  return path.join(folder, script);
}
