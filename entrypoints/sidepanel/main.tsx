import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { checkPage } from '../../src/page/check-page.ts';
import { endPause } from '../../src/store/pause.ts';
import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../shared/shared.css';
import '../shared/recording.css';
import './panel.css';
import { t } from '../../src/ui/language/message.ts';
import { allow, jumpTo } from '../shared/active-page.ts';
import {
  useActivePage,
  useCommandKeys,
  useListsInUse,
  useSettings,
  useWindow,
} from '../shared/hooks.ts';
import { RecordingMark } from '../shared/recording-mark.tsx';
import { PanelView } from './view.tsx';

const GROUPED = 'panel-grouped';

/** Whether matches are grouped: as last chosen, until the browser is closed. */
function useGrouped(): readonly [boolean, (on: boolean) => void] {
  const [grouped, setGrouped] = useState(false);
  useEffect(() => {
    void browser.storage.session.get(GROUPED).then((kept) => setGrouped(kept[GROUPED] === true));
  }, []);
  const change = (on: boolean) => {
    setGrouped(on);
    void browser.storage.session.set({ [GROUPED]: on });
  };
  return [grouped, change];
}

function Panel() {
  const [page, refresh] = useActivePage(false);
  const settings = useSettings();
  const lists = useListsInUse();
  const keys = useCommandKeys();
  const [grouped, setGrouped] = useGrouped();
  const { isPrivate } = useWindow();
  if (settings === null) return null;
  const now = Date.now();
  return (
    <PanelView
      page={page}
      settings={settings}
      recording={<RecordingMark isPrivate={isPrivate} settings={settings} now={now} />}
      lists={lists}
      keys={keys}
      now={now}
      grouped={grouped}
      onGrouped={setGrouped}
      onAllow={(place) => void allow(place).then(refresh)}
      onCheck={(tabId) => checkPage(browser, tabId).then(refresh)}
      onResume={() => void endPause()}
      onOptions={() => void browser.runtime.openOptionsPage()}
      onJump={(index) => jumpTo(index, page).catch(() => false)}
    />
  );
}

showPage('panel', t('panel.title'), <Panel />);
