import { type Catalogue, readCatalogue } from '../lists/catalogue.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type FileRef, MAX_LIST_RAW_BYTES, sha256Hex } from '../lists/files.ts';
import { openFilter, readDirectory } from '../lists/filter.ts';
import { type HistoryEntry, readHistory } from '../lists/history.ts';
import type { Manifest, PlatformFiles } from '../lists/manifest.ts';
import { RecordPage } from '../lists/page.ts';
import { type ReaderRule, readReaderRules } from '../lists/reader-rules.ts';
import { ListRefused } from '../lists/refusal.ts';
import { decodeShard } from '../lists/shard.ts';
import { generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import { counted, type FetchFile, opened, type StoreOptions } from './version-files.ts';

/** Files on their way at a time. */
const AT_ONCE = 4;
/** Up to so many records each one is decoded to count the broken; beyond, it would hold up the rest. */
const MAX_DECODED_RECORDS = 200_000;
/** Versions of a list's history that are kept, the newest ones. */
const MAX_HISTORY = 50;

/**
 * Fetches, checks and stores all of a version, without putting it in use. Gives its generation's
 * name. Throws ListRefused when a file is not what the manifest says. Can be cut off anywhere
 * and run again; what was written till then is overwritten or, by `dropUnused`, deleted.
 */
export async function storeVersion(
  store: ListStore,
  manifest: Manifest,
  body: Uint8Array,
  fetchFile: FetchFile,
  { onProgress }: StoreOptions = {},
): Promise<string> {
  const { database } = store;
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  const file = counted(fetchFile, totalBytes(manifest), onProgress);
  const { catalogue, broken } = await opened(async () =>
    readCatalogue(await file(manifest.files.catalogue)),
  );
  expectCounts(manifest, catalogue, broken);
  const extras = {
    history: await readVersions(manifest, file),
    readerRules: await rulesOf(manifest, file),
  };
  // First of all, so that a half-written generation is known and can be deleted.
  await database.setInfo(generation, { manifest, broken, ...extras });
  const decode = isDecoded(manifest);
  let brokenRecords = 0;
  for (const row of manifest.files.platforms) {
    const check = new PlatformCheck(row, decode ? catalogue.sets : null);
    for await (const bytes of inOrder(row.shards, file)) {
      const firstPage = check.pages;
      const pages = await opened(async () => check.shard(bytes));
      await database.setPages(generation, row.platform, firstPage, pages);
    }
    check.end();
    brokenRecords += check.broken;
    const filter = await file(row.filter);
    await opened(async () => check.filter(filter));
    await database.setFilter(generation, row.platform, { whole: filter, added: null });
  }
  if (brokenRecords > 0) {
    await database.setInfo(generation, { manifest, broken: broken + brokenRecords, ...extras });
  }
  await database.setCatalogue(generation, catalogue);
  return generation;
}

/** Throws ListRefused: a list that is off in its own numbers is not whole, whoever signed it. */
export function expectCounts(
  { counts, files }: Manifest,
  catalogue: Catalogue,
  broken: number,
): void {
  const entries =
    files.platforms.reduce((sum, row) => sum + row.entries, 0) + catalogue.unmatched.length;
  const { length } = catalogue.disclosures;
  // Broken ones are left out of what was read, and their number is known.
  const isNear = (said: number, found: number) => said >= found && said <= found + broken;
  if (!isNear(counts.entries, entries) || !isNear(counts.disclosures, length)) {
    throw new ListRefused(
      'wrong-count',
      `The list says ${counts.entries} entries and ${counts.disclosures} disclosures, and has ${entries} and ${length}.`,
    );
  }
}

/** Throws ListRefused for a list that would take more room than any may, however small its files travel. */
export function expectRoom(manifest: Manifest): void {
  if (storedBytes(manifest) <= MAX_LIST_RAW_BYTES) return;
  throw new ListRefused('too-large', 'The list unpacks to more than any list may.');
}

/** What is kept of a version: catalogue, filters and pages, unpacked. */
export function storedBytes({ files }: Manifest): number {
  const refs = files.platforms.flatMap(({ filter, shards }) => [filter, ...shards]);
  return [files.catalogue, ...refs].reduce((sum, { rawBytes }) => sum + rawBytes, 0);
}

/** What changed in the newest versions, as far as the list says. */
export async function readVersions(
  { version, files: { history } }: Manifest,
  file: (ref: FileRef) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<HistoryEntry[]> {
  if (history === null) return [];
  const bytes = await file(history);
  return opened(async () => {
    const versions = readHistory(bytes);
    if ((versions.at(-1)?.version ?? 0) > version) {
      throw new ListFormatError('history: of a later version');
    }
    return versions.slice(-MAX_HISTORY);
  });
}

/** Its repairs of site readers; a broken one is left out. */
export async function rulesOf(
  { files: { readerRules } }: Manifest,
  file: (ref: FileRef) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<readonly ReaderRule[]> {
  if (readerRules === null) return [];
  const bytes = await file(readerRules);
  return opened(async () => readReaderRules(bytes).rules);
}

/** What one platform's files must be, taken together. */
class PlatformCheck {
  readonly #row: PlatformFiles;
  /** Null when records are not decoded. */
  readonly #sets: Catalogue['sets'] | null;
  #records = 0;
  pages = 0;
  broken = 0;

  constructor(row: PlatformFiles, sets: Catalogue['sets'] | null) {
    this.#row = row;
    this.#sets = sets;
  }

  /** The next shard's pages, each opened to see that it is whole. */
  shard(bytes: Uint8Array): readonly Uint8Array[] {
    const { platform, pageBits } = this.#row;
    const shard = decodeShard(bytes);
    if (
      shard.platform !== platform ||
      shard.pageBits !== pageBits ||
      shard.firstPage !== this.pages
    ) {
      throw new ListFormatError(`${platform}: a file of another place`);
    }
    this.pages += shard.pages.length;
    for (const page of shard.pages) this.#count(new RecordPage(page));
    return shard.pages;
  }

  end(): void {
    const { platform, pageBits, records } = this.#row;
    if (this.pages !== 2 ** pageBits || this.#records !== records) {
      throw new ListRefused('wrong-count', `${platform}: not as many records as the list says`);
    }
  }

  /** Two keys can have one hash, and one key two records; a filter never has more than records. */
  filter(bytes: Uint8Array): void {
    openFilter(bytes);
    if (readDirectory(bytes).keys > this.#records) {
      throw new ListFormatError(`${this.#row.platform}: not the filter of these records`);
    }
  }

  #count(page: RecordPage): void {
    this.#records += page.count;
    if (this.#sets !== null) this.broken += brokenIn(page, this.#row.platform, this.#sets);
  }
}

/** Whether a version is small enough for its broken records to be counted. */
export function isDecoded({ files }: Manifest): boolean {
  return files.platforms.reduce((sum, { records }) => sum + records, 0) <= MAX_DECODED_RECORDS;
}

/** How many of a page's records are broken. */
export function brokenIn(
  page: RecordPage,
  platform: PlatformFiles['platform'],
  sets: Catalogue['sets'],
): number {
  let broken = 0;
  for (let at = 0; at < page.count; at++) {
    if (page.record(at, platform, sets).kind === 'broken') broken++;
  }
  return broken;
}

/** What a version weighs on the wire when it is fetched whole. */
export function totalBytes({ files }: Manifest): number {
  const shards = files.platforms.flatMap((row) => [row.filter, ...row.shards]);
  const optional = [files.history, files.readerRules].filter((ref) => ref !== null);
  return [files.catalogue, ...optional, ...shards].reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Files in their order, with the next ones already on their way. */
async function* inOrder<T>(refs: readonly FileRef[], file: (ref: FileRef) => Promise<T>) {
  const coming: Promise<T>[] = [];
  for (let at = 0; at < refs.length; at++) {
    for (const ref of refs.slice(at + coming.length, at + AT_ONCE)) {
      const next = file(ref);
      // Whoever waits for it hears of its failure; until then nobody does.
      next.catch(() => {});
      coming.push(next);
    }
    yield (await coming.shift()) as T;
  }
}
