import type { PlatformId } from '../accounts/platforms.ts';
import { ByteReader, ByteWriter, textOf, utf8 } from './bytes.ts';
import { ListFormatError } from './errors.ts';

/*
 * A shard file: a stretch of one platform's pages, so that a list travels in few files.
 *
 *     'T' 'L' 'S' 1 · run platform id · u8 page bits · varint number of the first page
 *     varint pages · varint length of each page · the pages
 */
const MAGIC = [0x54, 0x4c, 0x53, 0x01];

export interface Shard {
  readonly platform: string;
  readonly pageBits: number;
  readonly firstPage: number;
  /** Views of the shard's memory: whoever keeps one keeps all, so copy before storing. */
  readonly pages: readonly Uint8Array[];
}

export function encodeShard(shard: Shard & { readonly platform: PlatformId }): Uint8Array {
  const writer = new ByteWriter();
  writer.put(MAGIC);
  writer.run(utf8(shard.platform));
  writer.byte(shard.pageBits);
  writer.varint(shard.firstPage);
  writer.varint(shard.pages.length);
  for (const page of shard.pages) writer.varint(page.length);
  for (const page of shard.pages) writer.put(page);
  return writer.finish();
}

/** Takes a shard apart without opening its pages. Throws ListFormatError when it is none. */
export function decodeShard(bytes: Uint8Array): Shard {
  const reader = new ByteReader(bytes);
  if (MAGIC.some((value) => reader.byte() !== value)) throw new ListFormatError('shard: not one');
  const platform = textOf(reader.run());
  const pageBits = reader.byte();
  const firstPage = reader.varint();
  const count = reader.varint();
  if (pageBits > 20 || firstPage + count > 2 ** pageBits || count > bytes.length) {
    throw new ListFormatError('shard: impossible pages');
  }
  const lengths = Array.from({ length: count }, () => reader.varint());
  const pages = lengths.map((length) => reader.take(length));
  reader.end();
  return { platform, pageBits, firstPage, pages };
}
