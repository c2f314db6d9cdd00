import { z } from 'zod';
import { Disclosure } from '../records/disclosure.ts';
import { AccountEntry } from '../records/entry.ts';
import { textOf } from './bytes.ts';
import { ListFormatError } from './errors.ts';
import { EntrySet } from './sets.ts';

/**
 * What a list says apart from single accounts: the file `catalogue`, JSON. The disclosures carry
 * their disputes and revisions.
 */
export interface Catalogue {
  readonly disclosures: readonly Disclosure[];
  /** Numbered from 1, as records refer to them; null in the place of a broken one. */
  readonly sets: readonly (EntrySet | null)[];
  /** By disclosure id, how many entries of the list it names. */
  readonly named: Readonly<Record<string, number>>;
  /** Entries known by nothing that a page could be matched by: they are counted and shown, never found. */
  readonly unmatched: readonly AccountEntry[];
}

const Shape = z.object({
  disclosures: z.array(z.unknown()),
  sets: z.array(z.unknown()),
  named: z.record(z.string(), z.int().nonnegative()),
  unmatched: z.array(z.unknown()),
});

/** What a catalogue says, and how many of its records were broken and are left out. */
export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  readonly broken: number;
}

/**
 * Reads the file's JSON. A broken record is left out and counted; a file that is no catalogue at all
 * throws ListFormatError.
 */
export function readCatalogue(bytes: Uint8Array): ReadCatalogue {
  return catalogueOf(parseJson(bytes));
}

/** The same of what a file's JSON said. */
export function catalogueOf(json: unknown): ReadCatalogue {
  const shape = Shape.safeParse(json);
  if (!shape.success) throw new ListFormatError(`catalogue: ${z.prettifyError(shape.error)}`);
  const { disclosures, sets, named, unmatched } = shape.data;
  const kept = {
    disclosures: disclosures.flatMap((value) => Disclosure.safeParse(value).data ?? []),
    sets: sets.map((value) => EntrySet.safeParse(value).data ?? null),
    unmatched: unmatched.flatMap((value) => AccountEntry.safeParse(value).data ?? []),
  };
  return {
    catalogue: { ...kept, named },
    broken:
      disclosures.length -
      kept.disclosures.length +
      kept.sets.filter((set) => set === null).length +
      (unmatched.length - kept.unmatched.length),
  };
}

/** JSON from bytes, or ListFormatError. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (error) {
    throw new ListFormatError('not JSON', { cause: error });
  }
}
