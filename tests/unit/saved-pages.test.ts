import { describe, expect, test } from 'vitest';
import { figuresOf, SAVED_PAGES, savedPages } from '../../src/dev/saved-pages.ts';

const pages = savedPages();

describe.skipIf(pages.length === 0)(`saved pages, read when ${SAVED_PAGES} is there`, () => {
  test.each(pages)('$name: every account found, none invented, every id right', (page) => {
    const { missing, invented, wrongIds } = figuresOf(page);
    expect({ missing, invented, wrongIds }).toEqual({ missing: [], invented: [], wrongIds: [] });
  });
});
