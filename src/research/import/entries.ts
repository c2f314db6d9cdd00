import type { z } from 'zod';
import { handleKey, idKey } from '../../accounts/keys.ts';
import { displayHandle } from '../../accounts/names.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import { AccountsFile } from '../../records/entry.ts';
import type { ImportedFile, NamedAccount } from './report.ts';

/** Names that an earlier import had and a later file has not. */
export interface MissingNames {
  readonly names: readonly string[];
}

type Entry = AccountsFile['entries'][number];
type Identity = Pick<NamedAccount, 'platform' | 'handle' | 'id'>;

/**
 * The accounts of an imported file as a file of a data folder. What was in it before is kept with its history: names
 * that the new file lacks stay as they are, or get an event `delisted` where `withdraw` is set.
 */
export function entriesOf(
  imported: ImportedFile,
  disclosure: Disclosure,
  before: AccountsFile | null,
  options: { readonly file: string; readonly withdraw: boolean },
): z.input<typeof AccountsFile> {
  const there = new Set(imported.accounts.map(identityOf));
  const earlier = new Map((before?.entries ?? []).map((entry) => [identityOfEntry(entry), entry]));
  const entries = imported.accounts.map((account) => {
    const known = earlier.get(identityOf(account));
    return known ? { ...known, ...knownOnlyNow(account, known) } : newEntry(account);
  });
  for (const [identity, entry] of earlier) {
    if (there.has(identity)) continue;
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
  const there = new Set(accounts.map(identityOf));
  const missing = before.entries.filter((entry) => !there.has(identityOfEntry(entry)));
  return {
    names: missing.map(({ platform, handle, platformId, displayName }) =>
      handle === null ? (platformId ?? displayName ?? '') : displayHandle(platform, handle),
    ),
  };
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
    ...(known.displayName === null && account.displayName && { displayName: account.displayName }),
    ...(known.created === null && account.created && { created: account.created }),
  };
}

function withdrawn(entry: Entry, file: string): object {
  if (entry.history.at(-1)?.status === 'delisted') return entry;
  const summary = `No longer in the discloser's file (${file}).`;
  const event = { status: 'delisted', date: null, summary, source: null, confirmed: false };
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

function identityOf({ platform, handle, id }: Identity): string {
  const name = handle === null ? null : handleKey(platform, handle);
  const exact = id === null ? null : idKey(platform, id);
  return `${platform} ${name ?? ''} ${exact ?? ''}`;
}
