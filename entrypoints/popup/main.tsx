import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground, askTab } from '../../src/messaging/client.ts';
import type { ListFacts } from '../../src/messaging/messages.ts';
import {
  changeSettings,
  onSettingsChanged,
  readSettings,
  type Settings,
} from '../../src/store/settings.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import './popup.css';
import { DIRECTION, LANGUAGE, popupWords } from '../../src/ui/wording.ts';
import { type PageState, PopupView } from './view.tsx';

/** How often an open popup asks the page again: the person may be scrolling beneath it. */
const ASK_AGAIN_MS = 1000;

function Popup() {
  const [page, setPage] = useState<PageState>({ kind: 'asking' });
  const [settings, setSettings] = useState<Settings | null>(null);
  const [lists, setLists] = useState<readonly ListFacts[] | null>(null);

  useEffect(() => {
    void readSettings().then(setSettings);
    const stop = onSettingsChanged(setSettings);
    askBackground({ type: 'lists' }).then(
      (answer) => setLists(answer.lists),
      () => setLists(null),
    );
    const ask = () => void askPage().then(setPage);
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
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
      onJump={(index) => void jump(index)}
      onSwitchAll={(enabled) => void changeSettings((old) => ({ ...old, enabled }))}
      onSwitchSite={(site, on) =>
        void changeSettings((old) => ({
          ...old,
          sitesOff: on ? old.sitesOff.filter((id) => id !== site) : [...old.sitesOff, site],
        }))
      }
    />
  );
}

async function activeTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

async function askPage(): Promise<PageState> {
  try {
    const tab = await activeTab();
    if (tab === null) return { kind: 'not-read' };
    const summary = await askTab(tab, { type: 'page-summary' });
    // A page of another version of this extension, or one that is just closing, may answer nothing.
    return summary ? { kind: 'read', summary } : { kind: 'no-answer' };
  } catch (error) {
    return { kind: hasNoReceiver(error) ? 'not-read' : 'no-answer' };
  }
}

/** Chromium and Firefox say in the same words that nothing of ours runs in a tab. */
function hasNoReceiver(error: unknown): boolean {
  return error instanceof Error && /receiving end does not exist/i.test(error.message);
}

async function jump(index: number): Promise<void> {
  const tab = await activeTab();
  if (tab === null) return;
  await askTab(tab, { type: 'show-match', index });
  // The focus goes to the page, where the badge has it now.
  window.close();
}

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
document.title = popupWords.product;
const root = document.getElementById('popup');
if (root) render(<Popup />, root);
