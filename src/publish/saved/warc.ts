import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import type { SavedPage } from './saved-page.ts';

const RECORD_END = Buffer.from('\r\n\r\n');
/** Larger ones are no pages that a person reads. */
const MAX_PAGE_BYTES = 64 * 2 ** 20;

/**
 * The pages of a web archive: what servers answered as HTML, one record at a time, each with its record's own address
 * and time. Throws in one plain sentence where the file is damaged.
 */
export async function* warcPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<SavedPage> {
  let end = Buffer.alloc(0);
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      end = Buffer.concat([end, piece.subarray(-RECORD_END.length)]).subarray(-RECORD_END.length);
      yield piece;
    }
  }
  try {
    for await (const record of WARCParser.iterRecords(watched())) {
      const html = await pageOf(record);
      if (html === null) continue;
      const time = Date.parse(record.warcDate ?? '');
      yield {
        html,
        address: record.warcTargetURI ?? null,
        capturedAt: Number.isNaN(time) ? null : time,
      };
    }
    // The library takes what is left of a record that was cut off for the whole of it.
    if (!end.equals(RECORD_END)) throw new Error('it ends within a record');
  } catch (cause) {
    throw new Error(`this is a damaged WARC file (${(cause as Error).message}).`, { cause });
  }
}

/** The page that a record holds, unpacked, or null where it holds none: requests, pictures, redirects, errors. */
async function pageOf(record: WARCRecord): Promise<Uint8Array | null> {
  const { warcType, httpHeaders } = record;
  if (warcType === 'resource') {
    return isHtml(record.warcContentType) ? record.readFully(false) : null;
  }
  if (warcType !== 'response' || !httpHeaders || Number(httpHeaders.statusCode) !== 200)
    return null;
  const { headers } = httpHeaders;
  if (!isHtml(headers.get('Content-Type')) || record.warcContentLength > MAX_PAGE_BYTES)
    return null;
  const encoding = headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  // The library takes the pieces of a transfer together, and knows fewer encodings than servers use.
  headers.delete('Content-Encoding');
  const packed = await record.readFully(true);
  return packed.length === 0 ? null : decoded(packed, encoding);
}

const isHtml = (type: string | null | undefined): boolean =>
  /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type ?? '');

function decoded(bytes: Uint8Array, encoding: string): Uint8Array | null {
  const options = { maxOutputLength: MAX_PAGE_BYTES };
  try {
    switch (encoding) {
      case '':
      case 'identity':
        return bytes;
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(bytes, options);
      case 'br':
        return brotliDecompressSync(bytes, options);
      case 'deflate':
        // Some servers leave the header of zlib out.
        return (bytes[0] ?? 0) % 16 === 8
          ? inflateSync(bytes, options)
          : inflateRawSync(bytes, options);
      default:
        return null;
    }
  } catch {
    // Archives often hold what is unpacked already, under the headers as they came.
    return Buffer.from(bytes.subarray(0, 1024)).includes('<') ? bytes : null;
  }
}
