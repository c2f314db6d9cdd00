import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { PlainText } from '../records/source.ts';
import { textOf, utf8 } from './bytes.ts';
import { parseJson } from './catalogue.ts';
import { ListFormatError } from './errors.ts';
import { FileRef } from './files.ts';
import { HASH_VERSION } from './hash.ts';

/** Version of the whole format: manifest, shards, pages, filters. */
export const FORMAT_VERSION = 1;
/** Version of the normal form of handles and ids (src/accounts) that the keys were made with. */
export const KEY_VERSION = 1;
/** A manifest of 10^7 names is about 60 KB. */
export const MAX_MANIFEST_BYTES = 256 * 1024;

const HttpsUrl = z.url({ protocol: /^https$/ }).max(500);
const Instant = z.iso.datetime();
/** The first 16 hex digits of the SHA-256 of a raw Ed25519 public key. */
const KeyId = z.string().regex(/^[0-9a-f]{16}$/);

/** Who publishes a list, in words for people. */
export const ListIdentity = z.object({
  id: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: PlainText.max(80),
  publisher: PlainText.max(120),
  /** How to reach the publisher: an address or a mailbox, shown as text. */
  contact: PlainText.max(200),
  homepage: HttpsUrl.nullable(),
  licence: PlainText.max(120),
  /** Where to say that an entry is wrong. */
  corrections: z.union([
    HttpsUrl,
    z
      .string()
      .max(300)
      .regex(/^mailto:[^\s@<>"]+@[^\s@<>"]+$/),
  ]),
});
export type ListIdentity = z.infer<typeof ListIdentity>;

/** One platform's part of a list. */
export const PlatformFiles = z.object({
  platform: z.enum(PLATFORM_IDS),
  entries: z.int().nonnegative(),
  /** Entries and their aliases. */
  records: z.int().nonnegative(),
  pageBits: z.int().min(0).max(20),
  /**
   * SHA-256 of the SHA-256 of each page, in their order: what deltas led to is held against it, as the
   * files' own hashes don't apply to it.
   */
  pages: z.string().regex(/^[0-9a-f]{64}$/),
  filter: FileRef,
  /** In the order of their pages; together they hold all 2^pageBits of them. */
  shards: z.array(FileRef).min(1).max(2000),
});
export type PlatformFiles = z.infer<typeof PlatformFiles>;

/**
 * What a list consists of and how long it is good: the JSON of the file `latest`. Fields that a
 * reader does not know are to be ignored; what can't be ignored raises `format`.
 */
export const Manifest = z.object({
  format: z.literal(FORMAT_VERSION),
  hash: z.literal(HASH_VERSION),
  keyForm: z.literal(KEY_VERSION),
  list: ListIdentity,
  /** Only ever grows: a lower one is a replay. */
  version: z.int().positive(),
  created: Instant,
  /** From then on the data's age is shown. */
  expires: Instant,
  /** Seconds before `latest` is asked for again. */
  minWait: z
    .int()
    .min(60)
    .max(30 * 86_400),
  /** Other addresses that serve the same files, for when the first fails. */
  mirrors: z.array(HttpsUrl).max(10),
  signing: z.object({
    /** Who may sign the next version: key id and raw public key (base64url). Empty in a bundled list. */
    keys: z.array(z.object({ id: KeyId, publicKey: z.string().regex(/^[\w-]{43}$/) })).max(8),
    /** Keys that no version may be signed with any more. */
    revoked: z.array(KeyId).max(64),
  }),
  counts: z.object({
    entries: z.int().nonnegative(),
    disclosures: z.int().nonnegative(),
    /** Of disclosures and of single entries. */
    disputes: z.int().nonnegative(),
    /** Entries that something happened to after they were named. */
    corrected: z.int().nonnegative(),
  }),
  /** The share of entries that one version may lose; a client refuses a list that loses more. */
  maxShrink: z.number().min(0).max(1),
  files: z.object({
    catalogue: FileRef,
    /** Withdrawals, reinstatements and disputes, applied before anything that adds names. */
    corrections: FileRef.nullable(),
    platforms: z
      .array(PlatformFiles)
      .max(PLATFORM_IDS.length)
      .refine((rows) => new Set(rows.map(({ platform }) => platform)).size === rows.length, {
        message: 'a platform twice',
      }),
    /** From an earlier version to this one. */
    deltas: z.array(z.object({ from: z.int().positive(), file: FileRef })).max(60),
    /** Repairs of site readers, as data. */
    readerRules: FileRef.nullable(),
    /** Earlier versions: when, and what changed. */
    history: FileRef.nullable(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Every file that a version names. */
export function allFiles({ files }: Manifest): FileRef[] {
  const { catalogue, corrections, platforms, deltas, readerRules, history } = files;
  return [
    catalogue,
    ...platforms.flatMap(({ filter, shards }) => [filter, ...shards]),
    ...deltas.map(({ file }) => file),
    ...[corrections, readerRules, history].filter((ref) => ref !== null),
  ];
}

/** One signature over a manifest's body. */
export interface ManifestSignature {
  readonly keyId: string;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

/** The file `latest`, taken apart; nothing in it is trusted before a signature was checked. */
export interface LatestFile {
  readonly signatures: readonly ManifestSignature[];
  /** The bytes that were signed, after the domain: the JSON as it travelled. */
  readonly body: Uint8Array;
}

const SIGNATURE_LINE = /^takedown-lens-list(?: [0-9a-f]{16}:[\w-]{86}){1,4}$/;
/** What a signed body begins with, so that the key's other signatures can't pass for one. */
const SIGNATURE_DOMAIN = 'takedown-lens list manifest 1\n';

/**
 * Takes `latest` apart: a first line `takedown-lens-list KEYID:SIGNATURE …` (base64url without
 * padding), then JSON. The bundled list has no such line: it is the package that vouches for it.
 */
export function readLatest(bytes: Uint8Array): LatestFile {
  if (bytes.length > MAX_MANIFEST_BYTES) throw new ListFormatError('latest: too large');
  if (bytes[0] === 0x7b) return { signatures: [], body: bytes };
  const lineEnd = bytes.indexOf(0x0a);
  if (lineEnd < 0 || lineEnd > 1000) throw new ListFormatError('latest: not a list');
  const line = textOf(bytes.subarray(0, lineEnd));
  if (!SIGNATURE_LINE.test(line)) throw new ListFormatError('latest: not a list');
  const signatures = line
    .split(' ')
    .slice(1)
    .map((part) => {
      const [keyId = '', text = ''] = part.split(':');
      return { keyId, signature: fromBase64Url(text) };
    });
  return { signatures, body: bytes.subarray(lineEnd + 1) };
}

/** The mirror of `readLatest`. */
export function writeLatest({ signatures, body }: LatestFile): Uint8Array {
  if (signatures.length === 0) return body;
  const parts = signatures.map(({ keyId, signature }) => `${keyId}:${toBase64Url(signature)}`);
  const line = utf8(`takedown-lens-list ${parts.join(' ')}\n`);
  const bytes = new Uint8Array(line.length + body.length);
  bytes.set(line);
  bytes.set(body, line.length);
  return bytes;
}

/** The bytes that a signature is over. */
export function signedBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const domain = utf8(SIGNATURE_DOMAIN);
  const bytes = new Uint8Array(domain.length + body.length);
  bytes.set(domain);
  bytes.set(body, domain.length);
  return bytes;
}

/** Holds a manifest's body against the schema. Throws ListFormatError, its message for a person. */
export function parseManifest(body: Uint8Array): Manifest {
  const parsed = Manifest.safeParse(parseJson(body));
  if (!parsed.success) throw new ListFormatError(`manifest: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** A manifest's one JSON form. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  return utf8(`${JSON.stringify(Manifest.parse(manifest))}\n`);
}

/** Bytes from base64url without padding. */
export function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** The mirror of `fromBase64Url`. */
function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
