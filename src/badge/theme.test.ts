import { expect, it } from 'vitest';
import { colourOf } from './theme.ts';

it.each([
  ['rgb(21, 32, 43)', [21, 32, 43, 1]],
  ['rgba(0, 0, 0, 0)', [0, 0, 0, 0]],
  ['rgba(255, 255, 255, 0.5)', [255, 255, 255, 0.5]],
  ['color(srgb 1 0 0.5)', [255, 0, 127.5, 1]],
  ['color(srgb 0 0 0 / 0.25)', [0, 0, 0, 0.25]],
  ['oklch(0.5 0.1 20)', [127.5, 127.5, 127.5, 1]],
  ['oklch(1 0 0 / 0.3)', [255, 255, 255, 0.3]],
  ['lab(50 10 -20)', [127.5, 127.5, 127.5, 1]],
])('reads the colour %s', (text, colour) => {
  expect(colourOf(text)).toEqual(colour);
});

it.each(['', 'transparent', 'none', 'color(display-p3 1 1 1)'])(
  'takes what it cannot read for transparent: %j',
  (text) => {
    expect(colourOf(text)[3]).toBe(0);
  },
);
