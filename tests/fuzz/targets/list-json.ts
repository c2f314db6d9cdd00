import { readCatalogue } from '../../../src/lists/catalogue.ts';
import {
  buildCorrections,
  CorrectionOverlay,
  encodeCorrections,
  readCorrections,
} from '../../../src/lists/corrections.ts';
import {
  applyToCatalogue,
  applyToPages,
  encodeDelta,
  readDelta,
} from '../../../src/lists/delta.ts';
import { emptyPage } from '../../../src/lists/encode-page.ts';
import { ListFormatError } from '../../../src/lists/errors.ts';
import { readHistory } from '../../../src/lists/history.ts';
import {
  encodeManifest,
  Manifest,
  parseManifest,
  readLatest,
  writeLatest,
} from '../../../src/lists/manifest.ts';
import { RecordPage } from '../../../src/lists/page.ts';
import { repairedSite } from '../../../src/lists/reader-repair.ts';
import { readReaderRules } from '../../../src/lists/reader-rules.ts';
import { Disclosure } from '../../../src/records/disclosure.ts';
import { AccountEntry } from '../../../src/records/entry.ts';
import { someDisclosure, someList } from '../../unit/list-fixture.ts';
import {
  bytesOf,
  hold,
  holdSame,
  jsonBytes,
  readOrRefused,
  soonOrRefused,
  type Target,
} from '../target.ts';
import { ENTRIES, page, SET } from './list-material.ts';

const IDS = ['first', 'constructor', 'second', '2019-01-31', 'https://example.org/', 'x', 'listed'];

export const latestTarget: Target = {
  name: 'latest',
  reads: 'the file `latest`: signatures and manifest (`lists/manifest`)',
  async seeds() {
    const { body } = readLatest(someList(ENTRIES).files.get('latest') ?? new Uint8Array());
    const signature = Uint8Array.from({ length: 64 }, (_, at) => at);
    return [body, writeLatest({ signatures: [{ keyId: '0123456789abcdef', signature }], body })];
  },
  words: ['takedown-lens-list ', 'mailto:a@b', ...IDS],
  isJson: true,
  check(input) {
    const latest = readOrRefused(() => readLatest(input), ListFormatError);
    if (!latest) return;
    const written = writeLatest(latest);
    hold(written.length === input.length, 'as long when it is written again');
    const manifest = readOrRefused(() => parseManifest(latest.body), ListFormatError);
    if (!manifest) return;
    hold(Manifest.safeParse(manifest).success, 'passes its schema');
    holdSame(parseManifest(encodeManifest(manifest)), manifest, 'written and read');
  },
};

export const catalogueTarget: Target = {
  name: 'catalogue',
  reads: 'the catalogue of disclosures (`lists/catalogue`)',
  seeds: async () => [
    jsonBytes({
      disclosures: [someDisclosure('first'), someDisclosure('second')],
      sets: [SET],
      named: { first: 2, constructor: 1 },
      unmatched: [ENTRIES[2]],
    }),
  ],
  words: IDS,
  isJson: true,
  check(input) {
    const read = readOrRefused(() => readCatalogue(input), ListFormatError);
    if (!read) return;
    const { catalogue } = read;
    hold(
      catalogue.disclosures.every((one) => Disclosure.safeParse(one).success) &&
        catalogue.unmatched.every((one) => AccountEntry.safeParse(one).success),
      'what is kept passes its schema',
    );
    holdLinks(catalogue.disclosures);
    const known = { ...catalogue, sets: catalogue.sets.filter((set) => set !== null) };
    const again = readCatalogue(jsonBytes(known));
    hold(again.broken === 0, 'what is kept is whole');
    holdSame(again.catalogue, known, 'written and read');
  },
};

/** No link in what was read can be one that runs. */
function holdLinks(value: unknown): void {
  for (const [, address] of JSON.stringify(value).matchAll(/"(?:url|archivedUrl)":"([^"]*)"/g)) {
    hold(/^https?:/i.test(address?.trim() ?? ''), `a link that opens: ${address}`);
  }
}

export const correctionsTarget: Target = {
  name: 'corrections',
  reads: 'corrections, laid over entries (`lists/corrections`)',
  async seeds() {
    const disclosures = [someDisclosure('first'), someDisclosure('second')];
    const input = { version: 2, entries: ENTRIES.slice(1), disclosures };
    const before = { entries: ENTRIES, disclosures, corrections: null };
    return [encodeCorrections(buildCorrections({ ...input, before }))];
  },
  words: [...IDS, 'AAAAAAA=', 'delisted'],
  isJson: true,
  check(input) {
    const read = readOrRefused(() => readCorrections(input), ListFormatError);
    if (!read) return;
    const again = readCorrections(encodeCorrections(read.corrections));
    hold(again.broken === 0, 'what is kept is whole');
    holdSame(again.corrections, read.corrections, 'written and read');
    const overlay = new CorrectionOverlay(read.corrections);
    for (const entry of ENTRIES) {
      const corrected = overlay.entry(entry);
      hold(corrected === null || AccountEntry.safeParse(corrected).success, 'passes its schema');
      // A correction can take a naming away, and never add one.
      hold((corrected?.namedIn.length ?? 0) <= entry.namedIn.length, 'never names anew');
    }
    overlay.disclosure(someDisclosure('second'));
  },
};

export const historyTarget: Target = {
  name: 'history',
  reads: 'what earlier versions changed (`lists/history`)',
  seeds: async () => [
    jsonBytes([
      {
        ...{ version: 1, created: '2026-01-01T00:00:00Z', entries: 1, added: 1, removed: 0 },
        ...{ changed: 0, statuses: ['x @name: listed -> reinstated'] },
      },
    ]),
  ],
  words: IDS,
  isJson: true,
  check(input) {
    const read = readOrRefused(() => readHistory(input), ListFormatError);
    if (read) holdSame(readHistory(jsonBytes(read)), read, 'written and read');
  },
};

const SITE = { id: 'x', reserved: 'home i', page: { rows: 'article' } };

export const readerRulesTarget: Target = {
  name: 'reader-rules',
  reads: 'repairs of site readers, as they are applied (`lists/reader-rules`, `reader-repair`)',
  seeds: async () => [
    jsonBytes({
      rules: [
        {
          ...{ site: 'x', reason: 'The rows changed.', until: '1.2.0', reserved: ['explore'] },
          hooks: { rows: 'article', roles: [{ within: 'nav', role: 'author' }] },
        },
        { site: 'facebook', reason: 'It names everybody.', until: null, off: true },
      ],
    }),
  ],
  words: ['x', 'rows', 'hooks', 'off', 'author', '*:has(*)', '1.0'],
  isJson: true,
  check(input) {
    const read = readOrRefused(() => readReaderRules(input), ListFormatError);
    if (!read) return;
    holdSame(readReaderRules(jsonBytes(read)), { ...read, broken: 0 }, 'written and read');
    const site = repairedSite(SITE, read.rules, () => true);
    if (!site) return;
    hold(Object.getPrototypeOf(site.page) === Object.prototype, 'a plain object');
    const hooks = ['rows', 'names', 'head', 'quiet', 'postNames', 'skip', 'time', 'shadowHosts'];
    hold(
      Object.keys(site.page).every((name) => [...hooks, 'roles'].includes(name)),
      'no hook but selectors',
    );
  },
};

export const deltaTarget: Target = {
  name: 'delta',
  reads: 'a delta, worked into pages and a catalogue (`lists/delta`)',
  async seeds() {
    const catalogue = {
      ...{ sha256: '0'.repeat(64), disclosures: [someDisclosure('first')] },
      ...{ removedDisclosures: ['second'], sets: [SET], named: { first: 2 }, unmatched: null },
    };
    const head = { list: 'lab', from: 1, to: 2, catalogue };
    return [
      encodeDelta({ ...head, platforms: [] }),
      encodeDelta({
        ...head,
        platforms: [
          {
            ...{ platform: 'x', entries: page(), removed: [1, 7] },
            restated: [{ standing: { history: [], disputes: [] }, groups: [2, 9] }],
          },
        ],
      }),
    ];
  },
  words: ['TLD\u0002', '"platforms":["x"]', '"named":{"constructor":1}', '"unmatched":[]', ...IDS],
  isJson: false,
  async check(input) {
    const delta = readOrRefused(() => readDelta(input), ListFormatError);
    if (!delta) return;
    // Only publishers write deltas, and what they write is not nested so deeply that it can't be.
    const written = readOrRefused(() => encodeDelta(delta), RangeError);
    if (written) holdSame(readDelta(written), delta, 'written and read');
    const before = { disclosures: [someDisclosure('first')], sets: [], named: {}, unmatched: [] };
    await soonOrRefused(() => applyToCatalogue(before, delta.catalogue), ListFormatError);
    for (const change of delta.platforms) {
      const applied = await soonOrRefused(
        () =>
          applyToPages(change, {
            ...{ platform: change.platform, pageBits: 0, sets: [SET] },
            read: async (numbers) => numbers.map(emptyPage),
          }),
        ListFormatError,
      );
      for (const bytes of applied?.pages.values() ?? []) new RecordPage(bytes);
    }
  },
};

/** A delta's head is JSON inside of bytes: what changes it as JSON is worth its own target. */
export const catalogueChangeTarget: Target = {
  name: 'delta-catalogue',
  reads: 'the head of a delta, worked into a catalogue (`lists/delta`)',
  seeds: async () => [
    jsonBytes({
      ...{ list: 'lab', from: 1, to: 2, platforms: [] },
      catalogue: {
        ...{ sha256: '0'.repeat(64), disclosures: [someDisclosure('second')] },
        ...{ removedDisclosures: ['first'], sets: [SET], named: { second: 2 }, unmatched: [] },
      },
    }),
  ],
  words: IDS,
  isJson: true,
  async check(input) {
    const head = bytesOf('TLD\u0001');
    const length: number[] = [];
    for (let rest = input.length; ; rest = Math.floor(rest / 128)) {
      length.push(rest > 127 ? (rest % 128) + 128 : rest);
      if (rest <= 127) break;
    }
    await deltaTarget.check(Uint8Array.from([...head, ...length, ...input]));
  },
};
