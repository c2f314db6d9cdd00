import { z } from 'zod';
import { ListRefused, type Refusal } from '../lists/refusal.ts';
import type { ManagedList, ManagedPolicy } from '../store/managed.ts';
import { listAddress } from './fetch-list.ts';
import { AttemptError, type Subscription, type SubscriptionArea } from './subscription.ts';
import type { ListSubscriptions } from './subscriptions.ts';

/** A list that an organisation has set and that is not there yet, and why, if it was tried. */
export interface AwaitedList {
  readonly address: string;
  readonly error: { readonly refusal: Refusal; readonly message: string } | null;
}

export interface ManagedListsOptions {
  readonly subscriptions: ListSubscriptions;
  /** Where it is kept what was tried in vain: a server must not be asked again at each start of the background. */
  readonly area: SubscriptionArea;
  readonly readPolicy: () => Promise<ManagedPolicy>;
  /** A list came, or did not come. */
  readonly onChange?: () => void;
}

/** How long after a list could not be added it is tried again. */
const RETRY_MS = 15 * 60_000;

const TRIED_KEY = 'managed-tried';
/** What was tried in vain, with the key that was asked for, and when (ms, Unix epoch). */
const Tried = z.object({
  at: z.number(),
  lists: z.array(
    z.object({
      address: z.string(),
      publicKey: z.string(),
      error: AttemptError,
    }),
  ),
});
type Tried = z.infer<typeof Tried>;

/**
 * The lists that an organisation has set: subscribed to without asking, by the key that the policy names, and kept.
 * One that the policy no longer names becomes like any other, which a person can remove: that a browser has not read
 * its policy yet looks the same.
 */
export class ManagedLists {
  readonly #options: ManagedListsOptions;
  #awaited: readonly AwaitedList[] = [];
  #tried = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(options: ManagedListsOptions) {
    this.#options = options;
  }

  /** Lists that are set and not there. */
  get awaited(): readonly AwaitedList[] {
    return this.#awaited;
  }

  /** Adds and switches on what is set and is not there or not on. Never rejects; one after the other. */
  bringIn(): Promise<void> {
    const done = this.#last
      .then(() => this.#bringIn())
      .catch((error) => {
        // The other lists and the next alarm must not wait for it.
        console.error('Takedown Lens could not bring in the lists that are set.', error);
      });
    this.#last = done;
    return done;
  }

  /** When to try again (ms, Unix epoch), or null when nothing is awaited. */
  get nextAttempt(): number | null {
    return this.#awaited.length > 0 ? this.#tried + RETRY_MS : null;
  }

  /** Whether the organisation has set a list: then it stays. */
  async isManaged(listId: string): Promise<boolean> {
    const [{ lists }, all] = await Promise.all([
      this.#options.readPolicy(),
      this.#options.subscriptions.all(),
    ]);
    const one = all.find((subscription) => subscription.listId === listId);
    return one !== undefined && isSet(one, lists);
  }

  /** Ids of the lists that are there and that the organisation has set. */
  async ids(): Promise<string[]> {
    const [{ lists }, all] = await Promise.all([
      this.#options.readPolicy(),
      this.#options.subscriptions.all(),
    ]);
    return all.filter((one) => isSet(one, lists)).map(({ listId }) => listId);
  }

  async #bringIn(): Promise<void> {
    const { subscriptions, readPolicy, onChange } = this.#options;
    const { lists } = await readPolicy();
    const now = Date.now();
    const before = await this.#readTried(now);
    const failed: Tried['lists'] = [];
    for (const list of lists) {
      const there = (await subscriptions.all()).find((one) => isSet(one, [list]));
      const inVain = before?.lists.find(
        ({ address, publicKey }) => address === list.address && publicKey === list.publicKey,
      );
      if (there === undefined && inVain) {
        failed.push(inVain);
        continue;
      }
      try {
        if (there === undefined) await subscriptions.add(list);
        else if (!there.enabled) await subscriptions.setEnabled(there.listId, true);
      } catch (error) {
        const refusal = error instanceof ListRefused ? error.refusal : 'not-stored';
        failed.push({ ...list, error: { refusal, message: String(error) } });
      }
    }
    // What is still waited for keeps its time.
    const isNew = failed.some((one) => !before?.lists.includes(one));
    this.#tried = before && !isNew ? before.at : now;
    if (isNew || (before?.lists.length ?? 0) !== failed.length) await this.#writeTried(failed);
    const awaited = failed.map(({ address, error }) => ({ address, error }));
    const changed = JSON.stringify(awaited) !== JSON.stringify(this.#awaited);
    this.#awaited = awaited;
    if (changed) onChange?.();
  }

  /** What was tried so lately that it is to be waited for; null where all may be tried. */
  async #readTried(now: number): Promise<Tried | null> {
    const stored = (await this.#options.area.get(TRIED_KEY))[TRIED_KEY];
    const tried = Tried.safeParse(stored).data ?? null;
    // A clock that was set back must not put it off for years.
    return tried && tried.at <= now && now < tried.at + RETRY_MS ? tried : null;
  }

  /** On a full disk it is tried again at the next start. */
  async #writeTried(lists: Tried['lists']): Promise<void> {
    await this.#options.area.set({ [TRIED_KEY]: { at: this.#tried, lists } }).catch(() => {});
  }
}

function isSet(one: Pick<Subscription, 'address' | 'publicKey'>, lists: readonly ManagedList[]) {
  return lists.some(
    ({ address, publicKey }) => publicKey === one.publicKey && sameFolder(address, one.address),
  );
}

/** An administrator may name the folder or the file `latest` in it, as a person may. */
function sameFolder(written: string, address: string): boolean {
  try {
    return listAddress(written) === address;
  } catch {
    return false;
  }
}
