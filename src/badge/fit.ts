import { themeBehind } from './theme.ts';

/** What fitting a badge into its page needs of it. */
export interface FittedBadge {
  readonly host: HTMLElement;
  readonly button: HTMLElement;
  /** It stands in a narrow spot, where a line of its own is no room. */
  readonly compact: boolean;
}

/** From all words to symbols alone (badge.css). */
const TIGHTER = ['1', '2', '3', '4'] as const;
/** Where a badge has no room at all. */
const TIGHT_OVERFLOW = '2';
/** How long a change of the page is let go on before badges follow it. */
const SETTLED_MS = 100;

/** What is to be fitted in the next frame, and all that have been and are not taken away. */
const waiting = new Set<FittedBadge>();
const fitted = new Set<FittedBadge>();
let stopWatching: (() => void) | null = null;

/** Gives a badge the page's theme and as many words as it has room for, before the next paint, and again when either changes. */
export function fitSoon(badge: FittedBadge): void {
  const view = badge.host.ownerDocument.defaultView;
  if (view === null) return;
  if (waiting.size === 0) view.requestAnimationFrame(fitAll);
  waiting.add(badge);
  fitted.add(badge);
  stopWatching ??= watchSurroundings(view, fitAgain);
}

/** A badge that is taken away needs no room. */
export function fitNoMore(badge: FittedBadge): void {
  waiting.delete(badge);
  fitted.delete(badge);
  if (fitted.size > 0) return;
  stopWatching?.();
  stopWatching = null;
}

function fitAgain(): void {
  for (const badge of fitted) if (badge.host.isConnected) fitSoon(badge);
}

/** What sites say their theme with, on the root or the body; the system's theme; and the width of the window. */
function watchSurroundings(view: Window, changed: () => void): () => void {
  const { documentElement, body } = view.document;
  // Some pages write there in every frame.
  let later: number | undefined;
  const soon = () => {
    later ??= view.setTimeout(() => {
      later = undefined;
      changed();
    }, SETTLED_MS);
  };
  const observer = new MutationObserver(soon);
  for (const element of [documentElement, body]) observer.observe(element, { attributes: true });
  const scheme = view.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', soon);
  view.addEventListener('resize', soon);
  return () => {
    view.clearTimeout(later);
    observer.disconnect();
    scheme.removeEventListener('change', soon);
    view.removeEventListener('resize', soon);
  };
}

/**
 * All badges of a frame together: each round writes to all, then reads from all, so that the browser
 * lays the page out once a round and not once a badge.
 */
function fitAll(): void {
  const badges = [...waiting].filter(({ host }) => host.isConnected);
  waiting.clear();
  const themes = badges.map(({ host }) => themeBehind(host));
  badges.forEach(({ button }, index) => {
    button.dataset.theme = themes[index];
    button.dataset.tight = '0';
  });
  let crowded = badges.filter(isCrowded);
  for (const tight of TIGHTER) {
    for (const { button } of crowded) button.dataset.tight = tight;
    crowded = crowded.filter(isCrowded);
  }
  for (const { button } of crowded) button.dataset.tight = TIGHT_OVERFLOW;
}

function isCrowded({ host, button, compact }: FittedBadge): boolean {
  return button.scrollWidth > button.clientWidth + 1 || (compact && isBelowName(host));
}

/** Whether the badge found no room in the name's line. */
function isBelowName(host: Element): boolean {
  const name = host.previousElementSibling?.getBoundingClientRect();
  return name !== undefined && host.getBoundingClientRect().top >= name.bottom - 1;
}
