import { type Corrections, isEmptyCorrections, readCorrections } from '../lists/corrections.ts';
import { ListFormatError } from '../lists/errors.ts';
import { fileName, sha256Hex } from '../lists/files.ts';
import type { Manifest } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';
import { type TrustedKey, trustedKey, verifyLatest } from '../lists/signature.ts';
import { generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import { storeByDelta } from './apply-delta.ts';
import { expectRoom, storeVersion } from './import-list.ts';
import type { Subscription } from './subscription.ts';
import { type FetchFile, opened, type StoreOptions, unpacked } from './version-files.ts';

/** A clock may be a day off before a list made "tomorrow" is refused. */
const CLOCK_SLACK_MS = 86_400_000;

export interface SyncOptions extends StoreOptions {
  /** Puts a stored generation in use. May refuse, when the person changed their mind meanwhile. */
  readonly activate: (generation: string) => Promise<void>;
  /** Lays corrections over the version in use, at once. */
  readonly correct: (later: LaterCorrections) => Promise<void>;
  /** The person asked for this one: take what was stepped back from, too. */
  readonly asked: boolean;
  /** The person was told that the list lost much and wants it all the same. */
  readonly acceptShrink: boolean;
  readonly now: number;
}

/** What a version says of those before it. */
export interface LaterCorrections {
  /** Names them by their content too. */
  readonly name: string;
  readonly version: number;
  readonly corrections: Corrections;
}

/**
 * Brings a subscribed list up to date. What takes names out or adds a dispute is in force before anything that
 * adds names is fetched, so that a sync that breaks off can only make the product quieter. Everything is verified before it is stored, and stored before it
 * is used; until the one flip the old version answers. Gives what the server's version says. Throws
 * ListRefused, the old version still in use.
 */
export async function syncList(
  store: ListStore,
  subscription: Subscription,
  fetchFile: FetchFile,
  options: SyncOptions,
): Promise<Manifest> {
  const latest = await fetchFile('latest');
  const { manifest, body } = await verifyLatest(latest, await keysOf(subscription));
  if (manifest.list.id !== subscription.listId) {
    throw new ListRefused(
      'other-list',
      `This is the list "${manifest.list.id}", not "${subscription.listId}".`,
    );
  }
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  const list = (await store.state()).lists.find(({ id }) => id === subscription.listId);
  if (list?.current === generation) return manifest;
  if (subscription.steppedBack && !options.asked && list?.previous === generation) return manifest;
  const info = list ? await store.info(list.current) : null;
  const inUse = info?.manifest ?? null;
  expectNext(manifest, inUse, subscription);
  expectTimely(manifest, options.now);
  expectRoom(manifest);
  if (!options.acceptShrink) expectSize(manifest, inUse);
  if (inUse) {
    const later = await correctionsOf(manifest, fetchFile);
    if (later) await options.correct(later);
  }
  const base = list && info ? { generation: list.current, info } : null;
  await takeIn(store, base, { generation, manifest, body }, fetchFile, options);
  return manifest;
}

async function correctionsOf(
  { version, list, files: { corrections: ref } }: Manifest,
  fetchFile: FetchFile,
): Promise<LaterCorrections | null> {
  if (ref === null) return null;
  const bytes = await unpacked(ref, await fetchFile(fileName(ref), ref.bytes));
  const { corrections } = await opened(async () => readCorrections(bytes));
  if (isEmptyCorrections(corrections)) return null;
  return { name: `${list.id}@${version}.${ref.sha256.slice(0, 16)}`, version, corrections };
}

async function takeIn(
  store: ListStore,
  base: Parameters<typeof storeByDelta>[1] | null,
  { generation, manifest, body }: { generation: string; manifest: Manifest; body: Uint8Array },
  fetchFile: FetchFile,
  { activate, onProgress }: SyncOptions,
): Promise<void> {
  const release = store.holdWhileWriting(generation);
  const version = { generation, manifest };
  try {
    const isThere =
      base !== null &&
      (await storeByDelta(store, base, version, fetchFile, { onProgress }).catch(unfit));
    if (!isThere) await storeVersion(store, manifest, body, fetchFile, { onProgress });
    await activate(generation);
  } catch (error) {
    release();
    await store.dropUnused().catch(() => {});
    if (error instanceof ListRefused) throw error;
    const { message } = error as Error;
    throw new ListRefused('not-stored', `The list could not be stored: ${message}`, {
      cause: error,
    });
  } finally {
    release();
  }
}

/** A delta that does not lead to the version costs a fetch of the whole; a server that is away costs the attempt. */
function unfit(error: unknown): false {
  const isItsOwn = error instanceof ListRefused && error.refusal !== 'unreachable';
  if (isItsOwn || error instanceof ListFormatError) return false;
  throw error;
}

async function keysOf({ trustedKeys }: Subscription): Promise<TrustedKey[]> {
  const keys = await Promise.all(trustedKeys.map((text) => trustedKey(text)));
  return keys.filter((key) => key !== null);
}

/** Versions only ever go up, and one version is published once. */
function expectNext(
  manifest: Manifest,
  inUse: Manifest | null,
  { highestVersion }: Subscription,
): void {
  // The highest itself may come again: after stepping back from it, or when its data was lost.
  const isLower = manifest.version < highestVersion || manifest.version <= (inUse?.version ?? 0);
  if (!isLower) return;
  throw new ListRefused(
    'lower-version',
    `The server sent version ${manifest.version}; version ${Math.max(highestVersion, inUse?.version ?? 0)} was there before.`,
  );
}

function expectTimely({ created, expires }: Manifest, now: number): void {
  if (Date.parse(created) > now + CLOCK_SLACK_MS) {
    throw new ListRefused(
      'clock',
      `The list says it was made on ${created.slice(0, 10)}, which is still to come: its publisher’s clock is wrong, or this computer’s.`,
    );
  }
  if (Date.parse(expires) < now) {
    throw new ListRefused(
      'expired',
      `The list was good until ${expires.slice(0, 10)} and has not been renewed.`,
    );
  }
}

/** How much a version may lose is what the version before it declared. */
function expectSize({ counts }: Manifest, inUse: Manifest | null): void {
  if (inUse === null || counts.entries >= inUse.counts.entries * (1 - inUse.maxShrink)) return;
  throw new ListRefused(
    'shrunk',
    `The list would fall from ${inUse.counts.entries} entries to ${counts.entries}.`,
  );
}
