import { expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Parts } from './parts.ts';

// The browser. It has to be there before the module under test looks for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { dropParts, offerPart, partOf } = await import('./parts.ts');

const part = () => ({}) as Parts['card'];

// Two questions at once bring a part twice; what the first one has learned of the person's choices must not be lost.
test('of a part that is brought twice the first one stays', () => {
  const [first, second, third] = [part(), part(), part()];
  offerPart('card', first);
  offerPart('card', second);
  expect(partOf('card')).toBe(first);
  dropParts();
  offerPart('card', third);
  expect(partOf('card')).toBe(third);
});
