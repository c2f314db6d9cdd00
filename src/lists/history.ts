import { z } from 'zod';
import { parseJson } from './catalogue.ts';
import { ListFormatError } from './errors.ts';

/** One version of a list, as its history has it: the file `history` is an array of these, newest last. */
export const HistoryEntry = z.object({
  version: z.int().positive(),
  created: z.iso.datetime(),
  entries: z.int().nonnegative(),
  added: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  /** `x @name: listed -> reinstated` */
  statuses: z.array(z.string()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Reads the file's JSON. Throws ListFormatError when it is none. */
export function readHistory(bytes: Uint8Array): HistoryEntry[] {
  const parsed = z.array(HistoryEntry).safeParse(parseJson(bytes));
  if (!parsed.success) throw new ListFormatError(`history: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
