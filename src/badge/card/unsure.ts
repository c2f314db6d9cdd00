import type { Disclosure } from '../../records/disclosure.ts';
import type { CitedRecord } from '../citation.ts';

const MARKED_FIELDS = [
  'date',
  'attributedTo',
  'statedReason',
  'counts',
  'disputes',
  'revisions',
  'sources',
] as const;
type MarkedField = (typeof MARKED_FIELDS)[number];

/** Which facts carry the mark where they stand; others are named at the end, so that none is lost. */
export function unsureOf(disclosure: Disclosure) {
  const fields = disclosure.confirmation.unconfirmedFields;
  const isOf = (field: string, marked: MarkedField) =>
    field === marked || field.startsWith(`${marked}.`) || field.startsWith(`${marked}[`);
  return {
    has: (marked: MarkedField) => fields.some((field) => isOf(field, marked)),
    /** Whether the disputes are sure but for their dates. */
    disputeDatesOnly:
      fields.includes('disputes[].date') &&
      !fields.some((field) => field !== 'disputes[].date' && isOf(field, 'disputes')),
    others: fields.filter((field) => !MARKED_FIELDS.some((marked) => isOf(field, marked))),
  };
}

/** Whether any fact shown carries the mark, so that its meaning has to be told. */
export function marksAnything(
  records: readonly Pick<CitedRecord, 'entry' | 'disclosures'>[],
): boolean {
  return records.some(
    ({ entry, disclosures }) =>
      [...(entry?.history ?? []), ...(entry?.disputes ?? [])].some((fact) => !fact.confirmed) ||
      disclosures.some(
        ({ confirmation, disputes }) =>
          !confirmation.confirmed ||
          confirmation.unconfirmedFields.length > 0 ||
          disputes.some((dispute) => !dispute.confirmed),
      ),
  );
}
