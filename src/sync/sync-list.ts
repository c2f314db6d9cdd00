import { ListFormatError } from '../lists/errors.ts';
import { sha256Hex } from '../lists/files.ts';
import { type Manifest, parseManifest, readLatest } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';
import { fingerprint, type TrustedKey, trustedKey, verifyLatest } from '../lists/signature.ts';
import { generationName } from '../store/generations.ts';
import type { ListStore } from '../store/list-store.ts';
import { type FetchFile, storeVersion } from './import-list.ts';
import type { Subscription } from './subscription.ts';

/** A clock may be a day off before a list made "tomorrow" is refused. */
const CLOCK_SLACK_MS = 86_400_000;

/** What a person is told of a list before they decide to add it. Nothing of it is stored. */
export interface ListPreview {
  readonly address: string;
  readonly listId: string;
  readonly name: string;
  readonly publisher: string;
  readonly contact: string;
  readonly homepage: string | null;
  readonly licence: string;
  readonly version: number;
  readonly created: string;
  readonly entries: number;
  readonly disclosures: number;
  readonly disputes: number;
  readonly publicKey: string;
  /** To be compared with the one that the publisher made known elsewhere. */
  readonly fingerprint: string;
}

/**
 * Reads a list's `latest` and checks it with the key that it names itself: that shows it is whole, not
 * whose it is. That is for the person to say. Throws ListRefused.
 */
export async function previewList(address: string, fetchFile: FetchFile): Promise<ListPreview> {
  const latest = await fetchFile('latest');
  const { body } = refused('not-a-list', () => readLatest(latest));
  const named = refused('schema', () => parseManifest(body)).signing.keys;
  const keys = await Promise.all(named.map(({ publicKey }) => trustedKey(publicKey)));
  const { manifest, key } = await verifyLatest(
    latest,
    keys.filter((one) => one !== null),
  );
  const { list, version, created, counts } = manifest;
  return {
    address,
    listId: list.id,
    name: list.name,
    publisher: list.publisher,
    contact: list.contact,
    homepage: list.homepage,
    licence: list.licence,
    version,
    created,
    entries: counts.entries,
    disclosures: counts.disclosures,
    disputes: counts.disputes,
    publicKey: named.find(({ id }) => id === key.id)?.publicKey ?? '',
    fingerprint: await fingerprint(key.publicKey),
  };
}

/**
 * Brings a subscribed list up to date. Everything is verified before it is stored, and stored before it
 * is used; until the one flip the old version answers. Gives the version in use and whether it is
 * another one than before. Throws ListRefused, the old version still in use.
 */
export async function syncList(
  store: ListStore,
  subscription: Subscription,
  fetchFile: FetchFile,
  now: number,
): Promise<{ manifest: Manifest; changed: boolean }> {
  const inUse = await manifestInUse(store, subscription.listId);
  const latest = await fetchFile('latest');
  const { manifest, body } = await verifyLatest(latest, await keysFor(subscription, inUse));
  const generation = generationName(manifest, await sha256Hex(Uint8Array.from(body)));
  if (await isInUse(store, generation)) return { manifest, changed: false };
  accept(manifest, inUse, subscription, now);
  try {
    await storeVersion(store, manifest, body, fetchFile);
    await store.activate(generation, false);
  } catch (error) {
    await store.dropUnused().catch(() => {});
    if (error instanceof ListRefused) throw error;
    if (error instanceof ListFormatError) {
      throw new ListRefused('changed-file', error.message, { cause: error });
    }
    throw new ListRefused(
      'not-stored',
      `The list could not be stored: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
  return { manifest, changed: true };
}

/** The confirmed key, and whichever keys a version signed by it has named since, less those withdrawn. */
async function keysFor(subscription: Subscription, inUse: Manifest | null): Promise<TrustedKey[]> {
  const named = inUse?.signing.keys.map(({ publicKey }) => publicKey) ?? [];
  const keys = await Promise.all(
    [...new Set([subscription.publicKey, ...named])].map((text) => trustedKey(text)),
  );
  const revoked = new Set(inUse?.signing.revoked);
  return keys.filter((key) => key !== null).filter(({ id }) => !revoked.has(id));
}

/** Refuses what is well signed and still not to be taken. */
function accept(
  manifest: Manifest,
  inUse: Manifest | null,
  { listId }: Subscription,
  now: number,
): void {
  if (manifest.list.id !== listId) {
    throw new ListRefused('other-list', `This is the list "${manifest.list.id}", not "${listId}".`);
  }
  if (Date.parse(manifest.created) > now + CLOCK_SLACK_MS) {
    throw new ListRefused(
      'clock',
      `The list says it was made on ${manifest.created.slice(0, 10)}, which is still to come: its publisher’s clock is wrong, or this computer’s.`,
    );
  }
  if (Date.parse(manifest.expires) < now) {
    throw new ListRefused(
      'expired',
      `The list was good until ${manifest.expires.slice(0, 10)} and has not been renewed.`,
    );
  }
  if (inUse === null) return;
  if (manifest.version <= inUse.version) {
    throw new ListRefused(
      'lower-version',
      `The server sent version ${manifest.version}, and version ${inUse.version} is in use.`,
    );
  }
  if (manifest.counts.entries < inUse.counts.entries * (1 - inUse.maxShrink)) {
    throw new ListRefused(
      'shrunk',
      `The list would fall from ${inUse.counts.entries} entries to ${manifest.counts.entries}.`,
    );
  }
}

async function manifestInUse(store: ListStore, listId: string): Promise<Manifest | null> {
  const list = (await store.state()).lists.find(({ id }) => id === listId);
  return list ? ((await store.info(list.current))?.manifest ?? null) : null;
}

async function isInUse(store: ListStore, generation: string): Promise<boolean> {
  return (await store.state()).lists.some(({ current }) => current === generation);
}

function refused<T>(refusal: 'not-a-list' | 'schema', read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ListRefused(refusal, (error as Error).message, { cause: error });
  }
}
