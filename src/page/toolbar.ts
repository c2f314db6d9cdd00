import type { Action } from 'webextension-polyfill';
import type { JournalState } from '../messaging/messages.ts';
import { pauseEnd } from '../store/pause.ts';
import type { Settings } from '../store/settings.ts';
import { t } from '../ui/language/message.ts';
import { panelWords } from '../ui/wording-panel.ts';

const TITLES: Readonly<Record<JournalState['recording'], () => string>> = {
  off: () => t('product'),
  on: () => t('journal.buttonOn'),
  paused: () => t('journal.buttonPaused'),
};

export interface ToolbarApi {
  readonly action: Pick<Action.Static, 'setBadgeText' | 'setTitle'>;
}

/** What stands on the button while the journal is on: before the number, or alone. */
const RECORDING = '●';

/** Puts the number of matches of a tab on the toolbar's button, unless the person does without it. */
export async function showNumber(
  { action }: ToolbarApi,
  tabId: number,
  matches: number,
  { toolbarCount }: Pick<Settings, 'toolbarCount'>,
  recorded = false,
): Promise<void> {
  const number = toolbarCount && matches > 0 ? String(matches) : '';
  const text = `${recorded ? RECORDING : ''}${number}`;
  await action.setBadgeText({ tabId, text });
}

/** Says on the toolbar's button whether pages are read at `now`, and whether what is found there is recorded. */
export async function showState(
  { action }: ToolbarApi,
  settings: Settings,
  now: number,
  recording: JournalState['recording'] = 'off',
): Promise<void> {
  const paused = pauseEnd(settings, now);
  const title = !settings.enabled
    ? t('popup.off')
    : paused === null
      ? TITLES[recording]()
      : panelWords.pausedUntil(paused);
  const isRecorded = recording === 'on' && settings.enabled && paused === null;
  await Promise.all([
    action.setTitle({ title }),
    // Of tabs that have no number of their own.
    action.setBadgeText({ text: isRecorded ? RECORDING : '' }),
  ]);
}
