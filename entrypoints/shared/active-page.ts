import browser, { type Tabs } from 'webextension-polyfill';
import { askTab } from '../../src/messaging/client.ts';
import type { PageSummary } from '../../src/messaging/messages.ts';
import { askFrames, countLooked, joinMatches, type Spot } from '../../src/page/frames.ts';
import { type Place, placeOf } from '../../src/readers/core/places.ts';
import { onOwnPageEvent } from './own-page-events.ts';

/** What is known of the page in the active tab. */
export type PageState =
  | { readonly kind: 'asking' }
  | NotReadPage
  | { readonly kind: 'no-answer' }
  /** With what its frames have; `spots` says where each match stands. */
  | { readonly kind: 'read'; readonly summary: PageSummary; readonly spots?: readonly Spot[] };

/** Nothing of ours runs there, but perhaps in posts embedded in it. `tabId` is null where nothing could. */
export interface NotReadPage {
  readonly kind: 'not-read';
  readonly place: Place | null;
  readonly tabId: number | null;
  /** Where it stands, as far as the browser tells. */
  readonly address?: string;
  /** The browser does not tell which page it is. */
  readonly unnamed?: true;
  /** What the posts embedded in it have, of which so many names were read. */
  readonly looked?: number;
  readonly matches?: PageSummary['matches'];
  readonly hidden?: readonly string[];
  readonly spots?: readonly Spot[];
}

/** The tab in front of the window that a view of ours is in. */
export async function activeTab(): Promise<Tabs.Tab | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

/**
 * What the page in front says, and its frames. A browser tells the address of a page that we may not read only to who
 * was opened by a press on our button: the popup. Without it (`toldAddress` false) nothing can be said of such a page.
 */
async function askPage(toldAddress: boolean): Promise<PageState> {
  const tab = await activeTab();
  if (tab?.id === undefined) return NOT_READABLE;
  try {
    const own = await askTab(tab.id, { type: 'page-summary' });
    // A page of another version of this extension, or one that is just closing, may answer nothing.
    if (!own) return { kind: 'no-answer' };
    const { looked, ...joined } = await inFrames(tab.id);
    const { matches, hidden } = joined;
    return { kind: 'read', summary: { ...own, looked, matches, hidden }, ...joined };
  } catch (error) {
    if (!hasNoReceiver(error)) return { kind: 'no-answer' };
    const page: NotReadPage =
      !toldAddress && tab.url === undefined
        ? { kind: 'not-read', place: null, tabId: tab.id, unnamed: true }
        : notRead(tab.id, tab.url ?? '');
    return page.tabId === null ? page : { ...page, ...(await inFrames(tab.id)) };
  }
}

/** What page and frames have together. */
async function inFrames(tabId: number) {
  const summaries = await askFrames(
    browser.storage.session,
    (id, frame) => askTab(id, { type: 'page-summary' }, frame),
    tabId,
  );
  const looked = await countLooked(summaries, (frame) =>
    askTab(tabId, { type: 'page-looked' }, frame),
  );
  return { looked, ...joinMatches(summaries) };
}

const NOT_READABLE: NotReadPage = { kind: 'not-read', place: null, tabId: null };

/** What can be done about a page in which nothing of ours runs. */
function notRead(tabId: number, address: string): NotReadPage {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return NOT_READABLE;
  return { kind: 'not-read', place: placeOf(url), tabId, address };
}

/** The browser asks the person; it may do so only in the very click. */
export async function allow({ origins }: Place): Promise<void> {
  await browser.permissions.request({ origins: [...origins] });
}

/** Chromium and Firefox say in the same words that nothing of ours runs in a tab. */
function hasNoReceiver(error: unknown): boolean {
  return error instanceof Error && /receiving end does not exist/i.test(error.message);
}

/** Brings a match into view in its page; false where the page has none such any more. */
export async function jumpTo(index: number, page: PageState): Promise<boolean> {
  const tab = await activeTab();
  const spot = 'spots' in page ? page.spots?.[index] : undefined;
  if (tab?.id === undefined || !spot) return false;
  return askTab(tab.id, { type: 'show-match', match: spot.account }, spot.frameId);
}

/** Pages say oftener than a person can follow that they were read further. */
const REST_MS = 150;
/** When a page without a script of ours is looked at again: one may be on its way. */
const RETRY_MS = [500, 2000, 8000];

/**
 * Keeps up with the page in front: when it is read further, and when another comes to the front. The page itself says
 * so, over a port; nothing is asked while nothing happens.
 */
export function followActivePage(
  toldAddress: boolean,
  onPage: (page: PageState) => void,
): { readonly refresh: () => void; readonly stop: () => void } {
  let stopped = false;
  let turn = 0;
  let due: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retries = 0;
  let followed: number | undefined;
  let port: ReturnType<typeof browser.tabs.connect> | null = null;

  const ask = async () => {
    const mine = ++turn;
    const page = await askPage(toldAddress);
    // Only the last answer is of now.
    if (mine === turn && !stopped) onPage(page);
  };
  const askSoon = () => {
    due ??= setTimeout(() => {
      due = undefined;
      void ask();
    }, REST_MS);
  };
  const listenTo = (tabId: number) => {
    port?.disconnect();
    followed = tabId;
    const opened = browser.tabs.connect(tabId);
    port = opened;
    opened.onMessage.addListener(() => {
      retries = 0;
      askSoon();
    });
    // Called when the page goes, or had no script of ours; never for what we end ourselves.
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      clearTimeout(retry);
      const pause = RETRY_MS[retries++];
      if (pause !== undefined && !stopped) retry = setTimeout(() => void follow(), pause);
    });
  };
  const follow = async () => {
    const tab = await activeTab();
    if (stopped) return;
    if (tab?.id !== undefined && (tab.id !== followed || port === null)) listenTo(tab.id);
    askSoon();
  };
  const followAnew = () => {
    retries = 0;
    void follow();
  };
  const onUpdated = (tabId: number, { status }: { status?: string | undefined }) => {
    if (tabId === followed && status !== undefined) followAnew();
  };

  browser.tabs.onActivated.addListener(followAnew);
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.permissions.onAdded.addListener(followAnew);
  const stopHearing = onOwnPageEvent((event) => {
    if (event.type === 'page-changed' && event.tabId === followed) followAnew();
  });
  void ask();
  followAnew();

  return {
    refresh: followAnew,
    stop() {
      stopped = true;
      clearTimeout(due);
      clearTimeout(retry);
      port?.disconnect();
      browser.tabs.onActivated.removeListener(followAnew);
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.permissions.onAdded.removeListener(followAnew);
      stopHearing();
    },
  };
}
