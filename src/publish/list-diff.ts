import { keysOf } from '../accounts/keys.ts';
import { sameJson } from '../lists/same.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import { statusOf } from '../records/status.ts';
import type { OpenedList } from './list-folder.ts';

/** What changed between two versions of a list. */
export interface ListDiff {
  readonly from: number;
  readonly to: number;
  readonly entries: Changes & {
    /** Entries whose own status is another one: `x @name: listed -> reinstated`. */
    readonly statuses: readonly string[];
  };
  readonly disclosures: Changes;
}

interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

type Comparable = Pick<OpenedList, 'entries'> & {
  readonly manifest: { readonly version: number };
  readonly catalogue: Pick<OpenedList['catalogue'], 'disclosures' | 'unmatched'>;
};

/** Compares two versions record by record. */
export function diffLists(from: Comparable, to: Comparable): ListDiff {
  const before = byName(allEntries(from), nameOf);
  const after = byName(allEntries(to), nameOf);
  const statuses: string[] = [];
  for (const [name, entry] of after) {
    const old = before.get(name);
    if (old && statusOf(old) !== statusOf(entry)) {
      statuses.push(`${name}: ${statusOf(old)} -> ${statusOf(entry)}`);
    }
  }
  return {
    from: from.manifest.version,
    to: to.manifest.version,
    entries: { ...changes(before, after), statuses },
    disclosures: changes(
      byName(from.catalogue.disclosures, idOf),
      byName(to.catalogue.disclosures, idOf),
    ),
  };
}

/** Whether two versions say the same. */
export function isEmptyDiff({ entries, disclosures }: ListDiff): boolean {
  return [entries, disclosures].every(
    ({ added, removed, changed }) => added.length + removed.length + changed.length === 0,
  );
}

function allEntries({ entries, catalogue }: Comparable): readonly AccountEntry[] {
  return [...entries, ...catalogue.unmatched];
}

/** Two accounts can have had one name; then the id is part of it. */
function nameOf(entry: AccountEntry): string {
  const key = keysOf(entry)[0];
  if (key === undefined) return `${entry.platform} "${entry.displayName}"`;
  return `${entry.platform} ${key}${entry.platformId === null ? '' : ` #${entry.platformId}`}`;
}

const idOf = ({ id }: Disclosure): string => id;

function byName<T>(values: readonly T[], name: (value: T) => string): Map<string, T> {
  return new Map(values.map((value) => [name(value), value]));
}

function changes<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Changes {
  const same = (name: string) => sameJson(before.get(name), after.get(name));
  return {
    added: [...after.keys()].filter((name) => !before.has(name)).sort(),
    removed: [...before.keys()].filter((name) => !after.has(name)).sort(),
    changed: [...after.keys()].filter((name) => before.has(name) && !same(name)).sort(),
  };
}
