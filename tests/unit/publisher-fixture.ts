import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileName } from '../../src/lists/files.ts';
import { encodeManifest, type Manifest } from '../../src/lists/manifest.ts';
import type { BuildOptions, BuiltList } from '../../src/publish/build.ts';
import { generateKey, type SigningKey, signLatest } from '../../src/publish/keyfile.ts';
import { serveList } from '../../src/publish/list-server.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { type ListFields, someEntry, someList } from './list-fixture.ts';

/** Somebody who publishes a list: a key, a folder, and the real static server over it. */
export interface Publisher {
  readonly key: SigningKey;
  readonly folder: string;
  /** Where the server has the folder, with a slash at its end. */
  readonly address: string;
  /** Builds a version with these entries (a name is an account on X), signs it, and puts it in the folder. */
  publish(
    entries: readonly (AccountEntry | string)[],
    options?: PublishOptions,
  ): Promise<BuiltList>;
  /** Signs another manifest over the files that are there. */
  sign(manifest: Manifest): Promise<void>;
  /** Puts bytes in the place of a file. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array>;
  /** Adds a file as the format has them, with whatever it is said to unpack to. */
  addFile(raw: Uint8Array, saidRawBytes: number): Promise<Manifest['files']['catalogue']>;
  /** The server is away from now on. */
  stopServing(): Promise<void>;
  stop(): Promise<void>;
}

export type PublishOptions = Partial<BuildOptions> & ListFields & { readonly by?: SigningKey };

export async function startPublisher(): Promise<Publisher> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lens-publisher-'));
  const key = await generateKey(path.join(folder, 'key'));
  const server = await serveList(folder, 0);
  const put = (name: string, bytes: Uint8Array) => writeFile(path.join(folder, name), bytes);
  return {
    key,
    folder,
    address: server.address,
    put,
    read: (name) => readFile(path.join(folder, name)),
    async publish(entries, { by = key, ...options } = {}) {
      const built = someList(
        entries.map((entry) => (typeof entry === 'string' ? someEntry({ handle: entry }) : entry)),
        {
          id: 'lab',
          created: new Date(),
          keys: [{ id: by.id, publicKey: by.publicKey }],
          ...options,
        },
      );
      for (const [name, bytes] of built.files) {
        await put(name, name === 'latest' ? signLatest(bytes, by) : bytes);
      }
      return built;
    },
    sign: (manifest) => put('latest', signLatest(encodeManifest(manifest), key)),
    async addFile(raw, rawBytes) {
      const bytes = gzipSync(raw);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const ref = { sha256, bytes: bytes.length, rawBytes };
      await put(fileName(ref), bytes);
      return ref;
    },
    stopServing: () => server.close(),
    async stop() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
