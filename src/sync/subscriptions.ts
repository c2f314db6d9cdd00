import type { Manifest } from '../lists/manifest.ts';
import { isPrivateList } from '../lists/private-id.ts';
import { ListRefused, type Refusal } from '../lists/refusal.ts';
import { trustedKey } from '../lists/signature.ts';
import type { ListPreviewFacts } from '../messaging/messages.ts';
import type { ListStore } from '../store/list-store.ts';
import { fetchListFile, listAddress } from './fetch-list.ts';
import type { ListKeeper } from './keeper.ts';
import { fetchWithMirrors } from './mirrors.ts';
import { previewList } from './preview.ts';
import {
  afterEndings,
  afterFailure,
  afterSuccess,
  begun,
  ended,
  isDue,
  wasEndedTooOften,
} from './schedule.ts';
import type { SubscriptionArea } from './subscription.ts';
import { newSubscription, type Subscription, SubscriptionBook } from './subscription.ts';
import { type LaterCorrections, syncList } from './sync-list.ts';
import type { Progress } from './version-files.ts';

export interface SubscriptionsOptions {
  readonly keeper: ListKeeper;
  readonly area: SubscriptionArea;
  /** Subscriptions changed, or what is known of them: whoever shows them should look again. */
  readonly onChange?: () => void;
  readonly onProgress?: (listId: string, progress: Progress) => void;
}

export interface UpdateWish {
  /** Take it although it lost more than its publisher's declared share. */
  readonly acceptShrink?: boolean;
}

/** An attempt under way. */
interface Attempt {
  readonly listId: string;
  readonly abort: AbortController;
}

/** The lists a person has added: adding, updating, switching off, reordering, removing. */
export class ListSubscriptions {
  readonly #keeper: ListKeeper;
  readonly #book: SubscriptionBook;
  readonly #options: SubscriptionsOptions;
  /** One update at a time, however many alarms and clicks ask for it. */
  #updating: Promise<unknown> = Promise.resolve();
  #attempt: Attempt | null = null;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#keeper = options.keeper;
    this.#book = new SubscriptionBook(options.area);
  }

  /** Ids of lists in the order that the person gave them; empty while they gave none. */
  order(): Promise<string[]> {
    return this.#book.order();
  }

  all(): Promise<Subscription[]> {
    return this.#book.all();
  }

  /** The list that is being fetched right now. */
  get updating(): string | null {
    return this.#attempt?.listId ?? null;
  }

  /** What is at an address, for a person to decide. Throws ListRefused. */
  async preview(text: string): Promise<ListPreviewFacts> {
    const address = listAddress(text);
    const preview = await previewList(address, (name) => fetchListFile(address, name));
    await this.#refuseTaken(preview.listId);
    return preview;
  }

  /** Adds the list that was previewed and fetches it. Throws ListRefused; then nothing was added. */
  async add({ address, publicKey }: { address: string; publicKey: string }): Promise<void> {
    const preview = await this.preview(address);
    if (preview.publicKey !== publicKey) {
      throw new ListRefused(
        'unknown-key',
        'The list is now signed with another key than was shown.',
      );
    }
    // Written down first: if the browser ends us in the middle, the next start goes on with it.
    const subscription = newSubscription(preview, Date.now());
    await this.#book.change((all) => {
      // Looked at again where changes take turns: it may be added twice at once.
      if (all.some(({ listId }) => listId === subscription.listId))
        throw taken(subscription.listId);
      return [...all, subscription];
    });
    await this.update(preview.listId);
    const stored = await this.#one(preview.listId);
    const failure = stored?.lastError ?? null;
    if (failure === null) return;
    await this.#book.note(preview.listId, () => null);
    // With no room for that either, the next start does it.
    await this.#deactivate(preview.listId).catch(() => {});
    this.#options.onChange?.();
    throw new ListRefused(failure.refusal, failure.message);
  }

  /** Takes a list away, with its data. */
  async remove(listId: string): Promise<void> {
    if ((await this.#one(listId)) === null) return;
    this.#stop(listId);
    await this.#book.change((all) => all.filter((one) => one.listId !== listId));
    await this.#deactivate(listId);
    this.#options.onChange?.();
  }

  /** Switches a list on (and fetches it) or off. Its data goes while it is off. */
  async setEnabled(listId: string, enabled: boolean): Promise<void> {
    if (!enabled) this.#stop(listId);
    if ((await this.#one(listId)) === null) return;
    await this.#book.changeOne(listId, (one) => ({ ...one, enabled }));
    if (enabled) await this.update(listId);
    else await this.#deactivate(listId);
    this.#options.onChange?.();
  }

  /** Lets a list change how sites are read, or no longer. */
  async allowReaderRules(listId: string, allowed: boolean): Promise<void> {
    await this.#book.changeOne(listId, (one) => ({ ...one, readerRules: allowed }));
    await this.#keeper.change(async (store) => {
      await store.followRules(listId, allowed);
      return { changed: true };
    });
    this.#options.onChange?.();
  }

  /** Shows lists in this order, in cards and wherever lists are named. */
  async reorder(listIds: readonly string[]): Promise<void> {
    await this.#book.setOrder(listIds);
    await this.#keeper.change(async (store) => {
      await store.reorder(listIds);
      return { changed: true };
    });
    this.#options.onChange?.();
  }

  /** Forgets where lists stood that are gone. */
  async forgetPlaces(isGone: (listId: string) => boolean): Promise<void> {
    const order = await this.#book.order();
    const left = order.filter((id) => !isGone(id));
    if (left.length < order.length) await this.#book.setOrder(left);
  }

  /**
   * Back to the version before, until there is one newer than both; from there it leads to the newer one again. False
   * where there is none.
   */
  async stepBack(listId: string): Promise<boolean> {
    if ((await this.#one(listId)) === null) return false;
    const { changed } = await this.#keeper.change(async (store) => {
      const stepped = await store.stepBack(listId);
      if (stepped) {
        const steppedBack = await isOlderInUse(store, listId);
        // Here, where changes take turns: an update may put the newer one in use right after this.
        await this.#book.changeOne(listId, (one) => ({ ...one, steppedBack }));
      }
      return { changed: stepped };
    });
    this.#options.onChange?.();
    return changed;
  }

  /** Updates one list now, or all that are due. Failures are kept with the subscription, not thrown. */
  update(listId?: string, wish: UpdateWish = {}): Promise<void> {
    const updating = this.#updating.then(async () => {
      const store = await this.#keeper.ready();
      // What it is prevented from, by a full disk for one, must not keep lists from being tried.
      if (listId === undefined) await this.#tidy().catch(reportUntidied);
      for (const one of await this.all()) {
        // Those before it took their time: the person may have removed it or switched it off meanwhile.
        const subscription = await this.#one(one.listId);
        if (subscription === null) continue;
        const wanted =
          listId === undefined
            ? isDue(subscription, Date.now()) || (await isLost(store, subscription))
            : subscription.listId === listId && subscription.enabled;
        if (wanted) await this.#try(store, subscription, listId !== undefined, wish);
      }
    });
    this.#updating = updating.catch(() => {});
    return updating;
  }

  async #try(
    store: ListStore,
    subscription: Subscription,
    asked: boolean,
    { acceptShrink = false }: UpdateWish,
  ): Promise<void> {
    const now = Date.now();
    const { listId, address, mirrors } = subscription;
    if (!asked && wasEndedTooOften(subscription)) {
      await this.#book.note(listId, (one) => afterEndings(one, now));
      this.#options.onChange?.();
      return;
    }
    const abort = new AbortController();
    this.#attempt = { listId, abort };
    this.#options.onChange?.();
    try {
      await this.#book.note(listId, begun);
      const manifest = await syncList(
        store,
        subscription,
        fetchWithMirrors(address, mirrors, abort.signal),
        {
          activate: (generation) => this.#activate(subscription, generation, abort),
          correct: (later) => this.#correct(listId, later, abort.signal),
          onProgress: (progress) => this.#options.onProgress?.(listId, progress),
          asked,
          acceptShrink,
          now,
        },
      );
      // An attempt before may have had no room for the filters of what it had put in use.
      await this.#keeper.change(async () => ({ changed: false }));
      const revoked = await revokedAmong(subscription.trustedKeys, manifest);
      await this.#book.note(listId, (one) =>
        afterSuccess(learned(one, manifest, asked, revoked), now, manifest.minWait),
      );
    } catch (error) {
      // The person stopped it: that is no failure of the list's.
      if (abort.signal.aborted) {
        await this.#book.note(listId, ended);
        return;
      }
      const { message } = error as Error;
      const refusal: Refusal = error instanceof ListRefused ? error.refusal : 'not-stored';
      await this.#book.note(listId, (one) => afterFailure(one, now, { refusal, message }));
    } finally {
      this.#attempt = null;
      this.#options.onChange?.();
    }
  }

  async #correct(listId: string, later: LaterCorrections, signal: AbortSignal): Promise<void> {
    await this.#keeper.change(async (store) => {
      signal.throwIfAborted();
      return { changed: await store.correct(listId, later) };
    });
  }

  async #activate(
    { listId, readerRules }: Subscription,
    generation: string,
    abort: AbortController,
  ): Promise<void> {
    const order = await this.#book.order();
    await this.#keeper.change(async (store) => {
      // As it is where changes take turns: whoever takes it out of use does so after this.
      if (!(await this.#one(listId))?.enabled) abort.abort();
      abort.signal.throwIfAborted();
      await store.activate(generation, false);
      await store.followRules(listId, readerRules);
      if (order.length > 0) await store.reorder(order);
      return { changed: true };
    });
  }

  /** Makes the lists in use those that the person wants, as they want them: the browser may have ended us in between. */
  async #tidy(): Promise<void> {
    await this.#keeper.change(async (store) => {
      const before = await store.state();
      // Read here, where changes take turns: what the person changes later is done after this.
      const [all, order] = [await this.all(), await this.#book.order()];
      const wanted = all.filter((one) => one.enabled);
      for (const { id, bundled } of before.lists) {
        const isWanted = bundled || isPrivateList(id) || wanted.some(({ listId }) => listId === id);
        if (!isWanted) await store.deactivate(id);
      }
      for (const { listId, readerRules } of wanted) await store.followRules(listId, readerRules);
      if (order.length > 0) await store.reorder(order);
      // Every change is a new state.
      return { changed: (await store.state()) !== before };
    });
  }

  /** A list must not take the place of another one by taking its name. */
  async #refuseTaken(listId: string): Promise<void> {
    if (isPrivateList(listId)) {
      throw new ListRefused('other-list', `"${listId}" is the name of a list made here.`);
    }
    const inUse = (await (await this.#keeper.ready()).state()).lists.map(({ id }) => id);
    if (inUse.includes(listId) || (await this.#one(listId)) !== null) {
      throw taken(listId);
    }
  }

  async #one(listId: string): Promise<Subscription | null> {
    return (await this.all()).find((one) => one.listId === listId) ?? null;
  }

  #stop(listId: string): void {
    if (this.#attempt?.listId === listId) this.#attempt.abort.abort();
  }

  async #deactivate(listId: string): Promise<void> {
    await this.#keeper.change(async (store) => {
      await store.deactivate(listId);
      return { changed: true };
    });
  }
}

/** Whether the version in use is older than the other one that is kept. */
async function isOlderInUse(store: ListStore, listId: string): Promise<boolean> {
  const list = (await store.state()).lists.find(({ id }) => id === listId);
  if (!list || list.previous === null) return false;
  const [current, other] = await Promise.all([store.info(list.current), store.info(list.previous)]);
  return current !== null && other !== null && current.manifest.version < other.manifest.version;
}

function taken(listId: string): ListRefused {
  return new ListRefused('other-list', `There is a list "${listId}" already.`);
}

function reportUntidied(error: unknown): void {
  console.error('Takedown Lens could not put lists in order.', error);
}

/** What a good version says about the next ones. */
function learned(
  one: Subscription,
  manifest: Manifest,
  asked: boolean,
  revokedBefore: ReadonlySet<string>,
): Subscription {
  const revoked = new Set(manifest.signing.revoked);
  const keys = manifest.signing.keys.filter(({ id }) => !revoked.has(id));
  const kept = one.trustedKeys.filter((publicKey) => !revokedBefore.has(publicKey));
  return {
    ...one,
    name: manifest.list.name,
    publisher: manifest.list.publisher,
    mirrors: manifest.mirrors,
    trustedKeys: keys.length > 0 ? keys.map(({ publicKey }) => publicKey) : kept,
    highestVersion: Math.max(one.highestVersion, manifest.version),
    steppedBack: one.steppedBack && !asked && manifest.version <= one.highestVersion,
  };
}

/** Those of the keys trusted till now that a version withdraws. */
async function revokedAmong(
  publicKeys: readonly string[],
  { signing }: Manifest,
): Promise<ReadonlySet<string>> {
  const keys = await Promise.all(publicKeys.map((text) => trustedKey(text)));
  return new Set(publicKeys.filter((_, at) => signing.revoked.includes(keys[at]?.id ?? '')));
}

/**
 * Enabled, without a failure to wait out, and yet not in use: its storage was lost. Not where every start of the
 * background loses it: its server would be asked for all of it many times an hour.
 */
async function isLost(
  store: ListStore,
  { enabled, failures, listId }: Subscription,
): Promise<boolean> {
  if (!enabled || failures > 0 || !store.lasts) return false;
  return !(await store.state()).lists.some(({ id }) => id === listId);
}
