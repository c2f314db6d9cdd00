import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { ROLES } from '../accounts/reference.ts';
import { DisclosureId } from '../records/disclosure.ts';
import { EVIDENCE_LEVELS, EVIDENCE_REASONS } from '../records/evidence.ts';
import { MAX_JOURNAL_NOTES, MAX_LOOKUP_KEYS, MAX_NOTED_ENTRIES } from './messages.ts';

const Platform = z.enum(PLATFORM_IDS);
const Key = z.string().min(2).max(260);
const Address = z.string().min(1).max(2000);
const SiteId = z.string().regex(/^[a-z0-9-]{1,64}$/);
const ListId = z.string().min(1).max(60);

const Name = z.string().max(260).nullable();
const PageAddress = z
  .string()
  .max(2000)
  .regex(/^(?:https?|file):\/\//);
const SessionId = z.int().positive();

const JournalNote = z.strictObject({
  platform: Platform,
  handle: Name,
  id: Name,
  role: z.enum(ROLES),
  page: PageAddress,
  post: PageAddress.nullable(),
  postedAt: z.int().nullable(),
  entries: z
    .array(
      z.strictObject({
        list: ListId,
        handle: Name,
        platformId: Name,
        evidence: z.enum(EVIDENCE_LEVELS),
        reason: z.enum(EVIDENCE_REASONS),
        disclosures: z.array(z.string().min(1).max(100)).max(200).readonly(),
      }),
    )
    .max(MAX_NOTED_ENTRIES)
    .readonly(),
});

/** What a person does with the journal. */
const JournalAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('stop') }),
  /** Ends the session and starts another. */
  z.strictObject({ kind: z.literal('new-session') }),
  z.strictObject({ kind: z.literal('rename'), session: SessionId, name: z.string().max(200) }),
  /** One session, or all of them. */
  z.strictObject({ kind: z.literal('wipe'), session: SessionId.nullable() }),
]);
export type JournalAct = z.infer<typeof JournalAct>;

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
  /** Puts a part of what draws badges and cards into the frame that asks. */
  z.strictObject({ type: z.literal('load-part'), part: z.enum(['badge', 'card']) }),
  /** Puts the readers of sites that a page links to into the frame that asks. */
  z.strictObject({ type: z.literal('load-sites'), sites: z.array(SiteId).min(1).max(100) }),
  /** A filter is missing or can't be read: bring in what is missing and write it again. */
  z.strictObject({ type: z.literal('repair-filters') }),
  /** The page's matches are others now: the toolbar's number is counted anew. */
  z.strictObject({ type: z.literal('page-count') }),
  /** A reader finds rows and no names in them. */
  z.strictObject({
    type: z.literal('site-unreadable'),
    site: SiteId,
  }),
  /** The lists in use, for popup and card: names, versions, counts, ages. */
  z.strictObject({ type: z.literal('lists') }),
  /** For the options page: every list, also those that are switched off or failed. */
  z.strictObject({ type: z.literal('subscriptions') }),
  /** What is at an address, before it is added. */
  z.strictObject({ type: z.literal('preview-list'), address: Address }),
  /** Adds the list that was shown, by the key that was shown. */
  z.strictObject({
    type: z.literal('add-list'),
    address: Address,
    publicKey: z.string().regex(/^[\w-]{43}$/),
  }),
  /** Makes a private list of what a page has read out of a file and written down under this name. */
  z.strictObject({ type: z.literal('add-own-list'), draft: z.string().regex(/^[\w-]{1,64}$/) }),
  z.strictObject({ type: z.literal('remove-list'), listId: ListId }),
  z.strictObject({ type: z.literal('switch-list'), listId: ListId, enabled: z.boolean() }),
  /** Lets a list change how sites are read, or no longer. */
  z.strictObject({ type: z.literal('allow-reader-rules'), listId: ListId, allowed: z.boolean() }),
  z.strictObject({
    type: z.literal('update-list'),
    listId: ListId,
    /** The person was told that it lost much and wants it all the same. */
    acceptShrink: z.boolean(),
  }),
  /** Shows lists in this order. */
  z.strictObject({ type: z.literal('reorder-lists'), listIds: z.array(ListId).max(200) }),
  z.strictObject({ type: z.literal('list-history'), listId: ListId }),
  z.strictObject({ type: z.literal('step-back-list'), listId: ListId }),
  /** Everything the lists in use say apart from single accounts, for reading it. */
  z.strictObject({ type: z.literal('catalogue') }),
  /** Accounts of a list that one disclosure names. */
  z.strictObject({
    type: z.literal('disclosure-names'),
    listId: ListId,
    disclosure: z.string().min(1).max(100),
  }),
  /** Opens what is known of a disclosure in a tab of its own. */
  z.strictObject({ type: z.literal('open-disclosure'), disclosure: DisclosureId }),
  /** The lists in use as a result cites them. */
  z.strictObject({ type: z.literal('cited-lists') }),
  /** Deletes what is kept; the lists that an organisation has set stay. */
  z.strictObject({
    type: z.literal('wipe'),
    what: z
      .array(z.enum(['settings', 'hidden', 'lists', 'own-lists', 'health', 'session', 'journal']))
      .min(1),
  }),
  /** Listed names that a page shows, while a session of the journal is being recorded. */
  z.strictObject({
    type: z.literal('journal-note'),
    session: SessionId,
    notes: z.array(JournalNote).min(1).max(MAX_JOURNAL_NOTES),
  }),
  z.strictObject({ type: z.literal('journal') }),
  z.strictObject({ type: z.literal('journal-act'), act: JournalAct }),
]);
export type BackgroundRequest = z.infer<typeof BackgroundRequest>;
