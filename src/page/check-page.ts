import type { Scripting } from 'webextension-polyfill';

export interface CheckApi {
  readonly scripting: Pick<Scripting.Static, 'executeScript'>;
}

/**
 * Reads a page that no standing permission covers, once. The browser allows that for the tab in which a person opened
 * the popup or the menu, until it goes to another site. Rejects where nothing may run: the browser's own pages,
 * its store, documents that are no pages.
 */
export async function checkPage({ scripting }: CheckApi, tabId: number): Promise<void> {
  await scripting.executeScript({ target: { tabId }, files: ['/check-page.js'] });
}
