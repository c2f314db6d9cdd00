import type { CitedList } from '../check/lookup.ts';
import type { CheckMatch } from '../check/match.ts';

/** One line of a result. */
export interface ResultRow {
  readonly file: string;
  /** Of the input's rows, from 1; a header is none. */
  readonly row: number;
  readonly match: CheckMatch;
  /** The page it was found on, where pages were read. */
  readonly page?: PagePlace;
}

/** A saved page, and when it was saved. */
export interface PagePlace {
  readonly address: string;
  /** ISO 8601, UTC; null where nothing says. */
  readonly captured: string | null;
}

/** The columns of every table, in their order: where a match was found, then the match. */
export const PLACE_FIELDS = ['file', 'row'] as const;
/** Behind these, where pages were read. */
export const PAGE_FIELDS = ['page', 'captured'] as const;
export const MATCH_FIELDS = [
  'input',
  'platform',
  'platform_basis',
  'handle',
  'platform_id',
  'evidence',
  'match_basis',
  'listed_handle',
  'listed_id',
  'status',
  'disclosures',
  'disclosers',
  'disclosed',
  'disputes',
  'list',
  'list_version',
  'list_sha256',
] as const;
export const FIELDS = [...PLACE_FIELDS, ...MATCH_FIELDS] as const;

export type Cell = string | number | null;
export type MatchCells = Record<(typeof MATCH_FIELDS)[number], Cell>;

/** A match's cells. Several disclosures stand in one cell with semicolons between them. */
export function matchCells(match: CheckMatch, lists: readonly CitedList[]): MatchCells {
  const { disclosures, listed, list } = match;
  const cited = lists.find(({ id, version }) => id === list.id && version === list.version);
  return {
    input: match.input,
    platform: match.platform,
    platform_basis: match.platformBasis,
    handle: match.handle,
    platform_id: match.id,
    evidence: match.evidence,
    match_basis: match.basis,
    listed_handle: listed.handle,
    listed_id: listed.id,
    status: match.status,
    disclosures: disclosures.map(({ id }) => id).join('; '),
    disclosers: disclosures.map(({ shortName }) => shortName).join('; '),
    disclosed: disclosures.map(({ date }) => date).join('; '),
    disputes: match.disputes,
    list: list.id,
    list_version: list.version,
    list_sha256: cited?.sha256 ?? null,
  };
}

/**
 * What a format makes of a match, made once for each: in a data set of posts the same few stand in a million rows.
 */
export function oncePerMatch(
  lists: readonly CitedList[],
  write: (cells: MatchCells) => string,
): (match: CheckMatch) => string {
  const written = new WeakMap<CheckMatch, string>();
  return (match) => {
    let text = written.get(match);
    if (text === undefined) {
      text = write(matchCells(match, lists));
      written.set(match, text);
    }
    return text;
  };
}
