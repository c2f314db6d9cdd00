import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { PartialDate } from './dates.ts';
import { Dispute, LanguageTag, PlainText, Source } from './source.ts';

/**
 * Permanent name of a disclosure, used in addresses and citations: `twitter-2019-01-31-venezuela-1`. Not `constructor`:
 * Firefox loses a member of that name from a message.
 */
export const DisclosureId = z
  .string()
  .max(100)
  .regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/);

/** The discloser's own reason. It is quoted, or summarised and marked so, or said to be missing. */
export const StatedReason = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quote'),
    text: PlainText,
    language: LanguageTag,
    source: Source.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('summary'),
    text: PlainText,
    language: LanguageTag,
    source: Source.nullable().default(null),
  }),
  /** The discloser gave no reason. */
  z.strictObject({ kind: z.literal('none-given') }),
  /** A reason may exist; none was recorded by this list. */
  z.strictObject({ kind: z.literal('not-recorded') }),
]);
export type StatedReason = z.infer<typeof StatedReason>;

/** How many of what: `{ account: 1196 }`. `about` and `atLeast` keep the discloser's own vagueness. */
export const Count = z.strictObject({
  /** account, page, group, channel, instagram-account, subreddit, blog, ad, follower, … */
  of: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  number: z.int().nonnegative(),
  precision: z.enum(['exact', 'about', 'at-least']).default('exact'),
  /**
   * What the number covers when it is not the whole disclosure. A count without a note is of the
   * whole, one for each `of`; only those may be added up.
   */
  note: PlainText.nullable().default(null),
});
export type Count = z.infer<typeof Count>;

/** A later change by the discloser itself: accounts moved, counts corrected, sets withdrawn. */
export const Revision = z.strictObject({
  date: PartialDate,
  summary: PlainText,
  source: Source.nullable().default(null),
});

/** One published statement about removed accounts. File: `data/disclosures/<id>.json`. */
export const Disclosure = z.strictObject({
  id: DisclosureId,
  /** Who published it or, for an account action, who acted; not always the accounts' platform. */
  disclosedBy: z.strictObject({
    name: PlainText,
    /** At most 24 characters, for the badge: `Twitter`, `Meta`, `House Intel.` */
    shortName: z.string().trim().min(1).max(24),
  }),
  /** Where the removed accounts and the named ones lived, as far as known. */
  platforms: z.array(z.enum(PLATFORM_IDS)).min(1),
  date: PartialDate,
  title: PlainText,
  kind: z.enum(['network-takedown', 'account-action', 'entity-ban', 'list-to-legislature']),
  /** As stated by the discloser; null when it attributed the accounts to nobody. */
  attributedTo: PlainText.nullable(),
  statedReason: StatedReason,
  counts: z.strictObject({
    /** As the announcement claimed. */
    claimed: z.array(Count),
    /** As found in the published file, where there is one. */
    published: z.array(Count),
  }),
  namesPublished: z.enum([
    'all',
    'some-hashed',
    'all-hashed',
    'off-platform-only',
    'examples',
    'counts-only',
    'none',
    'unknown',
  ]),
  namesNote: PlainText.nullable().default(null),
  sources: z.array(Source),
  revisions: z.array(Revision).default([]),
  disputes: z.array(Dispute).default([]),
  notes: PlainText.nullable().default(null),
  /**
   * Which facts were not seen in a source by whoever collected them: all (`confirmed: false`) or the
   * fields named, such as `date` or `disputes[].date`.
   */
  confirmation: z.strictObject({
    confirmed: z.boolean(),
    unconfirmedFields: z.array(z.string()).default([]),
  }),
});
export type Disclosure = z.infer<typeof Disclosure>;
