import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isHashedIdentifier, isRoundedId } from '../accounts/ids.ts';
import { keysOf } from '../accounts/keys.ts';
import { type ReaderRule, ReaderRulesFile } from '../lists/reader-rules.ts';
import { completing } from '../records/complete.ts';
import { Disclosure } from '../records/disclosure.ts';
import { AccountEntry, AccountsFile } from '../records/entry.ts';
import { spanOf } from '../records/span.ts';

/** What a folder of data says: `disclosures/*.json` and `accounts/*.json`. */
export interface GatheredData {
  readonly disclosures: readonly Disclosure[];
  /** One entry an account, whatever number of files name it. */
  readonly entries: readonly AccountEntry[];
  /** What to do about site readers that are broken. */
  readonly readerRules?: readonly ReaderRule[];
}

/** A data file that can't be published; its message names file and field. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

/** Reads and merges a data folder, always in the same order. Throws DataError on the first bad file. */
export async function gatherData(dataDir: string): Promise<GatheredData> {
  const disclosures: Disclosure[] = [];
  for await (const { value } of readAll(path.join(dataDir, 'disclosures'), Disclosure)) {
    disclosures.push(value);
  }
  const known = new Set(disclosures.map(({ id }) => id));
  const merged = new Map<string, AccountEntry>();
  for await (const { file, value } of readAll(path.join(dataDir, 'accounts'), AccountsFile)) {
    const complete = completing(value);
    value.entries.forEach((listed, at) => {
      const entry = complete(listed);
      const fault = faultOf(entry, known);
      if (fault) throw new DataError(`${file}: entries.${at}: ${fault}`);
      const name = identityOf(entry);
      const before = merged.get(name);
      merged.set(name, before ? mergeEntries(before, entry) : entry);
    });
  }
  return { disclosures, entries: [...merged.values()], readerRules: await readRules(dataDir) };
}

/** `reader-rules.json`, where there is one. */
async function readRules(dataDir: string): Promise<readonly ReaderRule[]> {
  const file = path.join(dataDir, 'reader-rules.json');
  try {
    return (await readData(file, ReaderRulesFile)).rules;
  } catch (error) {
    if (error instanceof DataError && (error.cause as NodeJS.ErrnoException)?.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

/** One file after another: a large list's files don't all have to be in memory at once. */
async function* readAll<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
): AsyncGenerator<{ file: string; value: z.output<Schema> }> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names) {
    const file = path.join(folder, name);
    yield { file, value: await readData(file, schema) };
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new DataError(
      isMissing ? `There is no folder ${folder}.` : `${folder}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/** A file of a data folder. Throws DataError when it can't be read or breaks the schema. */
export async function readData<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new DataError(`${file}: ${(error as Error).message}`, { cause: error });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new DataError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function faultOf(entry: AccountEntry, disclosures: ReadonlySet<string>): string | null {
  const { handle, platformId, displayName, earlierHandles } = entry;
  if (handle === null && platformId === null && displayName === null) {
    return 'an entry needs a handle, a platform id or at least a display name';
  }
  const missing = entry.namedIn.find(({ disclosure }) => !disclosures.has(disclosure));
  if (missing) return `there is no disclosure ${missing.disclosure}`;
  const names = [handle, platformId, ...earlierHandles];
  if (names.some((name) => name !== null && isHashedIdentifier(name))) {
    return 'a hashed identifier is counted, never listed';
  }
  if (platformId !== null && isRoundedId(platformId)) return 'the id was rounded';
  return null;
}

/**
 * Entries are one account when they agree in primary key and id. Two ids under one name are two
 * accounts, and a name without an id is not taken for either: the discloser did not say so.
 */
function identityOf(entry: AccountEntry): string {
  const [primary] = keysOf(entry);
  return JSON.stringify([
    entry.platform,
    primary ?? null,
    entry.platformId,
    primary ? null : entry.displayName,
  ]);
}

/** One entry of two that name the same account; what only one of them knows is kept. */
function mergeEntries(first: AccountEntry, second: AccountEntry): AccountEntry {
  return AccountEntry.parse({
    ...first,
    earlierHandles: distinct([...first.earlierHandles, ...second.earlierHandles]),
    displayName: first.displayName ?? second.displayName,
    namedIn: [
      ...first.namedIn,
      ...second.namedIn.filter(
        ({ disclosure }) => !first.namedIn.some((named) => named.disclosure === disclosure),
      ),
    ],
    history: mergeHistories(first.history, second.history),
    disputes: distinct([...first.disputes, ...second.disputes]),
    created: earlier(first.created, second.created),
    // The earlier removal: a post is placed "in its time" only where both disclosures allow it.
    removed: earlier(first.removed, second.removed),
    note: distinct([first.note, second.note].filter((note) => note !== null)).join(' ') || null,
  });
}

type History = AccountEntry['history'];

/** Oldest first. An event without a date can't be told to be newer than a dated one. */
function mergeHistories(first: History, second: History): History {
  if (first.length === 0 || second.length === 0) return [...first, ...second];
  const start = (event: History[number]) =>
    spanOf(event.date ?? '')?.from ?? Number.NEGATIVE_INFINITY;
  return distinct([...first, ...second]).sort((a, b) => {
    const [startA, startB] = [start(a), start(b)];
    return startA === startB ? 0 : startA - startB;
  });
}

function earlier(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  return (spanOf(second)?.from ?? 0) < (spanOf(first)?.from ?? 0) ? second : first;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
