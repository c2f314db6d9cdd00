import type { Action } from 'webextension-polyfill';
import { pauseEnd } from '../store/pause.ts';
import type { Settings } from '../store/settings.ts';
import { t } from '../ui/language/message.ts';
import { panelWords } from '../ui/wording-panel.ts';

export interface ToolbarApi {
  readonly action: Pick<Action.Static, 'setBadgeText' | 'setTitle'>;
}

/** Puts the number of matches of a tab on the toolbar's button, unless the person does without it. */
export async function showNumber(
  { action }: ToolbarApi,
  tabId: number,
  matches: number,
  { toolbarCount }: Pick<Settings, 'toolbarCount'>,
): Promise<void> {
  const text = toolbarCount && matches > 0 ? String(matches) : '';
  await action.setBadgeText({ tabId, text });
}

/** Says on the toolbar's button whether pages are read at `now`. */
export async function showState(
  { action }: ToolbarApi,
  settings: Settings,
  now: number,
): Promise<void> {
  const paused = pauseEnd(settings, now);
  const title = !settings.enabled
    ? t('popup.off')
    : paused === null
      ? t('product')
      : panelWords.pausedUntil(paused);
  await action.setTitle({ title });
}
