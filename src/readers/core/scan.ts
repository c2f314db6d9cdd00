import { postedAt } from '../../accounts/births.ts';
import { normalHandle } from '../../accounts/handles.ts';
import { normalId } from '../../accounts/ids.ts';
import { handleKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { AccountReference, Role } from '../../accounts/reference.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import { isArchivesOwn } from './archive.ts';
import { type EmbeddedPost, embeddedPost, NAMED_EMBEDS, namedEmbed } from './embeds.ts';
import { nameInHead } from './head.ts';
import { accountOfLink, hasText } from './links.ts';
import type { PageContext } from './page.ts';
import { accountAt, type LinkedAccount } from './registry.ts';
import type { AttributeSource, FoundName, Identity, IdSource, PageHooks } from './site.ts';

/** Whom a page names, as far as it takes to ask the lists. */
export type NamedAccount = Pick<AccountReference, 'platform' | 'handle' | 'id'>;

/** What is asked of a name that a list may have. */
interface Circumstances {
  readonly reference: AccountReference;
  /** The block that shows this name once; sightings of one account in one place share a badge. */
  readonly place: Element;
  /** Behind this a badge may stand; null where the name can't be seen or is only implied. */
  readonly anchor: Element | null;
  /** Among sightings of one place the badge goes to the highest. */
  readonly rank: number;
}

/**
 * One sighting of one account in a page. Role, time and place are read from the page when they are first
 * asked for: almost every name ends at a list's filter, which takes only who is named.
 */
export class Sighting implements Circumstances {
  readonly named: NamedAccount;
  readonly element: Element;
  readonly #read: () => Circumstances;
  #known: Circumstances | null = null;

  constructor(named: NamedAccount, element: Element, read: () => Circumstances) {
    this.named = named;
    this.element = element;
    this.#read = read;
  }

  get reference(): AccountReference {
    return this.#circumstances.reference;
  }

  get place(): Element {
    return this.#circumstances.place;
  }

  get anchor(): Element | null {
    return this.#circumstances.anchor;
  }

  get rank(): number {
    return this.#circumstances.rank;
  }

  get #circumstances(): Circumstances {
    this.#known ??= this.#read();
    return this.#known;
  }
}

const RANK = { handleText: 3, nameText: 2, post: 1 } as const;
const NO_HOOKS: PageHooks = {};
/** Never what a person reads: not rendered, or kept for scripts. */
const UNSEEN = 'template, noscript, [hidden]';
/** Addresses of a long feed that are remembered as in no list. */
const MAX_UNLISTED = 2000;
/** From a link up to what holds display name, handle and date of one account. */
const MAX_NAME_DEPTH = 3;

/** A part of a page that can be read: all of it, an element, or an open shadow root. */
export type ScanRoot = Element | Document | ShadowRoot;

/**
 * Reads a part of the page (its own root element included) link by link. Yields a sighting, or null
 * for something looked at that names nobody, so that the caller can stop and go on in slices.
 */
export function* scan(page: PageContext, root: ScanRoot): Generator<Sighting | null> {
  const hooks = page.site?.page ?? NO_HOOKS;
  learnIdsBesideLinks(page, hooks, root);
  const plan = planOf(hooks);
  for (const link of within(root, 'a[href]')) {
    if (!isKnownUnlisted(page, plan, link)) yield sightingOfLink(page, hooks, link);
  }
  if (plan.attributes !== '') {
    for (const element of within(root, plan.attributes)) {
      for (const source of hooks.attributes ?? []) {
        if (!element.matches(source.select)) continue;
        yield* sightingsOfAttribute(page, hooks, source, element);
      }
    }
  }
  const find = hooks.find ?? page.find;
  for (const found of find?.(page, root) ?? []) yield sightingOfFound(page, hooks, found);
  for (const element of within(root, NAMED_EMBEDS)) yield sightingOfEmbed(page, hooks, element);
  if (hooks.head === undefined) return;
  for (const head of within(root, hooks.head)) {
    const found = nameInHead(page, head, (link) => accountOfLink(page, link));
    yield found && sightingOfFound(page, hooks, found);
  }
}

/** What is the same each time a part of a site's page is read. */
interface Plan {
  /** All attribute sources in one selector: a page is searched once, and few elements are any of them. */
  readonly attributes: string;
  /** Links that carry ids beside their address. */
  readonly linkIds: string;
}

const plans = new WeakMap<PageHooks, Plan>();

function planOf(hooks: PageHooks): Plan {
  const known = plans.get(hooks);
  if (known) return known;
  const joined = (sources: readonly { readonly select: string }[]) =>
    sources.map(({ select }) => select).join(', ');
  const plan = {
    attributes: joined(hooks.attributes ?? []),
    linkIds: joined((hooks.ids ?? []).filter(({ within }) => within === undefined)),
  };
  plans.set(hooks, plan);
  return plan;
}

/** A link that says nothing but an address which was looked up before, in vain. */
function isKnownUnlisted(page: PageContext, { linkIds }: Plan, link: Element): boolean {
  const href = link.getAttribute('href');
  return href !== null && page.unlisted.has(href) && (linkIds === '' || !link.matches(linkIds));
}

/** Notes that the account a link names is in no list, so that its address need not be taken apart again. */
export function noteUnlisted(page: PageContext, link: Element): void {
  const href = link.getAttribute('href');
  // What is not in the cache depends on more than the address.
  if (href === null || !page.linkCache.has(href) || page.site?.page?.link) return;
  if (page.unlisted.size >= MAX_UNLISTED) page.unlisted.clear();
  page.unlisted.add(href);
}

/** Reads one place of the page again, before it is touched: a virtual list may have given it to another account. */
export function reread(page: PageContext, sighting: Sighting): AccountReference | null {
  const hooks = page.site?.page ?? NO_HOOKS;
  const { element, reference } = sighting;
  const linked = element.matches('a[href]') && sightingOfLink(page, hooks, element);
  if (linked) return linked.reference;
  const row = hooks.rows === undefined ? null : element.closest(hooks.rows);
  const root = row ?? element.parentElement ?? (element.getRootNode() as Document | ShadowRoot);
  let other: AccountReference | null = null;
  for (const again of scan(page, root)) {
    if (again?.element !== element || again.reference.role !== reference.role) continue;
    // One element can name several accounts.
    const { handle, id } = again.reference;
    if (handle === reference.handle && id === reference.id) return again.reference;
    other ??= again.reference;
  }
  return other;
}

/** The account that the page's own address names, if it names one. Also learns what the page's data says of it. */
export function scanAddress(page: PageContext): AccountReference | null {
  if (page.site) {
    for (const identity of page.site.page?.identities?.(page) ?? []) {
      learn(page, page.site.platform, identity);
    }
  }
  const account = accountAt(page.original, page.home);
  if (!account || account.says === 'share') return null;
  if (account.handle === null && account.id === null) return null;
  return {
    platform: account.site.platform,
    handle: account.handle,
    id: account.id,
    created: null,
    role: account.says === 'post' ? 'author' : 'profile',
    seenAt: page.capturedAt,
  };
}

/** A reference with what the whole page has taught about its account so far. */
export function withIdentity<Named extends NamedAccount & { readonly created?: TimeSpan | null }>(
  page: PageContext,
  reference: Named,
): Named {
  if (page.identities.size === 0) return reference;
  const { platform, id } = reference;
  const handle = reference.handle ?? page.handles.get(`${platform} ${id}`) ?? null;
  const key = handle === null ? null : handleKey(platform, handle);
  const known = key === null ? undefined : page.identities.get(`${platform} ${key}`);
  if (!known || known.contradicted) return reference;
  return {
    ...reference,
    handle,
    id: id ?? known.id,
    created: reference.created ?? known.created,
  };
}

function sightingOfFound(
  page: PageContext,
  hooks: PageHooks,
  { handle, id = null, element, anchor, role, platform = page.site?.platform }: FoundName,
): Sighting | null {
  if (platform === undefined || isUnseen(page, hooks, element)) return null;
  if (!isAccount(platform, handle, id)) return null;
  if (handle !== null && id !== null) learn(page, platform, { handle, id, created: null });
  const named = namedAccount(platform, handle, id);
  return new Sighting(named, element, () => ({
    reference: reference(page, hooks, named, role, element),
    place: placeOf(page, hooks, element),
    anchor,
    rank: RANK.handleText,
  }));
}

function sightingOfLink(page: PageContext, hooks: PageHooks, link: Element): Sighting | null {
  const account = accountOfLink(page, link);
  if (!account || isUnseen(page, hooks, link)) return null;
  const platform = account.site.platform;
  const ownId = idOnLink(page, hooks, link);
  if (ownId !== null && account.handle !== null && platform === page.site?.platform) {
    learn(page, platform, { handle: account.handle, id: ownId, created: null });
  }
  const named = namedAccount(platform, account.handle, account.id ?? ownId);
  return new Sighting(named, link, () => circumstancesOfLink(page, hooks, account, named, link));
}

function circumstancesOfLink(
  page: PageContext,
  hooks: PageHooks,
  account: LinkedAccount,
  named: NamedAccount,
  link: Element,
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
  const seen = reference(page, hooks, named, role, link);
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

function sightingOfEmbed(page: PageContext, hooks: PageHooks, element: Element): Sighting | null {
  const embed = isUnseen(page, hooks, element) ? null : namedEmbed(page, element);
  if (!embed) return null;
  const { handle, id, site, capturedAt } = embed.author;
  const { platform } = site;
  if (handle !== null && id !== null) learn(page, platform, { handle, id, created: null });
  const named = namedAccount(platform, handle, id);
  return new Sighting(named, element, () => ({
    reference: {
      ...reference(page, hooks, named, 'embed', element),
      seenAt: capturedAt ?? embed.at,
    },
    place: embed.element,
    anchor: embed.anchor,
    rank: RANK.post,
  }));
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

function sightingsOfAttribute(
  page: PageContext,
  hooks: PageHooks,
  source: AttributeSource,
  element: Element,
): Sighting[] {
  if (!page.site || isUnseen(page, hooks, element)) return [];
  const platform = page.site.platform;
  const value =
    source.attribute === undefined ? element.textContent : element.getAttribute(source.attribute);
  const parts = source.separator ? (value ?? '').split(source.separator) : [value ?? ''];
  const sightings: Sighting[] = [];
  for (const part of parts) {
    const match = source.pattern ? source.pattern.exec(part) : null;
    if (source.pattern && !match) continue;
    const handle = source.pattern ? (match?.groups?.handle ?? null) : part.trim();
    const id =
      match?.groups?.id ??
      (source.idAttribute === undefined ? null : element.getAttribute(source.idAttribute));
    if (!isAccount(platform, handle, id)) continue;
    if (handle !== null && id !== null) learn(page, platform, { handle, id, created: null });
    const named = namedAccount(platform, handle, id);
    sightings.push(
      new Sighting(named, element, () => ({
        reference: reference(page, hooks, named, source.role ?? roleOf(hooks, element), element),
        place: placeOf(page, hooks, element),
        anchor: anchorIn(element, source.anchor),
        rank: RANK.nameText,
      })),
    );
  }
  return sightings;
}

function anchorIn(element: Element, selector: string | undefined): Element | null {
  if (selector === undefined) return null;
  return selector === ':scope' ? element : element.querySelector(selector);
}

function namedAccount(
  platform: PlatformId,
  handle: string | null,
  id: string | null,
): NamedAccount {
  return {
    platform,
    handle: handle === null ? null : handle.replace(/^[@＠]/, ''),
    id: id === null ? null : normalId(platform, id),
  };
}

function reference(
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
  const account = element.matches('a[href]') ? accountOfLink(page, element) : null;
  if (account?.site.platform !== page.site?.platform) return element;
  if (page.capture?.archive === 'archivetoday') return bareName(page, account, element);
  // Display name and handle often are two links side by side.
  const beside = [element.previousElementSibling, element.nextElementSibling];
  const around = element.parentElement;
  const isOneName = account && beside.some((one) => one && leadsTo(page, account, one));
  return (isOneName && around) || element;
}

function leadsTo(page: PageContext, account: LinkedAccount, element: Element): boolean {
  const other = accountOfLink(page, element);
  return other !== null && isSameAccount(account, other);
}

/** archive.today drops the marks that blocks are known by: a name is what links to one account only. */
function bareName(page: PageContext, account: LinkedAccount | null, element: Element): Element {
  let name = element;
  for (let depth = 0; account && depth < MAX_NAME_DEPTH; depth++) {
    const around = name.parentElement;
    if (!around) break;
    const others = [...around.querySelectorAll('a[href]')].map((link) => accountOfLink(page, link));
    if (others.some((other) => other !== null && !isSameAccount(account, other))) break;
    name = around;
  }
  return name;
}

function isUnseen(page: PageContext, hooks: PageHooks, element: Element): boolean {
  return (
    element.closest(UNSEEN) !== null ||
    (hooks.skip !== undefined && element.closest(hooks.skip) !== null) ||
    (page.capture !== null && !page.capture.raw && isArchivesOwn(page.capture, element))
  );
}

function isAccount(platform: PlatformId, handle: string | null, id: string | null): boolean {
  if (handle !== null && normalHandle(platform, handle) !== null) return true;
  return handle === null && id !== null && normalId(platform, id) !== null;
}

function idOnLink(page: PageContext, hooks: PageHooks, link: Element): string | null {
  for (const source of hooks.ids ?? []) {
    if (source.within !== undefined || !link.matches(source.select)) continue;
    const id = idIn(page, link, source.attribute, source.pattern);
    if (id !== null) return id;
  }
  return null;
}

function idIn(
  page: PageContext,
  element: Element,
  attribute: string,
  pattern: RegExp | undefined,
): string | null {
  const value = element.getAttribute(attribute) ?? '';
  const text = pattern ? pattern.exec(value)?.[1] : value;
  return page.site && text !== undefined ? normalId(page.site.platform, text) : null;
}

/** Ids of rows (follow buttons, pictures of known meaning) go to the account the row is about. */
function learnIdsBesideLinks(page: PageContext, hooks: PageHooks, root: ScanRoot): void {
  if (!page.site) return;
  for (const source of hooks.ids ?? []) {
    if (source.within === undefined) continue;
    for (const element of within(root, source.select)) {
      const row = element.closest(source.within);
      const id = idIn(page, element, source.attribute, source.pattern);
      if (!row || id === null) continue;
      const told = source.handle && toldHandle(source.handle, element);
      const handle = told ?? firstLinkedHandle(page, row);
      if (handle != null) learn(page, page.site.platform, { handle, id, created: null });
    }
  }
}

function toldHandle(
  { attribute, pattern }: NonNullable<IdSource['handle']>,
  element: Element,
): string | undefined {
  const text = attribute === undefined ? element.textContent : element.getAttribute(attribute);
  return pattern.exec(text?.trim() ?? '')?.[1];
}

function firstLinkedHandle(page: PageContext, row: Element): string | null {
  for (const link of within(row, 'a[href]')) {
    const account = accountOfLink(page, link);
    if (account?.handle && account.site.platform === page.site?.platform) return account.handle;
  }
  return null;
}

/** Remembers an identity; two different ids for one name on one page leave neither, and so with two names. */
function learn(page: PageContext, platform: PlatformId, identity: Identity): void {
  const { handle, created } = identity;
  if (handle === null) return;
  const key = handleKey(platform, handle);
  if (key === null) return;
  const id = identity.id === null ? null : normalId(platform, identity.id);
  if (id !== null) {
    const named = page.handles.get(`${platform} ${id}`);
    const same = named === undefined || (named !== null && handleKey(platform, named) === key);
    page.handles.set(`${platform} ${id}`, same ? (named ?? handle) : null);
  }
  const known = page.identities.get(`${platform} ${key}`);
  if (!known) {
    page.identities.set(`${platform} ${key}`, { id, created, contradicted: false });
    page.learned.add(`${platform} ${key}`);
    return;
  }
  if (id !== null && id !== known.id) {
    if (known.id !== null) known.contradicted = true;
    page.learned.add(`${platform} ${key}`);
  }
  known.id ??= id;
  known.created ??= created;
}

function* within(root: ScanRoot, selector: string): Iterable<Element> {
  if ('matches' in root && root.matches(selector)) yield root;
  yield* root.querySelectorAll(selector);
}
