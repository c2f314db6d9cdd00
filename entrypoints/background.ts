import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { ListRefused } from '../src/lists/refusal.ts';
import type { Outcome, SubscriptionsAnswer, TabRequest } from '../src/messaging/messages.ts';
import { BackgroundRequest } from '../src/messaging/requests.ts';
import { registerAllowedSites } from '../src/page/registration.ts';
import { SITES } from '../src/readers/index.ts';
import { ListKeeper } from '../src/sync/keeper.ts';
import { ListSubscriptions } from '../src/sync/subscriptions.ts';

const UPDATE_ALARM = 'update-lists';

export default defineBackground(() => {
  const keeper = new ListKeeper({
    fetchBundled,
    area: browser.storage.local,
    onChange: () => void tellTabs({ type: 'lists-changed' }),
  });
  const subscriptions = new ListSubscriptions(keeper, browser.storage.local);
  // Alarms outlive the background; this one looks whether any list is due.
  void browser.alarms.create(UPDATE_ALARM, { delayInMinutes: 1, periodInMinutes: 15 });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === UPDATE_ALARM) void subscriptions.update();
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
    if (!request.success) return undefined;
    // Pages that a person reads may ask about names; lists are changed from our own pages alone.
    if (isAboutLists(request.data) && sender.tab && !isOwnPage(sender)) return undefined;
    return answer(keeper, subscriptions, request.data, sender);
  });
});

async function answer(
  keeper: ListKeeper,
  subscriptions: ListSubscriptions,
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
    case 'subscriptions':
      return overview(keeper, subscriptions);
    case 'preview-list':
      return outcome(() => subscriptions.preview(request.address));
    case 'add-list':
      return outcome(() => subscriptions.add(request));
    case 'remove-list':
      return outcome(() => subscriptions.remove(request.listId));
    case 'switch-list':
      return outcome(() => subscriptions.setEnabled(request.listId, request.enabled));
    case 'update-list':
      return outcome(() => subscriptions.update(request.listId));
    case 'step-back-list':
      return outcome(() => subscriptions.stepBack(request.listId));
    case 'repair-filters':
      await keeper.repairFilters();
      return null;
    case 'page-count':
      return showCount(sender, request.matches);
  }
}

function isAboutLists({ type }: BackgroundRequest): boolean {
  return type === 'subscriptions' || type.endsWith('-list');
}

function isOwnPage({ url }: Runtime.MessageSender): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) ?? false;
}

async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T | null>> {
  try {
    return { ok: true, value: (await work()) ?? null };
  } catch (error) {
    const { message } = error as Error;
    return {
      ok: false,
      refusal: error instanceof ListRefused ? error.refusal : 'not-stored',
      message,
    };
  }
}

async function overview(
  keeper: ListKeeper,
  subscriptions: ListSubscriptions,
): Promise<SubscriptionsAnswer> {
  const facts = await (await keeper.ready()).lists();
  const added = await subscriptions.all();
  return {
    bundled: facts.find(({ id }) => !added.some(({ listId }) => listId === id)) ?? null,
    added: added.map((one) => ({
      listId: one.listId,
      address: one.address,
      name: one.name,
      publisher: one.publisher,
      enabled: one.enabled,
      lastSuccess: one.lastSuccess,
      lastAttempt: one.lastAttempt,
      nextAttempt: one.nextAttempt,
      lastError: one.lastError,
      facts: facts.find(({ id }) => id === one.listId) ?? null,
    })),
  };
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
