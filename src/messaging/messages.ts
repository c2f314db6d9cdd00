import * as z from 'zod/mini';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry, EntryStatus } from '../records/entry.ts';
import type { EvidenceLevel } from '../records/evidence.ts';

// This file is part of the content script: zod/mini keeps it small, and records come as types only.
// Records are parsed with their full schemas when a list is imported; a tab trusts the background.

/** At most this many keys are asked about in one message. */
export const MAX_LOOKUP_KEYS = 256;

const Platform = z.enum(PLATFORM_IDS);
const Key = z.string().check(z.minLength(2), z.maxLength(260));

/** Everything the background answers. Anything else is refused. */
export const BackgroundRequest = z.discriminatedUnion('type', [
  /** Which of these keys, let through by a filter, are really in a list? */
  z.strictObject({
    type: z.literal('lookup'),
    platform: Platform,
    keys: z.array(Key).check(z.minLength(1), z.maxLength(MAX_LOOKUP_KEYS)),
  }),
  /** All that is known of an account, for its card. */
  z.strictObject({ type: z.literal('card'), platform: Platform, key: Key }),
  /** Puts the script that draws cards into the frame that asks. */
  z.strictObject({ type: z.literal('load-card') }),
  /** A filter that is there could not be read: write it again. */
  z.strictObject({ type: z.literal('filters-damaged') }),
  /** What the tab sees now, for the toolbar badge. */
  z.strictObject({ type: z.literal('page-count'), matches: z.int() }),
  /** The lists in use, for popup and card: names, versions, counts, ages. */
  z.strictObject({ type: z.literal('lists') }),
]);
export type BackgroundRequest = z.infer<typeof BackgroundRequest>;

/** Everything a tab answers to the popup. */
export const TabRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('page-summary') }),
  z.strictObject({ type: z.literal('show-match'), index: z.int() }),
  /** From the background: filters and answers are of yesterday. */
  z.strictObject({ type: z.literal('lists-changed') }),
]);
export type TabRequest = z.infer<typeof TabRequest>;

/** What a badge needs of one disclosure. */
export interface DisclosureBrief {
  readonly id: string;
  readonly shortName: string;
  /** At the precision known, e.g. `2019-01-31`. */
  readonly date: string;
  readonly disputes: number;
}

/** The list an entry came from. */
export interface ListFacts {
  readonly id: string;
  readonly name: string;
  /** Monotonic version of the list and when it was made (ISO 8601, UTC). */
  readonly version: number;
  readonly created: string;
  readonly publisher: string;
  /** Where to say that an entry is wrong: an https or mailto address. */
  readonly corrections: string;
  readonly entries: number;
  readonly disclosures: number;
  readonly disputes: number;
}

/** An entry that has one of the keys asked about. */
export interface FoundEntry {
  readonly key: string;
  readonly entry: AccountEntry;
  readonly disclosures: readonly DisclosureBrief[];
  readonly list: Pick<ListFacts, 'id' | 'name' | 'version'>;
}

export interface LookupAnswer {
  /** Changes whenever the lists change: answers of different generations must not be mixed. */
  readonly generation: string;
  readonly found: readonly FoundEntry[];
}

export interface CardAnswer {
  readonly generation: string;
  readonly records: readonly {
    readonly entry: AccountEntry;
    readonly disclosures: readonly Disclosure[];
    /** By disclosure id, how many entries this list has: no count is shown without the names known. */
    readonly namesKnown: Readonly<Record<string, number>>;
    readonly list: ListFacts;
  }[];
}

/** The answer to `lists`. */
export interface ListsAnswer {
  readonly lists: readonly ListFacts[];
}

/** What the popup shows of a page. */
export interface PageSummary {
  /** Distinct accounts looked at since the page was opened. */
  readonly looked: number;
  /** Reader in charge, or null where no reader knows the page. */
  readonly site: string | null;
  /** What a person calls that site, for the switch: `X`, `Wayback Machine`. */
  readonly siteName: string | null;
  /** Whether the page is being read: both the switch for everything and the one for the site are on. */
  readonly enabled: boolean;
  readonly matches: readonly {
    readonly platform: PlatformId;
    readonly handle: string;
    /** The badge's text. */
    readonly label: string;
    readonly evidence: EvidenceLevel;
    readonly status: EntryStatus;
    readonly disputes: number;
    /** On how many spots of the page the name stands. */
    readonly places: number;
  }[];
}
