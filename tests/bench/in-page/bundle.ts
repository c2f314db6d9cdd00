import { build } from 'vite';
import { inRoot } from '../../../src/dev/root.ts';

/** A module of this folder as one script that leaves its exports in `globalThis.bench`. */
export async function scriptOf(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: inRoot(`tests/bench/in-page/${name}.ts`), formats: ['iife'], name: 'bench' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return `${first.output[0].code}\nglobalThis.bench = bench;`;
}
