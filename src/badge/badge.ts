import type { BadgeSize } from '../store/settings.ts';
import { DIRECTION, LANGUAGE } from '../ui/language/message.ts';
import { SYMBOLS, type SymbolName } from '../ui/symbols.ts';
import { type BadgeWords, badgeLabel } from '../ui/wording.ts';
import styles from './badge.css?inline';
import { type FittedBadge, fitNoMore, fitSoon } from './fit.ts';
import type { BadgeModel } from './model.ts';

export interface BadgeOptions {
  /** Called when the person clicks the badge, or presses Enter or Space on it. */
  readonly onOpen: () => void;
  /** It stands in a narrow spot. */
  readonly compact?: boolean;
  /** How many words it has; `auto`: fewer in a narrow spot. */
  readonly size?: BadgeSize;
}

export interface Badge {
  /** To be put beside the account's name. It carries no text, class or attribute of ours. */
  readonly host: HTMLElement;
  /** Shows another model, and takes the theme from the page anew. */
  update(model: BadgeModel): void;
  remove(): void;
}

/**
 * What a site may listen to on the links and rows that a badge stands in. A badge is not part of them.
 * Pointer moves are left alone: a site that saw one side of them only would lose count.
 */
const KEPT_FROM_SITE = [
  'click',
  'auxclick',
  'dblclick',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
  'keypress',
  'dragstart',
] as const;

/**
 * Makes the mark that stands beside an account's name: symbol and text in a closed shadow root.
 *
 * Theme and room are taken from the page before the next paint, here and at each update.
 */
export function createBadge(document: Document, model: BadgeModel, options: BadgeOptions): Badge {
  const host = document.createElement('span');
  // With delegated focus, `host.focus()` reaches the button when the card closes.
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: true });
  const button = document.createElement('button');
  button.type = 'button';
  button.lang = LANGUAGE;
  button.dir = DIRECTION;
  button.setAttribute('aria-haspopup', 'dialog');
  const style = document.createElement('style');
  style.textContent = styles;
  root.append(style, button);

  const view = document.defaultView;
  const { compact = false, size = 'auto' } = options;
  const isShort = size === 'short' || (size === 'auto' && compact);
  // Who wants all words has them on a line of their own where the name's has no room for them.
  const fitted: FittedBadge = { host, button, compact: compact && size !== 'full' };
  const show = (shown: BadgeModel) => {
    button.dataset.tone = shown.tone;
    const words = isShort ? shown.shortWords : shown.words;
    const level = shown.levelSymbol === null ? [] : [drawing(document, shown.levelSymbol)];
    button.replaceChildren(drawing(document, shown.symbol), ...level, ...pieces(document, words));
    button.setAttribute('aria-label', badgeLabel(words, shown.name));
    button.title = shown.name;
    fitSoon(fitted);
  };

  const open = (event: Event) => {
    event.preventDefault();
    options.onOpen();
  };
  button.addEventListener('click', open);
  button.addEventListener('auxclick', (event) => event.preventDefault());
  button.addEventListener('dragstart', (event) => event.preventDefault());
  for (const type of KEPT_FROM_SITE) {
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  // Sites listen to keys at the very top, and some swallow Enter and Space. While the badge has the
  // focus they are its own, so they are taken before any listener below the window sees them.
  const takeKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopImmediatePropagation();
    if (event.type === 'keydown' && !event.repeat) open(event);
    else event.preventDefault();
  };
  const releaseKeys = () => {
    for (const type of KEY_EVENTS) view?.removeEventListener(type, takeKey, true);
  };
  button.addEventListener('focus', () => {
    for (const type of KEY_EVENTS) view?.addEventListener(type, takeKey, true);
  });
  button.addEventListener('blur', releaseKeys);

  show(model);
  return {
    host,
    update: show,
    remove() {
      releaseKeys();
      fitNoMore(fitted);
      host.remove();
    },
  };
}

const KEY_EVENTS = ['keydown', 'keypress', 'keyup'] as const;

const SVG = 'http://www.w3.org/2000/svg';

function drawing(document: Document, name: SymbolName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('aria-hidden', 'true');
  svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', SYMBOLS[name]);
  return svg;
}

/**
 * The words as elements, so that a narrow row cuts the discloser's name and never `disputed`. The spaces
 * between them are not drawn; they keep the words apart for whatever reads the text alone.
 */
function pieces(document: Document, words: BadgeWords): (HTMLElement | string)[] {
  const piece = (kind: string, text: string) => {
    const element = document.createElement('span');
    element.dataset.piece = kind;
    element.textContent = text;
    // A name keeps its own direction, whatever ours is.
    if (kind === 'who') element.dir = 'auto';
    return [' ', element];
  };
  return [
    ...(words.lead === null ? [] : piece('lead', words.lead)),
    ...piece('who', words.who),
    ...piece('when', words.when),
    ...words.notes.flatMap((note) => piece('note', note)),
  ];
}
