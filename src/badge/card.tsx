import { render } from 'preact';
import type { AccountReference } from '../accounts/reference.ts';
import type { CardAnswer } from '../messaging/messages.ts';
import base from '../ui/base.css?inline';
import { DIRECTION, LANGUAGE } from '../ui/language/message.ts';
import tokens from '../ui/tokens.css?inline';
import styles from './card/card.css?inline';
import { copyText } from './card/copy.ts';
import type { Hiding } from './card/hide.tsx';
import { placeCard, SHEET_WIDTH } from './card/place.ts';
import { Card } from './card/view.tsx';
import { themeBehind } from './theme.ts';

export interface CardOptions {
  /** The badge's host: the card stands beside it, and the focus goes back to it. */
  readonly anchor: HTMLElement;
  readonly data: CardAnswer;
  /** The account as the page names it: each record is weighed against it. */
  readonly reference: AccountReference;
  /** The time now (ms), for the lists' ages. */
  readonly now: number;
  readonly hiding: Hiding;
  readonly onDisclosure: (id: string) => void;
  readonly onClose?: () => void;
}

export interface OpenCard {
  close(): void;
}

let current: { readonly anchor: HTMLElement; close(): void } | null = null;

/**
 * Opens the card beside a badge, in the browser's top layer and a closed shadow root. One card is open at
 * a time; the badge of the open card closes it. Escape and a press outside close it, and so does its
 * badge leaving the window.
 */
export function openCard(options: CardOptions): OpenCard {
  const { anchor } = options;
  const again = current?.anchor === anchor;
  current?.close();
  if (again) {
    options.onClose?.();
    return { close() {} };
  }

  const document = anchor.ownerDocument;
  const window = document.defaultView ?? globalThis.window;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = tokens + base + styles;
  const box = document.createElement('div');
  box.className = 'view card';
  box.dataset.theme = themeBehind(anchor);
  box.lang = LANGUAGE;
  box.dir = DIRECTION;
  box.tabIndex = -1;
  box.popover = 'manual';
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', TITLE_ID);
  root.append(style, box);
  layerOf(anchor).append(host);
  // The person's own text size: rem would be the site's.
  const textSize = Number.parseFloat(window.getComputedStyle(host).fontSize) || 16;
  box.style.setProperty('--unit', `${textSize / 16}px`);

  // A badge that was hidden in the card, or whose row is gone, can't have the focus back; its name can.
  const name = anchor.closest('a') ?? anchor.previousElementSibling?.closest('a') ?? null;
  const closing = new AbortController();
  const close = () => {
    if (closing.signal.aborted) return;
    closing.abort();
    const hadFocus = root.activeElement !== null || document.activeElement === host;
    render(null, box);
    host.remove();
    current = null;
    if (hadFocus) (anchor.isConnected ? anchor : name)?.focus({ preventScroll: true });
    options.onClose?.();
  };

  render(
    <Card
      data={options.data}
      reference={options.reference}
      now={options.now}
      titleId={TITLE_ID}
      onClose={close}
      hiding={options.hiding}
      onDisclosure={options.onDisclosure}
      copy={(text) => copyText(text, window.navigator, box)}
    />,
    box,
  );
  box.showPopover();
  current = { anchor, close };

  const place = () => {
    const badge = anchor.getBoundingClientRect();
    const view = { width: window.innerWidth, height: window.innerHeight };
    if (!anchor.isConnected || isOutside(badge, view)) return close();
    const size = { width: box.offsetWidth, height: box.scrollHeight + 2 };
    const fromRight = window.getComputedStyle(anchor).direction === 'rtl';
    const at = placeCard(badge, size, view, fromRight);
    box.dataset.shape = view.width <= SHEET_WIDTH ? 'sheet' : 'column';
    box.style.left = `${at.left}px`;
    box.style.top = `${at.top}px`;
    box.style.maxHeight = `${at.maxHeight}px`;
  };
  place();
  if (closing.signal.aborted) return { close };
  box.focus({ preventScroll: true });

  let due = false;
  const placeSoon = () => {
    if (due) return;
    due = true;
    window.requestAnimationFrame(() => {
      due = false;
      if (!closing.signal.aborted) place();
    });
  };
  const early = { capture: true, signal: closing.signal };
  window.addEventListener('scroll', placeSoon, { ...early, passive: true });
  window.addEventListener('resize', placeSoon, early);

  window.addEventListener(
    'pointerdown',
    (event) => {
      const path = event.composedPath();
      // A press on the badge itself reaches openCard again, which closes the card.
      if (!path.includes(host) && !path.includes(anchor)) close();
    },
    early,
  );
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type !== 'keydown') return;
      close();
      // The key's release belongs to the card as well, though the card is gone by then.
      window.addEventListener('keyup', swallow, { capture: true, once: true });
      return;
    }
    if (root.activeElement === null) return;
    // Keys pressed in the card are not the site's shortcuts.
    event.stopImmediatePropagation();
    if (event.type === 'keydown' && event.key === 'Tab') keepFocusInside(event, root, box);
  };
  window.addEventListener('keydown', onKey, early);
  window.addEventListener('keypress', onKey, early);
  window.addEventListener('keyup', onKey, early);
  for (const type of KEPT_FROM_SITE) {
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
  return { close };
}

const TITLE_ID = 'title';

/** A site that closes its menus, or takes back the focus, at a click anywhere else need not hear of these. */
const KEPT_FROM_SITE = [
  'click',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'focusin',
  'focusout',
  'wheel',
] as const;

function swallow(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopImmediatePropagation();
}

/** Under a site's modal dialog all else is inert, so the card of a badge inside one has to go there too. */
function layerOf(anchor: HTMLElement): Element {
  let node: Element | null = anchor;
  while (node !== null) {
    const modal: Element | null = node.closest('dialog:modal');
    if (modal !== null) return modal;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return anchor.ownerDocument.body;
}

function isOutside(box: DOMRect, view: { width: number; height: number }): boolean {
  return box.bottom < 0 || box.top > view.height || box.right < 0 || box.left > view.width;
}

/** From the last control on to the first, and back. */
function keepFocusInside(event: KeyboardEvent, root: ShadowRoot, box: HTMLElement): void {
  const stops = [...box.querySelectorAll<HTMLElement>('a[href], button')];
  const first = stops[0];
  const last = stops.at(-1);
  const at = root.activeElement;
  if (event.shiftKey ? at === first || at === box : at === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
