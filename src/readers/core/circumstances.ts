import { postedAt } from '../../accounts/births.ts';
import { normalHandle } from '../../accounts/handles.ts';
import type { AccountReference, Role } from '../../accounts/reference.ts';
import { type EmbeddedPost, embeddedPost, postOf } from './embedded-post.ts';
import type { NamedAccount, Occurrence } from './occurrence.ts';
import type { LinkedAccount, PageContext } from './page-context.ts';
import type { AttributeSource, PageHooks } from './site.ts';
import { hasText } from './text.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** What is asked of an occurrence whose account a list may have. */
export interface Circumstances {
  readonly reference: AccountReference;
  /** The block that shows this name once; occurrences of one account in one place share a badge. */
  readonly place: Element;
  /** Behind this a badge may stand; null where the name can't be seen or is only implied. */
  readonly anchor: Element | null;
  /** Among occurrences of one place the badge goes to the highest. */
  readonly rank: number;
}

const RANK = { handleText: 3, nameText: 2, post: 1 } as const;
const NO_HOOKS: PageHooks = {};
/** From a link up to what holds display name, handle and date of one account. */
const MAX_NAME_DEPTH = 3;

/** Reads role, time and place of an occurrence from the page as it is now. */
export function circumstancesOf(page: PageContext, occurrence: Occurrence): Circumstances {
  const hooks = page.site?.page ?? NO_HOOKS;
  const { named, element, origin } = occurrence;
  switch (origin.kind) {
    case 'link':
      return circumstancesOfLink(page, hooks, origin.account, occurrence);
    case 'attribute':
      return circumstancesOfAttribute(page, hooks, origin.source, occurrence);
    case 'text':
      return {
        reference: referenceOf(page, hooks, named, origin.role, element),
        place: placeOf(page, hooks, element),
        anchor: origin.anchor,
        rank: RANK.handleText,
      };
    case 'embed': {
      const { at, element: place, anchor } = postOf(page, origin.author, element);
      const seen = referenceOf(page, hooks, named, 'embed', element);
      const seenAt = origin.author.capturedAt ?? at;
      return { reference: { ...seen, seenAt }, place, anchor, rank: RANK.post };
    }
  }
}

function circumstancesOfAttribute(
  page: PageContext,
  hooks: PageHooks,
  source: AttributeSource,
  { named, element }: Occurrence,
): Circumstances {
  return {
    reference: referenceOf(page, hooks, named, source.role ?? roleOf(hooks, element), element),
    place: placeOf(page, hooks, element),
    anchor: anchorIn(element, source.anchor),
    rank: RANK.nameText,
  };
}

function circumstancesOfLink(
  page: PageContext,
  hooks: PageHooks,
  account: LinkedAccount,
  { named, element: link }: Occurrence,
): Circumstances {
  const isOwn = named.platform === page.site?.platform;
  const post = isOwn || account.says === 'share' ? null : embeddedPost(page, link);
  const role =
    account.says === 'share'
      ? 'link'
      : isOwn
        ? roleOf(hooks, link)
        : foreignRole(hooks, account, link, post);
  const row = hooks.rows === undefined ? null : link.closest(hooks.rows);
  const seen = referenceOf(page, hooks, named, role, link);
  // On the platform itself a post shows today's name of its author, however old the post is. In
  // another page the address was written when the post was embedded (docs/decisions/0003).
  const posted = isOwn || account.post === null ? null : postedAt(named.platform, account.post);
  const seenAt = account.capturedAt ?? post?.at ?? posted ?? seen.seenAt;
  return {
    reference: { ...seen, seenAt },
    place: (role === 'embed' ? post?.element : null) ?? placeOf(page, hooks, link),
    anchor: canCarryBadge(page, hooks, account, role, row, link) ? link : null,
    rank: rankOf(account, link),
  };
}

/** What another platform's account is to this page: its roles are for its own accounts. */
function foreignRole(
  hooks: PageHooks,
  account: LinkedAccount,
  link: Element,
  post: EmbeddedPost | null,
): Role {
  if (post) return isSameAccount(post.author, account) ? 'embed' : 'mention';
  return roleOf(hooks, link) === 'mention' ? 'mention' : 'link';
}

function isSameAccount(one: LinkedAccount, other: LinkedAccount): boolean {
  const { platform } = one.site;
  if (platform !== other.site.platform) return false;
  if (one.handle === null || other.handle === null) return one.id !== null && one.id === other.id;
  return normalHandle(platform, one.handle) === normalHandle(platform, other.handle);
}

function canCarryBadge(
  page: PageContext,
  hooks: PageHooks,
  account: LinkedAccount,
  role: Role,
  row: Element | null,
  link: Element,
): boolean {
  if (account.says === 'share' || !hasText(link)) return false;
  if (hooks.quiet !== undefined && link.closest(hooks.quiet) !== null) return false;
  if (page.site !== account.site || role === 'mention') return true;
  // On the site itself, links to parts of a profile are tabs and counters; in a feed, links to a post
  // are its date, its pictures and its counters. The name stands apart.
  if (account.says === 'post') {
    return row === null || (hooks.postNames !== undefined && link.matches(hooks.postNames));
  }
  return account.says === 'account';
}

function rankOf(account: LinkedAccount, link: Element): number {
  if (account.says === 'post') return RANK.post;
  const text = link.textContent?.trim().toLowerCase() ?? '';
  const handle = account.handle?.toLowerCase();
  return text === handle || text === `@${handle}` ? RANK.handleText : RANK.nameText;
}

function anchorIn(element: Element, selector: string | undefined): Element | null {
  if (selector === undefined) return null;
  return selector === ':scope' ? element : element.querySelector(selector);
}

function referenceOf(
  page: PageContext,
  hooks: PageHooks,
  named: NamedAccount,
  role: Role,
  element: Element,
): AccountReference {
  return {
    ...named,
    created: null,
    role,
    seenAt: page.capturedAt ?? (role === 'mention' ? rowTime(hooks, element) : null),
  };
}

/** A mention is part of the post's text and as old as the post; see docs/decisions/0003. */
function rowTime(hooks: PageHooks, element: Element): number | null {
  if (hooks.rows === undefined || hooks.time === undefined) return null;
  const text = element.closest(hooks.rows)?.querySelector(hooks.time)?.getAttribute('datetime');
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function roleOf(hooks: PageHooks, element: Element): Role {
  const rule = hooks.roles?.find(({ within }) => element.closest(within));
  if (!rule) return 'link';
  const container = rule.unless && element.closest(rule.within);
  const exception = container && rule.unless?.(element, container);
  if (exception) return exception;
  const first = rule.later && hooks.rows && element.closest(hooks.rows)?.querySelector(rule.within);
  return (first && !first.contains(element) && rule.later) || rule.role;
}

function placeOf(page: PageContext, hooks: PageHooks, element: Element): Element {
  const named = hooks.names === undefined ? null : element.closest(hooks.names);
  if (named) return named;
  const account = element.matches('a[href]') ? page.accountOf(element) : null;
  if (account?.site.platform !== page.site?.platform) return element;
  if (page.capture?.archive === 'archivetoday') return bareName(page, account, element);
  // Display name and handle often are two links side by side.
  const beside = [element.previousElementSibling, element.nextElementSibling];
  const around = element.parentElement;
  const isOneName = account && beside.some((one) => one && leadsTo(page, account, one));
  return (isOneName && around) || element;
}

function leadsTo(page: PageContext, account: LinkedAccount, element: Element): boolean {
  const other = page.accountOf(element);
  return other !== null && isSameAccount(account, other);
}

/** archive.today drops the marks that blocks are known by: a name is what links to one account only. */
function bareName(page: PageContext, account: LinkedAccount | null, element: Element): Element {
  let name = element;
  for (let depth = 0; account && depth < MAX_NAME_DEPTH; depth++) {
    const around = name.parentElement;
    if (!around) break;
    const others = [...around.querySelectorAll('a[href]')].map((link) => page.accountOf(link));
    if (others.some((other) => other !== null && !isSameAccount(account, other))) break;
    name = around;
  }
  return name;
}
