import type { PlatformId } from '../../accounts/platforms.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { ImportFormat } from '../../records/published-file.ts';

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
  | { readonly is: 'accounts'; readonly accounts: readonly NamedAccount[] }
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
  | { readonly is: 'unreadable'; readonly reason: string };

export interface UnreadableRow {
  readonly line: number;
  readonly reason: string;
}

/** What an import found; every row of the file is in exactly one of the counts from `accountRows` on. */
export interface ImportReport {
  readonly format: ImportFormat;
  /** The known disclosure whose names these are, or null. */
  readonly disclosure: string | null;
  /** Whether nothing said which platform, so that one was assumed. */
  readonly platformAssumed: boolean;
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
  readonly unreadable: readonly UnreadableRow[];
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
