import { ListRefused, type Refusal } from '../lists/refusal.ts';
import { fetchListFile, listAddress } from './fetch-list.ts';
import type { ListKeeper } from './keeper.ts';
import { afterFailure, afterSuccess, isDue } from './schedule.ts';
import {
  changeSubscriptions,
  readSubscriptions,
  type Subscription,
  type SubscriptionArea,
} from './subscription.ts';
import { type ListPreview, previewList, syncList } from './sync-list.ts';

/** The lists a person has added: adding, updating, switching off, removing. */
export class ListSubscriptions {
  readonly #keeper: ListKeeper;
  readonly #area: SubscriptionArea;
  /** One update at a time, however many alarms and clicks ask for it. */
  #updating: Promise<void> | null = null;

  constructor(keeper: ListKeeper, area: SubscriptionArea) {
    this.#keeper = keeper;
    this.#area = area;
  }

  all(): Promise<Subscription[]> {
    return readSubscriptions(this.#area);
  }

  /** What is at an address, for a person to decide. Throws ListRefused. */
  async preview(text: string): Promise<ListPreview> {
    const address = listAddress(text);
    return previewList(address, (name) => fetchListFile(address, name));
  }

  /** Adds the list that was previewed and fetches it. Throws ListRefused; then nothing was added. */
  async add({ address: text, publicKey }: { address: string; publicKey: string }): Promise<void> {
    const preview = await this.preview(text);
    if (preview.publicKey !== publicKey) {
      throw new ListRefused(
        'unknown-key',
        'The list is now signed with another key than was shown.',
      );
    }
    const { address, listId, name, publisher } = preview;
    const subscriptions = await this.all();
    const inUse = (await (await this.#keeper.ready()).state()).lists.map(({ id }) => id);
    // A list must not take the place of another one by taking its name.
    if (inUse.includes(listId) || subscriptions.some((one) => one.listId === listId)) {
      throw new ListRefused('other-list', `There is a list "${listId}" already.`);
    }
    const now = Date.now();
    const subscription: Subscription = {
      ...{ address, listId, name, publisher, publicKey },
      enabled: true,
      added: now,
      lastAttempt: null,
      lastSuccess: null,
      nextAttempt: now,
      failures: 0,
      lastError: null,
    };
    const { manifest } = await this.#sync(subscription, now);
    const stored = afterSuccess(subscription, now, manifest.minWait);
    await changeSubscriptions(this.#area, (all) => [...all, stored]);
  }

  /** Takes a list away, with its data. */
  async remove(listId: string): Promise<void> {
    await changeSubscriptions(this.#area, (all) => all.filter((one) => one.listId !== listId));
    await this.#deactivate(listId);
  }

  /** Switches a list on (and fetches it) or off. Its data goes while it is off. */
  async setEnabled(listId: string, enabled: boolean): Promise<void> {
    await this.#update(listId, (one) => ({ ...one, enabled, nextAttempt: 0 }));
    if (enabled) await this.update(listId);
    else await this.#deactivate(listId);
  }

  /** Back to the version before; updates wait a day, so that it does not come back at once. */
  async stepBack(listId: string): Promise<boolean> {
    const { changed } = await this.#keeper.change(async (store) => ({
      changed: await store.stepBack(listId),
    }));
    if (changed) {
      const later = Date.now() + 86_400_000;
      await this.#update(listId, (one) => ({ ...one, nextAttempt: later }));
    }
    return changed;
  }

  /** Updates one list now, or all that are due. Failures are kept with the subscription, not thrown. */
  update(listId?: string): Promise<void> {
    const updating = (this.#updating ?? Promise.resolve()).then(async () => {
      for (const subscription of await this.all()) {
        const wanted =
          listId === undefined ? isDue(subscription, Date.now()) : subscription.listId === listId;
        if (wanted && subscription.enabled) await this.#attempt(subscription);
      }
    });
    this.#updating = updating.catch(() => {});
    return updating;
  }

  async #attempt(subscription: Subscription): Promise<void> {
    const now = Date.now();
    const { listId } = subscription;
    try {
      const { manifest } = await this.#sync(subscription, now);
      await this.#update(listId, (one) => afterSuccess(one, now, manifest.minWait));
    } catch (error) {
      const { message } = error as Error;
      const refusal: Refusal = error instanceof ListRefused ? error.refusal : 'not-stored';
      await this.#update(listId, (one) => afterFailure(one, now, { refusal, message }));
    }
  }

  #sync(subscription: Subscription, now: number) {
    const { address } = subscription;
    return this.#keeper.change((store) =>
      syncList(store, subscription, (name) => fetchListFile(address, name), now),
    );
  }

  async #deactivate(listId: string): Promise<void> {
    await this.#keeper.change(async (store) => {
      await store.deactivate(listId);
      return { changed: true };
    });
  }

  async #update(listId: string, change: (one: Subscription) => Subscription): Promise<void> {
    await changeSubscriptions(this.#area, (all) =>
      all.map((one) => (one.listId === listId ? change(one) : one)),
    );
  }
}
