import { type AccountKey, referenceKeys } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import type { BadgeModel } from '../badge/model.ts';
import type { FoundEntry, ListedRule, PageSummary } from '../messaging/messages.ts';
import { openPage, type PageContext } from '../readers/core/page.ts';
import { repairReaders } from '../readers/core/registry.ts';
import {
  type NamedAccount,
  reread,
  type ScanRoot,
  type Sighting,
  scan,
  scanAddress,
  withIdentity,
} from '../readers/core/scan.ts';
import type { Verdict } from './judge.ts';
import { AccountLookup, type ListSource } from './lookup.ts';
import { partOf } from './parts.ts';
import { BadgePlaces, type PlacedBadge } from './places.ts';
import { Tally } from './tally.ts';
import { PageWatcher, type WatchOptions } from './watch.ts';

/** What a person opens by a badge. */
export interface CardRequest extends Verdict {
  readonly anchor: HTMLElement;
  readonly reference: AccountReference;
}

export interface SessionOptions {
  readonly source: ListSource;
  readonly onOpenCard: (request: CardRequest) => void;
  /** The number of listed accounts on the page has changed. */
  readonly onCount: (matches: number) => void;
  /** Whether the extension was updated or removed, and left this script behind. */
  readonly isOrphan: () => boolean;
}

/** One matched account, as long as the page is open. */
interface Match extends Verdict {
  readonly reference: AccountReference;
  readonly model: BadgeModel;
}

/** A page with thousands of listed names is a list; the summary need not hold them all. */
const MAX_MATCHES = 1000;

/** So many rows and not one name in them: the site's layout is no longer the one its reader knows. */
const ROWS_WITHOUT_NAMES = 5;

/** Reads one page from start to stop: names to references to matches to badges. */
export class PageSession {
  readonly #document: Document;
  readonly #options: SessionOptions;
  readonly #lookup: AccountLookup;
  readonly #places: BadgePlaces;
  readonly #looked = new Tally();
  readonly #matches = new Map<string, Match>();
  readonly #watcher: PageWatcher;
  #page: PageContext;
  #running = false;
  #rules: readonly ListedRule[] = [];
  #rows = 0;
  #foundNames = false;

  constructor(document: Document, options: SessionOptions) {
    this.#document = document;
    this.#options = options;
    this.#lookup = new AccountLookup(options.source);
    this.#places = new BadgePlaces(document);
    this.#page = openPage(document, new URL(document.location.href));
    this.#watcher = new PageWatcher(
      document,
      {
        onChange: () => this.#changed(),
        read: (root) => this.#read(root),
        onPause: () => void this.#lookup.flush().catch(() => this.#stopIfOrphan()),
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
    this.#rules = rules;
    repairReaders(
      rules.map(({ rule }) => rule),
      (text) => isSelector(this.#document, text),
    );
    this.#page = openPage(this.#document, new URL(this.#document.location.href));
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#open();
  }

  /** Leaves nothing behind. */
  stop(): void {
    this.#running = false;
    this.#watcher.stop();
    this.#places.clear();
    this.#forgetMatches();
    this.#looked.clear();
  }

  /** Lists or settings have changed: everything on the page is decided anew. */
  refresh(): void {
    this.#lookup.forget();
    if (!this.#running) return;
    this.#places.clear();
    this.#forgetMatches();
    this.#open();
  }

  summary(): PageSummary {
    return {
      looked: this.#looked.size,
      site: this.#page.site?.id ?? null,
      siteName: this.#page.site?.name ?? null,
      enabled: this.#running,
      rules: this.#ownRules().map(({ list, rule }) => ({
        list,
        reason: rule.reason,
        off: rule.off,
      })),
      unreadable: this.#rows >= ROWS_WITHOUT_NAMES && !this.#foundNames,
      matches: [...this.#matches].map(([account, match]) => ({
        platform: match.reference.platform,
        handle: nameOf(match),
        label: partOf('badge').badgeText(match.model.words),
        evidence: match.evidence.level,
        status: match.model.status,
        disputes: match.model.disputes,
        places: this.#badgesOf(account).length,
      })),
    };
  }

  /** Brings a match of the summary into view and gives its badge the focus. */
  show(index: number): boolean {
    const account = [...this.#matches.keys()][index];
    const badge = account === undefined ? undefined : this.#badgesOf(account)[0]?.badge;
    if (!badge) return false;
    badge.host.scrollIntoView({ block: 'center' });
    badge.host.focus();
    return true;
  }

  #open(): void {
    this.#page = openPage(this.#document, new URL(this.#document.location.href));
    this.#looked.clear();
    this.#rows = 0;
    this.#foundNames = false;
    if (this.#ownRules().some(({ rule }) => rule.off)) {
      this.#watcher.stop();
      return;
    }
    const addressed = scanAddress(this.#page);
    if (addressed) this.#consider(addressed, null);
    this.#watcher.start(this.#watchOptions());
  }

  #ownRules(): ListedRule[] {
    return this.#rules.filter(({ rule }) => rule.site === this.#page.site?.id);
  }

  #watchOptions(): WatchOptions {
    const hooks = this.#page.site?.page;
    return {
      attributes: hooks?.watched ?? [],
      rows: hooks?.rows,
      shadowHosts: hooks?.shadowHosts,
      isOwn: (node) => this.#places.isOwn(node),
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
    for (const anchor of this.#places.check()) this.#watcher.enqueue(anchor);
  }

  #navigated(): void {
    const pathChanged = this.#document.location.pathname !== this.#page.shown.pathname;
    if (!pathChanged) return;
    this.#forgetMatches();
    this.#open();
  }

  /** A redesign breaks readers silently; rows in which no name was ever found tell of one. */
  #countRows(root: ScanRoot): void {
    const rows = this.#page.site?.page?.rows;
    if (rows !== undefined && !this.#foundNames) this.#rows += root.querySelectorAll(rows).length;
  }

  #isInRow(element: Element): boolean {
    const rows = this.#page.site?.page?.rows;
    return rows !== undefined && element.closest(rows) !== null;
  }

  *#read(root: ScanRoot): Generator<void> {
    this.#countRows(root);
    for (const sighting of scan(this.#page, root)) {
      if (sighting) this.#consider(sighting.named, sighting);
      yield;
    }
  }

  #consider(asked: NamedAccount, sighting: Sighting | null): void {
    const [key, ...otherKeys] = referenceKeys(asked);
    if (key === undefined) return;
    const account = `${asked.platform} ${key}`;
    this.#looked.add(account);
    this.#foundNames ||= sighting !== null && this.#isInRow(sighting.element);
    // What the rest of the page says of this name may add an id, and with it another key.
    const known = withIdentity(this.#page, asked);
    const keys = known === asked ? [key, ...otherKeys] : referenceKeys(known);
    this.#lookup.ask(asked.platform, keys, (found) => {
      if (this.#running) this.#found(account, sighting, found);
    });
  }

  #found(account: string, sighting: Sighting | null, found: readonly FoundEntry[]): void {
    // The answer took its time; a virtual list may have re-used the row meanwhile.
    const read = sighting ? reread(this.#page, sighting) : scanAddress(this.#page);
    if (read === null || `${read.platform} ${primaryKey(read)}` !== account) return;
    const reference = withIdentity(this.#page, read);
    const { judge, badgeModel } = partOf('badge');
    const verdict = judge(reference, found);
    const model = verdict && badgeModel(verdict.weighed);
    if (!verdict || !model) {
      if (sighting) this.#places.take(account, sighting.place);
      return;
    }
    this.#remember(account, { ...verdict, reference, model });
    if (!sighting) return;
    this.#places.put(account, sighting, model, (anchor) =>
      this.#options.onOpenCard({ anchor, reference, ...verdict }),
    );
  }

  #remember(account: string, match: Match): void {
    const isNew = !this.#matches.has(account);
    if (isNew && this.#matches.size >= MAX_MATCHES) return;
    this.#matches.set(account, match);
    if (isNew) this.#options.onCount(this.#matches.size);
  }

  #forgetMatches(): void {
    this.#matches.clear();
    this.#options.onCount(0);
  }

  #badgesOf(account: string): PlacedBadge[] {
    return this.#places.all.filter((placed) => placed.account === account);
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

function primaryKey(reference: AccountReference): AccountKey | null {
  return referenceKeys(reference)[0] ?? null;
}

/** As the page spells it; the entry's spelling, else the id, where the page gives only an id. */
function nameOf({ reference, weighed }: Match): string {
  return reference.handle ?? weighed[0]?.found.entry.handle ?? reference.id ?? '';
}
