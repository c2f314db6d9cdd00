import { z } from 'zod';
import { REFUSALS } from '../lists/refusal.ts';

/** A list that the person has added by its address. */
export const Subscription = z.object({
  /** The folder the list is served from, with a slash at its end. */
  address: z.string(),
  listId: z.string(),
  name: z.string(),
  publisher: z.string(),
  /** The key the person confirmed, base64url. The list may name its successors. */
  publicKey: z.string(),
  enabled: z.boolean(),
  added: z.number(),
  /** Milliseconds (Unix epoch); null before the first. */
  lastAttempt: z.number().nullable(),
  lastSuccess: z.number().nullable(),
  nextAttempt: z.number(),
  /** How many attempts failed since the last success. */
  failures: z.int().nonnegative(),
  lastError: z.object({ refusal: z.enum(REFUSALS), message: z.string() }).nullable(),
});
export type Subscription = z.infer<typeof Subscription>;

/** The part of storage.local that subscriptions need. */
export interface SubscriptionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

const KEY = 'subscriptions';

/** All subscriptions, in the order they were added. What can't be read is left out. */
export async function readSubscriptions(area: SubscriptionArea): Promise<Subscription[]> {
  const stored = (await area.get(KEY))[KEY];
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => Subscription.safeParse(one).data ?? []);
}

/** Changes them in one read and write; callers take turns (one background, one queue). */
export async function changeSubscriptions(
  area: SubscriptionArea,
  change: (subscriptions: Subscription[]) => Subscription[],
): Promise<Subscription[]> {
  const changed = change(await readSubscriptions(area));
  await area.set({ [KEY]: changed });
  return changed;
}
