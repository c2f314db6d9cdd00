import { utf8 } from '../lists/bytes.ts';
import { digestOfPages } from '../lists/delta.ts';
import type { FileRef } from '../lists/files.ts';
import { sha256Hex } from '../lists/files.ts';
import { HASH_VERSION } from '../lists/hash.ts';
import { type LaidOutList, layOut, minuteNumber } from '../lists/lay-out.ts';
import {
  encodeManifest,
  FORMAT_VERSION,
  KEY_VERSION,
  type Manifest,
  type PlatformFiles,
} from '../lists/manifest.ts';
import { completing } from '../records/complete.ts';
import type { AccountsFile } from '../records/entry.ts';
import { generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PrivateList } from '../store/private-files.ts';

const YEAR_MS = 365 * 86_400_000;
/** Pages that are written at a time. */
const BATCH = 256;

/** A private list in the form in which every list is stored, and under which name. */
export interface BuiltPrivateList extends LaidOutList {
  readonly manifest: Manifest;
  readonly generation: string;
}

/**
 * Makes a private list what every other list is: pages, filters, a catalogue and a manifest that names them by hash.
 * The hashes are of the files as they would be unpacked, since they never travel; nobody has signed it.
 */
export async function buildPrivateList(
  list: Pick<PrivateList, 'id' | 'file' | 'head' | 'disclosure'>,
  entries: AccountsFile['entries'],
): Promise<BuiltPrivateList> {
  const complete = completing(list.head);
  const laidOut = layOut({ disclosures: [list.disclosure], entries: entries.map(complete) });
  const { catalogue } = laidOut;
  const created = new Date(list.file.imported);
  const manifest: Manifest = {
    format: FORMAT_VERSION,
    hash: HASH_VERSION,
    keyForm: KEY_VERSION,
    list: {
      id: list.id,
      name: nameOf(list.file.name),
      publisher: 'whoever uses this browser',
      contact: 'nobody else',
      homepage: null,
      licence: 'as the file',
      // The format wants an address. Views don't show that of a private list: there is nobody to write to.
      corrections: 'https://localhost/',
    },
    version: minuteNumber(created),
    created: created.toISOString(),
    expires: new Date(created.getTime() + YEAR_MS).toISOString(),
    minWait: 86_400,
    mirrors: [],
    signing: { keys: [], revoked: [] },
    counts: {
      entries: entries.length,
      disclosures: 1,
      disputes: [list.disclosure, ...entries].reduce(
        (sum, { disputes }) => sum + disputes.length,
        0,
      ),
      corrected: entries.filter(({ history }) => history.length > 0).length,
    },
    maxShrink: 1,
    files: {
      catalogue: await refOf(utf8(JSON.stringify(catalogue))),
      corrections: null,
      platforms: (await Promise.all(
        laidOut.platforms.map(
          async ({ platform, pageBits, records, pages, filter, shards, ...row }) => ({
            ...{ platform, entries: row.entries, records, pageBits },
            pages: await digestOfPages(pages),
            filter: await refOf(filter),
            shards: await Promise.all(shards.map(refOf)),
          }),
        ),
      )) satisfies PlatformFiles[],
      deltas: [],
      readerRules: null,
      history: null,
    },
  };
  const body = encodeManifest(manifest);
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  return { ...laidOut, manifest, generation };
}

async function refOf(raw: Uint8Array): Promise<FileRef> {
  const { length } = raw;
  return { sha256: await sha256Hex(Uint8Array.from(raw)), bytes: length, rawBytes: length };
}

/** A file's name as a list may be called. */
function nameOf(fileName: string): string {
  const plain = fileName.replace(/\p{Cc}+/gu, ' ').trim();
  if (plain.length <= 80) return plain || '?';
  // Cut as the format counts, but never between the halves of one letter.
  return `${plain.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Stores a built private list beside the others, without putting it in use. Rejects with what storage rejects with. */
export async function storePrivateList(
  { database }: ListStore,
  { file }: Pick<PrivateList, 'file'>,
  { manifest, generation, platforms, catalogue }: BuiltPrivateList,
): Promise<void> {
  const { name, sha256, imported } = file;
  // First of all, so that a half-written generation is known and can be deleted.
  await database.setInfo(generation, {
    ...{ manifest, broken: 0, history: [], readerRules: [] },
    ownFile: { name, sha256, imported },
  });
  for (const { platform, pages, filter } of platforms) {
    for (let first = 0; first < pages.length; first += BATCH) {
      await database.setPages(generation, platform, first, pages.slice(first, first + BATCH));
    }
    await database.setFilter(generation, platform, { whole: filter, added: null });
  }
  await database.setCatalogue(generation, catalogue);
}
