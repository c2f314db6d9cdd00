import type { CitedList } from '../check/lookup.ts';
import type { CheckMatch } from '../check/match.ts';

/** One line of a result. */
export interface ResultRow {
  readonly file: string;
  /** Of the input's rows, from 1; a header is none. */
  readonly row: number;
  readonly match: CheckMatch;
}

/** The columns of every table, in their order. */
export const FIELDS = [
  'file',
  'row',
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
export type Field = (typeof FIELDS)[number];

/** A line's cells. Several disclosures stand in one cell with semicolons between them. */
export function cellsOf(
  { file, row, match }: ResultRow,
  lists: readonly CitedList[],
): Record<Field, string | number | null> {
  const { disclosures, listed, list } = match;
  const cited = lists.find(({ id, version }) => id === list.id && version === list.version);
  return {
    file,
    row,
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
