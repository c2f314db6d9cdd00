import type { PlatformId } from '../accounts/platforms.ts';
import type { DisclosureBrief } from '../messaging/messages.ts';
import type { EntryStatus } from '../records/entry.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel, evidenceRank } from '../records/evidence.ts';
import type { CheckMatch } from './check/match.ts';
import type { ResultRow } from './export/fields.ts';
import { ResultTally } from './export/tally.ts';

/** What a table of matches can be sorted by. */
const SORTS = [
  'row',
  'input',
  'platform',
  'evidence',
  'disclosure',
  'disclosed',
  'status',
  'disputes',
  'listed',
] as const;
export type Sort = (typeof SORTS)[number];

/** Which matches are looked at, and in which order. */
export interface View {
  readonly sort: Sort;
  readonly descending: boolean;
  /** Anywhere in input, names, ids and disclosures. */
  readonly text: string;
  readonly platform: PlatformId | null;
  readonly evidence: EvidenceLevel | null;
  readonly status: EntryStatus | null;
  readonly disclosure: string | null;
}

export const WHOLE_VIEW: View = {
  ...{ sort: 'row', descending: false, text: '' },
  ...{ platform: null, evidence: null, status: null, disclosure: null },
};

/** What there is to filter by. */
export interface Facets {
  readonly platforms: readonly PlatformId[];
  readonly evidence: readonly EvidenceLevel[];
  readonly status: readonly EntryStatus[];
  readonly disclosures: readonly DisclosureBrief[];
}

/**
 * The matches of a check. Ten million rows have few different matches between them, so a row is twelve bytes: its number,
 * its file, its match.
 */
export class ResultTable {
  #rows = new Uint32Array(1024);
  #matchOf = new Uint32Array(1024);
  #fileOf = new Uint32Array(1024);
  #length = 0;
  readonly #files: string[] = [];
  readonly #matches: CheckMatch[] = [];
  readonly #rowsOf: number[] = [];
  readonly #numbers = new Map<CheckMatch, number>();

  get length(): number {
    return this.#length;
  }

  /** Matches that come now are of this file. */
  beginFile(name: string): void {
    this.#files.push(name);
  }

  add(row: number, match: CheckMatch): void {
    if (this.#length === this.#rows.length) this.#grow();
    let number = this.#numbers.get(match);
    if (number === undefined) {
      number = this.#matches.push(match) - 1;
      this.#numbers.set(match, number);
      this.#rowsOf.push(0);
    }
    this.#rowsOf[number] = (this.#rowsOf[number] ?? 0) + 1;
    this.#rows[this.#length] = row;
    this.#matchOf[this.#length] = number;
    this.#fileOf[this.#length] = this.#files.length - 1;
    this.#length++;
  }

  /** All rows, in the order in which they came. */
  *[Symbol.iterator](): Generator<ResultRow> {
    for (let at = 0; at < this.#length; at++) yield this.rowAt(at);
  }

  rowAt(at: number): ResultRow {
    return {
      file: this.#files[this.#fileOf[at] ?? 0] ?? '',
      row: this.#rows[at] ?? 0,
      match: this.#matches[this.#matchOf[at] ?? 0] as CheckMatch,
    };
  }

  tally(): ResultTally {
    const tally = new ResultTally();
    for (const [number, match] of this.#matches.entries()) tally.add(match, this.#rowsOf[number]);
    return tally;
  }

  facets(): Facets {
    const tally = this.tally();
    return {
      platforms: [...new Set(this.#matches.map(({ platform }) => platform))].sort(),
      evidence: EVIDENCE_LEVELS.filter((level) => tally.evidence.has(level)),
      status: [...tally.status.keys()].sort(),
      disclosures: tally.disclosures.map(({ disclosure }) => disclosure),
    };
  }

  /** The places (for `rowAt`) of the rows of a view, in its order; rows that are equal in it keep theirs. */
  places(view: View): Uint32Array<ArrayBuffer> {
    const shown = this.#matches.map((match) => isShown(match, view));
    const kept = new Uint32Array(this.#length);
    let count = 0;
    for (let at = 0; at < this.#length; at++) {
      if (shown[this.#matchOf[at] ?? 0]) kept[count++] = at;
    }
    const places = kept.subarray(0, count);
    if (view.sort === 'row') return view.descending ? places.slice().reverse() : places.slice();
    return this.#sorted(places, this.#ranks(view.sort, view.descending));
  }

  /** A counting sort by the rank of each row's match: a million rows take milliseconds. */
  #sorted(places: Uint32Array, ranks: Uint32Array): Uint32Array<ArrayBuffer> {
    const starts = new Uint32Array(this.#matches.length + 1);
    const rankAt = (place: number) => ranks[this.#matchOf[place] ?? 0] ?? 0;
    for (const place of places) starts[rankAt(place) + 1] = (starts[rankAt(place) + 1] ?? 0) + 1;
    for (let rank = 1; rank < starts.length; rank++) {
      starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0);
    }
    const sorted = new Uint32Array(places.length);
    for (const place of places) {
      const rank = rankAt(place);
      const to = starts[rank] ?? 0;
      sorted[to] = place;
      starts[rank] = to + 1;
    }
    return sorted;
  }

  /** For each match which place it has among all; the same for those that are equal. */
  #ranks(sort: Sort, descending: boolean): Uint32Array {
    const values = this.#matches.map((match) => sortValue(match, sort));
    const order = values.map((_, number) => number);
    order.sort((a, b) => compare(values[a] ?? '', values[b] ?? '') * (descending ? -1 : 1));
    const ranks = new Uint32Array(values.length);
    let rank = 0;
    order.forEach((number, at) => {
      const before = order[at - 1];
      if (before !== undefined && values[before] !== values[number]) rank = at;
      ranks[number] = rank;
    });
    return ranks;
  }

  #grow(): void {
    const longer = (from: Uint32Array) => {
      const into = new Uint32Array(2 * this.#length);
      into.set(from);
      return into;
    };
    this.#rows = longer(this.#rows);
    this.#matchOf = longer(this.#matchOf);
    this.#fileOf = longer(this.#fileOf);
  }
}

function sortValue(match: CheckMatch, sort: Sort): string | number {
  const { disclosures, listed } = match;
  switch (sort) {
    case 'row':
      return 0;
    case 'input':
      return match.input.toLowerCase();
    case 'platform':
      return match.platform;
    case 'evidence':
      return evidenceRank(match.evidence);
    case 'disclosure':
      return disclosures.map(({ shortName }) => shortName).join(' ');
    case 'disclosed':
      return disclosures.map(({ date }) => date).join(' ');
    case 'status':
      return match.status;
    case 'disputes':
      return match.disputes;
    case 'listed':
      return (listed.handle ?? listed.id ?? '').toLowerCase();
  }
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isShown(match: CheckMatch, view: View): boolean {
  const { platform, evidence, status, disclosure } = view;
  return (
    (platform === null || match.platform === platform) &&
    (evidence === null || match.evidence === evidence) &&
    (status === null || match.status === status) &&
    (disclosure === null || match.disclosures.some(({ id }) => id === disclosure)) &&
    (view.text === '' || hasText(match, view.text.toLowerCase()))
  );
}

function hasText({ input, handle, id, listed, disclosures }: CheckMatch, text: string): boolean {
  return [
    input,
    handle,
    id,
    listed.handle,
    listed.id,
    ...disclosures.flatMap(({ id: name, shortName }) => [name, shortName]),
  ].some((value) => value?.toLowerCase().includes(text));
}
