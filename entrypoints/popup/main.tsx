import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import browser, { type Tabs } from 'webextension-polyfill';
import { askBackground, askTab } from '../../src/messaging/client.ts';
import type { ListFacts } from '../../src/messaging/messages.ts';
import { checkPage } from '../../src/page/check-page.ts';
import { askFrames, joinMatches } from '../../src/page/frames.ts';
import { type Place, placeOf } from '../../src/readers/core/places.ts';
import {
  changeSettings,
  onSettingsChanged,
  readSettings,
  type Settings,
  switchSite,
} from '../../src/store/settings.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './popup.css';
import { DIRECTION, LANGUAGE, popupWords } from '../../src/ui/wording.ts';
import { type NotReadPage, type PageState, PopupView } from './view.tsx';

/** How often an open popup asks the page again: the person may be scrolling beneath it. */
const ASK_AGAIN_MS = 1000;

function Popup() {
  const [page, setPage] = useState<PageState>({ kind: 'asking' });
  const [settings, setSettings] = useState<Settings | null>(null);
  const [lists, setLists] = useState<readonly ListFacts[] | null>(null);

  const refresh = () => void askPage().then(setPage);

  useEffect(() => {
    void readSettings().then(setSettings);
    const stop = onSettingsChanged(setSettings);
    askBackground({ type: 'lists' }).then(
      (answer) => setLists(answer.lists),
      () => setLists(null),
    );
    refresh();
    const timer = setInterval(refresh, ASK_AGAIN_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, []);

  // Before they are read nothing can be said: a switch that shows on and jumps to off frightens.
  if (settings === null) return null;
  return (
    <PopupView
      page={page}
      settings={settings}
      lists={lists}
      now={Date.now()}
      onAllow={(place) => void allow(place).then(refresh)}
      onCheck={(tabId) => checkPage(browser, tabId).then(refresh)}
      onOptions={() => void browser.runtime.openOptionsPage().then(() => window.close())}
      onJump={(index) => void jump(index, page)}
      onSwitchAll={(enabled) => void changeSettings((old) => ({ ...old, enabled }))}
      onSwitchSite={(site, on) => void switchSite(site, on)}
    />
  );
}

async function activeTab(): Promise<Tabs.Tab | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

async function askPage(): Promise<PageState> {
  const tab = await activeTab();
  if (tab?.id === undefined) return NOT_READABLE;
  try {
    const own = await askTab(tab.id, { type: 'page-summary' });
    // A page of another version of this extension, or one that is just closing, may answer nothing.
    if (!own) return { kind: 'no-answer' };
    const { looked, ...joined } = await inFrames(tab.id);
    return {
      kind: 'read',
      summary: { ...own, looked, matches: joined.matches, hidden: joined.hidden },
      ...joined,
    };
  } catch (error) {
    if (!hasNoReceiver(error)) return { kind: 'no-answer' };
    const page = notRead(tab.id, tab.url ?? '');
    return page.tabId === null ? page : { ...page, ...(await inFrames(tab.id)) };
  }
}

/** What page and frames have together. A name that was read in two of them counts twice among those looked at. */
async function inFrames(tabId: number) {
  const summaries = await askFrames(
    browser.storage.session,
    (id, frame) => askTab(id, { type: 'page-summary' }, frame),
    tabId,
  );
  const looked = [...summaries.values()].reduce((sum, summary) => sum + summary.looked, 0);
  return { looked, ...joinMatches(summaries) };
}

const NOT_READABLE: NotReadPage = { kind: 'not-read', place: null, tabId: null };

/** What can be done about a page in which nothing of ours runs. */
function notRead(tabId: number, address: string): NotReadPage {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return NOT_READABLE;
  return { kind: 'not-read', place: placeOf(url), tabId };
}

/** The browser asks the person; it may do so only in the very click. */
async function allow({ origins }: Place): Promise<void> {
  await browser.permissions.request({ origins: [...origins] });
}

/** Chromium and Firefox say in the same words that nothing of ours runs in a tab. */
function hasNoReceiver(error: unknown): boolean {
  return error instanceof Error && /receiving end does not exist/i.test(error.message);
}

async function jump(index: number, page: PageState): Promise<void> {
  const tab = await activeTab();
  const spot = 'spots' in page ? page.spots?.[index] : undefined;
  if (tab?.id === undefined || !spot) return;
  await askTab(tab.id, { type: 'show-match', index: spot.index }, spot.frameId);
  // The focus goes to the page, where the badge has it now.
  window.close();
}

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
document.title = popupWords.product;
const root = document.getElementById('popup');
if (root) render(<Popup />, root);
