import { gzipSync } from 'node:zlib';
import { encodePage, placedRecords } from '../../../src/lists/encode-page.ts';
import { ListFormatError } from '../../../src/lists/errors.ts';
import { sha256Hex, unpackFile } from '../../../src/lists/files.ts';
import { openFilters } from '../../../src/lists/filter.ts';
import { RecordPage } from '../../../src/lists/page.ts';
import { PagedFilter } from '../../../src/lists/paged-filter.ts';
import { decodeShard, encodeShard } from '../../../src/lists/shard.ts';
import { AccountEntry } from '../../../src/records/entry.ts';
import { hold, holdSame, jsonBytes, readOrRefused, soonOrRefused, type Target } from '../target.ts';
import { filters, page, SET, shard } from './list-material.ts';

const KEYS = ['@one', '@two', '@name7', '#3', '@nobody', '@__proto__', ''];

export const filterTarget: Target = {
  name: 'filter',
  reads: 'a filter file, whole and in parts (`lists/filter`, `lists/paged-filter`)',
  seeds: async () => filters(),
  words: ['TLF\u0001'],
  isJson: false,
  async check(input) {
    const whole = readOrRefused(() => openFilters([input]), ListFormatError);
    for (const key of KEYS) if (whole) hold(typeof whole.mayHave(key) === 'boolean', 'an answer');
    const paged = readOrRefused(
      () => new PagedFilter(input, async () => new Map(), { maxBytes: 1000, onDamaged: () => {} }),
      ListFormatError,
    );
    if (!paged) return;
    // A part that can't be read lets its keys through: the background knows what is right.
    hold((await paged.which(KEYS)).size <= KEYS.length, 'no keys of its own');
  },
};

export const pageTarget: Target = {
  name: 'page',
  reads: 'a page of records, each record in full (`lists/page`)',
  seeds: async () => [encodePage([]), page()],
  words: ['\u0001', '{"namedIn":', '"history":[]', '"__proto__":{}', '"earlierHandles":["a"]'],
  isJson: false,
  check(input) {
    const opened = readOrRefused(() => new RecordPage(input), ListFormatError);
    if (!opened) return;
    for (let at = 0; at < opened.count; at++) {
      const record = opened.record(at, 'x', [SET, null]);
      if (record.kind !== 'entry') continue;
      hold(AccountEntry.safeParse(record.entry).success, 'an entry passes its schema');
      hold(opened.find(opened.keyAt(at)).includes(at), 'an entry is found under its key');
    }
    opened.findHash(0);
    const records = readOrRefused(() => placedRecords(opened), ListFormatError);
    if (!records) return;
    const again = new RecordPage(encodePage(records));
    for (let at = 0; at < opened.count; at++) {
      holdSame(again.record(at, 'x', [SET]), opened.record(at, 'x', [SET]), 'written and read');
    }
  },
};

export const shardTarget: Target = {
  name: 'shard',
  reads: 'a shard of pages (`lists/shard`)',
  seeds: async () => [shard()],
  words: ['TLS\u0001', '\u0001x'],
  isJson: false,
  check(input) {
    const read = readOrRefused(() => decodeShard(input), ListFormatError);
    if (!read) return;
    const written = encodeShard({ ...read, platform: 'x' });
    holdSame(decodeShard(written), { ...read, platform: 'x' }, 'written and read');
  },
};

/** What an unpacked file may be here; a real reference says up to 64 MiB. */
const RAW_BYTES = 64 * 1024;

export const packedTarget: Target = {
  name: 'packed',
  reads: 'a packed file against its reference, bombs among them (`lists/files`)',
  seeds: async () =>
    [jsonBytes({ disclosures: [] }), new Uint8Array(RAW_BYTES), new Uint8Array(4 * 2 ** 20)].map(
      (raw) => Uint8Array.from(gzipSync(raw)),
    ),
  words: ['\u001f\u008b\u0008', '\u0000\u0000\u00ff\u00ff'],
  isJson: false,
  async check(input) {
    const bytes = Uint8Array.from(input);
    const ref = { sha256: await sha256Hex(bytes), bytes: bytes.length, rawBytes: RAW_BYTES };
    const raw = await soonOrRefused(() => unpackFile(ref, bytes), ListFormatError);
    hold(raw === null || raw.length === RAW_BYTES, 'as long as declared');
  },
};
