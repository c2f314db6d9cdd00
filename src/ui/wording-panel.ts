import { LANGUAGE, listAgeText, popupWords } from './wording.ts';

/** A moment of today as a clock shows it, where the person is: `14:32`. */
export function clockText(time: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' }).format(time);
}

export const panelWords = {
  title: `${popupWords.product}: this page`,
  grouped: 'Group by disclosure',
  /** How the list is gone through; said once to who can't see that it is one. */
  howToMove: 'Arrow keys go from name to name, Enter goes to the name in the page.',
  noDispute: 'No dispute on record',
  noBadge: 'not on a visible spot of the page',
  gone: 'That name has no visible spot on the page now.',
  unnamed: 'Takedown Lens does not read this page.',
  unnamedWhy:
    'The browser does not tell this panel which page it is. The button in the toolbar says what can be done about it.',
  pausedUntil: (time: number) => `Takedown Lens is paused until ${clockText(time)}.`,
  pausedWhy: 'No page is read until then.',
  pause: 'Pause for an hour',
  resume: 'Read again now',
  open: 'Show in the side panel',
  lookedAt: (ago: string) => `looked for a newer version ${ago}`,
  listAge: listAgeText,
};

export const ownPageWords = {
  links: 'More of Takedown Lens',
  lookUp: 'Look up an account',
  options: popupWords.options,
};

/** What the toolbar's button says of itself. */
export const toolbarWords = {
  on: popupWords.product,
  off: popupWords.off,
  paused: panelWords.pausedUntil,
};
