import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import { utf8 } from '../lists/bytes.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import { buildCorrections, encodeCorrections } from '../lists/corrections.ts';
import {
  catalogueChange,
  composeDeltas,
  type Delta,
  encodeDelta,
  platformChange,
} from '../lists/delta.ts';
import { type FileRef, fileName } from '../lists/files.ts';
import { HASH_VERSION } from '../lists/hash.ts';
import { encodeHistory, type HistoryEntry } from '../lists/history.ts';
import { layOut, minuteNumber } from '../lists/lay-out.ts';
import {
  encodeManifest,
  FORMAT_VERSION,
  KEY_VERSION,
  type ListIdentity,
  type Manifest,
  type PlatformFiles,
} from '../lists/manifest.ts';
import type { SetTable } from '../lists/sets.ts';
import type { AccountEntry } from '../records/entry.ts';
import { spanOf } from '../records/span.ts';
import { type GatheredData, gatherData } from './gather.ts';
import type { OpenedList } from './list-folder.ts';

const MIN_WAIT_SECONDS = 6 * 3600;
const DAY_MS = 86_400_000;
/** A list that suddenly loses more than this share of its entries is held back by clients. */
const MAX_SHRINK = 0.2;
/** A delta from any of so many versions before; a client that is further behind fetches all. */
const MAX_DELTAS = 12;
/** A delta that weighs more than this part of all files saves too little to be worth its risks. */
const MAX_DELTA_SHARE = 0.25;

/** The version that a new one comes after. */
export type VersionBefore = Pick<
  OpenedList,
  'manifest' | 'catalogue' | 'entries' | 'corrections' | 'deltas'
>;

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
  /** Ids of keys that no version may be signed with any more. */
  readonly revoked?: readonly string[];
  readonly mirrors?: readonly string[];
  /** Seconds before a client asks again; by default six hours. */
  readonly minWait?: number;
  /**
   * The version before, from which deltas lead here; null for the first that is published. Left out, there
   * is neither a before nor an after: the list of a package, without corrections.
   */
  readonly before?: VersionBefore | null;
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
    const ref = { sha256: digestOf([bytes]), bytes: bytes.length, rawBytes: raw.length };
    files.set(fileName(ref), bytes);
    return ref;
  };
  const { before = null } = options;
  const bitsBefore = new Map(
    before?.manifest.files.platforms.map(({ platform, pageBits }) => [platform, pageBits]),
  );
  const laidOut = layOut(data, {
    sets: before?.catalogue.sets.filter((set) => set !== null) ?? [],
    pageBits: bitsBefore,
  });
  const { catalogue, findable, sets } = laidOut;
  const platforms = laidOut.platforms.map((row): PlatformFiles => {
    const { platform, entries, records, pageBits } = row;
    const shards = row.shards.map(add);
    const filter = add(row.filter);
    const pages = digestOf(row.pages.map(sha256));
    return { platform, entries, records, pageBits, pages, filter, shards };
  });
  const rules = data.readerRules ?? [];
  const created = options.created ?? newestDay(data);
  const version = options.version ?? minuteNumber(created);
  const catalogueBytes = utf8(JSON.stringify(catalogue));
  const catalogueFile = add(catalogueBytes);
  const fullSize = [
    catalogueFile,
    ...platforms.flatMap((row) => [row.filter, ...row.shards]),
  ].reduce((sum, { bytes }) => sum + bytes, 0);
  const isSamePaging = platforms.every(
    ({ platform, pageBits }) => (bitsBefore.get(platform) ?? pageBits) === pageBits,
  );
  const newDelta =
    before && sets.keepsNumbers && isSamePaging
      ? deltaBetween(before, {
          version,
          catalogue,
          findable,
          sets,
          sha256: digestOf([catalogueBytes]),
        })
      : null;
  const deltas = deltasTo(newDelta, before?.deltas ?? [])
    .map((delta) => ({ from: delta.from, raw: encodeDelta(delta) }))
    .filter(({ raw }) => gzipped(raw).length <= fullSize * MAX_DELTA_SHARE)
    .map(({ from, raw }) => ({ from, file: add(raw) }));
  const corrections =
    options.before === undefined
      ? null
      : buildCorrections({
          version,
          entries: data.entries,
          disclosures: catalogue.disclosures,
          before: before && {
            entries: [...before.entries, ...before.catalogue.unmatched],
            disclosures: before.catalogue.disclosures,
            corrections: before.corrections,
          },
        });
  const manifest: Manifest = {
    format: FORMAT_VERSION,
    hash: HASH_VERSION,
    keyForm: KEY_VERSION,
    list: options.identity,
    version,
    created: created.toISOString(),
    expires: new Date(created.getTime() + (options.goodForDays ?? 90) * DAY_MS).toISOString(),
    minWait: options.minWait ?? MIN_WAIT_SECONDS,
    mirrors: [...(options.mirrors ?? [])],
    signing: { keys: [...(options.keys ?? [])], revoked: [...(options.revoked ?? [])] },
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
      catalogue: catalogueFile,
      corrections: corrections && add(encodeCorrections(corrections)),
      platforms,
      deltas,
      readerRules: rules.length === 0 ? null : add(utf8(JSON.stringify({ rules }))),
      history: options.history ? add(encodeHistory(options.history)) : null,
    },
  };
  files.set('latest', encodeManifest(manifest));
  return { manifest, files };
}

/** What leads to a new version from the one before; null when sets have other numbers. */
function deltaBetween(
  before: VersionBefore,
  after: {
    readonly version: number;
    readonly catalogue: Catalogue;
    readonly findable: readonly AccountEntry[];
    readonly sets: SetTable;
    readonly sha256: string;
  },
): Delta | null {
  const change = catalogueChange(before.catalogue, after.catalogue, after.sha256);
  if (change === null) return null;
  const of = (entries: readonly AccountEntry[], wanted: PlatformId) =>
    entries.filter(({ platform }) => platform === wanted);
  return {
    list: before.manifest.list.id,
    from: before.manifest.version,
    to: after.version,
    catalogue: change,
    platforms: PLATFORM_IDS.flatMap((platform) => {
      const now = of(after.findable, platform);
      // A platform that the list no longer has is gone without a word.
      if (now.length === 0) return [];
      const versions = { platform, before: of(before.entries, platform), after: now };
      return (
        platformChange(
          versions,
          (entry) => after.sets.numberOf(entry),
          before.catalogue.sets.length,
        ) ?? []
      );
    }),
  };
}

/** The new delta, and behind it those that led to the version before, led on by it. */
function deltasTo(newDelta: Delta | null, earlier: readonly Delta[]): Delta[] {
  if (newDelta === null) return [];
  return [newDelta, ...earlier.map((delta) => composeDeltas(delta, newDelta))].slice(0, MAX_DELTAS);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** Small files are packed in several ways to keep the smallest: that is most of what an update fetches. */
const SMALL = 64 * 2 ** 10;

/** Gzip without what differs between machines: the time is none anyway, the system "unknown". */
function gzipped(raw: Uint8Array): Uint8Array {
  // Less memory means shorter blocks, which pays where a file's columns differ; not for sure, and in large files never.
  const levels = raw.length <= SMALL ? [8, 6, 5, 4] : [8];
  const bytes = levels
    .map((memLevel) => gzipSync(raw, { level: 9, memLevel }))
    .reduce((least, one) => (one.length < least.length ? one : least));
  bytes[9] = 255;
  return bytes;
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
