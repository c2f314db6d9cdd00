import { normalHandle } from '../../accounts/handles.ts';
import { normalId } from '../../accounts/ids.ts';
import { handleKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { AccountReference } from '../../accounts/reference.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import { isArchivesOwn } from './archive.ts';
import { NAMED_EMBEDS, namedAuthor } from './embeds.ts';
import { nameInHead } from './head.ts';
import type { NamedAccount, Occurrence, Origin } from './occurrence.ts';
import type { PageContext } from './page-context.ts';
import { accountAt } from './registry.ts';
import type { AttributeSource, FoundName, Identity, IdSource, PageHooks } from './site.ts';

const NO_HOOKS: PageHooks = {};
/** Never what a person reads: not rendered, or kept for scripts. */
const UNSEEN = 'template, noscript, [hidden]';
/** Addresses of a long feed that are remembered as in no list. */
const MAX_UNLISTED = 2000;
/** A part of a page that can be read: all of it, an element, or an open shadow root. */
export type ScanRoot = Element | Document | ShadowRoot;

/**
 * Reads a part of the page (its own root element included) link by link. Yields an occurrence, or null
 * for something looked at that names nobody, so that the caller can stop and go on in slices.
 */
export function* scan(page: PageContext, root: ScanRoot): Generator<Occurrence | null> {
  const hooks = page.site?.page ?? NO_HOOKS;
  learnIdsBesideLinks(page, hooks, root);
  const plan = planOf(hooks);
  for (const link of within(root, 'a[href]')) {
    if (!isKnownUnlisted(page, plan, link)) yield occurrenceOfLink(page, hooks, link);
  }
  if (plan.attributes !== '') {
    for (const element of within(root, plan.attributes)) {
      for (const source of hooks.attributes ?? []) {
        if (!element.matches(source.select)) continue;
        yield* occurrencesOfAttribute(page, hooks, source, element);
      }
    }
  }
  const find = hooks.find ?? page.find;
  for (const found of find?.(page, root) ?? []) yield occurrenceOfFound(page, hooks, found);
  for (const element of within(root, NAMED_EMBEDS)) yield occurrenceOfEmbed(page, hooks, element);
  if (hooks.head === undefined) return;
  for (const head of within(root, hooks.head)) {
    const found = nameInHead(page, head, (link) => page.accountOf(link));
    yield found && occurrenceOfFound(page, hooks, found);
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

/**
 * Reads one place of the page again, before it is touched: a virtual list may have given it to another account.
 * Null where it names nobody any more.
 */
export function reread(
  page: PageContext,
  { element, named, origin }: Occurrence,
): Occurrence | null {
  const hooks = page.site?.page ?? NO_HOOKS;
  if (origin.kind === 'link') return occurrenceOfLink(page, hooks, element);
  const row = hooks.rows === undefined ? null : element.closest(hooks.rows);
  const root = row ?? element.parentElement ?? (element.getRootNode() as Document | ShadowRoot);
  let other: Occurrence | null = null;
  for (const again of scan(page, root)) {
    if (again?.element !== element || !isSameOrigin(again.origin, origin)) continue;
    // One element can name several accounts.
    if (again.named.handle === named.handle && again.named.id === named.id) return again;
    other ??= again;
  }
  return other;
}

function isSameOrigin(one: Origin, other: Origin): boolean {
  if (one.kind === 'attribute') return other.kind === 'attribute' && one.source === other.source;
  return one.kind === other.kind;
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

function occurrenceOfFound(
  page: PageContext,
  hooks: PageHooks,
  { handle, id = null, element, anchor, role, platform = page.site?.platform }: FoundName,
): Occurrence | null {
  if (platform === undefined || isUnseen(page, hooks, element)) return null;
  if (!isAccount(platform, handle, id)) return null;
  if (handle !== null && id !== null) learn(page, platform, { handle, id, created: null });
  const named = namedAccount(platform, handle, id);
  return { named, element, origin: { kind: 'text', role, anchor } };
}

function occurrenceOfLink(page: PageContext, hooks: PageHooks, link: Element): Occurrence | null {
  const account = page.accountOf(link);
  if (!account || isUnseen(page, hooks, link)) return null;
  const platform = account.site.platform;
  const ownId = idOnLink(page, hooks, link);
  if (ownId !== null && account.handle !== null && platform === page.site?.platform) {
    learn(page, platform, { handle: account.handle, id: ownId, created: null });
  }
  const named = namedAccount(platform, account.handle, account.id ?? ownId);
  return { named, element: link, origin: { kind: 'link', account } };
}

function occurrenceOfEmbed(
  page: PageContext,
  hooks: PageHooks,
  element: Element,
): Occurrence | null {
  const author = isUnseen(page, hooks, element) ? null : namedAuthor(page, element);
  if (!author) return null;
  const { handle, id, site } = author;
  const { platform } = site;
  if (handle !== null && id !== null) learn(page, platform, { handle, id, created: null });
  return { named: namedAccount(platform, handle, id), element, origin: { kind: 'embed', author } };
}

function occurrencesOfAttribute(
  page: PageContext,
  hooks: PageHooks,
  source: AttributeSource,
  element: Element,
): Occurrence[] {
  if (!page.site || isUnseen(page, hooks, element)) return [];
  const platform = page.site.platform;
  const value =
    source.attribute === undefined ? element.textContent : element.getAttribute(source.attribute);
  const parts = source.separator ? (value ?? '').split(source.separator) : [value ?? ''];
  const occurrences: Occurrence[] = [];
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
    occurrences.push({ named, element, origin: { kind: 'attribute', source } });
  }
  return occurrences;
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
    const account = page.accountOf(link);
    // The name in an address of a post may be old, or made up.
    if (!account?.handle || account.says === 'post') continue;
    if (account.site.platform === page.site?.platform) return account.handle;
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
  if (id !== null && id !== known.id && !known.contradicted) {
    known.contradicted = known.id !== null;
    page.learned.add(`${platform} ${key}`);
  }
  known.id ??= id;
  known.created ??= created;
}

/** Also the root itself. An array, because whatever else goes through many small lists of nodes costs more than reading them. */
function within(root: ScanRoot, selector: string): readonly Element[] {
  const found: Element[] = 'matches' in root && root.matches(selector) ? [root] : [];
  const inside = root.querySelectorAll(selector);
  for (let at = 0; at < inside.length; at++) found.push(inside[at] as Element);
  return found;
}
