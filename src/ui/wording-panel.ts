import { FORMATS, t } from './language/message.ts';

/** A moment of today as a clock shows it, where the person is: `14:32`. */
function clockText(time: number): string {
  return new Intl.DateTimeFormat(FORMATS, { hour: '2-digit', minute: '2-digit' }).format(time);
}

export const panelWords = {
  pausedUntil: (time: number) => t('panel.pausedUntil', clockText(time)),
};
