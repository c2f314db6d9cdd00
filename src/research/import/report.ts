import type { PlatformId } from '../../accounts/platforms.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { ImportFormat, UnreadKind } from '../../records/published-file.ts';

/** An account as one row of a published file names it. */
export interface NamedAccount {
  readonly platform: PlatformId;
  readonly kind?: AccountEntry['kind'];
  /** In the file's spelling; null where it gives an id alone. */
  readonly handle: string | null;
  /** Exact, or null where the file has none, a hash, or one that lost its last digits. */
  readonly id: string | null;
  readonly displayName?: string | null;
  readonly earlierHandles?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly created?: string | null;
}

/** How many of what a file says there were: "7,704 Facebook accounts". */
export interface ClaimedCount {
  /** `account`, `page`, `group`, … */
  readonly of: string;
  readonly number: number;
  readonly line: number;
}

/** What one row of a file is. Every row is exactly one of these. */
export type RowMeaning =
  | {
      readonly is: 'accounts';
      readonly accounts: readonly NamedAccount[];
      /** What else the row has in the place of a name. */
      readonly leftOut?: readonly Unread[];
    }
  /** A hash in place of the name: counted, never matched. */
  | { readonly is: 'hashed' }
  | { readonly is: 'count'; readonly of: string; readonly number: number }
  | { readonly is: 'domain' }
  /** The address of a post, a video, a message. Who links to or wrote one is not thereby named. */
  | { readonly is: 'post' }
  | { readonly is: 'email' }
  /** An address of nothing that can be matched: another service, a page of a website. */
  | { readonly is: 'other-address' }
  | { readonly is: 'prose' }
  | { readonly is: 'blank' }
  | ({ readonly is: 'unreadable' } & Unread);

export interface Unread {
  readonly why: UnreadKind;
  /** The same in a sentence, with the text itself. */
  readonly reason: string;
}

export interface UnreadableRow extends Unread {
  readonly line: number;
}

/** Which columns of a table were read, by header or number; null where it is no table. */
export interface ReadColumns {
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly platform: string | null;
  /** Columns of which nothing was read. */
  readonly others: readonly string[];
}

/** What an import found; every row of the file is in exactly one of the counts from `accountRows` on. */
export interface ImportReport {
  readonly format: ImportFormat;
  /** The known disclosure whose names these are, or null. */
  readonly disclosure: string | null;
  /** Whether nothing said which platform, so that one was assumed. */
  readonly platformAssumed: boolean;
  readonly assumedPlatform: PlatformId | null;
  readonly columns: ReadColumns | null;
  /** The line that heads columns or a list and is no row; null where there is none. */
  readonly headerLine: number | null;
  /** Without the header. */
  readonly rows: number;
  /** Distinct accounts: one name with two ids are two. */
  readonly accounts: number;
  /** Distinct names among them. */
  readonly names: number;
  readonly byPlatform: Readonly<Partial<Record<PlatformId, number>>>;
  readonly withId: number;
  /** Ids in the file that lost digits on their way and are left out. */
  readonly roundedIds: number;
  readonly accountRows: number;
  /** Of those, rows that name nobody who was not named before. */
  readonly duplicates: number;
  readonly hashed: number;
  readonly counts: number;
  readonly domains: number;
  readonly posts: number;
  readonly emails: number;
  readonly otherAddresses: number;
  readonly prose: number;
  readonly blank: number;
  /** How many rows could not be read. */
  readonly unreadableRows: number;
  /** The same by reason. */
  readonly unreadableBy: Readonly<Partial<Record<UnreadKind, number>>>;
  /** The first MOST_TOLD of them. */
  readonly unreadable: readonly UnreadableRow[];
  /** In rows that name accounts: names beside those that could not be read, and how many there are of them. */
  readonly leftOutNames: number;
  readonly leftOut: readonly UnreadableRow[];
  /** The first MOST_TOLD; `counts` is how many there are. */
  readonly claimed: readonly ClaimedCount[];
  /** Where the rows of a kind stand, as ranges: `2-9, 14`. */
  readonly lines: Readonly<Record<string, string>>;
}

/** A file that was read: who is named in it, and what each row was. */
export interface ImportedFile {
  /** Without a disclosure, which the file itself does not tell. */
  readonly report: ImportReport;
  /** The columns that could be read instead, where it is a table whose columns were guessed. */
  readonly headers: readonly string[];
  readonly accounts: readonly (NamedAccount & { readonly line: number })[];
}

/** So many rows of a kind are told one by one: memory does not grow with a file of which nothing can be read. */
export const MOST_TOLD = 1000;

/** What could not be read: all of it counted, the first of it told. */
export class UnreadRows {
  readonly told: UnreadableRow[] = [];
  readonly by: Partial<Record<UnreadKind, number>> = {};
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(line: number, { why, reason }: Unread): void {
    this.#count++;
    this.by[why] = (this.by[why] ?? 0) + 1;
    if (this.told.length < MOST_TOLD) this.told.push({ line, why, reason });
  }
}

/** So many ranges are kept. Of posts with line ends in them nearly every row is a range of its own. */
const MOST_RANGES = 100_000;

/** Which lines there were, kept as ranges: of ten million rows of one kind no more than of one. */
export class LineRanges {
  readonly #ranges: [from: number, to: number][] = [];
  #count = 0;
  #isCut = false;

  get count(): number {
    return this.#count;
  }

  /** Adds a line; they come in ascending order. */
  add(line: number): void {
    this.#count++;
    const last = this.#ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else if (this.#ranges.length < MOST_RANGES) this.#ranges.push([line, line]);
    else this.#isCut = true;
  }

  /** `2-9, 14`, and `…` behind them where there are more. */
  toString(): string {
    const ranges = this.#ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
    return [...ranges, ...(this.#isCut ? ['…'] : [])].join(', ');
  }
}
