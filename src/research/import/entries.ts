import type { z } from 'zod';
import { handleKey, idKey } from '../../accounts/keys.ts';
import { displayHandle } from '../../accounts/names.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import { AccountsFile, type EntryStatus } from '../../records/entry.ts';
import type { ImportedFile, NamedAccount } from './report.ts';

/** Names that an earlier import had and a later file has not. */
export interface MissingNames {
  readonly names: readonly string[];
}

type Entry = AccountsFile['entries'][number];
type Identity = Pick<NamedAccount, 'platform' | 'handle' | 'id'>;

/**
 * The accounts of an imported file as a file of a data folder. What was in it before is kept with its history: names
 * that the new file lacks stay as they are, or get an event `delisted` where `withdraw` is set; such a name
 * that a file has again is listed again.
 */
export function entriesOf(
  imported: ImportedFile,
  disclosure: Disclosure,
  before: AccountsFile | null,
  options: { readonly file: string; readonly withdraw: boolean },
): z.input<typeof AccountsFile> {
  const { knownOf, missing } = compared(before?.entries ?? [], imported.accounts);
  const entries = imported.accounts.map((account) => {
    const known = knownOf.get(account);
    if (!known) return newEntry(account);
    return { ...back(known, options.file), ...knownOnlyNow(account, known) };
  });
  for (const entry of missing) {
    entries.push(options.withdraw ? withdrawn(entry, options.file) : entry);
  }
  const file = {
    disclosure: disclosure.id,
    source: before?.source ?? sourceOf(disclosure, options.file),
    ...(before?.removed && { removed: before.removed }),
    entries: entries.map(withoutDefaults),
  };
  AccountsFile.parse(file);
  return file as z.input<typeof AccountsFile>;
}

/** What a person would write: fields that say nothing are left out. */
function withoutDefaults(entry: object): object {
  const said = Object.entries(entry).filter(
    ([name, value]) =>
      name === 'handle' ||
      !(value === null || (Array.isArray(value) && value.length === 0) || value === 'account'),
  );
  return Object.fromEntries(said);
}

/** Names of an earlier import that a file has no more. */
export function missingFrom(before: AccountsFile, accounts: readonly NamedAccount[]): MissingNames {
  return {
    names: compared(before.entries, accounts).missing.map(
      ({ platform, handle, platformId, displayName }) =>
        handle === null ? (platformId ?? displayName ?? '') : displayHandle(platform, handle),
    ),
  };
}

interface Comparison {
  /** The entry that an account has already, of those that have one. */
  readonly knownOf: ReadonlyMap<NamedAccount, Entry>;
  /** Entries that none of the accounts is. */
  readonly missing: readonly Entry[];
}

/**
 * Which entries a file's accounts have already: those of the same name and id, and else of the same name where one of
 * the two has no id. An edition of a file may have ids that another has not.
 */
function compared(before: readonly Entry[], accounts: readonly NamedAccount[]): Comparison {
  const byIdentity = new Map(before.map((entry) => [identityOfEntry(entry), entry]));
  const rest = new Set(before);
  const knownOf = new Map<NamedAccount, Entry>();
  const take = (account: NamedAccount, entry: Entry | undefined) => {
    if (entry === undefined || !rest.delete(entry)) return;
    knownOf.set(account, entry);
  };
  for (const account of accounts) take(account, byIdentity.get(identityOf(account)));
  const byName = new Map<string, Entry[]>();
  for (const entry of rest) {
    const name = nameOf({ ...entry, id: entry.platformId });
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  for (const account of accounts) {
    const name = knownOf.has(account) ? null : nameOf(account);
    const [entry, other] = (name && byName.get(name)) || [];
    // Of two ids that one name had, none is this account's more than the other.
    if (entry && !other && (account.id === null || entry.platformId === null)) take(account, entry);
  }
  return { knownOf, missing: [...rest] };
}

function newEntry(account: NamedAccount): object {
  const { platform, kind, handle, id, displayName, earlierHandles, created } = account;
  return {
    platform,
    ...(kind && { kind }),
    handle,
    ...(earlierHandles && earlierHandles.length > 0 && { earlierHandles }),
    ...(id !== null && { platformId: id }),
    ...(displayName && { displayName: displayName.slice(0, 4000) }),
    ...(created && { created }),
  };
}

function knownOnlyNow(account: NamedAccount, known: Entry): object {
  return {
    ...(known.platformId === null && account.id !== null && { platformId: account.id }),
    ...(known.displayName === null && account.displayName && { displayName: account.displayName }),
    ...(known.created === null && account.created && { created: account.created }),
  };
}

function withdrawn(entry: Entry, file: string): object {
  if (entry.history.at(-1)?.status === 'delisted') return entry;
  return happened(entry, 'delisted', `${NO_LONGER} (${file}).`);
}

/** What an import took for withdrawn, and nobody else, is listed again once a file has it again. */
function back(entry: Entry, file: string): object {
  const { status, source, summary } = entry.history.at(-1) ?? {};
  const isOurs = status === 'delisted' && !source && summary?.startsWith(NO_LONGER);
  return isOurs ? happened(entry, 'listed', `In the discloser's file again (${file}).`) : entry;
}

const NO_LONGER = "No longer in the discloser's file";

function happened(entry: Entry, status: EntryStatus, summary: string): object {
  const event = { status, date: null, summary, source: null, confirmed: false };
  return { ...entry, history: [...entry.history, event] };
}

function sourceOf(disclosure: Disclosure, file: string): object {
  const [first] = disclosure.sources;
  return {
    title: `Imported file ${file}`,
    publisher: disclosure.disclosedBy.name,
    url: first?.url ?? null,
    archivedUrl: first?.archivedUrl ?? null,
  };
}

const identityOfEntry = (entry: Entry): string => identityOf({ ...entry, id: entry.platformId });

function identityOf(named: Identity): string {
  const { platform, id } = named;
  const exact = id === null ? null : idKey(platform, id);
  return `${nameOf(named) ?? platform} ${exact ?? ''}`;
}

function nameOf({ platform, handle }: Identity): string | null {
  const name = handle === null ? null : handleKey(platform, handle);
  return name === null ? null : `${platform} ${name}`;
}
