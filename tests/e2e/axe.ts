import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tab } from '../../src/dev/browser/session.ts';

// What @axe-core/playwright does for pages of Playwright's, for tabs of either browser.

const SOURCE = createRequire(
  createRequire(import.meta.url).resolve('@axe-core/playwright'),
).resolve('axe-core/axe.min.js');

/** What axe finds wrong with a tab: `rule: selector`. */
export function faultsOn(tab: Tab): Promise<string[]> {
  // A tab takes functions as text, and this text carries the library along.
  const text = `async () => {
    ${readFileSync(SOURCE, 'utf8')};
    const { violations } = await window.axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target));
  }`;
  return tab.run(Object.assign(async (): Promise<string[]> => [], { toString: () => text }));
}
