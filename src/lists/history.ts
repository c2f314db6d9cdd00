import { z } from 'zod';
import { utf8 } from './bytes.ts';
import { parseJson } from './catalogue.ts';
import { ListFormatError } from './errors.ts';

/** Versions that a history goes back; a reader takes no more. */
export const MAX_VERSIONS = 200;
/** Changes of status that one version tells of, the first ones; `changed` counts all. */
export const MAX_STATUSES = 1000;
/** A name of 300 characters and two words for a status. */
const LONGEST_STATUS = 400;

/** One version of a list, as its history has it: the file `history` is an array of these, newest last. */
export const HistoryEntry = z.object({
  version: z.int().positive(),
  created: z.iso.datetime(),
  entries: z.int().nonnegative(),
  added: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  /** `x @name: listed -> reinstated` */
  statuses: z.array(z.string().max(LONGEST_STATUS)).max(MAX_STATUSES),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Reads the file's JSON. Throws ListFormatError when it is none, or its versions do not rise strictly. */
export function readHistory(bytes: Uint8Array): HistoryEntry[] {
  const parsed = z.array(HistoryEntry).max(MAX_VERSIONS).safeParse(parseJson(bytes));
  if (!parsed.success) throw new ListFormatError(`history: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  if (data.some(({ version }, at) => at > 0 && version <= (data[at - 1]?.version ?? 0))) {
    throw new ListFormatError('history: its versions do not rise');
  }
  return data;
}

/** The file's JSON: the newest versions, each with as much as a reader takes. */
export function encodeHistory(history: readonly HistoryEntry[]): Uint8Array {
  const kept = history.slice(-MAX_VERSIONS).map((one) => ({
    ...one,
    statuses: one.statuses.slice(0, MAX_STATUSES),
  }));
  return utf8(JSON.stringify(kept));
}
