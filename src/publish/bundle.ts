import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assembleList, type BuiltList, buildList } from './build.ts';
import { type GatheredData, gatherData } from './gather.ts';
import { readIdentity } from './identity.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATA = path.join(ROOT, 'data');

/** Who publishes the list that comes with the extension. */
export const bundledIdentity = () => readIdentity(DATA);

/** A file for the extension's package. */
export interface BundledFile {
  /** Where it goes in the package: `list/latest`. */
  readonly path: string;
  readonly absolute: string;
}

/**
 * Builds `data/` into a folder of the build's and gives its files. The list is dated by the commit
 * that last changed the data, or, outside a git clone, by the newest day that the data speaks of.
 */
export async function bundledListFiles(): Promise<BundledFile[]> {
  const outDir = path.join(ROOT, '.cache/list');
  await rm(outDir, { recursive: true, force: true });
  const { files } = await buildList({ dataDir: DATA, outDir, ...(await bundledOptions()) });
  return [...files.keys()].map((name) => ({
    path: `list/${name}`,
    absolute: path.join(outDir, name),
  }));
}

/** The same list in memory: its manifest has the version and the hash that the extension shows. */
export async function assembleBundledList(): Promise<BuiltList> {
  return assembleList(await gatherData(DATA), await bundledOptions());
}

/** What the list that comes with the extension is made from. */
export function gatherBundledData(): Promise<GatheredData> {
  return gatherData(DATA);
}

async function bundledOptions() {
  const created = await lastChange(DATA);
  return { identity: await bundledIdentity(), goodForDays: 365, ...(created && { created }) };
}

/** When a folder last changed in its git repository, or null outside one. */
export async function lastChange(folder: string): Promise<Date | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['log', '-1', '--format=%cI', '--', '.'], {
      cwd: folder,
    });
    const time = new Date(stdout.trim());
    return Number.isNaN(time.getTime()) ? null : time;
  } catch {
    return null;
  }
}
