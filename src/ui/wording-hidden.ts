import { dateText, plural } from './wording.ts';

// What is said of badges that a person does not want to see: in the card, the popup and the options.

export const hiddenWords = {
  title: 'Hide badges',
  forAccount: 'For this account',
  undoAccount: 'Show this account’s badges again',
  /** Of one disclosure, on whatever account. */
  ofDisclosure: (by: string, date: string) => `Of ${by}, ${dateText(date)}`,
  undoDisclosure: (by: string, date: string) => `Show badges of ${by}, ${dateText(date)} again`,
  accountHidden: 'Badges for this account are hidden from now on. The options have a list of them.',
  disclosureHidden:
    'Badges of this disclosure are hidden from now on. The options have a list of them.',
  shownAgain: 'Badges are shown again.',
  failed: 'The browser has no room to remember it, so nothing was changed.',
  /** Beside a count of matches. */
  more: (count: number) =>
    plural(
      count,
      'more name here is in the lists; you chose to see no badge for it.',
      'more names here are in the lists; you chose to see no badges for them.',
    ),
  noBadge: 'No badge is shown here.',
  noBadgeWhy: (count: number) =>
    plural(
      count,
      'name here is in the lists; you chose to see no badge for it.',
      'names here are in the lists; you chose to see no badges for them.',
    ),
};
