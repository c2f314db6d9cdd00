import { readCatalogue } from '../lists/catalogue.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type FileRef, fileName, sha256Hex, unpackFile } from '../lists/files.ts';
import { openFilter, readDirectory } from '../lists/filter.ts';
import type { Manifest, PlatformFiles } from '../lists/manifest.ts';
import { RecordPage } from '../lists/page.ts';
import { decodeShard } from '../lists/shard.ts';
import { generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';

/** Gets a file of a list by its name (`latest`, `<sha256>.bin`). Rejects when it can't. */
export type FetchFile = (name: string) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Fetches, checks and stores all of a version, without putting it in use. Gives its generation's
 * name. Throws ListFormatError when a file is not what the manifest says. Can be cut off anywhere
 * and run again; what was written till then is overwritten or, by `dropUnused`, deleted.
 */
export async function storeVersion(
  store: ListStore,
  manifest: Manifest,
  body: Uint8Array,
  fetchFile: FetchFile,
): Promise<string> {
  const { database } = store;
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  const file = async (ref: FileRef) => unpackFile(ref, await fetchFile(fileName(ref)));
  const { catalogue, broken } = readCatalogue(await file(manifest.files.catalogue));
  // First of all, so that a half-written generation is known and can be deleted.
  await database.setInfo(generation, { manifest, broken });
  for (const row of manifest.files.platforms) {
    let stored = 0;
    let records = 0;
    for (const ref of row.shards) {
      const pages = checkedPages(row, stored, await file(ref));
      records += pages.records;
      await database.setPages(generation, row.platform, stored, pages.bytes);
      stored += pages.bytes.length;
    }
    if (stored !== 2 ** row.pageBits || records !== row.records) {
      throw new ListFormatError(`${row.platform}: not as many records as the list says`);
    }
    const filter = await file(row.filter);
    openFilter(filter);
    // Two keys can have one hash, and one key two records; a filter never has more than records.
    if (readDirectory(filter).keys > row.records) {
      throw new ListFormatError(`${row.platform}: not the filter of these records`);
    }
    await database.setFilter(generation, row.platform, filter);
  }
  await database.setCatalogue(generation, catalogue);
  return generation;
}

/** A shard's pages, each opened to see that it is whole. */
function checkedPages(row: PlatformFiles, firstPage: number, bytes: Uint8Array) {
  const shard = decodeShard(bytes);
  if (
    shard.platform !== row.platform ||
    shard.pageBits !== row.pageBits ||
    shard.firstPage !== firstPage
  ) {
    throw new ListFormatError(`${row.platform}: a file of another place`);
  }
  const records = shard.pages.reduce((sum, page) => sum + new RecordPage(page).count, 0);
  return { bytes: shard.pages, records };
}
