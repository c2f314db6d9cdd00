import { describe, expect, it } from 'vitest';
import { someEntry, someList } from '../../tests/unit/list-fixture.ts';
import { ListFormatError } from './errors.ts';
import {
  encodeManifest,
  Manifest,
  parseManifest,
  readLatest,
  signedBytes,
  writeLatest,
} from './manifest.ts';

const { manifest, files } = someList([someEntry({ handle: 'a' })]);
const body = files.get('latest')!;
const bytes = (text: string) => new TextEncoder().encode(text);

describe('latest', () => {
  it('is the manifest alone in a bundled list', () => {
    const { signatures, body: read } = readLatest(body);
    expect(signatures).toEqual([]);
    expect(parseManifest(read)).toEqual(manifest);
  });

  it('carries signatures in a line before the manifest, which stays byte for byte', () => {
    const signatures = ['00112233445566ff', 'ffeeddccbbaa9988'].map((keyId, at) => ({
      keyId,
      signature: Uint8Array.from({ length: 64 }, (_, byte) => (byte * 37 + at * 251) & 255),
    }));
    const read = readLatest(writeLatest({ signatures, body }));
    expect(read.signatures).toEqual(signatures);
    expect(Uint8Array.from(read.body)).toEqual(Uint8Array.from(body));
  });

  it('signs a body under the list format’s own name', () => {
    expect(new TextDecoder().decode(signedBytes(bytes('{}')))).toBe(
      'takedown-lens list manifest 1\n{}',
    );
  });

  it.each([
    ['nothing', ''],
    ['HTML', '<!doctype html>\n<title>Not found</title>'],
    ['a line without a signature', 'takedown-lens-list\n{}'],
    ['a short signature', 'takedown-lens-list 00112233445566ff:AAAA\n{}'],
    ['another word', `takedown-lens 00112233445566ff:${'A'.repeat(86)}\n{}`],
    ['no end of the first line', 'x'.repeat(5000)],
    ['far too much', `{${' '.repeat(300_000)}`],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => readLatest(bytes(text))).toThrow(ListFormatError);
  });
});

describe('a manifest', () => {
  const refused = (change: (copy: Record<string, never>) => void) => {
    const copy = JSON.parse(new TextDecoder().decode(body));
    change(copy);
    return () => parseManifest(bytes(JSON.stringify(copy)));
  };

  it('may have fields that this reader does not know', () => {
    const read = refused((copy) => Object.assign(copy, { later: 1 }))();
    expect(encodeManifest(read)).toEqual(encodeManifest(manifest));
  });

  it.each<[string, object]>([
    ['another format', { format: 2 }],
    ['another hash', { hash: 2 }],
    ['another normal form of keys', { keyForm: 2 }],
    ['version 0', { version: 0 }],
    ['a version that is no whole number', { version: 1.5 }],
    ['a date without a time', { created: '2026-01-01' }],
    ['a wait of a second', { minWait: 1 }],
    ['a mirror without https', { mirrors: ['http://example.org/'] }],
    ['no files', { files: {} }],
  ])('is refused with %s', (_what, change) => {
    expect(refused((copy) => Object.assign(copy, change))).toThrow(ListFormatError);
  });

  it.each(['javascript:alert(1)', 'http://example.org', 'mailto:', 'data:text/html,x'])(
    'is refused with %s as the address for corrections',
    (corrections) => {
      const { list } = manifest;
      expect(refused((copy) => Object.assign(copy, { list: { ...list, corrections } }))).toThrow();
    },
  );

  it('is refused with a platform twice', () => {
    const { platforms } = manifest.files;
    const twice = {
      ...manifest,
      files: { ...manifest.files, platforms: [...platforms, ...platforms] },
    };
    expect(Manifest.safeParse(twice).success).toBe(false);
  });

  it('is refused when it is no JSON', () => {
    expect(() => parseManifest(bytes('{'))).toThrow(ListFormatError);
    expect(() => parseManifest(Uint8Array.of(0xff, 0xfe))).toThrow(ListFormatError);
  });
});
