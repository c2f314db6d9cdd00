import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { byMembers, gunzipped } from './gunzip.ts';
import type { ByteSource } from './text.ts';
import { textPieces } from './text.ts';

async function* inPieces(bytes: Uint8Array, length: number): ByteSource {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece.slice());
  return Buffer.concat(parts).toString();
}

const LONG = Array.from({ length: 20_000 }, (_, at) => `name_${(at * 7919) % 20_011}`).join('\n');
const PARTS = ['one\n', LONG, '', 'last\n'];
const MEMBERS = Buffer.concat(PARTS.map((part) => gzipSync(part)));
const WHOLE = PARTS.join('');

describe.each([
  ['as this system unpacks', gunzipped],
  ['as a browser without members unpacks', byMembers],
])('%s', (_name, unpack) => {
  test.each([1, 7, 100, 4096, MEMBERS.length])(
    'several members, read %i bytes at a time',
    async (length) => {
      expect(await all(unpack(inPieces(MEMBERS, length)))).toBe(WHOLE);
    },
  );

  test('one member', async () => {
    expect(await all(unpack(inPieces(gzipSync(LONG), 1000)))).toBe(LONG);
  });

  test('what ends too early, or is not what was packed, is refused', async () => {
    for (const cut of [1, 8, 9, 100]) {
      const short = MEMBERS.subarray(0, MEMBERS.length - cut);
      await expect(all(unpack(inPieces(short, 512)))).rejects.toThrow();
    }
    const [first] = [gzipSync('one\n')];
    const changed = Buffer.from(MEMBERS);
    // A bit of the first member's checksum.
    const place = first.length - 8;
    changed[place] = changed[place]! ^ 1;
    await expect(all(unpack(inPieces(changed, 512)))).rejects.toThrow();
  });
});

test('a file of several members is read to its end', async () => {
  let text = '';
  for await (const piece of textPieces(inPieces(MEMBERS, 999))) text += piece;
  expect(text).toBe(WHOLE);
});
