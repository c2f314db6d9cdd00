import { z } from 'zod';
import { type AccountKey, keysOf } from '../accounts/keys.ts';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { Disclosure, DisclosureId } from '../records/disclosure.ts';
import { AccountEntry } from '../records/entry.ts';
import { statusOf } from '../records/status.ts';
import { utf8 } from './bytes.ts';
import { parseJson } from './catalogue.ts';
import { ListFormatError } from './errors.ts';
import { hashKey, newHash } from './hash.ts';

/*
 * The file `corrections`: JSON, small, fetched and applied before anything that adds names. It says how
 * things stand, not what changed, so that it can be laid over any earlier version, and twice.
 *
 * Whose entries were taken out of the list, or delisted for one reason with others, is said by hash alone: the name
 * is not published once more, and much less travels. By hash nothing is said but what has an entry say less.
 */

/**
 * 40 bits, most of what a withdrawal costs on the wire. Among a million entries a thousand withdrawals silence another
 * one by mistake once in a thousand times, and only until the version that they came with is in use.
 */
const HASH_BYTES = 5;

/** How an entry that something happened to stands now. */
const CorrectedEntry = z.object({
  platform: z.enum(PLATFORM_IDS),
  /** Its handle and id as the list has them; together they name it. */
  handle: z.string().nullable(),
  platformId: z.string().nullable(),
  /** The disclosures that still name it. */
  namedIn: z.array(DisclosureId),
  history: AccountEntry.shape.history,
  disputes: AccountEntry.shape.disputes,
});
type CorrectedEntry = z.infer<typeof CorrectedEntry>;

const CorrectedDisclosure = z.object({
  id: DisclosureId,
  revisions: Disclosure.shape.revisions,
  disputes: Disclosure.shape.disputes,
});
type CorrectedDisclosure = z.infer<typeof CorrectedDisclosure>;

/** Hashes as one text a platform: in base64, one after the other, ascending. In hex once they are read. */
const HashedNames = z.partialRecord(z.enum(PLATFORM_IDS), z.base64().transform(hashesIn));
type HashedNames = z.infer<typeof HashedNames>;

/** Entries that one version took out of the list. */
const Withdrawn = z.object({ version: z.int().positive(), names: HashedNames });
type Withdrawn = z.infer<typeof Withdrawn>;

/** Entries that are delisted, and of which all that a correction says is the same. */
const Delisted = CorrectedEntry.pick({ namedIn: true, history: true, disputes: true })
  .extend({ names: HashedNames })
  .refine((one) => statusOf(one) === 'delisted', 'what is said by hash delists');
type Delisted = z.infer<typeof Delisted>;
/** What several entries have in common. */
type Standing = Omit<Delisted, 'names'>;

export interface Corrections {
  /** Oldest first. */
  readonly withdrawn: readonly Withdrawn[];
  readonly withdrawnDisclosures: readonly string[];
  readonly entries: readonly CorrectedEntry[];
  readonly delisted: readonly Delisted[];
  readonly disclosures: readonly CorrectedDisclosure[];
}

/** So many withdrawals are carried on; older ones have reached whoever will ever hear of them. */
const MAX_WITHDRAWN = 20_000;

/** What the builder of a version knows. */
export interface CorrectionsInput {
  readonly version: number;
  readonly entries: readonly AccountEntry[];
  readonly disclosures: readonly Disclosure[];
  /** The version before, and what its corrections said; null for a first version. */
  readonly before: {
    readonly entries: readonly AccountEntry[];
    readonly disclosures: readonly Disclosure[];
    readonly corrections: Corrections | null;
  } | null;
}

/**
 * What has to be corrected in any earlier version: every entry with a history or disputes, every
 * disclosure with revisions or disputes, and what is no longer in the list.
 */
export function buildCorrections(input: CorrectionsInput): Corrections {
  const { version, entries, disclosures, before } = input;
  const ids = new Set(disclosures.map(({ id }) => id));
  const gone = (before?.disclosures ?? []).map(({ id }) => id);
  const carried = before?.corrections?.withdrawnDisclosures ?? [];
  const withdrawnDisclosures = [...new Set([...carried, ...gone])].filter((id) => !ids.has(id));
  return {
    withdrawn: withdrawnNames(version, entries, before, new Set(withdrawnDisclosures)),
    withdrawnDisclosures: withdrawnDisclosures.sort(),
    ...correctedEntries(entries),
    disclosures: disclosures
      .filter(({ revisions, disputes }) => revisions.length > 0 || disputes.length > 0)
      .map(({ id, revisions, disputes }) => ({ id, revisions, disputes })),
  };
}

/** By hash those that were delisted alike, by name all others. */
function correctedEntries(all: readonly AccountEntry[]): Pick<Corrections, 'entries' | 'delisted'> {
  const entries: CorrectedEntry[] = [];
  const alike = new Map<string, AccountEntry[]>();
  for (const entry of all) {
    if (entry.history.length === 0 && entry.disputes.length === 0) continue;
    const text = statusOf(entry) === 'delisted' ? JSON.stringify(standing(entry)) : null;
    if (text === null) entries.push(correctedEntry(entry));
    else if (!alike.get(text)?.push(entry)) alike.set(text, [entry]);
  }
  const delisted: Delisted[] = [];
  for (const group of alike.values()) {
    const [first, ...others] = group;
    if (!first) continue;
    if (others.length === 0) entries.push(correctedEntry(first));
    else delisted.push({ ...standing(first), names: hashedNames(group) });
  }
  return { entries, delisted };
}

function standing({ namedIn, history, disputes }: AccountEntry): Standing {
  return { namedIn: namedIn.map(({ disclosure }) => disclosure), history, disputes };
}

function hashedNames(entries: readonly AccountEntry[]): HashedNames {
  const names: HashedNames = {};
  for (const entry of entries) {
    const list = names[entry.platform] ?? [];
    list.push(hashOf(nameOf(entry)));
    names[entry.platform] = list;
  }
  for (const list of Object.values(names)) list.sort();
  return names;
}

function withdrawnNames(
  version: number,
  entries: readonly AccountEntry[],
  before: CorrectionsInput['before'],
  goneDisclosures: ReadonlySet<string>,
): Withdrawn[] {
  if (!before) return [];
  const present = new Set(entries.map(nameOf));
  const gone = before.entries.filter((entry) => {
    // Those whose every disclosure went are silent by that.
    const isSilent = entry.namedIn.every(({ disclosure }) => goneDisclosures.has(disclosure));
    return !isSilent && !present.has(nameOf(entry));
  });
  const names = hashedNames(gone);
  const carried = stillGone(before.corrections?.withdrawn ?? [], entries);
  const all: Withdrawn[] = [...carried, { version, names }].filter((one) => countOf(one) > 0);
  let kept = all.length;
  for (let total = 0; kept > 0; kept--) {
    total += countOf(all[kept - 1] as Withdrawn);
    if (total > MAX_WITHDRAWN) break;
  }
  return all.slice(kept);
}

/** Earlier withdrawals without what came back into the list. */
function stillGone(
  withdrawn: readonly Withdrawn[],
  entries: readonly AccountEntry[],
): readonly Withdrawn[] {
  if (withdrawn.length === 0) return [];
  const present = new Set(entries.map((entry) => `${entry.platform} ${hashOf(nameOf(entry))}`));
  return withdrawn.map(({ version, names }) => ({
    version,
    names: Object.fromEntries(
      Object.entries(names).map(([platform, hashes]) => [
        platform,
        hashes.filter((hash) => !present.has(`${platform} ${hash}`)),
      ]),
    ),
  }));
}

function countOf({ names }: Withdrawn): number {
  return Object.values(names).reduce((sum, list) => sum + list.length, 0);
}

function correctedEntry(entry: AccountEntry): CorrectedEntry {
  const { platform, handle, platformId } = entry;
  return { platform, handle, platformId, ...standing(entry) };
}

/** The file's bytes before they are packed. */
export function encodeCorrections(corrections: Corrections): Uint8Array {
  const withTexts = <Hashed extends { readonly names: HashedNames }>(one: Hashed) => ({
    ...one,
    names: Object.fromEntries(
      Object.entries(one.names).map(([platform, hashes]) => [platform, textOfHashes(hashes)]),
    ),
  });
  const [withdrawn, delisted] = [corrections.withdrawn, corrections.delisted].map((part) =>
    part.map(withTexts),
  );
  return utf8(JSON.stringify({ ...corrections, withdrawn, delisted }));
}

function textOfHashes(hashes: readonly string[]): string {
  const bytes = hashes.flatMap((hash) =>
    (hash.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)),
  );
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

function hashesIn(text: string, context: z.RefinementCtx): string[] {
  const digits = [...atob(text)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'));
  if (digits.length % HASH_BYTES !== 0) context.addIssue('hashes cut short');
  return digits.join('').match(new RegExp(`.{${HASH_BYTES * 2}}`, 'g')) ?? [];
}

const Shape = z.object({
  withdrawn: z.array(Withdrawn),
  withdrawnDisclosures: z.array(DisclosureId),
  entries: z.array(z.unknown()),
  delisted: z.array(z.unknown()).default([]),
  disclosures: z.array(z.unknown()),
});

/**
 * Reads the file. A broken correction is left out and counted, so that the others still reach people;
 * a file that is none throws ListFormatError.
 */
export function readCorrections(bytes: Uint8Array): { corrections: Corrections; broken: number } {
  const shape = Shape.safeParse(parseJson(bytes));
  if (!shape.success) {
    throw new ListFormatError(`corrections: ${z.prettifyError(shape.error)}`);
  }
  const { withdrawn, withdrawnDisclosures } = shape.data;
  let broken = 0;
  const readAll = <Corrected>(values: readonly unknown[], schema: z.ZodType<Corrected>) =>
    values.flatMap((value) => {
      const read = schema.safeParse(value);
      if (read.success) return [read.data];
      broken++;
      return [];
    });
  const corrections = {
    withdrawn,
    withdrawnDisclosures,
    entries: readAll(shape.data.entries, CorrectedEntry),
    delisted: readAll(shape.data.delisted, Delisted),
    disclosures: readAll(shape.data.disclosures, CorrectedDisclosure),
  };
  return { corrections, broken };
}

/** Whether there is nothing to correct. */
export function isEmptyCorrections(corrections: Corrections): boolean {
  return Object.values(corrections).every((part: readonly unknown[]) => part.length === 0);
}

/**
 * Corrections, laid over what an earlier version says. They only ever make it say less of an account, or
 * add who disputes it: what an earlier version has withdrawn stays so until a new version is in use.
 */
export class CorrectionOverlay {
  readonly #withdrawn = new Set<string>();
  readonly #withdrawnDisclosures: ReadonlySet<string>;
  readonly #entries = new Map<string, CorrectedEntry>();
  readonly #delisted = new Map<string, Standing>();
  readonly #disclosures: ReadonlyMap<string, CorrectedDisclosure>;

  constructor({ withdrawn, withdrawnDisclosures, entries, delisted, disclosures }: Corrections) {
    for (const { names } of withdrawn) for (const name of textsOf(names)) this.#withdrawn.add(name);
    for (const one of delisted)
      for (const name of textsOf(one.names)) this.#delisted.set(name, one);
    this.#withdrawnDisclosures = new Set(withdrawnDisclosures);
    for (const entry of entries) this.#entries.set(nameOf(entry), entry);
    this.#disclosures = new Map(disclosures.map((one) => [one.id, one]));
  }

  /** The entry as it stands now, or null when the list no longer has it. */
  entry(entry: AccountEntry): AccountEntry | null {
    const name = nameOf(entry);
    const isHashed = this.#withdrawn.size > 0 || this.#delisted.size > 0;
    const hashed = isHashed ? `${entry.platform} ${hashOf(name)}` : '';
    if (this.#withdrawn.has(hashed)) return null;
    const corrected = this.#entries.get(name) ?? this.#delisted.get(hashed);
    const named = entry.namedIn.filter(
      ({ disclosure }) =>
        !this.#withdrawnDisclosures.has(disclosure) &&
        (corrected?.namedIn.includes(disclosure) ?? true),
    );
    if (named.length === 0) return null;
    const isBroughtBack =
      corrected && statusOf(entry) === 'delisted' && statusOf(corrected) !== 'delisted';
    const { history, disputes } = corrected && !isBroughtBack ? corrected : entry;
    return { ...entry, namedIn: named, history, disputes };
  }

  /** The disclosure as it stands now, or null when the list no longer has it. */
  disclosure(disclosure: Disclosure): Disclosure | null {
    if (this.#withdrawnDisclosures.has(disclosure.id)) return null;
    const corrected = this.#disclosures.get(disclosure.id);
    if (!corrected) return disclosure;
    return { ...disclosure, revisions: corrected.revisions, disputes: corrected.disputes };
  }
}

/** Hashed names as they are asked for: platform and hash. */
function textsOf(names: HashedNames): string[] {
  return Object.entries(names).flatMap(([platform, hashes]) =>
    hashes.map((hash) => `${platform} ${hash}`),
  );
}

type Named = Pick<AccountEntry, 'platform' | 'handle' | 'platformId'>;

/** What tells an entry from others: platform, primary key, and its id, for names that two accounts have had. */
function nameOf(entry: Named): string {
  const primary: AccountKey | undefined = keysOf(entry)[0];
  return `${entry.platform} ${primary ?? ''} ${entry.platformId ?? ''}`;
}

/** The upper bits of the hash of hash.ts, in hex. */
function hashOf(name: string): string {
  const hash = newHash();
  hashKey(name, hash);
  const hex = [...hash].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  return hex.slice(0, HASH_BYTES * 2);
}
