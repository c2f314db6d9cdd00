import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Box, placeCard, SHEET_WIDTH, type Size } from './place.ts';

const WINDOW = { width: 1200, height: 900 };
const CARD = { width: 400, height: 300 };
const badgeAt = (left: number, top: number): Box => ({
  left,
  top,
  right: left + 150,
  bottom: top + 16,
});

it('stands below its badge, left edges in line', () => {
  expect(placeCard(badgeAt(100, 100), CARD, WINDOW, false)).toMatchObject({ left: 100, top: 122 });
});

it('stands above where there is no room below', () => {
  expect(placeCard(badgeAt(100, 800), CARD, WINDOW, false).top).toBe(800 - 6 - 300);
});

it('stands beside where there is room neither below nor above', () => {
  const tall = { ...CARD, height: 700 };
  expect(placeCard(badgeAt(100, 400), tall, WINDOW, false).left).toBe(256);
  expect(placeCard(badgeAt(900, 400), tall, WINDOW, false).left).toBe(900 - 6 - 400);
});

it('lines up right edges on pages that run from the right', () => {
  expect(placeCard(badgeAt(700, 100), CARD, WINDOW, true).left).toBe(850 - 400);
});

it('is a sheet at the foot of a narrow window', () => {
  const narrow = { width: SHEET_WIDTH - 100, height: 700 };
  const { left, top, maxHeight } = placeCard(
    badgeAt(10, 20),
    { width: narrow.width - 16, height: 2000 },
    narrow,
    false,
  );
  expect([left, top + maxHeight]).toEqual([8, 692]);
});

it('stays inside any window, wherever the badge is', () => {
  const size = fc.record({
    width: fc.integer({ min: 200, max: 424 }),
    height: fc.integer({ min: 50, max: 5000 }),
  });
  const window = fc.record({
    width: fc.integer({ min: SHEET_WIDTH + 1, max: 3000 }),
    height: fc.integer({ min: 200, max: 2000 }),
  });
  const at = fc.tuple(fc.integer({ min: -200, max: 3000 }), fc.integer({ min: -50, max: 2000 }));
  fc.assert(
    fc.property(at, size, window, fc.boolean(), ([x, y], card: Size, view, fromRight) => {
      const place = placeCard(badgeAt(x, y), card, view, fromRight);
      expect(place.left).toBeGreaterThanOrEqual(8);
      expect(place.top).toBeGreaterThanOrEqual(8);
      expect(place.left + card.width).toBeLessThanOrEqual(view.width - 8);
      expect(place.top + Math.min(card.height, place.maxHeight)).toBeLessThanOrEqual(
        view.height - 8,
      );
    }),
  );
});
