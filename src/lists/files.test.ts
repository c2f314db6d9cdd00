import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter, textOf, utf8 } from './bytes.ts';
import { ListFormatError } from './errors.ts';
import { type FileRef, sha256Hex, unpackFile } from './files.ts';
import { packCase, packDecimal, unpackCase, unpackDecimal } from './packing.ts';
import { decodeShard, encodeShard } from './shard.ts';

async function packed(raw: Uint8Array, change: Partial<FileRef> = {}) {
  const bytes = Uint8Array.from(gzipSync(raw));
  const sha256 = await sha256Hex(bytes);
  return { bytes, ref: { sha256, bytes: bytes.length, rawBytes: raw.length, ...change } };
}

describe('a file of a list', () => {
  const raw = Uint8Array.from({ length: 5000 }, (_, at) => at & 255);

  it('is unpacked when it is what its reference says', async () => {
    const { ref, bytes } = await packed(raw);
    expect(await unpackFile(ref, bytes)).toEqual(raw);
  });

  it.each<[string, Partial<FileRef>]>([
    ['another SHA-256', { sha256: '0'.repeat(64) }],
    ['another length', { bytes: 7 }],
    ['more than declared inside', { rawBytes: 4999 }],
    ['less than declared inside', { rawBytes: 5001 }],
  ])('is refused with %s', async (_what, change) => {
    const { ref, bytes } = await packed(raw, change);
    await expect(unpackFile(ref, bytes)).rejects.toThrow(ListFormatError);
  });

  it('is refused when it grows beyond what is declared, long before it is unpacked', async () => {
    const { ref, bytes } = await packed(new Uint8Array(100 * 2 ** 20), { rawBytes: 1000 });
    await expect(unpackFile(ref, bytes)).rejects.toThrow('larger than declared');
  });

  it('is refused when it is cut short or no gzip at all', async () => {
    const { bytes } = await packed(raw);
    for (const wrong of [bytes.slice(0, -20), Uint8Array.from(utf8('<html>'))]) {
      const ref = { sha256: await sha256Hex(wrong), bytes: wrong.length, rawBytes: 5000 };
      await expect(unpackFile(ref, wrong)).rejects.toThrow(ListFormatError);
    }
  });
});

describe('a shard', () => {
  const shard = {
    platform: 'x' as const,
    pageBits: 3,
    firstPage: 4,
    pages: [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)],
  };

  it('gives its pages back', () => {
    expect(decodeShard(encodeShard(shard))).toEqual(shard);
  });

  it('is refused cut, lengthened, or with more pages than there can be', () => {
    const bytes = encodeShard(shard);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeShard(bytes.subarray(0, length))).toThrow(ListFormatError);
    }
    expect(() => decodeShard(Uint8Array.from([...bytes, 0]))).toThrow(ListFormatError);
    expect(() => decodeShard(encodeShard({ ...shard, firstPage: 6 }))).toThrow(ListFormatError);
  });

  it('never throws anything but a ListFormatError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
        try {
          decodeShard(Uint8Array.from([0x54, 0x4c, 0x53, 1, 1, 0x78, ...rest]));
        } catch (error) {
          expect(error).toBeInstanceOf(ListFormatError);
        }
      }),
    );
  });
});

describe('numbers and texts', () => {
  it('come back from bytes', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.string({ unit: 'binary' }), (number, text) => {
        const writer = new ByteWriter();
        writer.varint(number);
        writer.uint32(number);
        writer.run(utf8(text));
        const reader = new ByteReader(writer.finish());
        expect([reader.varint(), reader.uint32(), textOf(reader.run())]).toEqual([
          number,
          number,
          text,
        ]);
        reader.end();
      }),
    );
  });

  it.each([
    [[0x80, 0]],
    [[0xff, 0xff, 0xff, 0xff, 0x7f]],
    [[0x80, 0x80, 0x80, 0x80, 0x80, 1]],
    [[]],
  ])('are refused in the form %j', (bytes) => {
    expect(() => new ByteReader(Uint8Array.from(bytes)).varint()).toThrow(ListFormatError);
  });

  it('do not take half a surrogate pair', () => {
    expect(() => utf8('a\ud800')).toThrow(ListFormatError);
  });

  it.each(['0', '1', '255', '256', '1108469498', '18446744073709551615'])(
    'pack the decimal %s',
    (text) => {
      expect(unpackDecimal(packDecimal(text)!)).toBe(text);
    },
  );

  it.each(['', '01', '-1', '1.0', '18446744073709551616', 'UCabc'])('do not pack %j', (text) => {
    expect(packDecimal(text)).toBeNull();
  });

  it.each([[[]], [[1, 0]], [[1, 2, 3, 4, 5, 6, 7, 8, 9]]])('refuse the decimal %j', (bytes) => {
    expect(() => unpackDecimal(Uint8Array.from(bytes))).toThrow(ListFormatError);
  });

  it('pack upper case only where it is the whole difference', () => {
    const mask = packCase('RobbyDelaware_1', 'robbydelaware_1');
    expect(unpackCase(mask!, 'robbydelaware_1')).toBe('RobbyDelaware_1');
    expect(packCase('İstanbul', 'i̇stanbul')).toBeNull();
    expect(packCase('a.b', 'ab')).toBeNull();
  });
});
