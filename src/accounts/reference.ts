import type { PlatformId } from './platforms.ts';
import type { TimeSpan } from './time.ts';

/** In what capacity a page names an account; summaries never count a mention as an author. */
export const ROLES = [
  'author',
  'quoted',
  'reposter',
  'reply-to',
  'mention',
  'commenter',
  'profile',
  'hovercard',
  'list-row',
  'embed',
  'link',
] as const;
export type Role = (typeof ROLES)[number];

/** One place on a page that names one account. At least one of handle and id is set. */
export interface AccountReference {
  readonly platform: PlatformId;
  /** In the page's spelling, without a leading `@`; name spaces kept (`user/name`, `company/name`). */
  readonly handle: string | null;
  /** The platform's permanent id, when the page itself pairs it with this account. */
  readonly id: string | null;
  /** When the account was created, when the page or the id says so. */
  readonly created: TimeSpan | null;
  readonly role: Role;
  /** When what carries the name was posted or captured: milliseconds, Unix epoch, UTC. */
  readonly seenAt: number | null;
}
