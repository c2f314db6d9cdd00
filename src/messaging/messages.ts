import type { PlatformId } from '../accounts/platforms.ts';
import type { Refusal } from '../lists/refusal.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry, EntryStatus } from '../records/entry.ts';
import type { EvidenceLevel } from '../records/evidence.ts';

// This file is part of the content script, which carries no schema library; requests.ts has the schemas.

/** At most this many keys are asked about in one message. */
export const MAX_LOOKUP_KEYS = 256;

/** Everything a tab answers. */
export type TabRequest =
  | { readonly type: 'page-summary' }
  /** Brings a match of the summary into view. */
  | { readonly type: 'show-match'; readonly index: number }
  /** From the background: filters and answers are of yesterday. */
  | { readonly type: 'lists-changed' };

/** The request in a message to a tab, or null when it is none: the content script's border. */
export function parseTabRequest(message: unknown): TabRequest | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  switch (message.type) {
    case 'page-summary':
    case 'lists-changed':
      return { type: message.type };
    case 'show-match':
      return 'index' in message && Number.isSafeInteger(message.index)
        ? { type: message.type, index: message.index as number }
        : null;
    default:
      return null;
  }
}

/** What a badge needs of one disclosure. */
export interface DisclosureBrief {
  readonly id: string;
  readonly shortName: string;
  /** At the precision known, e.g. `2019-01-31`. */
  readonly date: string;
  /** An action on one account is not a naming, and no badge calls it one. */
  readonly kind: Disclosure['kind'];
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
  /** Rows were seen and not one name in them: the site's layout has changed, names are not being checked. */
  readonly unreadable: boolean;
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

/** A list that the person has added, as the options page shows it. Times in ms (Unix epoch). */
export interface SubscriptionRow {
  readonly listId: string;
  readonly address: string;
  readonly name: string;
  readonly publisher: string;
  readonly enabled: boolean;
  readonly lastSuccess: number | null;
  readonly lastAttempt: number | null;
  readonly nextAttempt: number;
  readonly lastError: { readonly refusal: Refusal; readonly message: string } | null;
  /** Null while nothing of it is in use. */
  readonly facts: ListFacts | null;
}

/** The answer to `subscriptions`. */
export interface SubscriptionsAnswer {
  /** The list inside the extension's package comes first, without an address of its own. */
  readonly bundled: ListFacts | null;
  readonly added: readonly SubscriptionRow[];
}

/** What a person is told of a list before they decide to add it. */
export interface ListPreviewFacts {
  readonly address: string;
  readonly listId: string;
  readonly name: string;
  readonly publisher: string;
  readonly contact: string;
  readonly licence: string;
  readonly version: number;
  readonly created: string;
  readonly entries: number;
  readonly disclosures: number;
  readonly disputes: number;
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** Done, or refused with the reason in words. */
export type Outcome<T = null> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly message: string };
