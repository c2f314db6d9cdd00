/**
 * What a list weighs and what building it and looking a name up in it takes.
 * `npx tsx tests/bench/list-size.ts [names …]`, by default 10000 100000.
 */
import { keysOf } from '../../src/accounts/keys.ts';
import { readCatalogue } from '../../src/lists/catalogue.ts';
import { fileName, unpackFile } from '../../src/lists/files.ts';
import { followAlias, hitsOf, pageOfKey } from '../../src/lists/lookup.ts';
import { pageOf, RecordPage } from '../../src/lists/page.ts';
import { decodeShard } from '../../src/lists/shard.ts';
import { assembleList, type BuiltList } from '../../src/publish/build.ts';
import { bundledIdentity } from '../../src/publish/bundle.ts';
import { gatherData } from '../../src/publish/gather.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { someDisclosure } from '../unit/list-fixture.ts';
import { syntheticEntries } from './support/entries.ts';

async function row(
  name: string,
  entries: readonly AccountEntry[],
  list: BuiltList,
  buildMs: number,
) {
  const { platforms, catalogue } = list.manifest.files;
  const shards = platforms.flatMap((platform) => platform.shards);
  const sum = (of: readonly number[]) => of.reduce((total, value) => total + value, 0);
  const records = sum(platforms.map((platform) => platform.records));
  const raw = sum(shards.map(({ rawBytes }) => rawBytes));
  const wire = sum(shards.map(({ bytes }) => bytes));
  const latest = list.files.get('latest')?.length ?? 0;
  return {
    list: name,
    entries: list.manifest.counts.entries,
    records,
    'B/record': (raw / records).toFixed(2),
    'B/entry': (raw / entries.length).toFixed(2),
    'gz B/entry': (wire / entries.length).toFixed(2),
    'filter B/record': (sum(platforms.map(({ filter }) => filter.rawBytes)) / records).toFixed(3),
    'catalogue gz KB': (catalogue.bytes / 1024).toFixed(1),
    'latest KB': (latest / 1024).toFixed(1),
    'build ms': buildMs.toFixed(0),
    'look-up µs': (await lookUpMicros(entries, list)).toFixed(0),
  };
}

/** A look-up with nothing opened before: open the page, find the key, decode and check the entry. */
async function lookUpMicros(entries: readonly AccountEntry[], { manifest, files }: BuiltList) {
  const { platform, pageBits, shards } = manifest.files.platforms[0]!;
  const raw: Uint8Array[] = [];
  for (const ref of shards) {
    const bytes = Uint8Array.from(files.get(fileName(ref)) ?? []);
    raw.push(...decodeShard(await unpackFile(ref, bytes)).pages);
  }
  const catalogue = files.get(fileName(manifest.files.catalogue)) ?? new Uint8Array(0);

  const { sets } = readCatalogue(
    await unpackFile(manifest.files.catalogue, Uint8Array.from(catalogue)),
  ).catalogue;
  const keys = entries
    .filter((entry) => entry.platform === platform)
    .flatMap((entry) => keysOf(entry).slice(-1));
  const context = { platform, sets };
  const tries = 2000;
  let found = 0;
  const start = performance.now();
  for (let at = 0; at < tries; at++) {
    const key = keys[(at * 7919) % keys.length]!;
    const page = new RecordPage(raw[pageOfKey(key, pageBits)]!);
    const { entries: direct, targets } = hitsOf(page, key, context);
    found += direct.length;
    for (const target of targets) {
      const other = new RecordPage(raw[pageOf(target, pageBits)]!);
      found += followAlias(other, target, key, context).length;
    }
  }
  if (found < tries) throw new Error(`only ${found} of ${tries} were found`);
  return ((performance.now() - start) / tries) * 1000;
}

async function measured(
  name: string,
  entries: readonly AccountEntry[],
  disclosures = [someDisclosure('first')],
) {
  const start = performance.now();
  const list = assembleList({ disclosures, entries }, { identity: await bundledIdentity() });
  return row(name, entries, list, performance.now() - start);
}

const counts = process.argv.slice(2).map(Number);
const rows = [];
const real = await gatherData(new URL('../../data', import.meta.url).pathname);
rows.push(await measured('data/', real.entries, [...real.disclosures]));
for (const count of counts.length > 0 ? counts : [10_000, 100_000]) {
  rows.push(await measured('plain', syntheticEntries(count, false)));
  rows.push(await measured('id, name, date', syntheticEntries(count, true)));
}
console.table(rows);
