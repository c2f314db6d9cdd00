import { parseManifest, readLatest } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';
import { fingerprint, trustedKey, verifyLatest } from '../lists/signature.ts';
import type { ListPreviewFacts } from '../messaging/messages.ts';
import { expectRoom, totalBytes } from './import-list.ts';
import type { FetchFile } from './version-files.ts';

/**
 * Reads a list's `latest` and checks it with the key that it names itself: that shows it is whole, not
 * whose it is. That is for the person to say. Stores nothing. Throws ListRefused.
 */
export async function previewList(
  address: string,
  fetchFile: FetchFile,
): Promise<ListPreviewFacts> {
  const latest = await fetchFile('latest');
  const { body } = refused('not-a-list', () => readLatest(latest));
  const named = refused('schema', () => parseManifest(body)).signing.keys;
  const keys = await Promise.all(named.map(({ publicKey }) => trustedKey(publicKey)));
  const { manifest, key } = await verifyLatest(
    latest,
    keys.filter((one) => one !== null),
  );
  expectRoom(manifest);
  const { list, version, created, expires, counts, files } = manifest;
  return {
    address,
    listId: list.id,
    name: list.name,
    publisher: list.publisher,
    contact: list.contact,
    homepage: list.homepage,
    licence: list.licence,
    corrections: list.corrections,
    version,
    created,
    expires,
    entries: counts.entries,
    disclosures: counts.disclosures,
    disputes: counts.disputes,
    platforms: files.platforms.map(({ platform, entries }) => ({ platform, entries })),
    readerRules: files.readerRules !== null,
    bytes: totalBytes(manifest),
    publicKey: named.find(({ id }) => id === key.id)?.publicKey ?? '',
    fingerprint: await fingerprint(key.publicKey),
  };
}

function refused<T>(refusal: 'not-a-list' | 'schema', read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ListRefused(refusal, (error as Error).message, { cause: error });
  }
}
