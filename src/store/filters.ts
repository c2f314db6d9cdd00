import { browser } from '@wxt-dev/browser';
import type { PlatformId } from '../accounts/platforms.ts';
import { type ReadFilters, readFiltersFrom } from './filter-storage.ts';

/** What a tab asks before it asks the background: the filters of some platforms, from storage.local. */
export function readFilters(
  platforms: readonly PlatformId[],
  onDamaged: () => void,
): Promise<ReadFilters> {
  return readFiltersFrom(browser.storage.local, platforms, onDamaged);
}
