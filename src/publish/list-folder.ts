import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { keysOf } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import { type Catalogue, readCatalogue } from '../lists/catalogue.ts';
import { type Corrections, readCorrections } from '../lists/corrections.ts';
import { type Delta, readDelta } from '../lists/delta.ts';
import { ListFormatError } from '../lists/errors.ts';
import { type FileRef, fileName, unpackFile } from '../lists/files.ts';
import { openFilter } from '../lists/filter.ts';
import { type HistoryEntry, readHistory } from '../lists/history.ts';
import { type Manifest, parseManifest, readLatest } from '../lists/manifest.ts';
import { RecordPage } from '../lists/page.ts';
import { type ReaderRule, readReaderRules } from '../lists/reader-rules.ts';
import { ListRefused } from '../lists/refusal.ts';
import { decodeShard } from '../lists/shard.ts';
import { type TrustedKey, trustedKey, verifyLatest } from '../lists/signature.ts';
import type { AccountEntry } from '../records/entry.ts';
import { verifyWithNode } from './keyfile.ts';

/** A published list, checked from its signature to its last record. */
export interface OpenedList {
  readonly manifest: Manifest;
  readonly catalogue: Catalogue;
  /** Every entry that can be found, each once, in the files' order. */
  readonly entries: readonly AccountEntry[];
  /** What was to be corrected first; null where the version says nothing of it. */
  readonly corrections: Corrections | null;
  /** What leads here from earlier versions. */
  readonly deltas: readonly Delta[];
  readonly history: readonly HistoryEntry[];
  readonly readerRules: readonly ReaderRule[];
  /** The key it is signed with; null for a list without signature, as the one in the package. */
  readonly key: TrustedKey | null;
}

export interface OpenOptions {
  /** Keys to trust; without them the ones that the list itself names, which shows only that it is whole. */
  readonly keys?: readonly TrustedKey[];
  readonly allowUnsigned?: boolean;
}

/**
 * Opens the list in a folder as a careful client would: signature, every file's hash, every record,
 * every key in its filter, every count. Throws ListRefused with the reason.
 */
export async function openListFolder(dir: string, options: OpenOptions = {}): Promise<OpenedList> {
  const latest = await readListFile(dir, 'latest');
  const { manifest, key } = await verified(latest, options);
  const { catalogue, broken } = await opened('catalogue', async () =>
    readCatalogue(await unpacked(dir, manifest.files.catalogue)),
  );
  if (broken > 0) throw new ListRefused('schema', `${broken} records of the catalogue are broken.`);
  // Never spread into a call: a million arguments overflow the stack.
  let entries: AccountEntry[] = [];
  for (const row of manifest.files.platforms) {
    const found = await platformEntries(dir, row, catalogue);
    if (found.length !== row.entries) {
      throw wrongCount(`${row.platform} entries`, row.entries, found.length);
    }
    entries = entries.concat(found);
  }
  const rest = await restOf(dir, manifest);
  const { counts } = manifest;
  const all = [...entries, ...catalogue.unmatched];
  const { disclosures } = catalogue;
  if (all.length !== counts.entries) throw wrongCount('entries', counts.entries, all.length);
  if (disclosures.length !== counts.disclosures) {
    throw wrongCount('disclosures', counts.disclosures, disclosures.length);
  }
  return { manifest, catalogue, entries, key, ...rest };
}

/** The files beside catalogue and platforms. */
async function restOf(dir: string, { files, list, version }: Manifest) {
  const read = <T>(ref: FileRef | null, what: string, decode: (bytes: Uint8Array) => T) =>
    ref === null ? null : opened(what, async () => decode(await unpacked(dir, ref)));
  const corrections = await read(files.corrections, 'corrections', readCorrections);
  const rules = await read(files.readerRules, 'reader rules', readReaderRules);
  const broken = (corrections?.broken ?? 0) + (rules?.broken ?? 0);
  if (broken > 0) throw new ListRefused('schema', `${broken} corrections or rules are broken.`);
  const deltas: Delta[] = [];
  for (const { from, file } of files.deltas) {
    const delta = await opened('delta', async () => readDelta(await unpacked(dir, file)));
    if (delta.list !== list.id || delta.from !== from || delta.to !== version) {
      throw new ListRefused('changed-file', 'A delta leads from or to another version.');
    }
    deltas.push(delta);
  }
  return {
    corrections: corrections?.corrections ?? null,
    deltas,
    history: (await read(files.history, 'history', readHistory)) ?? [],
    readerRules: rules?.rules ?? [],
  };
}

/** What the file `latest` says, held against its signature. Throws ListRefused with the reason. */
export async function verified(latest: Uint8Array<ArrayBuffer>, options: OpenOptions) {
  const { signatures, body } = await opened('latest', async () => readLatest(latest), 'not-a-list');
  if (signatures.length === 0 && options.allowUnsigned) {
    return {
      manifest: await opened('latest', async () => parseManifest(body), 'schema'),
      key: null,
    };
  }
  const keys = options.keys ?? (await ownKeys(body));
  return verifyLatest(latest, keys, verifyWithNode);
}

async function ownKeys(body: Uint8Array): Promise<TrustedKey[]> {
  const { signing } = await opened('latest', async () => parseManifest(body), 'schema');
  const keys = await Promise.all(signing.keys.map(({ publicKey }) => trustedKey(publicKey)));
  return keys.filter((key) => key !== null);
}

async function platformEntries(
  dir: string,
  row: Manifest['files']['platforms'][number],
  { sets }: Catalogue,
): Promise<AccountEntry[]> {
  const { platform } = row;
  const filter = await opened(`${platform} filter`, async () =>
    openFilter(await unpacked(dir, row.filter)),
  );
  const entries: AccountEntry[] = [];
  const digests = createHash('sha256');
  let pages = 0;
  for (const ref of row.shards) {
    const shard = await opened(`${platform} shard`, async () =>
      decodeShard(await unpacked(dir, ref)),
    );
    if (
      shard.platform !== platform ||
      shard.firstPage !== pages ||
      shard.pageBits !== row.pageBits
    ) {
      throw new ListRefused('changed-file', `A file of ${platform} stands in another one's place.`);
    }
    pages += shard.pages.length;
    for (const bytes of shard.pages) {
      digests.update(createHash('sha256').update(bytes).digest());
      const page = await opened(`${platform} page`, async () => new RecordPage(bytes));
      entries.push(...entriesOf(page, platform, sets));
    }
  }
  if (pages !== 2 ** row.pageBits) throw wrongCount(`${platform} pages`, 2 ** row.pageBits, pages);
  if (digests.digest('hex') !== row.pages) {
    throw new ListRefused(
      'changed-file',
      `The pages of ${platform} are not those of this version.`,
    );
  }
  for (const key of entries.flatMap(keysOf)) {
    if (!filter.mayHave(key)) {
      throw new ListRefused('wrong-count', `The filter of ${platform} does not have ${key}.`);
    }
  }
  return entries;
}

function entriesOf(
  page: RecordPage,
  platform: PlatformId,
  sets: Catalogue['sets'],
): AccountEntry[] {
  const entries: AccountEntry[] = [];
  for (let at = 0; at < page.count; at++) {
    const record = page.record(at, platform, sets);
    if (record.kind === 'broken') {
      throw new ListRefused('schema', `A record of ${platform} is broken: ${record.reason}`);
    }
    if (record.kind === 'entry') entries.push(record.entry);
  }
  return entries;
}

async function unpacked(dir: string, ref: FileRef): Promise<Uint8Array<ArrayBuffer>> {
  return unpackFile(ref, await readListFile(dir, fileName(ref)));
}

/** A file of a list's folder. Throws ListRefused when it is missing. */
export async function readListFile(dir: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(path.join(dir, name)));
  } catch (error) {
    throw new ListRefused('missing-file', `There is no file ${name} in ${dir}.`, { cause: error });
  }
}

/** Runs a step; what is wrong with the bytes becomes the reason of the refusal. */
async function opened<T>(
  what: string,
  read: () => Promise<T>,
  refusal: 'changed-file' | 'not-a-list' | 'schema' = 'changed-file',
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ListFormatError)) throw error;
    throw new ListRefused(refusal, `${what}: ${error.message}`, { cause: error });
  }
}

function wrongCount(what: string, said: number, found: number): ListRefused {
  return new ListRefused('wrong-count', `The list says ${said} ${what} and has ${found}.`);
}
