import type { PlatformId } from '../accounts/platforms.ts';
import { readCatalogue } from '../lists/catalogue.ts';
import { type FileRef, fileName, unpackFile } from '../lists/files.ts';
import { type KeyFilter, openFilter } from '../lists/filter.ts';
import { followAlias, hitsOf, NO_HITS, pageOfKey } from '../lists/lookup.ts';
import { pageOf, RecordPage } from '../lists/page.ts';
import { decodeShard } from '../lists/shard.ts';
import { foundEntry } from '../store/answers.ts';
import type { BuiltList } from './build.ts';
import type { FindEntries } from './read-page.ts';

/**
 * Look-ups in a built list, in memory: filter first, then pages, as in a browser. Throws ListFormatError when a file of
 * it is damaged.
 */
export async function openIndex(list: BuiltList): Promise<FindEntries> {
  return (await openBuiltList(list)).find;
}

/** A list in memory, opened for look-ups. */
export interface OpenedIndex {
  /** By platform, for each on which the list names anybody. */
  readonly filters: ReadonlyMap<PlatformId, KeyFilter>;
  readonly find: FindEntries;
}

/** Opens a built list with its filters. Throws ListFormatError when a file of it is damaged. */
export async function openBuiltList({ manifest, files }: BuiltList): Promise<OpenedIndex> {
  const file = (ref: FileRef) =>
    unpackFile(ref, Uint8Array.from(files.get(fileName(ref)) ?? new Uint8Array(0)));
  const { catalogue } = readCatalogue(await file(manifest.files.catalogue));
  const disclosures = new Map(catalogue.disclosures.map((each) => [each.id, each]));
  const platforms = new Map(
    await Promise.all(
      manifest.files.platforms.map(async ({ platform, pageBits, filter, shards }) => {
        const pages: RecordPage[] = [];
        for (const ref of shards) {
          for (const page of decodeShard(await file(ref)).pages) pages.push(new RecordPage(page));
        }
        return [platform, { pageBits, pages, filter: openFilter(await file(filter)) }] as const;
      }),
    ),
  );
  const find: FindEntries = (platform, keys) => {
    const list = platforms.get(platform);
    if (!list) return [];
    const context = { platform, sets: catalogue.sets };
    return keys
      .filter((key) => list.filter.mayHave(key))
      .flatMap((key) => {
        const page = list.pages[pageOfKey(key, list.pageBits)];
        const { entries, targets } = page ? hitsOf(page, key, context) : NO_HITS;
        const aliased = targets.flatMap((target) => {
          const other = list.pages[pageOf(target, list.pageBits)];
          return other ? followAlias(other, target, key, context) : [];
        });
        return [...entries, ...aliased].map((entry) => {
          const named = entry.namedIn.flatMap(
            ({ disclosure }) => disclosures.get(disclosure) ?? [],
          );
          return foundEntry(key, entry, named, manifest);
        });
      });
  };
  const filters = new Map([...platforms].map(([platform, { filter }]) => [platform, filter]));
  return { filters, find };
}
