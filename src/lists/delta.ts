import { z } from 'zod';
import { type AccountKey, keysOf } from '../accounts/keys.ts';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import type { AccountEntry } from '../records/entry.ts';
import { ByteReader, ByteWriter, textOf, utf8 } from './bytes.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import {
  compareRecords,
  encodePage,
  type PlacedRecord,
  placedRecords,
  recordOf,
  recordsOf,
} from './encode-page.ts';
import { ListFormatError } from './errors.ts';
import { sha256Hex } from './files.ts';
import { hashKey, newHash } from './hash.ts';
import { pageOf, RecordPage } from './page.ts';
import { restated, Standing, standingOf } from './restate.ts';
import { sameJson } from './same.ts';
import type { EntrySet } from './sets.ts';

/*
 * A delta file: what leads from one version of a list to another.
 *
 *     'T' 'L' 'D' 2 · run head (JSON) · for each of the head's platforms, in its order:
 *         run     a page of the entries that were added or changed, whole, without aliases, by set and
 *                 then by hash
 *         groups  that have no entry any more
 *         varint  standings · for each: run (JSON: history, disputes) · groups whose entries all stand so now, and
 *                 are else as they were
 *
 * Groups are written as a varint, how many, and their upper halves, ascending, each as varint of its distance from
 * the one before (the first from 0).
 *
 * A group is all entries of a platform whose primary keys' hashes have one upper half. A delta replaces
 * groups: every entry of a group that it names goes, with its aliases, and the delta's own come in. So it
 * can be applied to no other version by mistake and do half, and two deltas in a row are one.
 */
const MAGIC = [0x54, 0x4c, 0x44, 0x02];

const CatalogueChange = z.object({
  /** SHA-256 of the catalogue that comes out, as JSON before it is packed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Added or changed. */
  disclosures: z.array(z.unknown()),
  removedDisclosures: z.array(z.string()),
  /** Behind those that there are. */
  sets: z.array(z.unknown()),
  /** New numbers of names; null where there is none any more. */
  named: z.record(z.string(), z.int().nonnegative().nullable()),
  /** All of them, or null when they are as they were. */
  unmatched: z.array(z.unknown()).nullable(),
});
export type CatalogueChange = z.infer<typeof CatalogueChange>;

const Head = z.object({
  list: z.string(),
  from: z.int().positive(),
  to: z.int().positive(),
  catalogue: CatalogueChange,
  platforms: z.array(z.enum(PLATFORM_IDS)).max(PLATFORM_IDS.length),
});

/** What changes in one platform's pages. */
export interface PlatformChange {
  readonly platform: PlatformId;
  /** A page of whole entries. */
  readonly entries: Uint8Array;
  /** Upper halves of the groups that are left without entries, ascending. */
  readonly removed: readonly number[];
  readonly restated: readonly Restatement[];
}

/** Groups of which nothing changed but how their entries stand, and that is the same for all of them. */
export interface Restatement {
  readonly standing: Standing;
  /** Upper halves, ascending. */
  readonly groups: readonly number[];
}

export interface Delta {
  /** The list's id. */
  readonly list: string;
  readonly from: number;
  readonly to: number;
  readonly catalogue: CatalogueChange;
  readonly platforms: readonly PlatformChange[];
}

/** The file's bytes before they are packed. */
export function encodeDelta({ list, from, to, catalogue, platforms }: Delta): Uint8Array {
  const writer = new ByteWriter();
  writer.put(MAGIC);
  const names = platforms.map(({ platform }) => platform);
  writer.run(utf8(JSON.stringify({ list, from, to, catalogue, platforms: names })));
  for (const { entries, removed, restated } of platforms) {
    writer.run(entries);
    writeGroups(writer, removed);
    writer.varint(restated.length);
    for (const { standing, groups } of restated) {
      writer.run(utf8(JSON.stringify(standing)));
      writeGroups(writer, groups);
    }
  }
  return writer.finish();
}

function writeGroups(writer: ByteWriter, groups: readonly number[]): void {
  writer.varint(groups.length);
  groups.forEach((high, at) => {
    writer.varint(high - (groups[at - 1] ?? 0));
  });
}

function readGroups(reader: ByteReader): number[] {
  const groups: number[] = [];
  let high = 0;
  // Each takes a byte at least, so that an impossible number ends where the file does.
  for (let left = reader.varint(); left > 0; left--) {
    high += reader.varint();
    if (high > 0xffffffff) throw new ListFormatError('delta: impossible number');
    groups.push(high);
  }
  return groups;
}

function readRestatement(reader: ByteReader): Restatement {
  const standing = Standing.safeParse(jsonOf(reader.run()));
  if (!standing.success) throw new ListFormatError(`delta: ${z.prettifyError(standing.error)}`);
  return { standing: standing.data, groups: readGroups(reader) };
}

/** Takes a delta apart. Throws ListFormatError when it is none. */
export function readDelta(bytes: Uint8Array): Delta {
  const reader = new ByteReader(bytes);
  if (MAGIC.some((value) => reader.byte() !== value)) throw new ListFormatError('delta: not one');
  const head = Head.safeParse(jsonOf(reader.run()));
  if (!head.success) throw new ListFormatError(`delta: ${z.prettifyError(head.error)}`);
  const platforms = head.data.platforms.map((platform) => {
    const entries = reader.run();
    const removed = readGroups(reader);
    const restated: Restatement[] = [];
    for (let left = reader.varint(); left > 0; left--) restated.push(readRestatement(reader));
    return { platform, entries, removed, restated };
  });
  reader.end();
  return { ...head.data, platforms };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (error) {
    throw new ListFormatError('delta: not JSON', { cause: error });
  }
}

/** What two versions of one platform say, as far as a delta needs it. */
export interface PlatformVersions {
  readonly platform: PlatformId;
  readonly before: readonly AccountEntry[];
  readonly after: readonly AccountEntry[];
}

/**
 * What leads from one version of a platform to another; null when nothing does.
 *
 * @param setOf The set of an entry of the version after.
 * @param setsBefore How many sets the version before has. An entry that is as it was but is now of a set
 *     that is new is written in another way, and so belongs to the change.
 */
export function platformChange(
  { platform, before, after }: PlatformVersions,
  setOf: (entry: AccountEntry) => number,
  setsBefore: number,
): PlatformChange | null {
  const old = groupsOf(before);
  const now = groupsOf(after);
  const changed = [...now].filter(
    ([high, group]) =>
      !isSameGroup(old.get(high) ?? [], group) || group.some((entry) => setOf(entry) > setsBefore),
  );
  const removed = [...old.keys()].filter((high) => !now.has(high)).sort((a, b) => a - b);
  if (changed.length === 0 && removed.length === 0) return null;
  const restated = new Map<number, Standing>();
  const whole: AccountEntry[] = [];
  for (const [high, group] of changed) {
    const isOfNewSet = group.some((entry) => setOf(entry) > setsBefore);
    const standing = isOfNewSet ? null : standingOf(old.get(high) ?? [], group);
    if (standing) restated.set(high, standing);
    else whole.push(...group);
  }
  const records = whole.map((entry) => recordOf(entry, setOf(entry), keysOf(entry), 0));
  return {
    platform,
    entries: encodePage(records.sort(compareInDelta)),
    removed,
    restated: restatementsOf(restated),
  };
}

/** Groups by what they have in common, in an order that depends on nothing else. */
function restatementsOf(standings: ReadonlyMap<number, Standing>): Restatement[] {
  const alike = new Map<string, { standing: Standing; groups: number[] }>();
  for (const [high, standing] of standings) {
    const text = JSON.stringify(standing);
    const known = alike.get(text);
    if (known) known.groups.push(high);
    else alike.set(text, { standing, groups: [high] });
  }
  for (const { groups } of alike.values()) groups.sort((a, b) => a - b);
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function standingsIn(restated: readonly Restatement[]): Map<number, Standing> {
  return new Map(
    restated.flatMap(({ standing, groups }) =>
      groups.map((high): [number, Standing] => [high, standing]),
    ),
  );
}

/** Entries of one set in a row: the numbers of their sets then take next to no room. */
function compareInDelta(a: PlacedRecord, b: PlacedRecord): number {
  return a.raw.set - b.raw.set || compareRecords(a, b);
}

function groupsOf(entries: readonly AccountEntry[]): Map<number, AccountEntry[]> {
  const groups = new Map<number, AccountEntry[]>();
  const hash = newHash();
  for (const entry of entries) {
    hashKey(keysOf(entry)[0] ?? '', hash);
    const high = (hash[0] as number) >>> 0;
    const group = groups.get(high);
    if (group) group.push(entry);
    else groups.set(high, [entry]);
  }
  return groups;
}

function isSameGroup(before: readonly AccountEntry[], after: readonly AccountEntry[]): boolean {
  return (
    before.length === after.length &&
    after.every((entry) => before.some((other) => sameJson(entry, other)))
  );
}

/**
 * What leads from one catalogue to another, if the sets of the first keep their numbers; else null.
 *
 * @param sha256 Of the second one's file before it is packed.
 */
export function catalogueChange(
  before: Catalogue,
  after: Catalogue,
  sha256: string,
): CatalogueChange | null {
  const text = (value: unknown) => JSON.stringify(value);
  if (before.sets.some((set, at) => text(set) !== text(after.sets[at]))) return null;
  const old = new Map(before.disclosures.map((one) => [one.id, text(one)]));
  const ids = new Set(after.disclosures.map(({ id }) => id));
  const namedBefore = new Map(Object.entries(before.named));
  const namedAfter = new Map(Object.entries(after.named));
  const names = new Set([...namedBefore.keys(), ...namedAfter.keys()]);
  const named = [...names].flatMap((id): [string, number | null][] => {
    const count = namedAfter.get(id) ?? null;
    return count === (namedBefore.get(id) ?? null) ? [] : [[id, count]];
  });
  return {
    sha256,
    disclosures: after.disclosures.filter((one) => old.get(one.id) !== text(one)),
    removedDisclosures: [...old.keys()].filter((id) => !ids.has(id)),
    sets: after.sets.slice(before.sets.length),
    named: Object.fromEntries(named),
    unmatched: text(before.unmatched) === text(after.unmatched) ? null : [...after.unmatched],
  };
}

/** The catalogue that comes out. Throws ListFormatError when it is not the one that should. */
export async function applyToCatalogue(
  before: Catalogue,
  change: CatalogueChange,
): Promise<Catalogue> {
  const { removedDisclosures, sets, unmatched } = change;
  const { disclosures } = change;
  // Not written as JSON once more: values can be nested deeper than a browser writes.
  const read = catalogueOf({ disclosures, sets, named: {}, unmatched: unmatched ?? [] });
  if (read.broken > 0) throw new ListFormatError('delta: a broken record');
  const changed = new Map(read.catalogue.disclosures.map((one) => [one.id, one]));
  const kept = before.disclosures.filter(
    ({ id }) => !changed.has(id) && !removedDisclosures.includes(id),
  );
  const named = new Map(Object.entries(before.named));
  for (const [id, count] of Object.entries(change.named)) {
    if (count === null) named.delete(id);
    else named.set(id, count);
  }
  const after: Catalogue = {
    disclosures: [...kept, ...changed.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    sets: [...before.sets, ...read.catalogue.sets],
    named: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    unmatched: unmatched === null ? before.unmatched : read.catalogue.unmatched,
  };
  if ((await digestOfCatalogue(after)) !== change.sha256) {
    throw new ListFormatError('delta: leads to another catalogue');
  }
  return after;
}

async function digestOfCatalogue(catalogue: Catalogue): Promise<string> {
  return sha256Hex(Uint8Array.from(utf8(JSON.stringify(catalogue))));
}

/** What applying a delta to a platform needs of the version before. */
export interface PagesBefore {
  readonly platform: PlatformId;
  readonly pageBits: number;
  /** Of the catalogue that comes out: those before have their numbers in it still. */
  readonly sets: readonly (EntrySet | null)[];
  /** Pages by number. */
  readonly read: (numbers: readonly number[]) => Promise<readonly Uint8Array[]>;
}

/** Pages that a delta makes anew, by number, and keys that no entry had before: for an overlay filter. */
export interface PagesAfter {
  readonly pages: ReadonlyMap<number, Uint8Array>;
  readonly addedKeys: readonly AccountKey[];
}

/**
 * Works a delta into a platform's pages. Gives only those that become others; the rest stay as they
 * are. Throws ListFormatError when the delta does not fit them.
 */
export async function applyToPages(
  change: PlatformChange,
  before: PagesBefore,
): Promise<PagesAfter> {
  const { platform, pageBits, sets } = before;
  const fresh = entriesOf(new RecordPage(change.entries), platform, sets);
  const groups = new Set([...change.removed, ...fresh.map(({ record }) => record.high)]);
  const standings = standingsIn(change.restated);
  const pages = new WorkingPages(before);
  await pages.load([...groups, ...standings.keys()].map((high) => pageOf(high, pageBits)));
  for (const [high, standing] of standings) pages.restate(high, standing);
  const gone = [...groups].flatMap((high) => pages.takeGroup(high));
  const records = fresh.flatMap(({ entry, record }) => recordsOf(entry, record.raw.set));
  const aliases = gone.flatMap((entry) => recordsOf(entry, 0).slice(1));
  await pages.load([...records, ...aliases].map(({ high }) => pageOf(high, pageBits)));
  for (const alias of aliases) pages.drop(alias);
  for (const record of records) pages.add(record);
  const old = new Set(gone.flatMap(keysOf));
  const keys = new Set(fresh.flatMap(({ entry }) => keysOf(entry)));
  return { pages: pages.encoded(), addedKeys: [...keys].filter((key) => !old.has(key)) };
}

function entriesOf(page: RecordPage, platform: PlatformId, sets: PagesBefore['sets']) {
  return placedRecords(page).map((record, at) => ({
    record,
    entry: entryAt(page, at, platform, sets),
  }));
}

function entryAt(
  page: RecordPage,
  at: number,
  platform: PlatformId,
  sets: PagesBefore['sets'],
): AccountEntry {
  const read = page.record(at, platform, sets);
  if (read.kind !== 'entry') throw new ListFormatError('delta: meets a record that is no entry');
  return read.entry;
}

/** The pages that a delta touches, opened once each. */
class WorkingPages {
  readonly #before: PagesBefore;
  readonly #pages = new Map<number, PlacedRecord[]>();

  constructor(before: PagesBefore) {
    this.#before = before;
  }

  async load(numbers: readonly number[]): Promise<void> {
    const missing = [...new Set(numbers)].filter((number) => !this.#pages.has(number));
    const read = await this.#before.read(missing);
    missing.forEach((number, at) => {
      const bytes = read[at];
      if (!bytes) throw new ListFormatError('delta: a page is missing');
      this.#pages.set(number, placedRecords(new RecordPage(bytes)));
    });
  }

  /** Takes a group's entries out and gives them. Its aliases, which lie elsewhere, stay. */
  takeGroup(high: number): AccountEntry[] {
    const { platform, sets, pageBits } = this.#before;
    const number = pageOf(high, pageBits);
    const records = this.#pages.get(number) ?? [];
    const isOfGroup = isEntryOf(high);
    const taken = records.filter(isOfGroup);
    this.#pages.set(
      number,
      records.filter((record) => !isOfGroup(record)),
    );
    if (taken.length === 0) return [];
    const page = new RecordPage(encodePage(taken));
    return taken.map((_, at) => entryAt(page, at, platform, sets));
  }

  /** Has a group's entries stand otherwise. */
  restate(high: number, standing: Standing): void {
    const number = pageOf(high, this.#before.pageBits);
    const records = this.#pages.get(number) ?? [];
    const isOfGroup = isEntryOf(high);
    if (!records.some(isOfGroup)) throw new ListFormatError('delta: does not fit the pages');
    this.#pages.set(
      number,
      records.map((record) => (isOfGroup(record) ? restated(record, standing) : record)),
    );
  }

  /** Drops one record that is written so. */
  drop(record: PlacedRecord): void {
    const records = this.#recordsAt(record);
    const at = records.findIndex((other) => compareRecords(other, record) === 0);
    if (at < 0) throw new ListFormatError('delta: does not fit the pages');
    records.splice(at, 1);
  }

  add(record: PlacedRecord): void {
    this.#recordsAt(record).push(record);
  }

  encoded(): Map<number, Uint8Array> {
    return new Map(
      [...this.#pages].map(([number, records]) => [
        number,
        encodePage(records.sort(compareRecords)),
      ]),
    );
  }

  #recordsAt({ high }: PlacedRecord): PlacedRecord[] {
    return this.#pages.get(pageOf(high, this.#before.pageBits)) ?? [];
  }
}

const isEntryOf = (high: number) => (record: PlacedRecord) =>
  record.high === high && record.raw.aliasOf === null;

/** Two deltas in a row as one. Throws ListFormatError when the second does not begin where the first ends. */
export function composeDeltas(first: Delta, second: Delta): Delta {
  if (first.to !== second.from || first.list !== second.list) {
    throw new ListFormatError('delta: not the next one');
  }
  const platforms = PLATFORM_IDS.flatMap((platform) => {
    const [one, two] = [first, second].map(({ platforms }) =>
      platforms.find((change) => change.platform === platform),
    );
    if (!one || !two) return one ?? two ?? [];
    const later = placedRecords(new RecordPage(two.entries));
    const replaced = new Set([...two.removed, ...later.map(({ high }) => high)]);
    const standings = standingsIn(two.restated);
    const earlier = placedRecords(new RecordPage(one.entries))
      .filter(({ high }) => !replaced.has(high))
      .map((record) => {
        const standing = standings.get(record.high);
        return standing ? restated(record, standing) : record;
      });
    const records = [...earlier, ...later];
    const present = new Set(records.map(({ high }) => high));
    const gone = new Set([...one.removed, ...two.removed].filter((high) => !present.has(high)));
    const all = [...standingsIn(one.restated), ...standings];
    const restatements = all.filter(([high]) => !replaced.has(high) && !present.has(high));
    return {
      platform,
      entries: encodePage(records.sort(compareInDelta)),
      removed: [...gone].sort((a, b) => a - b),
      restated: restatementsOf(new Map(restatements)),
    };
  });
  return {
    list: first.list,
    from: first.from,
    to: second.to,
    catalogue: composeCatalogueChanges(first.catalogue, second.catalogue),
    platforms,
  };
}

function composeCatalogueChanges(first: CatalogueChange, second: CatalogueChange): CatalogueChange {
  const idOf = (disclosure: unknown) => (disclosure as { id?: unknown }).id;
  const replaced = new Set<unknown>([
    ...second.disclosures.map(idOf),
    ...second.removedDisclosures,
  ]);
  const disclosures = [
    ...first.disclosures.filter((one) => !replaced.has(idOf(one))),
    ...second.disclosures,
  ];
  const present = new Set(disclosures.map(idOf));
  const removed = [...first.removedDisclosures, ...second.removedDisclosures];
  return {
    sha256: second.sha256,
    disclosures,
    removedDisclosures: [...new Set(removed)].filter((id) => !present.has(id)),
    sets: [...first.sets, ...second.sets],
    named: { ...first.named, ...second.named },
    unmatched: second.unmatched ?? first.unmatched,
  };
}

/**
 * One digest of a platform's pages: SHA-256 of the SHA-256 of each, in their order. A version says
 * it of itself, so that what deltas led to can be held against it.
 */
export async function digestOfPages(
  pages: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<string> {
  const writer = new ByteWriter();
  for await (const page of pages) {
    writer.put(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(page))));
  }
  return sha256Hex(Uint8Array.from(writer.finish()));
}
