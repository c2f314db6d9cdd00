import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { keysOf } from '../accounts/keys.ts';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { buildFilter } from '../lists/build-filter.ts';
import { buildPages } from '../lists/build-pages.ts';
import { utf8 } from '../lists/bytes.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import { type FileRef, fileName } from '../lists/files.ts';
import { HASH_VERSION } from '../lists/hash.ts';
import type { HistoryEntry } from '../lists/history.ts';
import {
  encodeManifest,
  FORMAT_VERSION,
  KEY_VERSION,
  type ListIdentity,
  type Manifest,
  type PlatformFiles,
} from '../lists/manifest.ts';
import { SetTable } from '../lists/sets.ts';
import { encodeShard } from '../lists/shard.ts';
import type { AccountEntry } from '../records/entry.ts';
import { spanOf } from '../records/span.ts';
import { type GatheredData, gatherData } from './gather.ts';

/** A shard holds at least this many pages, and a platform is in at most as many shards as below. */
const PAGES_PER_SHARD = 32;
const SHARDS_PER_PLATFORM = 64;
const MIN_WAIT_SECONDS = 6 * 3600;
const DAY_MS = 86_400_000;
/** A list that suddenly loses more than this share of its entries is held back by clients. */
const MAX_SHRINK = 0.2;

export interface BuildOptions {
  readonly identity: ListIdentity;
  /** When this version was made; by default the newest day that the data speaks of. */
  readonly created?: Date;
  /** By default the minute of `created`, as 202611250934. */
  readonly version?: number;
  /** How long this version counts as fresh; by default 90 days. */
  readonly goodForDays?: number;
  /** Who may sign it and the next versions. */
  readonly keys?: Manifest['signing']['keys'];
  /** Earlier versions and what changed in each, the newest last. */
  readonly history?: readonly HistoryEntry[];
}

/** A list's files by name: `latest` and what it refers to. */
export interface BuiltList {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Builds the list of a data folder (`disclosures/*.json`, `accounts/*.json`) into `outDir`. The same
 * data and options give the same bytes. Throws DataError where the data can't be published.
 */
export async function buildList({
  dataDir,
  outDir,
  ...options
}: BuildOptions & { readonly dataDir: string; readonly outDir: string }): Promise<BuiltList> {
  const built = assembleList(await gatherData(dataDir), options);
  await mkdir(outDir, { recursive: true });
  // `latest` comes last in the map: whoever sees it sees the files that it names.
  for (const [name, bytes] of built.files) await writeFile(path.join(outDir, name), bytes);
  return built;
}

/** Builds a list in memory. */
export function assembleList(data: GatheredData, options: BuildOptions): BuiltList {
  const files = new Map<string, Uint8Array>();
  const add = (raw: Uint8Array): FileRef => {
    const bytes = gzipped(raw);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const ref = { sha256, bytes: bytes.length, rawBytes: raw.length };
    files.set(fileName(ref), bytes);
    return ref;
  };
  const findable: AccountEntry[] = [];
  const unmatched: AccountEntry[] = [];
  for (const entry of data.entries) {
    (keysOf(entry).length > 0 ? findable : unmatched).push(entry);
  }
  const sets = new SetTable(findable);
  const platforms = PLATFORM_IDS.flatMap((platform): PlatformFiles[] => {
    const entries = findable.filter((entry) => entry.platform === platform);
    if (entries.length === 0) return [];
    const { pages, pageBits, keys, records } = buildPages(entries, sets);
    const perShard = Math.max(PAGES_PER_SHARD, Math.ceil(pages.length / SHARDS_PER_PLATFORM));
    const shards: FileRef[] = [];
    for (let firstPage = 0; firstPage < pages.length; firstPage += perShard) {
      const part = pages.slice(firstPage, firstPage + perShard);
      shards.push(add(encodeShard({ platform, pageBits, firstPage, pages: part })));
    }
    const filter = add(buildFilter(keys));
    return [{ platform, entries: entries.length, records, pageBits, filter, shards }];
  });
  const catalogue: Catalogue = {
    disclosures: data.disclosures,
    sets: sets.sets(),
    named: namesKnown(data),
    unmatched,
  };
  const created = options.created ?? newestDay(data);
  const manifest: Manifest = {
    format: FORMAT_VERSION,
    hash: HASH_VERSION,
    keyForm: KEY_VERSION,
    list: options.identity,
    version: options.version ?? minuteNumber(created),
    created: created.toISOString(),
    expires: new Date(created.getTime() + (options.goodForDays ?? 90) * DAY_MS).toISOString(),
    minWait: MIN_WAIT_SECONDS,
    mirrors: [],
    signing: { keys: [...(options.keys ?? [])], revoked: [] },
    counts: {
      entries: data.entries.length,
      disclosures: data.disclosures.length,
      disputes: [...data.disclosures, ...data.entries].reduce(
        (sum, { disputes }) => sum + disputes.length,
        0,
      ),
      corrected: data.entries.filter(({ history }) => history.length > 0).length,
    },
    maxShrink: MAX_SHRINK,
    files: {
      catalogue: add(utf8(JSON.stringify(catalogue))),
      corrections: null,
      platforms,
      deltas: [],
      readerRules: null,
      history: options.history === undefined ? null : add(utf8(JSON.stringify(options.history))),
    },
  };
  files.set('latest', encodeManifest(manifest));
  return { manifest, files };
}

/** Gzip without what differs between machines: the time is none anyway, the system "unknown". */
function gzipped(raw: Uint8Array): Uint8Array {
  const bytes = gzipSync(raw, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

function namesKnown({ entries }: GatheredData): Record<string, number> {
  const known = new Map<string, number>();
  for (const { namedIn } of entries) {
    for (const { disclosure } of namedIn) known.set(disclosure, (known.get(disclosure) ?? 0) + 1);
  }
  return Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The newest date that the data speaks of, so that a version can be dated without asking a clock. */
export function newestDay({ disclosures, entries }: GatheredData): Date {
  const dates = [
    ...disclosures.flatMap(({ date, disputes, revisions }) => [
      date,
      ...[...disputes, ...revisions].map((event) => event.date),
    ]),
    ...entries.flatMap(({ disputes, history }) =>
      [...disputes, ...history].map(({ date }) => date),
    ),
  ];
  const starts = dates.flatMap((date) => (date === null ? [] : (spanOf(date)?.from ?? [])));
  return new Date(starts.reduce((newest, start) => Math.max(newest, start), 0));
}

/** A version's number by the minute it was made in: 202611250934. */
export function minuteNumber(created: Date): number {
  return Number(created.toISOString().replace(/\D/g, '').slice(0, 12));
}
