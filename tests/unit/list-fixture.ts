import type { ReaderRule } from '../../src/lists/reader-rules.ts';
import { assembleList, type BuildOptions, type BuiltList } from '../../src/publish/build.ts';
import { Disclosure } from '../../src/records/disclosure.ts';
import { AccountEntry } from '../../src/records/entry.ts';
import type { FetchFile } from '../../src/sync/version-files.ts';

/** A disclosure with nothing special about it. */
export function someDisclosure(id: string): Disclosure {
  return Disclosure.parse({
    id,
    disclosedBy: { name: 'Twitter, Inc.', shortName: 'Twitter' },
    platforms: ['x', 'reddit'],
    date: '2019-01-31',
    title: `Accounts removed (${id})`,
    kind: 'network-takedown',
    attributedTo: null,
    statedReason: { kind: 'none-given' },
    counts: { claimed: [{ of: 'account', number: 1196 }], published: [] },
    namesPublished: 'all',
    sources: [{ title: 'Our update', url: 'https://example.org/update' }],
    disputes: [
      {
        kind: 'criticism',
        by: 'A journalist',
        date: '2019-02-01',
        summary: 'Said that the list holds people.',
        source: { title: 'An article', url: 'https://example.org/article' },
      },
    ],
    confirmation: { confirmed: true },
  });
}

/** An entry of those fields, named in the disclosure `first` unless they say otherwise. */
export function someEntry(fields: Partial<AccountEntry>): AccountEntry {
  return AccountEntry.parse({
    platform: 'x',
    handle: null,
    namedIn: [{ disclosure: 'first', source: null }],
    ...fields,
  });
}

export interface ListFields {
  readonly id?: string;
  /** `first` and `second` unless they are given. */
  readonly disclosures?: readonly Disclosure[];
  readonly readerRules?: readonly ReaderRule[];
}

export function someList(
  entries: readonly AccountEntry[],
  options: Partial<BuildOptions> & ListFields = {},
): BuiltList {
  const { id = 'test-list', disclosures, readerRules, ...rest } = options;
  return assembleList(
    {
      disclosures: disclosures ?? [someDisclosure('first'), someDisclosure('second')],
      entries,
      ...(readerRules && { readerRules }),
    },
    {
      identity: {
        id,
        name: `The list ${id}`,
        publisher: 'Somebody',
        contact: 'somebody@example.org',
        homepage: null,
        licence: 'CC0-1.0',
        corrections: 'mailto:somebody@example.org',
      },
      ...rest,
    },
  );
}

/** Serves a built list as a package or a server would. */
export function fetchFrom({ files }: Pick<BuiltList, 'files'>): FetchFile {
  return async (name) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`no file ${name}`);
    return Uint8Array.from(bytes);
  };
}

/** storage.local, as far as filters need it: values are copied through JSON, as Chromium does. */
export function memoryArea() {
  const items = new Map<string, string>();
  return {
    items,
    async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
      const wanted = keys === null ? [...items.keys()] : [keys].flat();
      return Object.fromEntries(
        wanted.flatMap((key) => {
          const text = items.get(key);
          return text === undefined ? [] : [[key, JSON.parse(text)]];
        }),
      );
    },
    async set(changes: Record<string, unknown>): Promise<void> {
      for (const [key, value] of Object.entries(changes)) items.set(key, JSON.stringify(value));
    },
    async remove(keys: string | string[]): Promise<void> {
      for (const key of [keys].flat()) items.delete(key);
    },
  };
}
