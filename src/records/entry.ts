import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { PartialDate } from './dates.ts';
import { DisclosureId } from './disclosure.ts';
import { Dispute, PlainText, Source } from './source.ts';

export { statusOf } from './status.ts';

export const EntryStatus = z.enum(['listed', 'reinstated', 'delisted', 'disputed', 'reattributed']);
export type EntryStatus = z.infer<typeof EntryStatus>;

/** Something that happened to one entry after it was named. The newest one is the entry's status. */
export const StatusEvent = z.strictObject({
  status: EntryStatus,
  date: PartialDate.nullable(),
  summary: PlainText,
  source: Source.nullable(),
  confirmed: z.boolean().default(true),
});
export type StatusEvent = z.infer<typeof StatusEvent>;

/** One account named by one or more disclosures. */
export const AccountEntry = z
  .strictObject({
    platform: z.enum(PLATFORM_IDS),
    kind: z.enum(['account', 'page', 'group', 'channel', 'blog', 'community']).default('account'),
    /** As published, in its own spelling; null when only an id or a display name is known. */
    handle: z.string().min(1).max(253).nullable(),
    earlierHandles: z.array(z.string().min(1).max(253)).default([]),
    /** The permanent number or string that the platform never reuses; null when unknown, hashed or rounded. */
    platformId: z.string().min(1).max(253).nullable().default(null),
    displayName: PlainText.nullable().default(null),
    /** Which disclosures name it, and where each names it. */
    namedIn: z
      .array(z.strictObject({ disclosure: DisclosureId, source: Source.nullable().default(null) }))
      .min(1),
    /** Oldest first; empty means listed and nothing since. */
    history: z.array(StatusEvent).default([]),
    disputes: z.array(Dispute).default([]),
    /** When the account was created and removed, as far as known. */
    created: PartialDate.nullable().default(null),
    removed: PartialDate.nullable().default(null),
    note: PlainText.nullable().default(null),
  })
  .refine(
    (entry) => entry.handle !== null || entry.platformId !== null || entry.displayName !== null,
    {
      message: 'an entry needs a handle, a platform id or at least a display name',
    },
  );
export type AccountEntry = z.infer<typeof AccountEntry>;

/**
 * File `data/accounts/<name>.json`: entries that share a disclosure and a source.
 * Each entry is named in `disclosure`, seen in `source`, unless its own `namedIn` adds others.
 */
export const AccountsFile = z.strictObject({
  disclosure: DisclosureId,
  source: Source,
  /** Removal date of entries that carry none, when the disclosure gives one. */
  removed: PartialDate.nullable().default(null),
  entries: z
    .array(
      z.strictObject({
        ...AccountEntry.shape,
        namedIn: AccountEntry.shape.namedIn.default([]),
      }),
    )
    .min(1),
});
export type AccountsFile = z.infer<typeof AccountsFile>;
