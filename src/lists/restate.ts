import { z } from 'zod';
import { AccountEntry } from '../records/entry.ts';
import { ByteReader, textOf, utf8, written } from './bytes.ts';
import type { PlacedRecord } from './encode-page.ts';
import { ListFormatError } from './errors.ts';
import { EXTRA_FIELDS } from './page.ts';
import { sameJson } from './same.ts';

/*
 * When a disclosure is corrected, often many entries become another status for the same reason. What is said of them
 * is then written once, and of each only its place: neither its name nor anything else of it travels again.
 */

/** What can change of an entry without making it another account's. */
export const Standing = z.strictObject({
  history: AccountEntry.shape.history,
  disputes: AccountEntry.shape.disputes,
});
export type Standing = z.infer<typeof Standing>;

/** What all entries of a group became, if nothing of them changed but how they stand, and all stand alike; else null. */
export function standingOf(
  before: readonly AccountEntry[],
  after: readonly AccountEntry[],
): Standing | null {
  const [first] = after;
  if (!first || before.length !== after.length) return null;
  const { history, disputes } = first;
  const expected = before.map((entry) => ({ ...entry, history, disputes }));
  const isSo = after.every((entry) => expected.some((other) => sameJson(entry, other)));
  return isSo ? { history, disputes } : null;
}

/** An entry's own record, written with another standing. Throws ListFormatError where the record is damaged. */
export function restated(record: PlacedRecord, { history, disputes }: Standing): PlacedRecord {
  const { extras } = record.raw;
  const said: Record<string, unknown> = { ...fieldsOf(extras), history, disputes };
  const fields = EXTRA_FIELDS.flatMap((field) => {
    const value = said[field];
    const isThere = value !== undefined && !(Array.isArray(value) && value.length === 0);
    return isThere ? [[field, value] as const] : [];
  });
  const text = fields.length === 0 ? null : JSON.stringify(Object.fromEntries(fields));
  return {
    ...record,
    raw: {
      ...record.raw,
      extras: text === null ? null : written((writer) => writer.run(utf8(text))),
    },
  };
}

function fieldsOf(extras: Uint8Array | null): object {
  if (extras === null) return {};
  try {
    return z.looseObject({}).parse(JSON.parse(textOf(new ByteReader(extras).run())));
  } catch (error) {
    throw new ListFormatError('page: extras that are not JSON', { cause: error });
  }
}
