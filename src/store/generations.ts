import { z } from 'zod';
import type { AccountKey } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import type { Corrections } from '../lists/corrections.ts';
import type { HistoryEntry } from '../lists/history.ts';
import type { Manifest } from '../lists/manifest.ts';
import type { ReaderRule } from '../lists/reader-rules.ts';
import type { OwnFile } from '../messaging/messages.ts';

/** One list in use. Generations are named by `generationName`. */
const ActiveList = z.object({
  id: z.string(),
  current: z.string(),
  /** The good one before, kept so that a person can step back. */
  previous: z.string().nullable(),
  /** Whether the current generation came inside the extension's package. */
  bundled: z.boolean(),
  /** Whether its reader rules are followed: those of a list that a person added only with their consent. */
  followsRules: z.boolean().default(false),
  /** Corrections of a version that came after: they are laid over every version before theirs. */
  corrections: z.object({ name: z.string(), version: z.int() }).nullable().default(null),
});
export type ActiveList = z.infer<typeof ActiveList>;

/** Which lists are in use, in the order in which a person is shown them. Flipped in one write. */
export const StoreState = z.object({ version: z.literal(1), lists: z.array(ActiveList) });
export type StoreState = z.infer<typeof StoreState>;

export const EMPTY_STATE: StoreState = { version: 1, lists: [] };

/** Names a version of a list by its content too: one version published twice is two generations. */
export function generationName(manifest: Manifest, bodySha256: string): string {
  return `${manifest.list.id}@${manifest.version}.${bodySha256.slice(0, 16)}`;
}

/** One name for all that is in use: changes whenever any answer could. */
export function stateName(state: StoreState): string {
  const names = state.lists.map(({ current, corrections }) =>
    corrections ? `${current}~${corrections.name}` : current,
  );
  return names.join('+') || 'none';
}

/** What is stored of a generation beside its pages, filters and catalogue. */
export interface GenerationInfo {
  readonly manifest: Manifest;
  /** Records that were broken and left out. */
  readonly broken: number;
  /** What changed in this version and those before it, the newest last; as far as the list says. */
  readonly history: readonly HistoryEntry[];
  /** Repairs of site readers that it carries. */
  readonly readerRules: readonly ReaderRule[];
  /** The file that it was made of, where it is a private list. */
  readonly ownFile?: OwnFile;
}

/** What a tab asks before it asks the background. */
export interface StoredFilter {
  /** The filter file of this version, or of an earlier one. */
  readonly whole: Uint8Array;
  /** Keys that came in by deltas since, and a filter of them. Keys that went since are let through. */
  readonly added: { readonly keys: readonly AccountKey[]; readonly bytes: Uint8Array } | null;
}

/** A page's place: generation, platform, number. */
export type PageKey = [generation: string, platform: PlatformId, page: number];

/** Where lists are kept: IndexedDB, or memory where there is none to be had. */
export interface Database {
  state(): Promise<StoreState | null>;
  /** Writes the state durably: when this resolves, a power cut no longer undoes it. */
  setState(state: StoreState): Promise<void>;
  generations(): Promise<string[]>;
  info(generation: string): Promise<GenerationInfo | null>;
  setInfo(generation: string, info: GenerationInfo): Promise<void>;
  catalogue(generation: string): Promise<Catalogue | null>;
  setCatalogue(generation: string, catalogue: Catalogue): Promise<void>;
  filter(generation: string, platform: PlatformId): Promise<StoredFilter | null>;
  setFilter(generation: string, platform: PlatformId, filter: StoredFilter): Promise<void>;
  /** Each page in the order asked for, null where there is none. */
  pages(keys: readonly PageKey[]): Promise<(Uint8Array | null)[]>;
  /** Stores pages numbered from `first`. */
  setPages(
    generation: string,
    platform: PlatformId,
    first: number,
    pages: readonly Uint8Array[],
  ): Promise<void>;
  countPages(generation: string, platform: PlatformId): Promise<number>;
  drop(generation: string): Promise<void>;
  corrections(name: string): Promise<Corrections | null>;
  setCorrections(name: string, corrections: Corrections): Promise<void>;
  /** Deletes all corrections but these. */
  keepCorrections(names: ReadonlySet<string>): Promise<void>;
}
