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

const waiting = new Set<FittedBadge>();

/** Gives a badge the page's theme and as many words as it has room for, before the next paint. */
export function fitSoon(badge: FittedBadge): void {
  const view = badge.host.ownerDocument.defaultView;
  if (waiting.size === 0) view?.requestAnimationFrame(fitAll);
  waiting.add(badge);
}

/** A badge that is taken away needs no room. */
export function fitNoMore(badge: FittedBadge): void {
  waiting.delete(badge);
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
