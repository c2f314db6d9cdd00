import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { signedBytes, writeLatest } from '../lists/manifest.ts';
import type { VerifySignature } from '../lists/signature.ts';

/** What `list keygen` writes: a JSON Web Key (RFC 8037) for Ed25519, private part and all. */
const KeyFile = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/),
  d: z.string().regex(/^[\w-]{43}$/),
});

/** A publisher's key pair. */
export interface SigningKey {
  readonly id: string;
  /** Raw public key, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** One whose public part, in base64url, does not begin as an option does: it is written on command lines. */
function nameableKey(): KeyObject {
  for (;;) {
    const { privateKey } = generateKeyPairSync('ed25519');
    if (privateKey.export({ format: 'jwk' }).x?.startsWith('-') === false) return privateKey;
  }
}

/** Makes a new key and writes it where nothing is yet, readable by its owner alone. */
export async function generateKey(file: string): Promise<SigningKey> {
  const privateKey = nameableKey();
  const { kty, crv, x, d } = privateKey.export({ format: 'jwk' });
  try {
    await writeFile(file, `${JSON.stringify({ kty, crv, x, d }, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new Error(`${file} is there already; a key is never written over another file.`);
    }
    throw error;
  }
  return signingKey(privateKey);
}

/** Reads a key file. Throws with a message for a person, also where others could have read it. */
export async function readKey(file: string): Promise<SigningKey> {
  let json: unknown;
  try {
    // Windows has no such bits: there everything looks readable by all.
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
      throw new Error(`Others than its owner may read ${file}; first run: chmod 600 ${file}`);
    }
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !('code' in (error as Error))) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(
      missing
        ? `There is no key file ${file}; make one with: list keygen --out ${file}`
        : `${file} is no key file.`,
    );
  }
  const jwk = KeyFile.safeParse(json);
  if (!jwk.success) throw new Error(`${file} is no key file.`);
  return signingKey(createPrivateKey({ key: jwk.data, format: 'jwk' }));
}

/** Puts a signature before a manifest's body. */
export function signLatest(body: Uint8Array, key: SigningKey): Uint8Array {
  const signature = sign(null, signedBytes(body), key.privateKey);
  return writeLatest({
    signatures: [{ keyId: key.id, signature: Uint8Array.from(signature) }],
    body,
  });
}

/** Node's own check: its WebCrypto still warns that Ed25519 is new. */
export const verifyWithNode: VerifySignature = async (publicKey, signature, signed) => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, signed, key, signature);
};

function signingKey(privateKey: KeyObject): SigningKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const id = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 16);
  return { id, publicKey: x, privateKey };
}
