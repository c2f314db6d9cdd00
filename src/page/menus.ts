import type { Menus, Runtime, Tabs } from 'webextension-polyfill';
import { t } from '../ui/language/message.ts';

export interface MenuApi {
  /** Phones have no such menus. */
  readonly contextMenus?: Pick<Menus.Static, 'create' | 'onClicked' | 'removeAll'>;
  readonly runtime: Pick<Runtime.Static, 'onInstalled' | 'onStartup'>;
}

/** What a press on an entry of the page's menu does. */
export interface MenuDeeds {
  readonly check: (tabId: number) => void;
  /** Null where the browser has no panel. Called in the very press. */
  readonly openPanel: ((tab: Tabs.Tab | undefined) => void) | null;
  /** With a name or an address. */
  readonly lookUp: (asked: string, tab: Tabs.Tab | undefined) => void;
}

const MENUS = {
  check: 'check-page',
  panel: 'open-panel',
  link: 'look-up-link',
  selection: 'look-up-selection',
} as const;

const WEB = ['http://*/*', 'https://*/*'];

/** Offers in the page's menu what can be done with the page, a link in it, or words that are selected. */
export function addMenus({ contextMenus, runtime }: MenuApi, deeds: MenuDeeds): void {
  if (contextMenus === undefined) return;
  // Browsers keep the entries, in the language they were made in, and take none twice.
  let last: Promise<unknown> = Promise.resolve();
  const makeAnew = () => {
    last = last.then(async () => {
      await contextMenus.removeAll();
      for (const entry of entries(deeds.openPanel !== null)) contextMenus.create(entry);
    });
  };
  runtime.onInstalled.addListener(makeAnew);
  runtime.onStartup.addListener(makeAnew);
  contextMenus.onClicked.addListener(({ menuItemId, linkUrl, selectionText }, tab) => {
    switch (menuItemId) {
      case MENUS.check:
        if (tab?.id !== undefined) deeds.check(tab.id);
        return;
      case MENUS.panel:
        deeds.openPanel?.(tab);
        return;
      case MENUS.link:
        if (linkUrl !== undefined) deeds.lookUp(linkUrl, tab);
        return;
      case MENUS.selection:
        if (selectionText !== undefined) deeds.lookUp(selectionText, tab);
        return;
    }
  });
}

function entries(hasPanel: boolean): Menus.CreateCreatePropertiesType[] {
  return [
    {
      ...{ id: MENUS.link, title: t('commands.menuLink'), contexts: ['link'] },
      targetUrlPatterns: WEB,
    },
    { id: MENUS.selection, title: t('commands.menuSelection'), contexts: ['selection'] },
    {
      ...{ id: MENUS.check, title: t('popup.check'), contexts: ['page', 'selection'] },
      documentUrlPatterns: WEB,
    },
    ...(hasPanel
      ? [
          {
            ...{ id: MENUS.panel, title: t('commands.menuPanel') },
            contexts: ['page', 'action'] as Menus.ContextType[],
          },
        ]
      : []),
  ];
}
