import browser, { type Omnibox, type Runtime, type Tabs } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { isPrivateList } from '../src/lists/private-id.ts';
import { ListRefused } from '../src/lists/refusal.ts';
import { askTab } from '../src/messaging/client.ts';
import type {
  JournalState,
  Outcome,
  OwnOutcome,
  OwnPageEvent,
  TabRequest,
} from '../src/messaging/messages.ts';
import { BackgroundRequest } from '../src/messaging/requests.ts';
import { checkPage } from '../src/page/check-page.ts';
import { type CommandName, commandNamed } from '../src/page/commands.ts';
import { disclosurePath } from '../src/page/disclosure-page.ts';
import { welcome } from '../src/page/first-run.ts';
import {
  accountsInFrames,
  askFrames,
  forgetFrames,
  joinMatches,
  noteFrame,
} from '../src/page/frames.ts';
import { asMarkup, findAsked, lookUpPath, suggestionsOf } from '../src/page/look-up.ts';
import { addMenus } from '../src/page/menus.ts';
import { hasPanel, openPanel } from '../src/page/panel.ts';
import { readOpenPages, registerAllowedSites, siteScripts } from '../src/page/registration.ts';
import { showNumber, showState } from '../src/page/toolbar.ts';
import '../src/readers/core/all.ts';
import { EMBED_PATTERNS, installedPatterns } from '../src/readers/core/matches.ts';
import { questionOf } from '../src/readers/core/question.ts';
import { SITES } from '../src/readers/index.ts';
import { JournalDatabase } from '../src/research/journal/database.ts';
import { JournalRecorder } from '../src/research/journal/recorder.ts';
import { copyPolicy, isJournalBarred, onPolicyChanged, readPolicy } from '../src/store/managed.ts';
import { forgetPauseThatIsOver, pauseEnd } from '../src/store/pause.ts';
import { PrivateFiles } from '../src/store/private-files.ts';
import { readRecording } from '../src/store/recording.ts';
import {
  isReading,
  onSettingsChanged,
  readSettings,
  type Settings,
  switchSite,
} from '../src/store/settings.ts';
import { noteUnreadable } from '../src/store/site-health.ts';
import { PAUSE_ALARM, setAlarm, UPDATE_ALARM } from '../src/sync/alarm.ts';
import { ListKeeper } from '../src/sync/keeper.ts';
import { ManagedLists } from '../src/sync/managed-lists.ts';
import { historyOf, overviewOf } from '../src/sync/overview.ts';
import { PrivateListRefused, PrivateLists } from '../src/sync/private-lists.ts';
import { nextAlarm } from '../src/sync/schedule.ts';
import { ListSubscriptions } from '../src/sync/subscriptions.ts';
import type { Progress } from '../src/sync/version-files.ts';
import { wipe } from '../src/sync/wipe.ts';
import { t } from '../src/ui/language/message.ts';

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
    onMissing: () => {
      void subscriptions.update();
      void privateLists.tidy(Date.now());
    },
  });
  const subscriptions = new ListSubscriptions({
    keeper,
    area: browser.storage.local,
    onChange: () => {
      void tellOwnPages({ type: 'subscriptions-changed' });
      void setUpdateAlarm();
    },
    onProgress: progressTeller(),
  });
  const managed = new ManagedLists({
    subscriptions,
    area: browser.storage.local,
    readPolicy,
    onChange: () => void tellOwnPages({ type: 'subscriptions-changed' }),
  });
  const privateLists = new PrivateLists({
    keeper,
    files: new PrivateFiles(),
    order: () => subscriptions.order(),
    isAllowed: async () => (await readPolicy()).ownLists,
    onChange: () => void tellOwnPages({ type: 'subscriptions-changed' }),
  });
  const setUpdateAlarm = async () => {
    const now = Date.now();
    const wanted = [nextAlarm(await subscriptions.all(), now), managed.nextAttempt];
    const times = wanted.filter((time) => time !== null);
    const next = times.length > 0 ? Math.min(...times) : null;
    await setAlarm(browser.alarms, UPDATE_ALARM, next, now);
  };
  const updateDue = async () => {
    await managed.bringIn();
    // Also where storage could not be read: else nothing wakes us to try again.
    await subscriptions.update().finally(setUpdateAlarm);
  };
  const journal = new JournalRecorder({
    database: new JournalDatabase(),
    lists: () => keeper.ready(),
    isBarred: async () => isJournalBarred(await readPolicy()),
    onChange: (switched) => {
      void tellOwnPages({ type: 'journal-changed' });
      if (!switched) return;
      void tellTabs({ type: 'journal-changed' });
      void readSettings().then(heed).then(countEveryTab);
    },
  });
  // Chromium reads an organisation's policy after it has started us.
  const takePolicy = async () => {
    if (await copyPolicy()) await tellTabs({ type: 'lists-changed' });
    await journal.heedPolicy();
  };
  onPolicyChanged(() => {
    void takePolicy();
    void updateDue();
  });
  void takePolicy();
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === UPDATE_ALARM) void updateDue();
    if (name === PAUSE_ALARM) void readSettings().then(heed);
  });
  // At every start, not only after installing: the browser may have ended the last one in the middle.
  void keeper.bringIn().then(() => Promise.all([updateDue(), privateLists.tidy(Date.now())]));

  // Without these the background would not be started to bring in the list of a new version.
  browser.runtime.onInstalled.addListener((details) => {
    void keeper.bringIn();
    void welcome(browser, details);
  });
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

  let counted: boolean | null = null;
  const heed = async (settings: Settings) => {
    const now = Date.now();
    await Promise.all([
      forgetPauseThatIsOver(settings, now),
      setAlarm(browser.alarms, PAUSE_ALARM, pauseEnd(settings, now), now),
      recordingState().then((recording) => showState(browser, settings, now, recording)),
    ]);
    const before = counted;
    counted = settings.toolbarCount;
    if (before !== null && before !== counted) await countEveryTab();
  };
  onSettingsChanged((settings) => void heed(settings));
  void readSettings().then(heed);

  addMenus(browser, {
    // A page that may not be read shows nothing; the popup says so in words.
    check: (tabId) => void checkPage(browser, tabId).catch(() => {}),
    openPanel: hasPanel(browser) ? (tab) => void showPanel(tab) : null,
    lookUp: (asked, tab) => void openLookUp(asked, tab),
  });
  // Phones have neither keys nor an address bar with keywords.
  browser.commands?.onCommand.addListener((name, tab) => {
    const command = commandNamed(name);
    if (command !== null) COMMANDS[command](tab);
  });
  offerInAddressBar(browser.omnibox, keeper);
  browser.tabs.onRemoved.addListener((tabId) => void forgetFrames(browser.storage.session, tabId));

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    const request = BackgroundRequest.safeParse(message);
    if (!request.success) return undefined;
    // Pages that a person reads may ask about names; lists are changed from our own pages alone.
    if (!FOR_TABS.has(request.data.type) && !isOwnPage(sender)) return undefined;
    const parts = { keeper, subscriptions, privateLists, managed, journal };
    return answer(parts, request.data, sender);
  });
});

interface Parts {
  readonly keeper: ListKeeper;
  readonly subscriptions: ListSubscriptions;
  readonly privateLists: PrivateLists;
  readonly managed: ManagedLists;
  readonly journal: JournalRecorder;
}

async function answer(
  { keeper, subscriptions, privateLists, managed, journal }: Parts,
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
      return overviewOf(await keeper.ready(), subscriptions, managed, privateLists);
    case 'list-history':
      return historyOf(await keeper.ready(), request.listId);
    case 'preview-list':
      return outcome(() => subscriptions.preview(request.address));
    case 'add-list':
      return outcome(() => subscriptions.add(request));
    case 'add-own-list':
      return ownOutcome(async () => {
        const { id, entries } = await privateLists.add(request.draft);
        return { ok: true, listId: id, entries };
      });
    case 'remove-list':
      return outcome(async () => {
        if (isPrivateList(request.listId)) return privateLists.remove(request.listId);
        await refuseManaged(managed, request.listId);
        await subscriptions.remove(request.listId);
      });
    case 'switch-list':
      return outcome(async () => {
        if (isPrivateList(request.listId)) {
          return privateLists.setEnabled(request.listId, request.enabled);
        }
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
    case 'catalogue':
      return (await keeper.ready()).catalogue();
    case 'disclosure-names':
      return (await keeper.ready()).namesIn(request.listId, request.disclosure);
    case 'open-disclosure':
      await browser.tabs.create({
        url: browser.runtime.getURL(disclosurePath(request.disclosure)),
      });
      return null;
    case 'cited-lists':
      return (await keeper.ready()).cited();
    case 'step-back-list':
      return outcome(() => subscriptions.stepBack(request.listId));
    case 'wipe':
      return outcome(async () => {
        const kept = await managed.ids();
        const { session } = browser.storage;
        await wipe(request.what, {
          ...{ keeper, subscriptions, privateLists, kept, session },
          journal: () => journal.act({ kind: 'wipe', session: null }),
        });
      });
    case 'repair-filters':
      await keeper.repairFilters();
      return null;
    case 'site-unreadable':
      await noteUnreadable(request.site, new Date());
      return null;
    case 'page-count':
      return count(sender);
    case 'journal-note':
      return note(journal, request, sender);
    case 'journal':
      return journal.state();
    case 'journal-act':
      return outcome(() => journal.act(request.act));
  }
}

/** What the script in a page may ask; lists are changed from our own pages alone. */
const FOR_TABS: ReadonlySet<BackgroundRequest['type']> = new Set([
  'lookup',
  'card',
  'load-part',
  'load-sites',
  'open-disclosure',
  'repair-filters',
  'page-count',
  'site-unreadable',
  'journal-note',
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

async function ownOutcome(work: () => Promise<OwnOutcome>): Promise<OwnOutcome> {
  try {
    return await work();
  } catch (error) {
    const fault = error instanceof PrivateListRefused ? error.fault : 'not-stored';
    return { ok: false, fault, message: (error as Error).message };
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

async function count({ tab, frameId = 0 }: Runtime.MessageSender): Promise<null> {
  const tabId = tab?.id;
  if (tabId === undefined) return null;
  await noteFrame(browser.storage.session, tabId, frameId);
  await Promise.all([countTab(tabId), tellOwnPages({ type: 'page-changed', tabId })]);
  return null;
}

/** Records what a tab shows; nothing of a private window, and of a frame the address of its page where we may know it. */
async function note(
  journal: JournalRecorder,
  { session, notes }: Extract<BackgroundRequest, { type: 'journal-note' }>,
  { tab, frameId = 0 }: Runtime.MessageSender,
): Promise<null> {
  if (tab === undefined || tab.incognito) return null;
  const page = frameId === 0 ? undefined : tab.url?.replace(/#.*/s, '').slice(0, 2000);
  const placed = page === undefined ? notes : notes.map((one) => ({ ...one, page }));
  await journal.note(session, placed, Date.now());
  return null;
}

async function recordingState(): Promise<JournalState['recording']> {
  const recording = await readRecording();
  return recording === null ? 'off' : recording.paused ? 'paused' : 'on';
}

/** The toolbar's number is of the whole tab: the page and the frames in which others' posts are embedded. */
async function countTab(tabId: number): Promise<void> {
  const [summaries, settings, recording, tab] = await Promise.all([
    askFrames(
      browser.storage.session,
      (id, frame) => askTab(id, { type: 'page-summary' }, frame),
      tabId,
    ),
    readSettings(),
    recordingState(),
    browser.tabs.get(tabId).catch(() => null),
  ]);
  const isRecorded = recording === 'on' && tab?.incognito === false;
  await showNumber(
    browser,
    tabId,
    joinMatches(summaries).matches.length,
    settings,
    isRecorded && isReading(settings, Date.now()),
  );
  const accounts = accountsInFrames(summaries);
  // Also with none, where there are frames: their badges may have gone, and the page's own are needed again.
  if (summaries.size > 1 && summaries.has(0)) {
    await askTab(tabId, { type: 'badges-in-frames', accounts }).catch(() => null);
  }
}

async function countEveryTab(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => id !== undefined && countTab(id)));
}

/** What the keys do. Older browsers do not say which tab was in front. */
const COMMANDS: Readonly<Record<CommandName, (tab: Tabs.Tab | undefined) => void>> = {
  'open-panel': (tab) => void showPanel(tab),
  'look-up': (tab) => void openLookUp('', tab),
  'next-match': (tab) => void step(tab, 1),
  'previous-match': (tab) => void step(tab, -1),
  'toggle-site': (tab) => void toggleSite(tab),
};

/** Where the browser refuses there is nothing to say it in. */
async function showPanel(tab: Tabs.Tab | undefined): Promise<void> {
  await openPanel(browser, tab?.windowId).catch(() => {});
}

/** To the next badge in the page, or in the first frame that has any where the page has none. */
async function step(tab: Tabs.Tab | undefined, by: 1 | -1): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  const summaries = await askFrames(
    browser.storage.session,
    (id, frame) => askTab(id, { type: 'page-summary' }, frame),
    tabId,
  );
  for (const frameId of summaries.keys()) {
    if (await askTab(tabId, { type: 'show-match', match: by }, frameId).catch(() => false)) return;
  }
}

async function toggleSite(tab: Tabs.Tab | undefined): Promise<void> {
  if (tab?.id === undefined) return;
  const page = await askTab(tab.id, { type: 'page-summary' }).catch(() => null);
  if (!page || page.site === null) return;
  const { sitesOff } = await readSettings();
  await switchSite(page.site, sitesOff.includes(page.site));
}

/** Beside the page it is about; a private window shows no pages of ours, so then wherever the browser will. */
async function openLookUp(asked: string, tab: Tabs.Tab | undefined): Promise<void> {
  const url = browser.runtime.getURL(lookUpPath(asked));
  const beside = tab?.id === undefined || tab.incognito ? {} : placeBeside(tab);
  await browser.tabs.create({ url, ...beside });
}

function placeBeside({ id, index, windowId }: Tabs.Tab) {
  return {
    index: index + 1,
    ...(windowId === undefined ? {} : { windowId }),
    ...(id === undefined ? {} : { openerTabId: id }),
  };
}

/** Accounts in the lists, offered while a person types behind our keyword. */
function offerInAddressBar(omnibox: Omnibox.Static | undefined, keeper: ListKeeper): void {
  if (omnibox === undefined) return;
  const isMarkup = !browser.runtime.getURL('/').startsWith('moz-extension:');
  const shown = (text: string) => (isMarkup ? asMarkup(text) : text);
  void omnibox.setDefaultSuggestion({ description: shown(t('commands.omniboxDefault')) });
  omnibox.onInputChanged.addListener(async (typed, suggest) => {
    const question = questionOf(typed);
    const lists = await keeper.ready();
    const found = await findAsked('asked' in question ? question.asked : [], (platform, keys) =>
      lists.lookup(platform, keys),
    );
    suggest(
      suggestionsOf(typed, found).map(({ content, description }) => ({
        content,
        description: shown(description),
      })),
    );
  });
  omnibox.onInputEntered.addListener((asked, disposition) => {
    const url = browser.runtime.getURL(lookUpPath(asked));
    if (disposition === 'currentTab') void browser.tabs.update({ url });
    else void browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  });
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
