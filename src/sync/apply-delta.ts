import type { PlatformId } from '../accounts/platforms.ts';
import { buildFilter } from '../lists/build-filter.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import {
  applyToCatalogue,
  applyToPages,
  digestOfPages,
  type PagesAfter,
  readDelta,
} from '../lists/delta.ts';
import { emptyPage } from '../lists/encode-page.ts';
import { ListFormatError } from '../lists/errors.ts';
import { openFilter } from '../lists/filter.ts';
import type { Manifest, PlatformFiles } from '../lists/manifest.ts';
import { RecordPage } from '../lists/page.ts';
import type { GenerationInfo, StoredFilter } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import {
  brokenIn,
  expectCounts,
  isDecoded,
  readVersions,
  rulesOf,
  totalBytes,
} from './import-list.ts';
import { counted, type FetchFile, type StoreOptions } from './version-files.ts';

/** Past so many added keys the filter is fetched anew: testing two filters is then no longer cheaper. */
const MAX_ADDED_KEYS = 50_000;
/** Pages that are read, held against the digest and written at a time. */
const BATCH = 256;
const UNCHANGED: PagesAfter = { pages: new Map(), addedKeys: [] };

type FetchRef = ReturnType<typeof counted>;

/** A version that is stored, to be worked on. */
interface Base {
  readonly generation: string;
  readonly info: GenerationInfo;
}

/**
 * Stores a version as another one that is stored and what changed since: the same pages as if it had been
 * fetched whole, held against the same digest. Gives false, having done nothing, where the list offers no delta
 * from that version or one that is no smaller than the whole. Throws ListFormatError or ListRefused where it
 * does not lead to the version; what was written till then is overwritten by fetching it whole.
 */
export async function storeByDelta(
  store: ListStore,
  base: Base,
  { generation, manifest }: { generation: string; manifest: Manifest },
  fetchFile: FetchFile,
  { onProgress }: StoreOptions = {},
): Promise<boolean> {
  const { database } = store;
  const from = base.info.manifest.version;
  const ref = manifest.files.deltas.find((one) => one.from === from)?.file;
  const before = await database.catalogue(base.generation);
  if (!ref || !before || ref.bytes >= totalBytes(manifest)) return false;
  const beside = [manifest.files.history, manifest.files.readerRules];
  const bytes = beside.reduce((sum, one) => sum + (one?.bytes ?? 0), ref.bytes);
  const file = counted(fetchFile, bytes, onProgress);
  const delta = readDelta(await file(ref));
  if (delta.list !== manifest.list.id || delta.from !== from || delta.to !== manifest.version) {
    throw new ListFormatError('delta: of other versions');
  }
  const catalogue = await applyToCatalogue(before, delta.catalogue);
  // A catalogue that has the right digest has lost nothing.
  expectCounts(manifest, catalogue, 0);
  const info = {
    manifest,
    history: await readVersions(manifest, file),
    readerRules: await rulesOf(manifest, file),
  };
  // First of all, so that a half-written generation is known and can be deleted.
  await database.setInfo(generation, { ...info, broken: 0 });
  // A delta brings no broken record. Whether those that were there are there still has to be seen.
  const sets = base.info.broken > 0 && isDecoded(manifest) ? catalogue.sets : null;
  let broken = 0;
  for (const row of manifest.files.platforms) {
    const read = pagesOf(store, base, row);
    const change = delta.platforms.find(({ platform }) => platform === row.platform);
    const after = change
      ? await applyToPages(change, { ...row, sets: catalogue.sets, read })
      : UNCHANGED;
    broken += await writePages(store, generation, row, read, after, sets);
    const filter = await filterAfter(store, base, row, after, file);
    await database.setFilter(generation, row.platform, filter);
  }
  if (broken > 0) await database.setInfo(generation, { ...info, broken });
  await database.setCatalogue(generation, catalogue);
  return true;
}

type ReadPages = (numbers: readonly number[]) => Promise<Uint8Array[]>;

/** A platform's pages in the version before; where it had none, they are empty. */
function pagesOf(store: ListStore, base: Base, { platform, pageBits }: PlatformFiles): ReadPages {
  const row = rowOf(base, platform);
  if (!row) return async (numbers) => numbers.map(() => emptyPage());
  if (row.pageBits !== pageBits) throw new ListFormatError('delta: other pages');
  return async (numbers) => {
    const pages = await store.database.pages(
      numbers.map((number) => [base.generation, platform, number]),
    );
    return pages.map((page) => {
      if (!page) throw new ListFormatError('delta: a page is missing');
      return page;
    });
  };
}

const rowOf = ({ info }: Base, platform: PlatformId): PlatformFiles | undefined =>
  info.manifest.files.platforms.find((row) => row.platform === platform);

/** Writes a platform's pages; gives how many of their records are broken, if there are sets to decode them with. */
async function writePages(
  store: ListStore,
  generation: string,
  { platform, pageBits, pages: digest, records }: PlatformFiles,
  read: ReadPages,
  { pages: changed }: PagesAfter,
  sets: Catalogue['sets'] | null,
): Promise<number> {
  let found = 0;
  let broken = 0;
  async function* written() {
    for (let first = 0; first < 2 ** pageBits; first += BATCH) {
      const numbers = Array.from(
        { length: Math.min(BATCH, 2 ** pageBits - first) },
        (_, at) => first + at,
      );
      const before = await read(numbers);
      const pages = before.map((page, at) => changed.get(first + at) ?? page);
      for (const bytes of pages) {
        const page = new RecordPage(bytes);
        found += page.count;
        if (sets) broken += brokenIn(page, platform, sets);
      }
      await store.database.setPages(generation, platform, first, pages);
      yield* pages;
    }
  }
  if ((await digestOfPages(written())) !== digest || found !== records) {
    throw new ListFormatError(`delta: leads to other pages of ${platform}`);
  }
  return broken;
}

/** The filter before with a second one for what was added; past some size the whole new one. */
async function filterAfter(
  { database }: ListStore,
  base: Base,
  row: PlatformFiles,
  { addedKeys }: PagesAfter,
  file: FetchRef,
): Promise<StoredFilter> {
  const before = rowOf(base, row.platform)
    ? await database.filter(base.generation, row.platform)
    : null;
  const keys = [...(before?.added?.keys ?? []), ...addedKeys];
  if (!before || keys.length > MAX_ADDED_KEYS) {
    const whole = await file(row.filter);
    openFilter(whole);
    return { whole, added: null };
  }
  if (addedKeys.length === 0) return before;
  return { whole: before.whole, added: { keys, bytes: buildFilter(keys) } };
}
