import { fileName } from '../lists/files.ts';
import { allFiles, type Manifest } from '../lists/manifest.ts';
import type { CheckLookup } from '../research/check/lookup.ts';
import { citedList } from '../store/answers.ts';
import type { BuiltList } from './build.ts';
import { assembleBundledList } from './bundle.ts';
import { openBuiltList } from './bundled-index.ts';
import { readListFile, verified } from './list-folder.ts';

/**
 * Opens what names are looked up in: the list in a folder (`latest` and its files), or without one the list that comes
 * with the extension. Throws ListRefused for a folder that holds no whole list.
 */
export async function openLookup(folder: string | null): Promise<CheckLookup> {
  return lookupIn(await openList(folder));
}

/** The list in a folder, or without one the list that comes with the extension. Throws as `openLookup`. */
export async function openList(folder: string | null): Promise<BuiltList> {
  return folder === null ? assembleBundledList() : readFolder(folder);
}

/** Look-ups in a list in memory. */
export async function lookupIn(list: BuiltList): Promise<CheckLookup> {
  const { filters, find } = await openBuiltList(list);
  return {
    lists: [await citedList(list)],
    platforms: [...filters.keys()],
    filter: async (platform) => filters.get(platform) ?? null,
    find: async (platform, keys) => find(platform, keys),
  };
}

async function readFolder(folder: string): Promise<BuiltList> {
  const latest = await readListFile(folder, 'latest');
  const { manifest } = await verified(latest, { allowUnsigned: true });
  const files = new Map<string, Uint8Array>([['latest', latest]]);
  for (const name of neededFiles(manifest)) files.set(name, await readListFile(folder, name));
  return { manifest, files };
}

/** What a look-up reads: nothing that leads from one version to another. */
function neededFiles(manifest: Manifest): string[] {
  const { deltas } = manifest.files;
  const notNeeded = new Set(deltas.map(({ file }) => fileName(file)));
  return allFiles(manifest)
    .map(fileName)
    .filter((name) => !notNeeded.has(name));
}
