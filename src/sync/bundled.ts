import { sha256Hex } from '../lists/files.ts';
import { parseManifest, readLatest } from '../lists/manifest.ts';
import { publishFilters, type WritableArea } from '../store/filter-writer.ts';
import { EMPTY_STATE, generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import { storeVersion } from './import-list.ts';
import type { FetchFile } from './version-files.ts';

/**
 * Puts the list inside the extension's package in use, on the first run and whenever the package has
 * another one than the store; never in place of a newer one that sync has fetched. The package
 * vouches for it, so it needs no signature.
 *
 * Resolves to whether the lists changed, or what tabs read of them. Can be cut off at any point: until the one flip the old list
 * answers, after it the new one, and the next call finishes what is left. Rejects with ListFormatError or
 * ListRefused on a damaged package, with whatever `fetchFile` or the storage reject with, and
 * leaves the old list in use.
 */
export async function importBundledList(
  store: ListStore,
  fetchFile: FetchFile,
  area: WritableArea,
): Promise<boolean> {
  const { body } = readLatest(await fetchFile('latest'));
  const manifest = parseManifest(body);
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  const { lists } = (await store.database.state()) ?? EMPTY_STATE;
  const current = lists.find(({ id }) => id === manifest.list.id);
  const changed =
    !current ||
    (current.current !== generation &&
      (current.bundled || (await versionOf(store, current.current)) < manifest.version));
  if (changed) {
    const release = store.holdWhileWriting(generation);
    try {
      await storeVersion(store, manifest, body, fetchFile);
      await store.activate(generation, true);
    } finally {
      release();
    }
  }
  // An earlier call may have been cut off between the flip and here: tabs know nothing of the list yet.
  const published = await publishFilters(store, area);
  await store.dropUnused();
  return changed || published;
}

async function versionOf(store: ListStore, generation: string): Promise<number> {
  return (await store.info(generation))?.manifest.version ?? 0;
}
