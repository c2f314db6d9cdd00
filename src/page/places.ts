import { type Badge, createBadge } from '../badge/badge.ts';
import type { BadgeModel } from '../badge/model.ts';
import type { Circumstances } from '../readers/core/circumstances.ts';
import type { BadgeSize } from '../store/settings.ts';
import { byPosition } from './position.ts';
import { isShown } from './shown.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** An occurrence that may get a badge. */
export type Sighting = Pick<Circumstances, 'anchor' | 'place' | 'rank'> & {
  /** What names the account. */
  readonly element: Element;
};

/** A badge on the page, and the name it belongs to. */
export interface PlacedBadge {
  readonly account: string;
  readonly badge: Badge;
  readonly anchor: Element;
  readonly place: Element;
}

interface Placed extends PlacedBadge {
  /** What opening it does, as what is known of its account stands now. */
  open: (host: HTMLElement) => void;
  /** The badge stands right behind this. */
  readonly spot: ChildNode;
  /** What names the account. */
  readonly element: Element;
  readonly rank: number;
  /** What anchor and element said when the badge was put there. */
  readonly signature: string;
}

/** A page that keeps taking a badge away wins: fighting it would cost the person's battery. */
const MAX_RETURNS = 3;

/** What Facebook writes into links, also while the pointer is on them: who is named stays the same. */
const MARKS = /[?&](?:__[^=&#]*|hc_ref|fref|eid)=[^&#]*/g;

/** A badge in a draft would be sent with it. */
const BEING_WRITTEN = '[contenteditable]:not([contenteditable="false"])';

/**
 * The badges on a page, at most one for an account in a place. Every badge is checked against its
 * anchor whenever the page changes, so that a re-used row never shows another account's badge.
 */
export class BadgePlaces {
  readonly #document: Document;
  readonly #hosts = new WeakSet<Node>();
  readonly #returns = new WeakMap<Element, number>();
  #placed: Placed[] = [];
  /** Where a person was led last. */
  #steppedTo: HTMLElement | null = null;
  readonly #watched: () => readonly string[];
  readonly #size: () => BadgeSize;

  /**
   * @param watched Attributes whose change makes an element another account's, on the page as it is now.
   * @param size How many words badges that are made from now on have.
   */
  constructor(document: Document, watched: () => readonly string[], size: () => BadgeSize) {
    this.#document = document;
    this.#watched = watched;
    this.#size = size;
  }

  /** Badges in the order they were placed. */
  get all(): readonly PlacedBadge[] {
    return this.#placed;
  }

  /** Those on the screen that a person is at: sites keep others in the document. */
  get shown(): readonly PlacedBadge[] {
    return this.#placed.filter(({ anchor }) => isShown(anchor));
  }

  isOwn(node: Node): boolean {
    return this.#hosts.has(node);
  }

  /** Puts a badge behind a sighting's anchor, or updates the one that stands there already. */
  put(
    account: string,
    sighting: Sighting,
    model: BadgeModel,
    onOpen: (host: HTMLElement) => void,
  ): void {
    const { anchor, element, place, rank } = sighting;
    if (anchor === null || !anchor.isConnected || !isShown(anchor)) return;
    if (anchor.closest(BEING_WRITTEN) !== null) return;
    const old = this.#placed.find((one) => one.place === place && one.account === account);
    if (old && (old.anchor === anchor || old.rank >= rank)) {
      old.open = onOpen;
      old.badge.update(model);
      return;
    }
    if (old) this.#remove(old);
    else if ((this.#returns.get(anchor) ?? 0) > MAX_RETURNS) return;
    const spot = spotOf(anchor, place);
    const badge = createBadge(this.#document, model, {
      onOpen: () => placed.open(placed.badge.host),
      // In a row that a site laid out for name, handle and date there is room for few words.
      compact: place !== anchor,
      size: this.#size(),
    });
    this.#hosts.add(badge.host);
    spot.after(badge.host);
    const placed: Placed = {
      ...{ account, badge, anchor, spot, element, place, rank, open: onOpen },
      signature: this.#signatureOf(anchor, element),
    };
    this.#placed.push(placed);
  }

  /** Takes away the badge of an account in a place, if there is one. */
  take(account: string, place: Element): void {
    const placed = this.#placed.find((one) => one.place === place && one.account === account);
    if (placed) this.#remove(placed);
  }

  /**
   * Takes away every badge whose name is gone or has become another. Gives the anchors that lost
   * their badge to the page and may have it back.
   */
  check(): Element[] {
    const robbed: Element[] = [];
    for (const placed of this.#placed) {
      const { anchor, element, spot, badge, signature } = placed;
      const there = anchor.isConnected && this.#signatureOf(anchor, element) === signature;
      if (there && standsBehind(badge.host, spot)) continue;
      this.#remove(placed);
      if (!there) continue;
      const returns = (this.#returns.get(anchor) ?? 0) + 1;
      this.#returns.set(anchor, returns);
      if (returns <= MAX_RETURNS) robbed.push(anchor);
    }
    return robbed;
  }

  /**
   * Brings the next badge on the page (1) or the one before (-1) into view and gives it the focus: from where they were
   * led last, as long as that is in sight, else from the first or last badge in sight. Behind the last comes the first.
   * False where there is none.
   */
  step(by: 1 | -1): boolean {
    const hosts = this.shown.map(({ badge }) => badge.host).sort(byPosition);
    const last = this.#steppedTo;
    const at = last && isInSight(last) ? hosts.indexOf(last) : -1;
    const seen = by === 1 ? hosts.findIndex(isInSight) : hosts.findLastIndex(isInSight);
    const next = at >= 0 ? at + by : seen >= 0 ? seen : this.#besideSight(hosts, by);
    return this.#goTo(hosts.at(next === hosts.length ? 0 : next));
  }

  /** Brings a badge into view and gives it the focus; false where there is none. */
  show(placed: PlacedBadge | undefined): boolean {
    return this.#goTo(placed?.badge.host);
  }

  #goTo(host: HTMLElement | undefined): boolean {
    if (!host) return false;
    this.#steppedTo = host;
    host.scrollIntoView({ block: 'center' });
    host.focus();
    return true;
  }

  /** With none in sight: the first one below what is, or the last one above. */
  #besideSight(hosts: readonly HTMLElement[], by: 1 | -1): number {
    const isBelow = (host: HTMLElement) => host.getBoundingClientRect().top > 0;
    const below = hosts.findIndex(isBelow);
    const first = below < 0 ? hosts.length : below;
    return by === 1 ? first : first - 1;
  }

  clear(): void {
    for (const placed of this.#placed) placed.badge.remove();
    this.#placed = [];
  }

  /** What makes an anchor another name's: its link, or its text where there is none; and the attributes that name it. */
  #signatureOf(anchor: Element, element: Element): string {
    const shown = anchor.getAttribute('href')?.replace(MARKS, '') ?? anchor.textContent ?? '';
    return this.#watched().reduce((all, name) => `${all} ${element.getAttribute(name)}`, shown);
  }

  #remove(placed: Placed): void {
    placed.badge.remove();
    this.#placed = this.#placed.filter((one) => one !== placed);
  }
}

/** So many things of others may stand between a name and its badge: marks of the site, badges of other extensions. */
const MAX_BETWEEN = 3;

/** Whether a badge still stands beside its name. Another extension's mark between them is no reason to fight it. */
function standsBehind(host: Element, spot: ChildNode): boolean {
  let before = host.previousSibling;
  for (let between = 0; between < MAX_BETWEEN && before !== spot; between++) {
    if (!(before instanceof Element) || before.matches('a') || before.querySelector('a'))
      return false;
    before = before.previousSibling;
  }
  return before === spot;
}

/**
 * Sites wrap a name in boxes of its own, often stacked as columns; a badge inside such a box would
 * fall below the name. The spot is the box that stands in the name's row, if there is such a row
 * within the place, or else the name itself or the nearest box around it that flows like text.
 */
function spotOf(anchor: Element, place: Element): ChildNode {
  let inText: Element | null = null;
  for (
    let spot = anchor, box = spot.parentElement;
    box && spot !== place;
    box = spot.parentElement
  ) {
    const { display, flexDirection } = getComputedStyle(box);
    const isFlex = display.endsWith('flex');
    if (isFlex && flexDirection.startsWith('row')) return spot;
    if (!isFlex && getComputedStyle(spot).display.startsWith('inline')) inText ??= spot;
    if (box === place || box.childNodes.length !== 1 || TEXT_BLOCKS.has(box.localName)) break;
    spot = box;
  }
  return endOfLine(anchor) ?? inText ?? anchor;
}

/**
 * The end of a name's text where the name is a block of its own, or the first of several: behind that,
 * a badge would stand on the next line. Null for a name in running text, and for one that cuts off what
 * is too long for it.
 */
function endOfLine(anchor: Element): ChildNode | null {
  let isBlock = false;
  for (let holder: Element | undefined = anchor; holder; ) {
    const { display, overflowX } = getComputedStyle(holder);
    if (overflowX !== 'visible') return null;
    isBlock ||= display === 'block' || display === 'list-item';
    const last: ChildNode | null = holder.lastChild;
    if (isBlock && last?.nodeType === Node.TEXT_NODE && last.textContent?.trim()) return last;
    holder = [...holder.children].find((child) => child.textContent?.trim());
  }
  return null;
}

/** What a badge must not leave: outside, it would no longer stand beside the name. */
const TEXT_BLOCKS = new Set(['p', 'li', 'td', 'th', 'dd', 'dt', 'blockquote', 'article']);

function isInSight(host: HTMLElement): boolean {
  const { top, bottom } = host.getBoundingClientRect();
  return host.isConnected && bottom > 0 && top < window.innerHeight;
}
