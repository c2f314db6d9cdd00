import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { checkPage } from '../../src/page/check-page.ts';
import { hasPanel, openPanel } from '../../src/page/panel.ts';
import { endPause, pause } from '../../src/store/pause.ts';
import { changeSettings, switchSite } from '../../src/store/settings.ts';
import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../shared/shared.css';
import '../shared/recording.css';
import './popup.css';
import { t } from '../../src/ui/language/message.ts';
import { allow, jumpTo, type PageState } from '../shared/active-page.ts';
import {
  useActivePage,
  useCommandKeys,
  useListsInUse,
  usePolicy,
  useSettings,
  useWindow,
} from '../shared/hooks.ts';
import { RecordingMark } from '../shared/recording-mark.tsx';
import { PopupView } from './view.tsx';

function Popup() {
  const [page, refresh] = useActivePage(true);
  const settings = useSettings();
  const lists = useListsInUse();
  const keys = useCommandKeys();
  const { windowId, isPrivate } = useWindow();
  const policy = usePolicy();
  const [failed, setFailed] = useState(false);
  const keep = (changing: Promise<unknown>) =>
    void changing.then(
      () => setFailed(false),
      () => setFailed(true),
    );

  // Before they are read nothing can be said: a switch that shows on and jumps to off frightens.
  if (settings === null) return null;
  const now = Date.now();
  return (
    <PopupView
      page={page}
      settings={settings}
      policy={policy}
      recording={<RecordingMark isPrivate={isPrivate} settings={settings} now={now} />}
      lists={lists}
      keys={keys}
      now={now}
      onAllow={(place) => void allow(place).then(refresh)}
      onCheck={(tabId) => checkPage(browser, tabId).then(refresh)}
      onPanel={
        hasPanel(browser)
          ? () => void openPanel(browser, windowId).then(closePopup, () => {})
          : null
      }
      onOptions={() => void browser.runtime.openOptionsPage().then(closePopup)}
      onJump={(index) => void jump(index, page)}
      failed={failed}
      onPause={() => keep(pause(Date.now()))}
      onResume={() => keep(endPause())}
      onSwitchAll={(enabled) => keep(changeSettings((old) => ({ ...old, enabled })))}
      onSwitchSite={(site, on) => keep(switchSite(site, on))}
    />
  );
}

async function jump(index: number, page: PageState): Promise<void> {
  // The focus goes to the page, where the badge has it now.
  if (await jumpTo(index, page)) closePopup();
}

function closePopup(): void {
  window.close();
}

showPage('popup', t('product'), <Popup />);
