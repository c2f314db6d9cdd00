import { Coverage } from './coverage.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import type { Target } from './target.ts';

/** An input that something did not hold for. */
export interface Failure {
  readonly input: Uint8Array;
  readonly message: string;
}

export interface Run {
  readonly inputs: number;
  readonly features: number;
  /** Inputs that reached something first, in the order they were met. */
  readonly kept: readonly Uint8Array[];
  readonly failures: readonly Failure[];
}

export interface RunOptions {
  readonly inputs: number;
  readonly seed: number;
  /** From earlier runs. */
  readonly corpus: readonly Uint8Array[];
  /** Is told each input before it is tried, so that one that never ends is known. */
  readonly before?: (input: Uint8Array, number: number) => void;
}

/** No single input may take longer. Generous: a slow machine is no fault. */
const LONGEST_MS = 3_000;
/** After so many different failures a run has told enough. */
const MOST_FAILURES = 5;

/** Tries inputs that are made of those which reached something new. */
export async function fuzz(target: Target, options: RunOptions): Promise<Run> {
  const random = new Random(options.seed);
  const coverage = new Coverage();
  const failures = new Map<string, Failure>();
  const kept: Uint8Array[] = [];
  let inputs = 0;
  const attempt = async (input: Uint8Array): Promise<void> => {
    options.before?.(input, inputs);
    inputs++;
    const message = await faultOf(target, input);
    if (message !== null) failures.set(kindOf(message), { input: input.slice(), message });
    else if (coverage.take() > 0) kept.push(input.slice());
  };
  coverage.take();
  const seeds = await target.seeds();
  for (const input of [...seeds, ...options.corpus]) await attempt(input);
  const sources = () => (kept.length > 0 ? kept : seeds);
  while (inputs < options.inputs && failures.size < MOST_FAILURES) {
    const all = sources();
    // What was found last leads further more often than the rest.
    const newest = all[all.length - 1 - random.below(Math.min(20, all.length))];
    const source = random.oneIn(3) && newest ? newest : random.pick(all);
    await attempt(mutate(source, random.pick(all), target, random));
  }
  return { inputs, features: coverage.features, kept, failures: [...failures.values()] };
}

/** What does not hold for an input; null when all does. */
export async function faultOf(target: Target, input: Uint8Array): Promise<string | null> {
  const began = performance.now();
  try {
    await target.check(input);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const took = performance.now() - began;
  if (took > LONGEST_MS) return `took ${Math.round(took)} ms`;
  return pollution();
}

const OWN_NAMES = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
  (prototype) => [prototype, Reflect.ownKeys(prototype).length] as const,
);

/** What an input has written onto the prototypes that everything shares. */
function pollution(): string | null {
  const isChanged = OWN_NAMES.some(([one, count]) => Reflect.ownKeys(one).length !== count);
  return isChanged ? 'a prototype that everything shares was written on' : null;
}

/** The same fault by another input: its message's first line, and where it was thrown. */
function kindOf(message: string): string {
  const [first = '', ...rest] = message.split('\n');
  const place = rest.find((line) => /^\s+at /.test(line)) ?? '';
  return `${first.replace(/\d+/g, '0').slice(0, 60)} ${place}`;
}
