import { type AccountKey, idKey, referenceKeys } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { AccountReference } from '../accounts/reference.ts';
import type { FoundEntry, ListedRule, PageSummary } from '../messaging/messages.ts';
import type { NamedAccount, Occurrence } from '../readers/core/occurrence.ts';
import { openPage } from '../readers/core/page.ts';
import type { KnownName, PageContext } from '../readers/core/page-context.ts';
import { addSites, repairReaders, takeMissing } from '../readers/core/registry.ts';
import {
  noteUnlisted,
  reread,
  type ScanRoot,
  scan,
  scanAddress,
  withIdentity,
} from '../readers/core/scan.ts';
import type { PageHooks, Site } from '../readers/core/site.ts';
import type { Verdict } from './judge.ts';
import { AccountLookup, type ListSource } from './lookup.ts';
import { partOf } from './parts.ts';
import type { BadgePlaces } from './places.ts';
import type { Match } from './summary.ts';
import { Tally, tallyHash } from './tally.ts';
import { PageWatcher, type WatchOptions } from './watch.ts';

/** What a person opens by a badge. */
export interface CardRequest extends Verdict {
  readonly anchor: HTMLElement;
  readonly reference: AccountReference;
}

export interface SessionOptions {
  /** Finds names in pages that no site's reader knows, beside their links: a person asked for this page. */
  readonly find?: PageHooks['find'];
  readonly source: ListSource;
  readonly onOpenCard: (request: CardRequest) => void;
  /** The number of listed accounts on the page has changed. */
  readonly onCount: () => void;
  /** A part of the page was read, or all of it given up: the summary may be another now. */
  readonly onRead: () => void;
  /** Rows were seen for a while and not one name in them. */
  readonly onUnreadable: (site: string) => void;
  /** The page needs the readers of these sites, which are not there yet; they go to `arrived`. */
  readonly onMissing: (sites: readonly string[]) => void;
  /** Whether the extension was updated or removed, and left this script behind. */
  readonly isOrphan: () => boolean;
}

const MAX_HIDDEN = 1000;
const MAX_NAMELESS = 1000;

/** Of the moves inside a page those that even an isolated world hears of. */
const MOVES = ['hashchange', 'popstate'] as const;

/** So many rows and not one name in them: the site's layout is no longer the one its reader knows. */
const ROWS_WITHOUT_NAMES = 5;
/** Rows come empty at first where a page loads slowly. */
const DOUBT_MS = 10_000;

/** Reads one page from start to stop: names to references to matches to badges. */
export class PageSession {
  readonly #document: Document;
  readonly #options: SessionOptions;
  readonly #lookup: AccountLookup;
  /** Null before the first badge. */
  #places: BadgePlaces | null = null;
  readonly #looked = new Tally();
  /** Looked at by an id whose name may yet turn up on the page. */
  readonly #nameless = new Map<string, NamedAccount>();
  readonly #matches = new Map<string, Match>();
  /** Accounts that are listed and that the person wants no badge for. */
  readonly #hidden = new Set<string>();
  readonly #watcher: PageWatcher;
  #page: PageContext;
  /** Nothing was read of it yet. */
  #isNew = true;
  readonly #moved = () => this.#changed();
  /** What frames of this page have badges for. */
  #inFrames: readonly string[] = [];
  #running = false;
  #rules: readonly ListedRule[] = [];
  #foundNames = false;
  /** Set since rows were read on this screen and no names were found in them. */
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document, options: SessionOptions) {
    this.#document = document;
    this.#options = options;
    this.#lookup = new AccountLookup(options.source);
    this.#page = this.#openPage();
    this.#watcher = new PageWatcher(
      document,
      {
        onChange: () => this.#changed(),
        read: (root) => this.#read(root),
        onPause: () => {
          this.#weighAgain();
          this.#askForReaders();
          options.onRead();
          void this.#lookup.flush().catch(() => this.#stopIfOrphan());
        },
      },
      this.#watchOptions(),
    );
  }

  /** The reader in charge of this page, or null. */
  get site(): { id: string; name: string } | null {
    return this.#page.site;
  }

  /** Reads the site as these rules say. What is on the page already is read anew by `start` or `refresh`. */
  follow(rules: readonly ListedRule[]): void {
    // As nearly always: then nothing is read otherwise than it was.
    if (rules.length === 0 && this.#rules.length === 0) return;
    this.#rules = rules;
    repairReaders(
      rules.map(({ rule }) => rule),
      (text) => isSelector(this.#document, text),
    );
    this.#page = this.#openPage();
    this.#isNew = true;
  }

  /** Readers that were missing: the page may be of one of their sites, or link to one. */
  arrived(sites: readonly Site[]): void {
    addSites(sites);
    const page = this.#openPage();
    const isOfOne = page.site !== null && this.#page.site === null;
    if (isOfOne) this.#page = page;
    if (!this.#running) return;
    if (isOfOne) {
      this.#open();
    } else {
      this.#page.linkCache.clear();
      this.#page.unlisted.clear();
      this.#watcher.enqueue(this.#document);
    }
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    for (const event of MOVES) this.#document.defaultView?.addEventListener(event, this.#moved);
    this.#open();
  }

  /** Leaves nothing behind. */
  stop(): void {
    this.#running = false;
    for (const event of MOVES) this.#document.defaultView?.removeEventListener(event, this.#moved);
    this.#watcher.stop();
    this.#places?.clear();
    this.#forgetMatches();
    this.#looked.clear();
    this.#nameless.clear();
    this.#dropDoubt();
    this.#lookup.forget();
    this.#options.onRead();
  }

  /** Lists have changed: everything on the page is looked up and decided anew. */
  refresh(): void {
    this.#lookup.forget();
    this.restart();
  }

  /** What the person chose has changed: everything on the page is decided anew. */
  restart(): void {
    if (!this.#running) return;
    this.#places?.clear();
    this.#forgetMatches();
    this.#open();
  }

  summary(): PageSummary {
    return {
      looked: this.#countLooked(),
      site: this.#page.site?.id ?? null,
      siteName: this.#page.site?.name ?? null,
      enabled: this.#running,
      rules: this.#ownRules().map(({ list, rule }) => ({
        list,
        reason: rule.reason,
        off: rule.off,
      })),
      unreadable: this.#doubt !== undefined && this.#hasRowsAlone(),
      hidden: [...this.#hidden].filter((name) => !this.#matches.has(name)),
      matches:
        this.#matches.size > 0
          ? partOf('badge').summarise(this.#matches, this.#places?.shown ?? [])
          : [],
    };
  }

  /** Who was looked at, as hashes that frames of one tab have in common. */
  looked(): number[] {
    this.#countLooked();
    return [...this.#looked.hashes, ...[...this.#nameless.keys()].map(tallyHash)];
  }

  /**
   * Brings a match of the summary into view and gives its badge the focus; or the next badge on the page (1), or the one
   * before (-1). False where there is none.
   */
  show(what: string | 1 | -1): boolean {
    if (typeof what !== 'string') return this.#places?.step(what) ?? false;
    const accounts = this.#matches.get(what)?.accounts;
    const first = this.#places?.shown.find(({ account }) => accounts?.has(account));
    return this.#places?.show(first) ?? false;
  }

  /** An embedded post has one badge: the frame that shows it stands nearer to the name than its page. */
  leaveToFrames(accounts: readonly string[]): void {
    const isLess = this.#inFrames.some((one) => !accounts.includes(one));
    this.#inFrames = accounts;
    if (isLess && this.#running) this.#watcher.enqueue(this.#document);
    for (const { account, anchor, place } of this.#places?.all ?? []) {
      if (this.#isLeft(account, anchor)) this.#places?.take(account, place);
    }
  }

  #isLeft(account: string, anchor: Element | null): boolean {
    return (
      this.#inFrames.includes(account) &&
      anchor !== null &&
      (anchor.matches('iframe') || anchor.querySelector('iframe') !== null)
    );
  }

  #open(): void {
    const isMoved = this.#page.shown.href !== this.#document.location.href;
    if (!this.#isNew || isMoved) this.#page = this.#openPage();
    this.#isNew = false;
    this.#looked.clear();
    this.#nameless.clear();
    this.#dropDoubt();
    if (this.#ownRules().some(({ rule }) => rule.off)) {
      this.#watcher.stop();
      return;
    }
    const addressed = scanAddress(this.#page);
    // On its own page an account need not be named again in every row.
    this.#foundNames = addressed?.role === 'profile';
    if (addressed) this.#consider(addressed, null);
    this.#watcher.start(this.#watchOptions());
    this.#askForReaders();
  }

  #askForReaders(): void {
    const sites = takeMissing();
    if (sites.length > 0) this.#options.onMissing(sites);
  }

  #ownRules(): ListedRule[] {
    return this.#rules.filter(({ rule }) => rule.site === this.#page.site?.id);
  }

  #openPage(): PageContext {
    const page = openPage(this.#document, new URL(this.#document.location.href));
    const { find = null } = this.#options;
    return page.site ? page : { ...page, find };
  }

  #watchOptions(): WatchOptions {
    const hooks = this.#page.site?.page;
    return {
      attributes: hooks?.watched ?? [],
      rows: hooks?.rows,
      blocks: [hooks?.head, hooks?.names].filter(Boolean).join(),
      shadowHosts: hooks?.shadowHosts,
      isOwn: (node) => this.#places?.isOwn(node) ?? false,
    };
  }

  /** Leaves the page as it was to the script of the extension's next version. */
  #stopIfOrphan(): boolean {
    const isOrphan = this.#options.isOrphan();
    if (isOrphan) this.stop();
    return isOrphan;
  }

  #changed(): void {
    if (this.#stopIfOrphan()) return;
    // An isolated world does not hear the page's pushState; the address tells.
    if (this.#document.location.href !== this.#page.shown.href) this.#navigated();
    for (const anchor of this.#places?.check() ?? []) this.#watcher.enqueue(anchor);
  }

  #navigated(): void {
    const { pathname, search, hash } = this.#document.location;
    const { shown, site } = this.#page;
    // Most pages use what stands behind `#` for a place in them, some for whom they show.
    const inHash = site?.links.some((form) => form.hash !== undefined) === true;
    if (
      pathname === shown.pathname &&
      search === shown.search &&
      !(inHash && hash !== shown.hash)
    ) {
      return;
    }
    this.#forgetMatches();
    this.#open();
  }

  /** A redesign breaks readers silently; rows in which no name was ever found tell of one. */
  #doubtReader(): void {
    if (this.#doubt !== undefined || !this.#hasRowsAlone()) return;
    this.#doubt = setTimeout(() => this.#report(), DOUBT_MS);
  }

  #hasRowsAlone(): boolean {
    const rows = this.#page.site?.page?.rows;
    if (rows === undefined || this.#foundNames) return false;
    return this.#document.querySelectorAll(rows).length >= ROWS_WITHOUT_NAMES;
  }

  #report(): void {
    const site = this.#page.site?.id;
    if (site !== undefined && this.#hasRowsAlone()) this.#options.onUnreadable(site);
  }

  /** What comes next is judged by itself. */
  #dropDoubt(): void {
    this.#foundNames = false;
    clearTimeout(this.#doubt);
    this.#doubt = undefined;
  }

  #isInRow(element: Element): boolean {
    const rows = this.#page.site?.page?.rows;
    return rows !== undefined && element.closest(rows) !== null;
  }

  *#read(root: ScanRoot): Generator<void> {
    this.#doubtReader();
    for (const occurrence of scan(this.#page, root)) {
      if (occurrence) this.#consider(occurrence.named, occurrence);
      yield;
    }
  }

  #consider(asked: NamedAccount, occurrence: Occurrence | null): void {
    const [key, ...otherKeys] = referenceKeys(asked);
    if (key === undefined) return;
    const account = `${asked.platform} ${key}`;
    this.#foundNames ||= occurrence !== null && this.#isInRow(occurrence.element);
    // What the rest of the page says of this name may add an id, and with it another key.
    const known = withIdentity(this.#page, asked);
    const keys = known === asked ? [key, ...otherKeys] : referenceKeys(known);
    if (known.handle === null && this.#nameless.size < MAX_NAMELESS) {
      this.#nameless.set(account, asked);
    } else {
      this.#looked.add(`${asked.platform} ${keys[0]}`);
    }
    const page = this.#page;
    const mayBeListed = this.#lookup.ask(asked.platform, keys, (found) => {
      // What was named on a screen that was left is nothing to the next one, which is read anew.
      if (this.#running && page === this.#page) this.#found(account, occurrence, found);
    });
    // Not before the first name in a row: until then each tells that the site can be read.
    if (
      !mayBeListed &&
      occurrence?.origin.kind === 'link' &&
      (this.#foundNames || this.#page.site?.page?.rows === undefined)
    ) {
      noteUnlisted(this.#page, occurrence.element);
    }
  }

  #found(account: string, before: Occurrence | null, found: readonly FoundEntry[]): void {
    // The answer took its time; a virtual list may have re-used the row meanwhile.
    const occurrence = before && reread(this.#page, before);
    const { choices, circumstancesOf, createPlaces, notes, remember } = partOf('badge');
    const seen = occurrence && circumstancesOf(this.#page, occurrence);
    const read = before ? seen?.reference : scanAddress(this.#page);
    if (!read || `${read.platform} ${primaryKey(read)}` !== account) return;
    const reference = withIdentity(this.#page, read);
    const decision = choices.decide(reference, found);
    if (decision === null || decision === 'hidden') {
      if (decision) this.#hide(reference);
      if (seen) this.#places?.take(account, seen.place);
      return;
    }
    const count = this.#matches.size;
    remember(this.#matches, { ...decision, accounts: new Set([account]), reference });
    if (this.#matches.size !== count) this.#options.onCount();
    if (seen && this.#isLeft(account, seen.anchor)) return;
    notes.note(this.#page, occurrence, reference, decision);
    if (!occurrence || !seen) return;
    this.#places ??= createPlaces(this.#document, () => this.#page.site?.page?.watched ?? []);
    this.#places.put(account, { ...seen, element: occurrence.element }, decision.model, (anchor) =>
      this.#options.onOpenCard({ anchor, reference, ...decision }),
    );
  }

  #hide(reference: AccountReference): void {
    const { platform } = reference;
    if (this.#hidden.size < MAX_HIDDEN) this.#hidden.add(`${platform} ${primaryKey(reference)}`);
  }

  /** What the page has taught meanwhile of accounts that have badges may make them others. */
  #weighAgain(): void {
    for (const name of this.#page.learned) {
      const match = this.#matches.get(name);
      if (!match) {
        this.#askById(name);
        continue;
      }
      // Places that have an id of their own are read again below.
      const unsure = this.#page.identities.get(name)?.contradicted && { id: null };
      const reference = withIdentity(this.#page, { ...match.reference, ...unsure });
      const decision = partOf('badge').choices.decide(
        reference,
        match.weighed.map(({ found }) => found),
      );
      if (decision && decision !== 'hidden') {
        this.#matches.set(name, { ...match, ...decision, reference });
      } else {
        if (decision) this.#hide(reference);
        else partOf('badge').notes.takeBack(name);
        this.#matches.delete(name);
        this.#options.onCount();
      }
      for (const { account, place } of this.#places?.all ?? []) {
        if (match.accounts.has(account)) this.#watcher.enqueue(place);
      }
    }
    if (this.#page.learned.size > 0) this.#page.unlisted.clear();
    this.#page.learned.clear();
  }

  /** A name that no list has may be a listed account under another one: its id tells, once it is known. */
  #askById(name: KnownName): void {
    const id = this.#page.identities.get(name)?.id;
    const [platform] = name.split(' ') as [PlatformId];
    const key = id ? idKey(platform, id) : null;
    if (key === null) return;
    this.#lookup.ask(platform, [key], () => {
      if (this.#running && !this.#matches.has(name)) this.#watcher.enqueue(this.#document);
    });
  }

  #countLooked(): number {
    for (const [account, reference] of this.#nameless) {
      const known = withIdentity(this.#page, reference);
      if (known.handle === null) continue;
      this.#looked.add(`${known.platform} ${primaryKey(known)}`);
      this.#nameless.delete(account);
    }
    return this.#looked.size + this.#nameless.size;
  }

  #forgetMatches(): void {
    this.#hidden.clear();
    if (this.#matches.size === 0) return;
    this.#matches.clear();
    this.#options.onCount();
  }
}

function isSelector(document: Document, text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

function primaryKey(reference: NamedAccount): AccountKey | null {
  return referenceKeys(reference)[0] ?? null;
}
