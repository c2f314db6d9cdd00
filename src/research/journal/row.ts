import type { Role } from '../../accounts/reference.ts';
import type { CheckMatch } from '../check/match.ts';

/** At most this many rows are kept, of all sessions together; then nothing more is recorded until some are wiped. */
export const JOURNAL_LIMIT = 100_000;

/** One listed account in one role in one post; where no post is known, on one page. */
export interface JournalRow {
  readonly session: number;
  /** What it is the only one of in its session. */
  readonly spot: string;
  /** When it was seen first (ms, Unix epoch). */
  readonly seen: number;
  readonly role: Role;
  readonly page: string;
  readonly post: string | null;
  /** ms (Unix epoch); null where the page does not tell. */
  readonly postedAt: number | null;
  /** By the strongest evidence that was seen; one for each entry that it matches so, never none. */
  readonly matches: readonly CheckMatch[];
}
