import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { ListRefused } from '../src/lists/refusal.ts';
import { askTab } from '../src/messaging/client.ts';
import type { Outcome, OwnPageEvent, TabRequest } from '../src/messaging/messages.ts';
import { BackgroundRequest } from '../src/messaging/requests.ts';
import { addCheckMenu } from '../src/page/check-page.ts';
import {
  accountsInFrames,
  askFrames,
  forgetFrames,
  joinMatches,
  noteFrame,
} from '../src/page/frames.ts';
import { readOpenPages, registerAllowedSites, siteScripts } from '../src/page/registration.ts';
import { EMBED_PATTERNS, installedPatterns } from '../src/readers/core/matches.ts';
import { SITES } from '../src/readers/index.ts';
import { copyPolicy, onPolicyChanged, readPolicy } from '../src/store/managed.ts';
import { noteUnreadable } from '../src/store/site-health.ts';
import { setUpdateAlarm, UPDATE_ALARM } from '../src/sync/alarm.ts';
import { ListKeeper } from '../src/sync/keeper.ts';
import { ManagedLists } from '../src/sync/managed-lists.ts';
import { historyOf, overviewOf } from '../src/sync/overview.ts';
import { nextAlarm } from '../src/sync/schedule.ts';
import { ListSubscriptions } from '../src/sync/subscriptions.ts';
import type { Progress } from '../src/sync/version-files.ts';
import { wipe } from '../src/sync/wipe.ts';

/** Progress is said no oftener than a person can see. */
const PROGRESS_MS = 100;

export default defineBackground(() => {
  const keeper = new ListKeeper({
    fetchBundled,
    area: browser.storage.local,
    release: browser.runtime.getManifest().version,
    onChange: () => {
      void tellTabs({ type: 'lists-changed' });
      void tellOwnPages({ type: 'subscriptions-changed' });
    },
    onMissing: () => void subscriptions.update(),
  });
  const subscriptions = new ListSubscriptions({
    keeper,
    area: browser.storage.local,
    onChange: () => {
      void tellOwnPages({ type: 'subscriptions-changed' });
      void setAlarm();
    },
    onProgress: progressTeller(),
  });
  const managed = new ManagedLists({
    subscriptions,
    readPolicy,
    onChange: () => void tellOwnPages({ type: 'subscriptions-changed' }),
  });
  const setAlarm = async () => {
    const now = Date.now();
    const wanted = [nextAlarm(await subscriptions.all(), now), managed.nextAttempt];
    const times = wanted.filter((time) => time !== null);
    await setUpdateAlarm(browser.alarms, times.length > 0 ? Math.min(...times) : null, now);
  };
  const updateDue = async () => {
    await managed.bringIn();
    await subscriptions.update();
    await setAlarm();
  };
  // Chromium reads an organisation's policy after it has started us.
  const takePolicy = async () => {
    if (await copyPolicy()) await tellTabs({ type: 'lists-changed' });
  };
  onPolicyChanged(() => {
    void takePolicy();
    void updateDue();
  });
  void takePolicy();
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === UPDATE_ALARM) void updateDue();
  });
  // At every start, not only after installing: the browser may have ended the last one in the middle.
  void keeper.bringIn().then(updateDue);

  // Without these the background would not be started to bring in the list of a new version.
  browser.runtime.onInstalled.addListener(() => void keeper.bringIn());
  browser.runtime.onStartup.addListener(() => void keeper.bringIn());

  const installed = [...installedPatterns(SITES), ...EMBED_PATTERNS];
  const registerSites = () => registerAllowedSites(browser, installed);
  void registerSites();
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void registerSites();
    if (origins.length > 0) void readOpenPages(browser, origins);
  });
  browser.permissions.onRemoved.addListener(() => void registerSites());
  // Pages that were open before: an update leaves a script in them that can't reach us any more.
  browser.runtime.onInstalled.addListener(() => void readOpenPages(browser, installed));

  addCheckMenu(browser);
  browser.tabs.onRemoved.addListener((tabId) => void forgetFrames(browser.storage.session, tabId));

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    const request = BackgroundRequest.safeParse(message);
    if (!request.success) return undefined;
    // Pages that a person reads may ask about names; lists are changed from our own pages alone.
    if (!FOR_TABS.has(request.data.type) && !isOwnPage(sender)) return undefined;
    return answer({ keeper, subscriptions, managed }, request.data, sender);
  });
});

interface Parts {
  readonly keeper: ListKeeper;
  readonly subscriptions: ListSubscriptions;
  readonly managed: ManagedLists;
}

async function answer(
  { keeper, subscriptions, managed }: Parts,
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
    case 'load-part':
      return loadScripts(sender, [`/${request.part}.js`]);
    case 'load-sites':
      return loadScripts(sender, siteScripts(request.sites));
    case 'subscriptions':
      return overviewOf(await keeper.ready(), subscriptions, managed);
    case 'list-history':
      return historyOf(await keeper.ready(), request.listId);
    case 'preview-list':
      return outcome(() => subscriptions.preview(request.address));
    case 'add-list':
      return outcome(() => subscriptions.add(request));
    case 'remove-list':
      return outcome(async () => {
        await refuseManaged(managed, request.listId);
        await subscriptions.remove(request.listId);
      });
    case 'switch-list':
      return outcome(async () => {
        if (!request.enabled) await refuseManaged(managed, request.listId);
        await subscriptions.setEnabled(request.listId, request.enabled);
      });
    case 'allow-reader-rules':
      return outcome(() => subscriptions.allowReaderRules(request.listId, request.allowed));
    case 'update-list':
      return outcome(() =>
        subscriptions.update(request.listId, { acceptShrink: request.acceptShrink }),
      );
    case 'reorder-lists':
      return outcome(() => subscriptions.reorder(request.listIds));
    case 'cited-lists':
      return (await keeper.ready()).cited();
    case 'step-back-list':
      return outcome(() => subscriptions.stepBack(request.listId));
    case 'wipe':
      return outcome(async () => {
        const kept = await managed.ids();
        const { session } = browser.storage;
        await wipe(request.what, { keeper, subscriptions, kept, session });
      });
    case 'repair-filters':
      await keeper.repairFilters();
      return null;
    case 'site-unreadable':
      await noteUnreadable(request.site, new Date());
      return null;
    case 'page-count':
      return showCount(sender);
  }
}

/** What the script in a page may ask; lists are changed from our own pages alone. */
const FOR_TABS: ReadonlySet<BackgroundRequest['type']> = new Set([
  'lookup',
  'card',
  'load-part',
  'load-sites',
  'repair-filters',
  'page-count',
  'site-unreadable',
]);

/** The options offer neither for such a list; whatever else asks is refused. */
async function refuseManaged(managed: ManagedLists, listId: string): Promise<void> {
  if (await managed.isManaged(listId)) throw new Error('An organisation has set this list.');
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

async function loadScripts(
  { tab, frameId = 0 }: Runtime.MessageSender,
  files: readonly string[],
): Promise<null> {
  if (tab?.id === undefined || files.length === 0) return null;
  await browser.scripting.executeScript({
    target: { tabId: tab.id, frameIds: [frameId] },
    files: [...files],
  });
  return null;
}

/** The toolbar's number is of the whole tab: the page and the frames in which others' posts are embedded. */
async function showCount({ tab, frameId = 0 }: Runtime.MessageSender): Promise<null> {
  const tabId = tab?.id;
  if (tabId === undefined) return null;
  await noteFrame(browser.storage.session, tabId, frameId);
  const summaries = await askFrames(
    browser.storage.session,
    (id, frame) => askTab(id, { type: 'page-summary' }, frame),
    tabId,
  );
  const { length } = joinMatches(summaries).matches;
  await browser.action.setBadgeText({ tabId, text: length === 0 ? '' : String(length) });
  const accounts = accountsInFrames(summaries);
  if (accounts.length > 0 && summaries.has(0)) {
    await askTab(tabId, { type: 'badges-in-frames', accounts }).catch(() => null);
  }
  return null;
}

async function fetchBundled(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(browser.runtime.getURL(`/list/${name}`));
  if (!response.ok) throw new Error(`The extension's package has no file list/${name}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** None may be open, or none that listens. */
async function tellOwnPages(event: OwnPageEvent): Promise<void> {
  await browser.runtime.sendMessage(event).catch(() => {});
}

function progressTeller(): (listId: string, progress: Progress) => void {
  let last = 0;
  return (listId, { bytes, totalBytes }) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && bytes < totalBytes) return;
    last = now;
    void tellOwnPages({ type: 'list-progress', listId, bytes, totalBytes });
  };
}

/** Most tabs have nothing of ours in them, and say so. */
async function tellTabs(request: TabRequest): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(
    tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, request)),
  );
}
