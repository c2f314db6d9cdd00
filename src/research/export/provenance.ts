import type { CheckCounts, InputReading } from '../check/check.ts';
import type { CitedList } from '../check/lookup.ts';

/** One file or text that was checked. */
export interface CheckedInput {
  readonly name: string;
  readonly bytes: number;
  /** Of the bytes as they came, packed ones packed; null where that could not be had. */
  readonly sha256: string;
  readonly reading: InputReading | null;
  readonly counts: CheckCounts;
}

/** What a result rests on: enough to say in a paper, and to check again. */
export interface Provenance {
  readonly tool: { readonly name: string; readonly version: string };
  /** When the check was made, as whoever made it says (ISO 8601; a day is enough). */
  readonly time: string;
  readonly lists: readonly CitedList[];
  readonly inputs: readonly CheckedInput[];
}

/** The product's name in exports. */
export const TOOL = 'Takedown Lens';

/** What every export says of itself, in one sentence each. */
const MATCH_BASIS_TEXT =
  'id: the row gives the permanent id that the list has; name: the handle is equal; earlier-name: the handle is one that the account had earlier. A name match alone does not show that it is the same account. Listed is not guilty. Not listed is not cleared.';

/**
 * Provenance as lines of field and value, in one order in every format.
 */
export function provenanceLines(provenance: Provenance): [field: string, value: string][] {
  const { tool, time, lists, inputs } = provenance;
  return [
    ['tool', `${tool.name} ${tool.version}`],
    ['time', time],
    ...lists.flatMap((list): [string, string][] => [
      [
        'list',
        `${list.name} (${list.id}), version ${list.version}, made ${list.created}, by ${list.publisher}, ${list.entries} entries`,
      ],
      ['list_sha256', list.sha256],
      ...(list.ownFile
        ? ([
            [
              'list_made_of',
              `${list.ownFile.name}, imported ${list.ownFile.imported} by whoever made this result: a private list, signed and published by nobody`,
            ],
            ['list_made_of_sha256', list.ownFile.sha256],
          ] as [string, string][])
        : []),
    ]),
    ['match_basis', MATCH_BASIS_TEXT],
    ...inputs.flatMap(inputLines),
  ];
}

function inputLines({ name, bytes, sha256, reading, counts }: CheckedInput): [string, string][] {
  const skipped = Object.entries(counts.skipped).filter(([, count]) => count > 0);
  const columns = reading && [
    `format ${reading.format}`,
    ...(reading.column === null ? [] : [`names from column ${reading.column}`]),
    ...(reading.idColumn === null ? [] : [`ids from column ${reading.idColumn}`]),
    ...(reading.platformColumn === null ? [] : [`platform from column ${reading.platformColumn}`]),
    ...(reading.idsRounded ? ['large ids were rounded in the file and not used'] : []),
    `platform ${reading.platform ?? (reading.platformColumn === null ? 'as each address says; names without one on every platform of the lists' : 'as the column says')}`,
  ];
  return [
    ['input', `${name}, ${bytes} bytes`],
    ['input_sha256', sha256],
    ...(columns ? ([['input_reading', columns.join('; ')]] as [string, string][]) : []),
    ['rows_read', String(counts.rows)],
    ['rows_with_names', String(counts.rowsWithNames)],
    ['names', String(counts.names)],
    [
      'rows_skipped',
      skipped.length === 0 ? '0' : skipped.map(([why, count]) => `${why} ${count}`).join('; '),
    ],
    ['rounded_ids_not_used', String(counts.roundedIds)],
    ['rows_matched', String(counts.rowsMatched)],
    ['matches', String(counts.matches)],
    ['other_accounts_of_that_name', String(counts.others)],
    ['withdrawn_by_discloser', String(counts.withdrawn)],
  ];
}
