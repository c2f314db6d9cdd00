import type { AccountKey } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { Catalogue } from '../lists/catalogue.ts';
import { CorrectionOverlay, type Corrections } from '../lists/corrections.ts';
import { ListFormatError } from '../lists/errors.ts';
import {
  entriesOn,
  followAlias,
  hitsOf,
  NO_HITS,
  pageOfKey,
  type RecordContext,
} from '../lists/lookup.ts';
import type { PlatformFiles } from '../lists/manifest.ts';
import { pageOf, RecordPage } from '../lists/page.ts';
import {
  type CardAnswer,
  type CatalogueAnswer,
  type CitedListsAnswer,
  type DisclosureNamesAnswer,
  type ListedRule,
  type ListFacts,
  type LookupAnswer,
  MAX_NAMES,
} from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import { cardRecord, citedList, factsOf, foundEntry } from './answers.ts';
import {
  type ActiveList,
  type Database,
  EMPTY_STATE,
  type GenerationInfo,
  type StoreState,
  stateName,
} from './generations.ts';
import { IndexedDatabase } from './indexed-database.ts';
import { LruMap } from './lru.ts';
import { memoryDatabase } from './memory-database.ts';

/** Opened pages kept in memory, about 20 KB each. */
const PAGES_IN_MEMORY = 64;
/** Pages that are read at a time where all are gone through. */
const FIRST_BATCH = 4;
const LARGEST_BATCH = 64;

export interface ListStoreOptions {
  /** Another database than IndexedDB, for tests. */
  readonly database?: Database;
  /**
   * Called when lists that should be there are not: a first run, storage that the browser or the
   * person cleared, a damaged page. Answers are empty until something is imported.
   */
  readonly onMissing?: () => void;
}

/** Opens the lists' storage. Never rejects: without a working IndexedDB lists are kept in memory. */
export async function openListStore(options: ListStoreOptions = {}): Promise<ListStore> {
  const { onMissing } = options;
  if (options.database) return new ListStore(options.database, { onMissing });
  const database = new IndexedDatabase();
  try {
    await database.state();
    return new ListStore(database, { onMissing });
  } catch {
    return new ListStore(memoryDatabase(), { onMissing, lasts: false });
  }
}

interface OpenList {
  readonly generation: string;
  readonly info: GenerationInfo;
  readonly catalogue: Catalogue;
  /** As corrected. */
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  readonly overlay: CorrectionOverlay | null;
}

/** A part of a generation in use is missing or damaged. */
class DamagedGeneration extends Error {
  readonly generation: string;

  constructor(generation: string) {
    super(`damaged: ${generation}`);
    this.generation = generation;
  }
}

/** The lists in use and what they say. One background has one of these. */
export class ListStore {
  /** What sync writes generations to. */
  readonly database: Database;
  /** Whether what is stored is still there when the browser has ended the background and started it again. */
  readonly lasts: boolean;
  readonly #onMissing: () => void;
  readonly #pages = new LruMap<string, RecordPage>(PAGES_IN_MEMORY);
  readonly #beingWritten = new Set<string>();
  #lastChange: Promise<unknown> = Promise.resolve();
  #hadLists = false;
  #opened: Promise<{ state: StoreState; lists: OpenList[] }> | null = null;

  constructor(
    database: Database,
    {
      onMissing = () => {},
      lasts = true,
    }: { readonly onMissing?: (() => void) | undefined; readonly lasts?: boolean } = {},
  ) {
    this.database = database;
    this.lasts = lasts;
    this.#onMissing = onMissing;
  }

  /** Which entries have one of these keys, in every list in use. */
  async lookup(platform: PlatformId, keys: readonly string[]): Promise<LookupAnswer> {
    return this.#answer(async (state, lists) => {
      const found = [];
      for (const list of lists) {
        for (const [key, entries] of await this.#find(list, platform, keys as AccountKey[])) {
          for (const entry of asCorrected(entries, list)) {
            const disclosures = disclosuresOf(entry, list);
            if (disclosures.length > 0) {
              found.push(foundEntry(key, entry, disclosures, list.info.manifest));
            }
          }
        }
      }
      return { generation: stateName(state), found };
    });
  }

  /** All that the lists in use know of an account. */
  async card(platform: PlatformId, key: string): Promise<CardAnswer> {
    return this.#answer(async (state, lists) => {
      const records = [];
      for (const list of lists) {
        const found = await this.#find(list, platform, [key as AccountKey]);
        for (const entry of asCorrected([...found.values()].flat(), list)) {
          const disclosures = disclosuresOf(entry, list);
          if (disclosures.length > 0) {
            records.push(cardRecord(entry, disclosures, list.catalogue, list.info));
          }
        }
      }
      return { generation: stateName(state), records };
    });
  }

  /** The lists in use, for people. */
  async lists(): Promise<ListFacts[]> {
    return this.#answer(async (_state, lists) => lists.map(({ info }) => factsOf(info)));
  }

  /** The lists in use, as a result that rests on them cites them. */
  async cited(): Promise<CitedListsAnswer> {
    return this.#answer(async (state, lists) => {
      const manifests = lists.map(({ info }) => info.manifest);
      return {
        generation: stateName(state),
        lists: await Promise.all(lists.map(({ info }) => citedList(info))),
        platforms: [
          ...new Set(
            manifests.flatMap(({ files }) => files.platforms.map(({ platform }) => platform)),
          ),
        ],
      };
    });
  }

  /** What the lists in use say apart from single accounts. */
  async catalogue(): Promise<CatalogueAnswer> {
    return this.#answer(async (state, lists) => ({
      generation: stateName(state),
      lists: lists.map(({ info, catalogue, disclosures }) => ({
        list: factsOf(info),
        disclosures: [...disclosures.values()],
        named: catalogue.named,
      })),
    }));
  }

  /** Accounts of one list that a disclosure names: the first ones, in the order in which they are stored. */
  async namesIn(listId: string, disclosure: string): Promise<DisclosureNamesAnswer> {
    return this.#answer(async (_state, lists) => {
      const list = lists.find(({ info }) => info.manifest.list.id === listId);
      const names: AccountEntry[] = [];
      const isNamed = ({ namedIn }: Pick<AccountEntry, 'namedIn'>) =>
        namedIn.some((named) => named.disclosure === disclosure);
      names.push(...(list?.catalogue.unmatched.filter(isNamed) ?? []));
      const wanted = list?.disclosures.get(disclosure)?.platforms ?? [];
      for (const files of list?.info.manifest.files.platforms ?? []) {
        if (!list || !wanted.includes(files.platform)) continue;
        const context = { platform: files.platform, sets: list.catalogue.sets };
        for await (const page of this.#walk(list, files)) {
          const entries = entriesOn(page, context, isNamed);
          names.push(...asCorrected(entries, list).filter(isNamed));
          if (names.length > MAX_NAMES) break;
        }
        if (names.length > MAX_NAMES) break;
      }
      return {
        accounts: names
          .slice(0, MAX_NAMES)
          .map(({ platform, kind, handle, platformId, displayName }) => ({
            ...{ platform, kind, handle, platformId, displayName },
          })),
        more: names.length > MAX_NAMES,
      };
    });
  }

  /** Which generations are in use. */
  async state(): Promise<StoreState> {
    return (await this.#repairing(() => this.#open())).state;
  }

  /** What a generation's manifest says, or null when it is not stored whole. */
  info(generation: string): Promise<GenerationInfo | null> {
    return this.database.info(generation);
  }

  /**
   * Puts a generation that has been written whole in use, in place of its list's current one, which
   * stays as the previous. Throws ListFormatError, changing nothing, when a part of it is missing.
   */
  async activate(generation: string, bundled: boolean): Promise<void> {
    const info = await this.database.info(generation);
    if (!info || !(await this.#isWhole(generation))) {
      throw new ListFormatError('the list was not stored whole');
    }
    const { id } = info.manifest.list;
    await this.#change(async ({ lists }) => {
      const old = lists.find((list) => list.id === id);
      const previous = old && old.current !== generation ? old.current : (old?.previous ?? null);
      const corrections = old?.corrections ?? null;
      const followsRules = bundled || (old?.followsRules ?? false);
      const next = { id, current: generation, previous, bundled, corrections, followsRules };
      return old ? lists.map((list) => (list === old ? next : list)) : [...lists, next];
    });
  }

  /**
   * Lays the corrections of a later version over a list, durably: until that version or one after it is in use,
   * answers heed them, and again when a person steps back. False, and nothing changed, where the list is not in
   * use or has these already.
   */
  async correct(
    listId: string,
    { name, version, corrections }: { name: string; version: number; corrections: Corrections },
  ): Promise<boolean> {
    return this.#change(async ({ lists }) => {
      const list = lists.find(({ id }) => id === listId);
      if (!list || list.corrections?.name === name) return null;
      await this.database.setCorrections(name, corrections);
      const next = { ...list, corrections: { name, version } };
      return lists.map((one) => (one === list ? next : one));
    });
  }

  /** Follows the reader rules of a list from now on, or no longer. */
  async followRules(listId: string, followsRules: boolean): Promise<void> {
    await this.#change(async ({ lists }) => {
      const isOther = lists.some(
        (list) => list.id === listId && list.followsRules !== followsRules,
      );
      if (!isOther) return null;
      return lists.map((list) => (list.id === listId ? { ...list, followsRules } : list));
    });
  }

  /** The reader rules to follow, each with its list's name. */
  async readerRules(): Promise<ListedRule[]> {
    return this.#answer(async (state, lists) =>
      lists.flatMap(({ info }, at) =>
        state.lists[at]?.followsRules
          ? info.readerRules.map((rule) => ({ list: info.manifest.list.name, rule }))
          : [],
      ),
    );
  }

  /** Takes a list out of use; its data goes with the next `dropUnused`. */
  async deactivate(listId: string): Promise<void> {
    await this.#change(async ({ lists }) => lists.filter(({ id }) => id !== listId));
  }

  /** Puts a list's previous good version back in use. False, and nothing changed, where there is none. */
  async stepBack(listId: string): Promise<boolean> {
    return this.#change(async ({ lists }) => {
      const list = lists.find(({ id }) => id === listId);
      if (!list?.previous || !(await this.#isWhole(list.previous))) return null;
      const back = { ...list, current: list.previous, previous: list.current, bundled: false };
      return lists.map((one) => (one === list ? back : one));
    });
  }

  /** Shows lists in this order; those not named come last, as they were. */
  async reorder(listIds: readonly string[]): Promise<void> {
    const place = ({ id }: ActiveList) => {
      const at = listIds.indexOf(id);
      return at < 0 ? listIds.length : at;
    };
    await this.#change(async ({ lists }) => {
      const sorted = [...lists].sort((a, b) => place(a) - place(b));
      return sorted.some((list, at) => list !== lists[at]) ? sorted : null;
    });
  }

  /** Keeps a generation that is being written from `dropUnused`, until what it gives is called. */
  holdWhileWriting(generation: string): () => void {
    this.#beingWritten.add(generation);
    return () => this.#beingWritten.delete(generation);
  }

  /** Whether a generation is being written. */
  get isWriting(): boolean {
    return this.#beingWritten.size > 0;
  }

  /** Deletes every generation that is neither in use nor the one before, half-written ones too. */
  async dropUnused(): Promise<void> {
    const { lists } = (await this.database.state()) ?? EMPTY_STATE;
    const kept = new Set<string | null>(this.#beingWritten);
    for (const { current, previous } of lists) kept.add(current).add(previous);
    for (const generation of await this.database.generations()) {
      // Looked at again: another may have begun to be written meanwhile.
      if (kept.has(generation) || this.#beingWritten.has(generation)) continue;
      await this.database.drop(generation);
    }
    const corrections = lists.flatMap(({ corrections }) => corrections?.name ?? []);
    await this.database.keepCorrections(new Set(corrections));
  }

  /**
   * Takes a generation of which a part turned out to be missing or damaged out of use, its predecessor in where that is
   * whole, deletes it, and calls for an import. Where it was taken out of use meanwhile, that is why it is gone, or it
   * is being written anew.
   */
  async abandon(generation: string): Promise<void> {
    const isOutOfUse = await this.#change(async ({ lists }) => {
      if (!lists.some(({ current }) => current === generation)) return null;
      const kept: ActiveList[] = [];
      for (const list of lists) {
        if (list.current !== generation) kept.push(list);
        else if (list.previous !== null && (await this.#isWhole(list.previous))) {
          kept.push({ ...list, current: list.previous, previous: null });
        }
      }
      return kept;
    });
    if (!isOutOfUse) {
      this.#forgetOpened();
      return;
    }
    await this.database.drop(generation);
    this.#onMissing();
  }

  /**
   * Puts in use what `next` makes of the lists in use, or leaves them for null. Changes take turns: a question that
   * finds a damaged version makes one of its own accord. Resolves to whether there was one.
   */
  #change(next: (state: StoreState) => Promise<readonly ActiveList[] | null>): Promise<boolean> {
    const turn = this.#lastChange.then(async () => {
      const stored = await this.database.state();
      const isLost = stored === null && this.#hadLists;
      const state = stored ?? EMPTY_STATE;
      const lists = await next(state);
      if (lists === null) return false;
      await this.database.setState({ ...state, lists: [...lists] });
      this.#forgetOpened();
      this.#hadLists = lists.length > 0;
      // The others went with the storage, and now that there is one nobody would miss them.
      if (isLost) this.#onMissing();
      return true;
    });
    this.#lastChange = turn.catch(() => {});
    return turn;
  }

  #forgetOpened(): void {
    this.#opened = null;
    this.#pages.clear();
  }

  #answer<Answer>(
    work: (state: StoreState, lists: readonly OpenList[]) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#repairing(async () => {
      const { state, lists } = await this.#open();
      if (state.lists.length === 0) this.#onMissing();
      return work(state, lists);
    });
  }

  /** Works with the lists in use; without those that turn out to be damaged, calling for an import. */
  async #repairing<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof DamagedGeneration)) throw error;
        await this.abandon(error.generation);
      }
    }
  }

  /** Whether everything that a generation's manifest promises is stored. */
  async #isWhole(generation: string): Promise<boolean> {
    const [info, catalogue] = await Promise.all([
      this.database.info(generation),
      this.database.catalogue(generation),
    ]);
    if (!info || !catalogue) return false;
    for (const { platform, pageBits } of info.manifest.files.platforms) {
      const [pages, filter] = await Promise.all([
        this.database.countPages(generation, platform),
        this.database.filter(generation, platform),
      ]);
      if (pages !== 2 ** pageBits || !filter) return false;
    }
    return true;
  }

  #open(): Promise<{ state: StoreState; lists: OpenList[] }> {
    if (this.#opened) return this.#opened;
    const opening = this.#read();
    this.#opened = opening;
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = null;
    });
    return opening;
  }

  async #read(): Promise<{ state: StoreState; lists: OpenList[] }> {
    const state = (await this.database.state()) ?? EMPTY_STATE;
    this.#hadLists ||= state.lists.length > 0;
    const lists = await Promise.all(
      state.lists.map(async ({ current: generation, corrections }) => {
        const [info, catalogue] = await Promise.all([
          this.database.info(generation),
          this.database.catalogue(generation),
        ]);
        if (!info || !catalogue) throw new DamagedGeneration(generation);
        if (corrections === null || corrections.version <= info.manifest.version) {
          return openList(generation, info, catalogue, null);
        }
        const overlay = await this.database.corrections(corrections.name);
        // Without them it would say again what its publisher has taken back.
        if (!overlay) throw new DamagedGeneration(generation);
        return openList(generation, info, catalogue, overlay);
      }),
    );
    return { state, lists };
  }

  /** The entries of one list under each of these keys, in the keys' order. */
  async #find(
    list: OpenList,
    platform: PlatformId,
    keys: readonly AccountKey[],
  ): Promise<Map<AccountKey, AccountEntry[]>> {
    const files = list.info.manifest.files.platforms.find((row) => row.platform === platform);
    if (!files) return new Map();
    const context: RecordContext = { platform, sets: list.catalogue.sets };
    const places = new Map(keys.map((key) => [key, pageOfKey(key, files.pageBits)]));
    const pages = await this.#load(list, files, [...places.values()]);
    const found = new Map<AccountKey, AccountEntry[]>();
    const aliases: { key: AccountKey; target: number; page: number }[] = [];
    for (const [key, place] of places) {
      const page = pages.get(place);
      const { entries, targets } = page ? hitsOf(page, key, context) : NO_HITS;
      found.set(key, [...entries]);
      for (const target of targets) {
        aliases.push({ key, target, page: pageOf(target, files.pageBits) });
      }
    }
    const more = await this.#load(
      list,
      files,
      aliases.map(({ page }) => page),
    );
    for (const { key, target, page } of aliases) {
      const opened = more.get(page);
      if (opened) found.get(key)?.push(...followAlias(opened, target, key, context));
    }
    return found;
  }

  /**
   * All pages of a platform, in their order, read in batches that grow: most who ask have enough after the first. They
   * are not kept, or a walk would drive out the pages that badges are read from.
   */
  async *#walk(list: OpenList, files: PlatformFiles): AsyncGenerator<RecordPage> {
    const count = 2 ** files.pageBits;
    let batch = FIRST_BATCH;
    for (let from = 0; from < count; from += batch, batch = Math.min(batch * 2, LARGEST_BATCH)) {
      const length = Math.min(batch, count - from);
      const numbers = Array.from({ length }, (_, at) => from + at);
      const pages = await this.#load(list, files, numbers, false);
      for (const number of numbers) {
        const page = pages.get(number);
        if (page) yield page;
      }
    }
  }

  /** Opens pages, from memory where they are; throws DamagedGeneration when one is missing or damaged. */
  async #load(
    { generation }: OpenList,
    { platform }: PlatformFiles,
    numbers: readonly number[],
    areKept = true,
  ): Promise<Map<number, RecordPage>> {
    const opened = new Map<number, RecordPage>();
    const missing: number[] = [];
    for (const number of new Set(numbers)) {
      const page = this.#pages.get(`${generation}/${platform}/${number}`);
      if (page) opened.set(number, page);
      else missing.push(number);
    }
    if (missing.length === 0) return opened;
    const read = await this.database.pages(missing.map((number) => [generation, platform, number]));
    missing.forEach((number, at) => {
      const bytes = read[at];
      const page = bytes && pageOrNull(bytes);
      if (!page) throw new DamagedGeneration(generation);
      if (areKept) this.#pages.set(`${generation}/${platform}/${number}`, page);
      opened.set(number, page);
    });
    return opened;
  }
}

function openList(
  generation: string,
  info: GenerationInfo,
  catalogue: Catalogue,
  corrections: Corrections | null,
): OpenList {
  const overlay = corrections && new CorrectionOverlay(corrections);
  const disclosures = overlay
    ? catalogue.disclosures.flatMap((each) => overlay.disclosure(each) ?? [])
    : catalogue.disclosures;
  const byId = new Map(disclosures.map((each) => [each.id, each]));
  return { generation, info, catalogue, disclosures: byId, overlay };
}

function asCorrected(
  entries: readonly AccountEntry[],
  { overlay }: OpenList,
): readonly AccountEntry[] {
  return overlay ? entries.flatMap((entry) => overlay.entry(entry) ?? []) : entries;
}

function pageOrNull(bytes: Uint8Array): RecordPage | null {
  try {
    return new RecordPage(bytes);
  } catch (error) {
    if (error instanceof ListFormatError) return null;
    throw error;
  }
}

/** The disclosures that name an entry, each once, as far as they are known: a broken one was left out. */
function disclosuresOf(entry: AccountEntry, list: OpenList): Disclosure[] {
  const ids = new Set(entry.namedIn.map(({ disclosure }) => disclosure));
  return [...ids].flatMap((id) => list.disclosures.get(id) ?? []);
}
