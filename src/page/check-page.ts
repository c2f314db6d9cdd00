import type { Menus, Runtime, Scripting } from 'webextension-polyfill';
import { popupWords } from '../ui/wording.ts';

const MENU = 'check-page';

export interface CheckApi {
  readonly contextMenus: Pick<Menus.Static, 'create' | 'onClicked' | 'removeAll'>;
  readonly runtime: Pick<Runtime.Static, 'onInstalled'>;
  readonly scripting: Pick<Scripting.Static, 'executeScript'>;
}

/**
 * Reads a page that no standing permission covers, once. The browser allows that for the tab in which a person opened
 * the popup or the menu, until it goes to another site. Rejects where nothing may run: the browser's own pages,
 * its store, documents that are no pages.
 */
export async function checkPage(
  { scripting }: Pick<CheckApi, 'scripting'>,
  tabId: number,
): Promise<void> {
  await scripting.executeScript({ target: { tabId }, files: ['/check-page.js'] });
}

/** Offers it in the page's menu. */
export function addCheckMenu(api: CheckApi): void {
  api.runtime.onInstalled.addListener(() => {
    void api.contextMenus.removeAll().then(() =>
      api.contextMenus.create({
        ...{ id: MENU, title: popupWords.check, contexts: ['page', 'selection'] },
        documentUrlPatterns: ['http://*/*', 'https://*/*'],
      }),
    );
  });
  api.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    // A page that may not be read shows nothing; the popup says so in words.
    if (menuItemId === MENU && tab?.id !== undefined) void checkPage(api, tab.id).catch(() => {});
  });
}
