import { describe, expect, test } from 'vitest';
import { someEntry, someList } from '../../tests/unit/list-fixture.ts';
import { writeLatest } from './manifest.ts';
import { fingerprint, keyIdOf, type TrustedKey, verifyLatest } from './signature.ts';

const DOMAIN = new TextEncoder().encode('takedown-lens list manifest 1\n');

async function newKey() {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const { privateKey, publicKey } = pair as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const trusted: TrustedKey = { id: await keyIdOf(raw), publicKey: raw };
  const sign = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(bytes)));
  return { trusted, sign };
}

const body = () => someList([someEntry({ handle: 'name' })]).files.get('latest')!;

/** Signs as a second implementation would: by the words of the format, not by our own code. */
async function signed(bytes: Uint8Array, key: Awaited<ReturnType<typeof newKey>>) {
  const signature = await key.sign(new Uint8Array([...DOMAIN, ...bytes]));
  return writeLatest({ signatures: [{ keyId: key.trusted.id, signature }], body: bytes });
}

describe('a signed list', () => {
  test('is taken when a trusted key signed it', async () => {
    const key = await newKey();
    const { manifest, key: by } = await verifyLatest(await signed(body(), key), [key.trusted]);
    expect(manifest.list.id).toBeTruthy();
    expect(by.id).toBe(key.trusted.id);
  });

  test('is taken when one of two signatures is by a trusted key', async () => {
    const [old, next] = [await newKey(), await newKey()];
    const bytes = body();
    const both = writeLatest({
      signatures: await Promise.all(
        [next, old].map(async (key) => ({
          keyId: key.trusted.id,
          signature: await key.sign(new Uint8Array([...DOMAIN, ...bytes])),
        })),
      ),
      body: bytes,
    });
    expect((await verifyLatest(both, [old.trusted])).key.id).toBe(old.trusted.id);
  });

  test('is refused after any byte of it has changed', async () => {
    const key = await newKey();
    const good = await signed(body(), key);
    const firstOfBody = good.indexOf(0x0a) + 1;
    for (const at of [firstOfBody, firstOfBody + 100, good.length - 2]) {
      const bad = Uint8Array.from(good);
      bad[at] = bad[at]! ^ 1;
      await expect(verifyLatest(bad, [key.trusted])).rejects.toMatchObject({
        refusal: 'bad-signature',
      });
    }
  });

  test('is refused when the signature is over the same bytes without the domain', async () => {
    const key = await newKey();
    const bytes = body();
    const latest = writeLatest({
      signatures: [{ keyId: key.trusted.id, signature: await key.sign(bytes) }],
      body: bytes,
    });
    await expect(verifyLatest(latest, [key.trusted])).rejects.toMatchObject({
      refusal: 'bad-signature',
    });
  });

  test('is refused without a signature, by an unknown key, and when it is no list', async () => {
    const [key, other] = [await newKey(), await newKey()];
    const html = new TextEncoder().encode('<!doctype html><title>Not found</title>\n');
    for (const [bytes, refusal] of [
      [body(), 'unsigned'],
      [await signed(body(), other), 'unknown-key'],
      [html, 'not-a-list'],
      [new Uint8Array(0), 'not-a-list'],
    ] as const) {
      await expect(verifyLatest(bytes, [key.trusted])).rejects.toMatchObject({ refusal });
    }
  });

  test('is refused when it withdraws the key that signed it', async () => {
    const key = await newKey();
    const manifest = JSON.parse(new TextDecoder().decode(body()));
    manifest.signing.revoked = [key.trusted.id];
    const bytes = new TextEncoder().encode(JSON.stringify(manifest));
    await expect(verifyLatest(await signed(bytes, key), [key.trusted])).rejects.toMatchObject({
      refusal: 'revoked-key',
    });
  });
});

test('a fingerprint is the key’s whole hash in groups of four', async () => {
  const { trusted } = await newKey();
  const text = await fingerprint(trusted.publicKey);
  expect(text).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(text.replaceAll(' ', '').startsWith(trusted.id)).toBe(true);
});
