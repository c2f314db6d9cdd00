import type { ScanRoot } from '../readers/core/scan.ts';

/** What a watcher is told to do with the page; it decides when. */
export interface PageWork {
  /** Called before the browser paints the change: take away what no longer fits. Must be quick. */
  onChange(records: readonly MutationRecord[]): void;
  /** Reads a part of the page; may be stopped after any `next()` and resumed in a later slice. */
  read(root: ScanRoot): Iterator<unknown>;
  /** A slice has ended. */
  onPause(): void;
}

export interface WatchOptions {
  /** Attributes that make a row another's when they change. */
  readonly attributes: readonly string[];
  /** Containers that a virtual list re-uses, as a selector; a change in one re-reads all of it. */
  readonly rows: string | undefined;
  /** Names elsewhere, as a selector: read whole too, also when only their letters change. */
  readonly blocks: string;
  /** Elements whose open shadow roots are part of the page, as a selector. */
  readonly shadowHosts: string | undefined;
  /** Whether an added node is our own and no work. */
  readonly isOwn: (node: Node) => boolean;
}

/** One slice of reading: short enough that scrolling at 120 frames a second does not stumble. */
const SLICE_MS = 4;
/** A page that never idles is still read, this often. */
const PATIENCE_MS = 200;
/**
 * Rows that stay for less than this while others keep coming are flung past: nobody reads them, and reading them
 * for nobody is what makes scrolling stumble. A badge still stands within 100 ms of its name.
 */
const REST_MS = 75;
/** Looking whether they have costs, too: not each of them by itself. */
const REST_TOGETHER_MS = 25;
/** So many changes within REST_MS are a fling: no person who reads scrolls so. */
const FLING_CHANGES = 4;
/** Looking at the clock costs as much as reading a link. */
const STEPS_BETWEEN_CLOCKS = 4;

/**
 * Watches a document with one MutationObserver and reads what was added or changed in idle slices.
 * Holds no reference to nodes longer than until they are read.
 */
export class PageWatcher {
  readonly #document: Document;
  readonly #work: PageWork;
  #options: WatchOptions;
  readonly #observer: MutationObserver;
  #observed = new WeakSet<Node>();
  /** What is to be read, and since when (ms, the page's clock). */
  #queue = new Map<ScanRoot, number>();
  /** When the page last changed in ways that brought work. */
  #changes: number[] = [];
  #reading: Iterator<unknown> | null = null;
  #scheduled = 0;
  /** Set while what is flung past is left to rest. */
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(document: Document, work: PageWork, options: WatchOptions) {
    this.#document = document;
    this.#work = work;
    this.#options = options;
    this.#observer = new MutationObserver((records) => this.#changed(records));
  }

  /** Starts, or starts anew with other options, and reads the whole document. */
  start(options: WatchOptions = this.#options): void {
    this.stop();
    this.#options = options;
    this.#observe(this.#document);
    this.enqueue(this.#document);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#observed = new WeakSet();
    this.#queue.clear();
    this.#reading = null;
    if (this.#scheduled !== 0) cancelIdleCallback(this.#scheduled);
    this.#scheduled = 0;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#changes = [];
  }

  /** Reads a part of the page (again) when there is time. */
  enqueue(root: ScanRoot, now = performance.now()): void {
    if (this.#queue.has(this.#document)) return;
    if (root === this.#document) {
      this.#queue.clear();
      this.#reading = null;
    }
    if (!this.#queue.has(root)) this.#queue.set(root, now);
    if (this.#rest === undefined) this.#schedule();
  }

  #observe(root: Document | ShadowRoot): void {
    this.#observed.add(root);
    this.#observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: this.#options.rows !== undefined,
      attributeFilter: ['href', ...this.#options.attributes],
    });
  }

  /** A document's observer does not hear what happens in shadow roots; each needs its own ear. All are part of the whole. */
  #enterShadowRoots(root: ScanRoot): void {
    const hosts = this.#options.shadowHosts;
    if (hosts === undefined) return;
    const part = root instanceof Element;
    const own = part && root.matches(hosts) ? [root] : [];
    for (const host of [...own, ...root.querySelectorAll(hosts)]) {
      const shadow = host.shadowRoot;
      if (!shadow || (part && this.#observed.has(shadow))) continue;
      this.#observe(shadow);
      this.#queue.set(shadow, performance.now());
    }
  }

  #changed(records: readonly MutationRecord[]): void {
    const waiting = this.#queue.size;
    const now = performance.now();
    for (const record of records) {
      if (record.type === 'childList') {
        const { addedNodes } = record;
        // By number: the iterator of a list of nodes costs more than all that is done with them.
        for (let at = 0; at < addedNodes.length; at++) {
          const node = addedNodes[at];
          if (node?.nodeType !== Node.ELEMENT_NODE) continue;
          if (!this.#options.isOwn(node)) this.#enqueueRow(node as Element, now, true);
        }
      } else {
        const element =
          record.target.nodeType === Node.ELEMENT_NODE
            ? (record.target as Element)
            : record.target.parentElement;
        // Text alone changes a name only inside a row or block; elsewhere it is somebody typing.
        if (element) this.#enqueueRow(element, now, record.type === 'attributes');
      }
    }
    this.#work.onChange(records);
    if (this.#queue.size > waiting) {
      this.#changes.push(now);
      if (this.#changes.length > FLING_CHANGES) this.#changes.shift();
    }
  }

  /** Whether rows are coming faster than anybody reads. */
  #isFlung(now: number): boolean {
    const [first] = this.#changes;
    return this.#changes.length === FLING_CHANGES && first !== undefined && now - first < REST_MS;
  }

  /** What an element is part of is read whole; without such a row or block, the element `alone` if it may be. */
  #enqueueRow(element: Element, now: number, alone: boolean): void {
    const { rows, blocks } = this.#options;
    const row = (rows && element.closest(rows)) || (blocks && element.closest(blocks));
    if (row || alone) this.enqueue(row || element, now);
  }

  #schedule(): void {
    if (this.#scheduled !== 0) return;
    this.#scheduled = requestIdleCallback(() => this.#slice(), { timeout: PATIENCE_MS });
  }

  #slice(): void {
    this.#scheduled = 0;
    const now = performance.now();
    const rested = this.#isFlung(now) ? now - REST_MS : Number.POSITIVE_INFINITY;
    const end = now + SLICE_MS;
    let steps = 0;
    for (;;) {
      this.#reading ??= this.#next(rested);
      if (this.#reading === null) break;
      if (this.#reading.next().done) this.#reading = null;
      if (++steps % STEPS_BETWEEN_CLOCKS === 0 && performance.now() > end) break;
    }
    if (steps > 0) this.#work.onPause();
    if (this.#reading !== null) this.#schedule();
    else this.#wait(now);
  }

  /** Comes back when what is left in the queue has rested. */
  #wait(now: number): void {
    const [oldest] = this.#queue.values();
    if (oldest === undefined || this.#scheduled !== 0) return;
    this.#rest ??= setTimeout(
      () => this.#rested(),
      Math.max(oldest + REST_MS - now, REST_TOGETHER_MS),
    );
  }

  /** Reads what is still there; in a fling that is nothing, and then there is no need of an idle moment. */
  #rested(): void {
    this.#rest = undefined;
    const now = performance.now();
    if (this.#first(now - REST_MS)) this.#schedule();
    else this.#wait(now);
  }

  /** Begins to read the first part that has been there since `rested` (ms, the page's clock). */
  #next(rested: number): Iterator<unknown> | null {
    const root = this.#first(rested);
    if (root === null) return null;
    this.#queue.delete(root);
    this.#enterShadowRoots(root);
    return this.#work.read(root);
  }

  /** That part. Rows come and go while a person flings through a feed: what is gone is left out of the queue. */
  #first(rested: number): ScanRoot | null {
    for (const [root, since] of this.#queue) {
      if (since > rested) break;
      if (root.isConnected) return root;
      this.#queue.delete(root);
    }
    return null;
  }
}
