import { z } from 'zod';
import { REFUSALS } from '../lists/refusal.ts';

/** Why an attempt at a list failed, as it is stored. */
export const AttemptError = z.object({ refusal: z.enum(REFUSALS), message: z.string() });

/** A list that the person has added by its address. */
export const Subscription = z.object({
  /** The folder the list is served from, with a slash at its end. */
  address: z.string(),
  listId: z.string(),
  name: z.string(),
  publisher: z.string(),
  /** The key the person confirmed, base64url. */
  publicKey: z.string(),
  /** Keys that may sign the next version: the confirmed one, or those the last good version names. */
  trustedKeys: z.array(z.string()).min(1),
  /** As the last good version names them. */
  mirrors: z.array(z.string()),
  enabled: z.boolean(),
  /** The person lets it change how sites are read. */
  readerRules: z.boolean().default(false),
  added: z.number(),
  /** The highest version ever taken: nothing below it is, even when all data was lost. */
  highestVersion: z.int().nonnegative(),
  /** The person stepped back from the highest version: it returns only when they ask for it. */
  steppedBack: z.boolean(),
  /** Milliseconds (Unix epoch); null before the first. */
  lastAttempt: z.number().nullable(),
  lastSuccess: z.number().nullable(),
  nextAttempt: z.number(),
  /** How many attempts failed since the last success. */
  failures: z.int().nonnegative(),
  /** One that another version of the extension wrote must not cost the subscription. */
  lastError: AttemptError.nullable().catch(null),
  /** How many attempts since were begun and not heard of again: the browser ended us in the middle. */
  unended: z.int().nonnegative().default(0),
});
export type Subscription = z.infer<typeof Subscription>;

/** A list that was just confirmed; it is due at once. */
export function newSubscription(
  confirmed: Pick<
    Subscription,
    'address' | 'listId' | 'name' | 'publisher' | 'publicKey' | 'readerRules'
  >,
  now: number,
): Subscription {
  const { address, listId, name, publisher, publicKey, readerRules } = confirmed;
  return {
    ...{ address, listId, name, publisher, publicKey, readerRules },
    trustedKeys: [publicKey],
    mirrors: [],
    enabled: true,
    added: now,
    highestVersion: 0,
    steppedBack: false,
    lastAttempt: null,
    lastSuccess: null,
    nextAttempt: now,
    failures: 0,
    lastError: null,
    unended: 0,
  };
}

/** The part of storage.local that subscriptions need. */
export interface SubscriptionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

const KEY = 'subscriptions';
const ORDER_KEY = 'list-order';

/** The subscriptions as they are stored. Changes take turns, so that none is lost. */
export class SubscriptionBook {
  readonly #area: SubscriptionArea;
  /** What storage had no room for, by the list's id; null for one that is gone. The next write takes it along. */
  readonly #unwritten = new Map<string, Subscription | null>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(area: SubscriptionArea) {
    this.#area = area;
  }

  /** All subscriptions, in the order they were added. What can't be read is left out. */
  async all(): Promise<Subscription[]> {
    const stored = (await this.#area.get(KEY))[KEY];
    if (!Array.isArray(stored)) return [];
    const all = stored.flatMap((one) => Subscription.safeParse(one).data ?? []);
    return all.flatMap((one) => {
      const unwritten = this.#unwritten.get(one.listId);
      return unwritten === undefined ? one : (unwritten ?? []);
    });
  }

  /** Rejects, nothing changed, when it can't be written. */
  change(change: (all: Subscription[]) => Subscription[]): Promise<void> {
    const turn = this.#last.then(async () => {
      await this.#area.set({ [KEY]: change(await this.all()) });
      this.#unwritten.clear();
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Changes one, if it is still there. */
  changeOne(listId: string, change: (one: Subscription) => Subscription): Promise<void> {
    return this.change((all) => all.map((one) => (one.listId === listId ? change(one) : one)));
  }

  /**
   * Notes what an attempt came to, null for taking back the subscription. What can't be written, on a full disk, is
   * remembered till the background ends: else nobody would be told, and the attempt be made again at once.
   */
  async note(listId: string, change: (one: Subscription) => Subscription | null): Promise<void> {
    try {
      await this.change((all) =>
        all.flatMap((one) => (one.listId === listId ? (change(one) ?? []) : one)),
      );
    } catch {
      const one = (await this.all()).find((subscription) => subscription.listId === listId);
      if (one) this.#unwritten.set(listId, change(one));
    }
  }

  /** Ids of lists, the bundled one's too, in the order the person gave them. */
  async order(): Promise<string[]> {
    const stored = (await this.#area.get(ORDER_KEY))[ORDER_KEY];
    return z.array(z.string()).safeParse(stored).data ?? [];
  }

  async setOrder(listIds: readonly string[]): Promise<void> {
    await this.#area.set({ [ORDER_KEY]: [...listIds] });
  }
}
