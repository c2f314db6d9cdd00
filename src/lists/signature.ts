import { sha256Hex } from './files.ts';
import {
  fromBase64Url,
  type Manifest,
  parseManifest,
  readLatest,
  signedBytes,
} from './manifest.ts';
import { ListRefused } from './refusal.ts';

/** A key that a list may be signed with: the first 16 hex digits of its SHA-256, and its raw 32 bytes. */
export interface TrustedKey {
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** Checks one Ed25519 signature (RFC 8032). Browsers and Node each have their own. */
export type VerifySignature = (
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
) => Promise<boolean>;

/** A public key as manifests and people pass it on (base64url, 43 characters), or null when it is none. */
export async function trustedKey(text: string): Promise<TrustedKey | null> {
  if (!/^[\w-]{43}$/.test(text)) return null;
  const publicKey = Uint8Array.from(fromBase64Url(text));
  return publicKey.length === 32 ? { id: await keyIdOf(publicKey), publicKey } : null;
}

/** The id of a raw public key. */
export async function keyIdOf(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256Hex(publicKey)).slice(0, 16);
}

/** A key's whole SHA-256 in groups of four, for two people to compare. */
export async function fingerprint(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256Hex(publicKey)).replace(/(.{4})(?!$)/g, '$1 ');
}

/**
 * The manifest in the file `latest`, if it is signed by one of the keys. Nothing of the body is read
 * before its signature was found good. Throws ListRefused.
 */
export async function verifyLatest(
  latest: Uint8Array,
  keys: readonly TrustedKey[],
  verify: VerifySignature = verifyWithWebCrypto,
): Promise<{ manifest: Manifest; body: Uint8Array; key: TrustedKey }> {
  const { signatures, body } = asRefusal('not-a-list', () => readLatest(latest));
  if (signatures.length === 0) throw new ListRefused('unsigned', 'The list is not signed.');
  for (const { keyId, signature } of signatures) {
    const key = keys.find(({ id }) => id === keyId);
    if (!key) continue;
    const good = await verify(key.publicKey, Uint8Array.from(signature), signedBytes(body));
    if (!good) {
      throw new ListRefused(
        'bad-signature',
        'The signature is not one over this list: it was changed after it was signed.',
      );
    }
    const manifest = asRefusal('schema', () => parseManifest(body));
    if (manifest.signing.revoked.includes(key.id)) {
      throw new ListRefused(
        'revoked-key',
        'The list is signed with a key that it withdraws itself.',
      );
    }
    return { manifest, body, key };
  }
  throw new ListRefused('unknown-key', 'The list is signed with a key that is not trusted for it.');
}

/** Chrome 137, Firefox 129, Safari 17 and Node have Ed25519 in WebCrypto. */
async function verifyWithWebCrypto(
  publicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, signed);
}

function asRefusal<T>(refusal: 'not-a-list' | 'schema', read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ListRefused(refusal, (error as Error).message, { cause: error });
  }
}
