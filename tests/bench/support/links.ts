import { referenceKeys } from '../../../src/accounts/keys.ts';
import { openFilter } from '../../../src/lists/filter.ts';
import { openPage } from '../../../src/readers/core/page.ts';
import { noteUnlisted, scan } from '../../../src/readers/core/scan.ts';
import '../../../src/readers/core/all.ts';

// Runs in a page of a real browser; what it gives goes back through JSON.

const LINKS = 2000;

/**
 * Median microseconds for one link of a text, from the link to the filter's answer: links to accounts that
 * were not on the page before, and the same ones read again, as most links of a feed are.
 */
export function linkTimes(filterBase64: string, rounds: number) {
  const filter = openFilter(Uint8Array.from(atob(filterBase64), (c) => c.charCodeAt(0)));
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const text = document.createElement('div');
    for (let index = 0; index < LINKS; index++) {
      const link = document.createElement('a');
      link.href = `/name_${round}_${index}`;
      link.textContent = `@name_${round}_${index}`;
      text.append(link);
    }
    document.body.replaceChildren(text);
    const page = openPage(document, new URL(location.href));
    for (const times of [first, again]) {
      const began = performance.now();
      for (const sighting of scan(page, text)) {
        if (!sighting) continue;
        // As a page's session does: what is in no list is noted, and its address not taken apart again.
        const may = referenceKeys(sighting.named).some((key) => filter.mayHave(key));
        if (!may) noteUnlisted(page, sighting.element);
      }
      times.push(((performance.now() - began) * 1000) / LINKS);
    }
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
  return { first: middle(first), again: middle(again) };
}
