import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzAnswer, FuzzOrder } from '../../src/dev/fuzz.ts';
import { Coverage } from './coverage.ts';
import { faultOf, fuzz } from './run.ts';
import type { Target } from './target.ts';
import { TARGETS } from './targets/index.ts';

// Built with counters in our own modules and started by `npm run fuzz` (src/dev/fuzz.ts).

export const targetNames = TARGETS.map(({ name }) => name);

/** More are not kept in the repository. */
const MOST_KEPT = 40;
const LONGEST_KEPT = 4096;

async function run({ target: name, current, ...options }: FuzzOrder): Promise<FuzzAnswer> {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const progress = new Int32Array(current, 0, 2);
  const copy = new Uint8Array(current, 8);
  const { kept, ...result } = await fuzz(target, {
    ...options,
    before(input, number) {
      progress[0] = number;
      progress[1] = Math.min(input.length, copy.length);
      copy.set(input.subarray(0, copy.length));
    },
  });
  return { reads: target.reads, ...result, kept: await fewest(target, kept) };
}

/** Short inputs that reach together what all of them do, as far as so few can. */
async function fewest(target: Target, inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const short = inputs.filter(({ length }) => length <= LONGEST_KEPT);
  const gains: { input: Uint8Array; gain: number }[] = [];
  const coverage = new Coverage();
  coverage.take();
  for (const input of short.toSorted((a, b) => a.length - b.length)) {
    await faultOf(target, input);
    const gain = coverage.take();
    if (gain > 0) gains.push({ input, gain });
  }
  return gains
    .sort((a, b) => b.gain - a.gain)
    .slice(0, MOST_KEPT)
    .map(({ input }) => input);
}

if (parentPort) {
  const port = parentPort;
  void run(workerData as FuzzOrder).then(
    (answer) => port.postMessage(answer),
    (error: unknown) => {
      throw error;
    },
  );
}
