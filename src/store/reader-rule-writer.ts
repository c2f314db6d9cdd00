import { rulesInForce } from '../lists/reader-repair.ts';
import type { WritableArea } from './filter-writer.ts';
import type { ListStore } from './list-store.ts';
import { RULES_KEY } from './reader-rule-storage.ts';

/**
 * Makes the reader rules that tabs read those of the lists in use, as far as this release of the extension still
 * needs them. Resolves to whether there was anything to write.
 */
export async function publishReaderRules(
  store: ListStore,
  area: WritableArea,
  release: string,
): Promise<boolean> {
  const all = await store.readerRules();
  const needed = all.filter(({ rule }) => rulesInForce([rule], release).length > 0);
  const stored = (await area.get(RULES_KEY))[RULES_KEY];
  if (JSON.stringify(stored ?? []) === JSON.stringify(needed)) return false;
  await area.set({ [RULES_KEY]: needed });
  return true;
}
