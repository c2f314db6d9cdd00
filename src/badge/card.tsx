import type { AccountReference } from '../accounts/reference.ts';
import type { CardAnswer } from '../messaging/messages.ts';

export interface CardOptions {
  /** The badge's host: the card stands beside it, and the focus goes back to it. */
  readonly anchor: HTMLElement;
  readonly data: CardAnswer;
  /** The account as the page names it: each record is weighed against it. */
  readonly reference: AccountReference;
  /** The time now (ms), for the lists' ages. */
  readonly now: number;
  readonly onClose?: () => void;
}

export interface OpenCard {
  close(): void;
}

/** Opens the card beside a badge. One card is open at a time; the same badge again closes it. */
export function openCard(options: CardOptions): OpenCard {
  return { close: () => options.onClose?.() };
}
