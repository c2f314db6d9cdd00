import type { PlatformId } from '../accounts/platforms.ts';
import type { Role } from '../accounts/reference.ts';
import type { ReaderRule } from '../lists/reader-rules.ts';
import type { Refusal } from '../lists/refusal.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry, EntryStatus } from '../records/entry.ts';
import type { EvidenceLevel, EvidenceReason } from '../records/evidence.ts';

// This file is part of the content script, which carries no schema library; requests.ts has the schemas.

/** At most this many keys are asked about in one message. */
export const MAX_LOOKUP_KEYS = 256;

/** At most this many notes for the journal go in one message. */
export const MAX_JOURNAL_NOTES = 100;
/** At most this many entries stand in one of them. */
export const MAX_NOTED_ENTRIES = 50;

/** Everything a tab answers. */
export type TabRequest =
  | { readonly type: 'page-summary' }
  /** Which accounts were looked at, for counting those of a page and its frames once. */
  | { readonly type: 'page-looked' }
  /** Brings a match of the summary into view, by its account; or the next badge on the page, or the one before. */
  | { readonly type: 'show-match'; readonly match: string | 1 | -1 }
  /** From the background: filters and answers are of yesterday, or what an organisation has set. */
  | { readonly type: 'lists-changed' }
  /** From the background: the journal was switched on or off. Only the part that notes for it takes this. */
  | { readonly type: 'journal-changed' }
  /** From the background: frames of this page have badges for these accounts (`x @name`) themselves. */
  | { readonly type: 'badges-in-frames'; readonly accounts: readonly string[] };

/** The request in a message to a tab, or null when it is none: the content script's border. */
export function parseTabRequest(message: unknown): TabRequest | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  switch (message.type) {
    case 'page-summary':
    case 'page-looked':
    case 'lists-changed':
      return { type: message.type };
    case 'badges-in-frames':
      return 'accounts' in message && Array.isArray(message.accounts)
        ? {
            type: message.type,
            accounts: message.accounts.filter((account) => typeof account === 'string'),
          }
        : null;
    case 'show-match':
      return 'match' in message && isMatchOrStep(message.match)
        ? { type: message.type, match: message.match }
        : null;
    default:
      return null;
  }
}

function isMatchOrStep(match: unknown): match is string | 1 | -1 {
  return typeof match === 'string' || match === 1 || match === -1;
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
  /** Where it is a list that the person made of a file: it is here alone, and signed by nobody. */
  readonly ownFile?: OwnFile;
  readonly id: string;
  readonly name: string;
  /** Monotonic version of the list and when it was made (ISO 8601, UTC). */
  readonly version: number;
  readonly created: string;
  /** From then on its age is said, and long after that every badge says so (lists/freshness.ts). */
  readonly expires: string;
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
  readonly list: Pick<ListFacts, 'id' | 'name' | 'version' | 'expires'>;
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

/** The file that a private list was made of. */
export interface OwnFile {
  readonly name: string;
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly imported: string;
}

/** A list that names were looked up in, as a paper cites it. */
export interface CitedList {
  /** Where it is a list that the person made: nobody else has it. */
  readonly ownFile?: OwnFile;
  readonly id: string;
  readonly name: string;
  readonly publisher: string;
  readonly version: number;
  /** When this version was made (ISO 8601, UTC). */
  readonly created: string;
  /** Of the manifest, which names every other file by its hash. */
  readonly sha256: string;
  readonly entries: number;
}

/** The answer to `cited-lists`: the lists in use, and on which platforms they name anybody. */
export interface CitedListsAnswer {
  readonly generation: string;
  readonly lists: readonly CitedList[];
  readonly platforms: readonly PlatformId[];
}

/** The answer to `catalogue`: what each list in use says apart from single accounts, in the lists' order. */
export interface CatalogueAnswer {
  readonly generation: string;
  readonly lists: readonly {
    readonly list: ListFacts;
    readonly disclosures: readonly Disclosure[];
    /** By disclosure id, how many entries of this list it names. */
    readonly named: Readonly<Record<string, number>>;
  }[];
}

/** At most this many names are given in one answer to `disclosure-names`. */
export const MAX_NAMES = 500;

/** The answer to `disclosure-names`: accounts of one list that a disclosure names. */
export interface DisclosureNamesAnswer {
  readonly accounts: readonly Pick<
    AccountEntry,
    'platform' | 'kind' | 'handle' | 'platformId' | 'displayName'
  >[];
  /** Whether there are more than were given. */
  readonly more: boolean;
}

/** A listed name that a page shows, for the journal. What the lists say of it the background takes from the lists. */
export interface JournalNote {
  readonly platform: PlatformId;
  /** As the page has them. */
  readonly handle: string | null;
  readonly id: string | null;
  readonly role: Role;
  /** Address of the page, and of the post in it that the name stands in. */
  readonly page: string;
  readonly post: string | null;
  /** When it was posted (ms, Unix epoch). */
  readonly postedAt: number | null;
  /**
   * The entries it matches, as list and entry are known by, and how well; none where the page shows by now that a name
   * noted here is another account's.
   */
  readonly entries: readonly {
    readonly list: string;
    readonly handle: string | null;
    readonly platformId: string | null;
    readonly evidence: EvidenceLevel;
    readonly reason: EvidenceReason;
    /** Those that the person wants badges for. */
    readonly disclosures: readonly string[];
  }[];
}

/** One stretch of recording in the journal. */
export interface JournalSession {
  readonly id: number;
  /** As the person named it; empty where they did not. */
  readonly name: string;
  /** ms (Unix epoch); `ended` is null while it is being recorded. */
  readonly started: number;
  readonly ended: number | null;
  readonly rows: number;
  /** Sightings that were not recorded because the journal was full. */
  readonly missed: number;
}

/** The answer to `journal`. */
export interface JournalState {
  readonly recording: 'off' | 'on' | 'paused';
  /** Whether an organisation has switched the journal off. */
  readonly barred: boolean;
  /** The one being recorded. */
  readonly session: JournalSession | null;
  /** The newest first. */
  readonly sessions: readonly JournalSession[];
  /** Rows of all sessions, and how many there can be. */
  readonly rows: number;
  readonly limit: number;
}

/** The answer to `lists`. */
export interface ListsAnswer {
  readonly lists: readonly ListFacts[];
}

/** A repair of a site reader, and the name of the list that carries it. */
export interface ListedRule {
  readonly list: string;
  readonly rule: ReaderRule;
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
  /** What lists changed about how this site is read; `off` where they switched that off. */
  readonly rules: readonly {
    readonly list: string;
    readonly reason: string;
    readonly off: boolean;
  }[];
  /** Accounts (`x @name`) that are listed, and that the person wants no badge for. */
  readonly hidden: readonly string[];
  readonly matches: readonly {
    /** What the page knows it by. */
    readonly account: string;
    readonly platform: PlatformId;
    readonly handle: string;
    /** The badge's text. */
    readonly label: string;
    readonly evidence: EvidenceLevel;
    readonly status: EntryStatus;
    readonly disputes: number;
    /** Whether somebody disputes it, counted or not. */
    readonly disputed: boolean;
    /** Those that name it, the earliest first. */
    readonly disclosures: readonly DisclosureBrief[];
    /** On how many spots of the page the name stands. */
    readonly places: number;
  }[];
}

/** A list in use, as the options page shows it. */
export interface ListState {
  readonly facts: ListFacts;
  /** Entries by platform. */
  readonly platforms: readonly { readonly platform: PlatformId; readonly entries: number }[];
  /** Records that were broken and are left out. */
  readonly broken: number;
  /** What it would change about how sites are read, and whether it may. */
  readonly rules: readonly {
    readonly site: string;
    readonly reason: string;
    readonly off: boolean;
  }[];
  readonly followsRules: boolean;
  /** The good version before this one, that a person can step back to. */
  readonly previous: Pick<ListFacts, 'version' | 'created' | 'entries'> | null;
  /** How large its files are unpacked, as they are kept; with those of the version before. */
  readonly bytes: number;
}

/** A list that the person has added. Times in ms (Unix epoch). */
export interface SubscriptionRow {
  readonly listId: string;
  readonly address: string;
  readonly name: string;
  readonly publisher: string;
  /** The key that the person confirmed. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly enabled: boolean;
  /** Whether an organisation has set it: then it stays. */
  readonly managed: boolean;
  /** Whether it is being fetched right now. */
  readonly updating: boolean;
  readonly steppedBack: boolean;
  readonly lastSuccess: number | null;
  readonly lastAttempt: number | null;
  readonly nextAttempt: number;
  readonly lastError: { readonly refusal: Refusal; readonly message: string } | null;
  /** Null while nothing of it is in use. */
  readonly state: ListState | null;
}

/** A list that the person made of a file. */
export interface OwnListRow {
  readonly listId: string;
  readonly file: OwnFile;
  /** How many earlier versions of the file it has taken the place of. */
  readonly earlier: number;
  readonly disclosure: { readonly id: string; readonly title: string; readonly by: string };
  readonly entries: number;
  readonly enabled: boolean;
  /** Null while nothing of it is in use. */
  readonly state: ListState | null;
}

/** Why a private list is not made. */
export type OwnFault = 'forbidden' | 'no-room' | 'not-stored';

/** The answer to `subscriptions`. */
export interface SubscriptionsAnswer {
  /** The list inside the extension's package; null while it is not in use. */
  readonly bundled: ListState | null;
  readonly added: readonly SubscriptionRow[];
  /** Lists that the person made of files. */
  readonly own: readonly OwnListRow[];
  /** Whether the organisation, if there is one, lets the person make such lists. */
  readonly ownAllowed: boolean;
  /** Ids of all lists in the order in which they are shown. */
  readonly order: readonly string[];
  /** Lists that an organisation has set and that could not be added yet. */
  readonly awaited: readonly {
    readonly address: string;
    readonly error: { readonly refusal: Refusal; readonly message: string } | null;
  }[];
}

/** The answer to `list-history`: what changed in the version in use and those before it, newest last. */
export interface ListHistoryAnswer {
  readonly versions: readonly {
    readonly version: number;
    readonly created: string;
    readonly entries: number;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    /** `x @name: listed -> reinstated` */
    readonly statuses: readonly string[];
  }[];
}

/** What a person is told of a list before they decide to add it. */
export interface ListPreviewFacts {
  readonly address: string;
  readonly listId: string;
  readonly name: string;
  readonly publisher: string;
  readonly contact: string;
  readonly homepage: string | null;
  readonly licence: string;
  readonly corrections: string;
  readonly version: number;
  readonly created: string;
  readonly expires: string;
  readonly entries: number;
  readonly disclosures: number;
  readonly disputes: number;
  /** What it may assert: entries by platform, and whether it repairs site readers. */
  readonly platforms: readonly { readonly platform: PlatformId; readonly entries: number }[];
  readonly readerRules: boolean;
  /** What adding it fetches. */
  readonly bytes: number;
  readonly publicKey: string;
  /** To be compared with the one that the publisher made known elsewhere. */
  readonly fingerprint: string;
}

/** From the background to our own pages that are open, unasked. */
export type OwnPageEvent =
  | { readonly type: 'subscriptions-changed' }
  /** The journal was switched on or off, or has other rows. */
  | { readonly type: 'journal-changed' }
  /** What was found in a tab, or in a frame of it, is something else now. */
  | { readonly type: 'page-changed'; readonly tabId: number }
  | {
      readonly type: 'list-progress';
      readonly listId: string;
      readonly bytes: number;
      readonly totalBytes: number;
    };

/** Done, or refused with the reason in words. */
export type Outcome<T = null> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal; readonly message: string };

/** A private list is made, or why not. */
export type OwnOutcome =
  | { readonly ok: true; readonly listId: string; readonly entries: number }
  | { readonly ok: false; readonly fault: OwnFault; readonly message: string };
