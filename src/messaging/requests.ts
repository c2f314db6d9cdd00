import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { MAX_LOOKUP_KEYS } from './messages.ts';

const Platform = z.enum(PLATFORM_IDS);
const Key = z.string().min(2).max(260);

/** Everything the background answers. Anything else is refused. */
export const BackgroundRequest = z.discriminatedUnion('type', [
  /** Which of these keys, let through by a filter, are really in a list? */
  z.strictObject({
    type: z.literal('lookup'),
    platform: Platform,
    keys: z.array(Key).min(1).max(MAX_LOOKUP_KEYS),
  }),
  /** All that is known of an account, for its card. */
  z.strictObject({ type: z.literal('card'), platform: Platform, key: Key }),
  /** Puts the script that draws cards into the frame that asks. */
  z.strictObject({ type: z.literal('load-card') }),
  /** A filter is missing or can't be read: bring in what is missing and write it again. */
  z.strictObject({ type: z.literal('repair-filters') }),
  /** What the tab sees now, for the toolbar badge. */
  z.strictObject({ type: z.literal('page-count'), matches: z.int().nonnegative() }),
  /** The lists in use, for popup and card: names, versions, counts, ages. */
  z.strictObject({ type: z.literal('lists') }),
]);
export type BackgroundRequest = z.infer<typeof BackgroundRequest>;
