import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import type { TabRequest } from '../src/messaging/messages.ts';
import { BackgroundRequest } from '../src/messaging/requests.ts';
import { registerAllowedSites } from '../src/page/registration.ts';
import { SITES } from '../src/readers/index.ts';
import { ListKeeper } from '../src/sync/keeper.ts';

export default defineBackground(() => {
  const keeper = new ListKeeper({
    fetchBundled,
    area: browser.storage.local,
    onChange: () => void tellTabs({ type: 'lists-changed' }),
  });
  // At every start, not only after installing: the browser may have ended the last one in the middle.
  void keeper.bringIn();

  // Without these the background would not be started to bring in the list of a new version.
  browser.runtime.onInstalled.addListener(() => void keeper.bringIn());
  browser.runtime.onStartup.addListener(() => void keeper.bringIn());

  const registerSites = () => void registerAllowedSites(browser, SITES);
  registerSites();
  browser.permissions.onAdded.addListener(registerSites);
  browser.permissions.onRemoved.addListener(registerSites);

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    const request = BackgroundRequest.safeParse(message);
    return request.success ? answer(keeper, request.data, sender) : undefined;
  });
});

async function answer(
  keeper: ListKeeper,
  request: BackgroundRequest,
  sender: Runtime.MessageSender,
): Promise<unknown> {
  switch (request.type) {
    case 'lookup':
      return (await keeper.ready()).lookup(request.platform, request.keys);
    case 'card':
      return (await keeper.ready()).card(request.platform, request.key);
    case 'lists':
      return { lists: await (await keeper.ready()).lists() };
    case 'load-card':
      return loadCard(sender);
    case 'repair-filters':
      await keeper.repairFilters();
      return null;
    case 'page-count':
      return showCount(sender, request.matches);
  }
}

async function loadCard({ tab, frameId = 0 }: Runtime.MessageSender): Promise<null> {
  if (tab?.id === undefined) return null;
  await browser.scripting.executeScript({
    target: { tabId: tab.id, frameIds: [frameId] },
    files: ['/card.js'],
  });
  return null;
}

async function showCount({ tab, frameId }: Runtime.MessageSender, matches: number): Promise<null> {
  if (tab?.id === undefined || frameId !== 0) return null;
  await browser.action.setBadgeText({ tabId: tab.id, text: matches === 0 ? '' : String(matches) });
  return null;
}

async function fetchBundled(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(browser.runtime.getURL(`/list/${name}`));
  if (!response.ok) throw new Error(`The extension's package has no file list/${name}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Most tabs have nothing of ours in them, and say so. */
async function tellTabs(request: TabRequest): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(
    tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, request)),
  );
}
