export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

/** Between the card and the window's edges, and between the card and its badge. */
const MARGIN = 8;
const GAP = 6;
/** A card no wider than a column of print, and no taller than can be taken in. */
const MAX_HEIGHT = 800;
/** Below this width a card is a sheet at the foot of the window. */
export const SHEET_WIDTH = 480;

/**
 * Where a card stands (viewport coordinates): below its badge if all of it fits, else above, else beside;
 * and where it fits nowhere, as near below as the window allows, over the badge if it must.
 *
 * `card` is its full size, unclipped. `fromRight` lines up right edges, for right-to-left pages.
 */
export function placeCard(anchor: Box, card: Size, window: Size, fromRight: boolean): Place {
  const room = window.height - 2 * MARGIN;
  if (window.width <= SHEET_WIDTH) {
    const maxHeight = Math.min(room, Math.max(0.7 * window.height, 240));
    const height = Math.min(card.height, maxHeight);
    return { left: MARGIN, top: window.height - MARGIN - height, maxHeight };
  }
  const maxHeight = Math.min(room, MAX_HEIGHT);
  const height = Math.min(card.height, maxHeight);
  const clamp = (value: number, size: number, limit: number) =>
    Math.max(MARGIN, Math.min(value, limit - MARGIN - size));

  const left = clamp(fromRight ? anchor.right - card.width : anchor.left, card.width, window.width);
  // A badge that is partly scrolled away must not take its card with it.
  const fits = (at: number, size: number, limit: number) =>
    at >= MARGIN && at + size <= limit - MARGIN;
  const below = anchor.bottom + GAP;
  if (fits(below, height, window.height)) return { left, top: below, maxHeight };
  const above = anchor.top - GAP - height;
  if (fits(above, height, window.height)) return { left, top: above, maxHeight };

  const top = clamp(anchor.top, height, window.height);
  for (const beside of [anchor.right + GAP, anchor.left - GAP - card.width]) {
    if (fits(beside, card.width, window.width)) return { left: beside, top, maxHeight };
  }
  return { left, top: clamp(below, height, window.height), maxHeight };
}
