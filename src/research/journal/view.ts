import { ROLES, type Role } from '../../accounts/reference.ts';
import type { DisclosureBrief } from '../../messaging/messages.ts';
import type { EntryStatus } from '../../records/entry.ts';
import { type EvidenceLevel, evidenceRank } from '../../records/evidence.ts';
import type { CheckMatch } from '../check/match.ts';
import type { JournalRow } from './row.ts';

export const JOURNAL_SORTS = [
  ...(['seen', 'name', 'evidence', 'status', 'role', 'disclosure', 'posted', 'page'] as const),
] as const;
export type JournalSort = (typeof JOURNAL_SORTS)[number];

/** Which rows are looked at, and in which order. */
export interface JournalView {
  readonly sort: JournalSort;
  readonly descending: boolean;
  /** Anywhere in names, ids, addresses and disclosures. */
  readonly text: string;
  readonly role: Role | null;
  readonly evidence: EvidenceLevel | null;
  readonly disclosure: string | null;
}

export const WHOLE_JOURNAL: JournalView = {
  ...{ sort: 'seen', descending: true, text: '' },
  ...{ role: null, evidence: null, disclosure: null },
};

/** The match that a row is shown by: of several lists the first in their order. */
export function mainMatch({ matches: [first] }: JournalRow): CheckMatch {
  if (!first) throw new RangeError('A row of the journal has a match.');
  return first;
}

/** Each disclosure of a row once. */
export function disclosuresIn({ matches }: JournalRow): DisclosureBrief[] {
  return [
    ...new Map(
      matches.flatMap((match) => match.disclosures.map((one) => [one.id, one] as const)),
    ).values(),
  ];
}

/** What speaks for the account comes first, whichever of the lists says it. */
const STATUSES: readonly EntryStatus[] = ['reinstated', 'disputed', 'reattributed', 'listed'];

/** What became of a row's account: of what several lists say what speaks for it. */
export function statusIn({ matches }: JournalRow): EntryStatus {
  return STATUSES.find((one) => matches.some(({ status }) => status === one)) ?? 'listed';
}

/** How many disputes are on record: the same ones stand in several lists, so the larger number is the honest one. */
export function disputesIn({ matches }: JournalRow): number {
  return Math.max(0, ...matches.map(({ disputes }) => disputes));
}

/** Whom a row names: one account of the lists, however the page spells it. */
export function accountIn(row: JournalRow): string {
  const { platform, listed } = mainMatch(row);
  return `${platform} ${(listed.handle ?? listed.id ?? '').toLowerCase()}`;
}

/** The rows of a view, in its order; rows that are equal in it keep theirs. */
export function journalRows(rows: readonly JournalRow[], view: JournalView): JournalRow[] {
  const text = view.text.trim().toLowerCase();
  const shown = rows.filter(
    (row) =>
      (view.role === null || row.role === view.role) &&
      (view.evidence === null || mainMatch(row).evidence === view.evidence) &&
      (view.disclosure === null || disclosuresIn(row).some(({ id }) => id === view.disclosure)) &&
      (text === '' || hasText(row, text)),
  );
  const values = new Map(shown.map((row) => [row, sortValue(row, view.sort)]));
  const sign = view.descending ? -1 : 1;
  return shown.sort((a, b) => compare(values.get(a) ?? '', values.get(b) ?? '') * sign);
}

function sortValue(row: JournalRow, sort: JournalSort): string | number {
  switch (sort) {
    case 'seen':
      return row.seen;
    case 'posted':
      return row.postedAt ?? 0;
    case 'name':
      return mainMatch(row).input.toLowerCase();
    case 'role':
      return ROLES.indexOf(row.role);
    case 'evidence':
      return evidenceRank(mainMatch(row).evidence);
    case 'status':
      return `${STATUSES.indexOf(statusIn(row))} ${disputesIn(row) > 0 ? 0 : 1}`;
    case 'disclosure':
      return disclosuresIn(row)
        .map(({ date, shortName }) => `${shortName} ${date}`)
        .join(' ');
    case 'page':
      return row.post ?? row.page;
  }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function hasText(row: JournalRow, text: string): boolean {
  const { handle, id, listed } = mainMatch(row);
  const disclosures = disclosuresIn(row).flatMap((one) => [one.id, one.shortName]);
  return [handle, id, listed.handle, listed.id, row.page, row.post, ...disclosures].some((value) =>
    value?.toLowerCase().includes(text),
  );
}

/** How many rows, and how many accounts in them. */
export interface Count<Key> {
  readonly key: Key;
  readonly rows: number;
  readonly names: number;
}

/** By role, in the order of the roles. */
export function byRole(rows: readonly JournalRow[]): Count<Role>[] {
  return counted(rows, ({ role }) => [[role, role]]).sort(
    (a, b) => ROLES.indexOf(a.key) - ROLES.indexOf(b.key),
  );
}

/** By disclosure, the earliest first. A row that several name counts for each. */
export function byDisclosure(rows: readonly JournalRow[]): Count<DisclosureBrief>[] {
  return counted(rows, (row) => disclosuresIn(row).map((one) => [one.id, one])).sort((a, b) =>
    compare(`${a.key.date} ${a.key.id}`, `${b.key.date} ${b.key.id}`),
  );
}

const HOUR_MS = 3_600_000;
/** More bars than this nobody tells apart. */
const MAX_BARS = 48;

/** The steps that time is counted in: as a date is written (UTC), to the hour, the day or the month. */
const STEPS = [13, 10, 7] as const;

/** By the time seen, in steps that leave few enough of them, those without any row too unless they are months. */
export function byTime(rows: readonly JournalRow[]): Count<string>[] {
  if (rows.length === 0) return [];
  const seen = rows.map((row) => row.seen);
  const [from, to] = seen.reduce(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const spans = [(to - from) / HOUR_MS, (to - from) / HOUR_MS / 24];
  const [hour, day, month] = STEPS;
  const step = (spans[0] ?? 0) < MAX_BARS ? hour : (spans[1] ?? 0) < MAX_BARS ? day : month;
  const textOf = (time: number) => new Date(time).toISOString().slice(0, step);
  const found = new Map(
    counted(rows, (row) => [[textOf(row.seen), textOf(row.seen)]]).map((one) => [one.key, one]),
  );
  const keys = new Set<string>();
  if (step === month) for (const one of [...found.keys()].sort()) keys.add(one);
  else
    for (let time = from; time < to + HOUR_MS; time += HOUR_MS)
      keys.add(textOf(Math.min(time, to)));
  return [...keys].map((key) => found.get(key) ?? { key, rows: 0, names: 0 });
}

function counted<Key>(
  rows: readonly JournalRow[],
  keysOf: (row: JournalRow) => readonly (readonly [id: string, key: Key])[],
): Count<Key>[] {
  const found = new Map<string, { key: Key; rows: number; accounts: Set<string> }>();
  for (const row of rows) {
    for (const [id, key] of keysOf(row)) {
      const one = found.get(id) ?? { key, rows: 0, accounts: new Set<string>() };
      one.rows++;
      one.accounts.add(accountIn(row));
      found.set(id, one);
    }
  }
  return [...found.values()].map(({ key, rows: count, accounts }) => ({
    ...{ key, rows: count, names: accounts.size },
  }));
}
