import type { AccountKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { KeyFilter } from '../../lists/filter.ts';
import type { PartialFilter } from '../../lists/paged-filter.ts';
import type { CitedList, FoundEntry } from '../../messaging/messages.ts';

export type { CitedList } from '../../messaging/messages.ts';

/** Where names are looked up: in the extension its background, on the command line a list's files. */
export interface CheckLookup {
  readonly lists: readonly CitedList[];
  /** Platforms on which the lists name anybody. */
  readonly platforms: readonly PlatformId[];
  /** What rules out almost every name; null where no list names anybody on the platform. */
  filter(platform: PlatformId): Promise<KeyFilter | PartialFilter | null>;
  /** Every entry that has one of the keys. */
  find(platform: PlatformId, keys: readonly AccountKey[]): Promise<readonly FoundEntry[]>;
}
