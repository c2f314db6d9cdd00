import { t } from './language/message.ts';
import { dateText } from './wording.ts';

// What is said of badges that a person does not want to see: in the card, the popup and the options.

export const hiddenWords = {
  /** Of one disclosure, on whatever account. */
  ofDisclosure: (by: string, date: string) => t('hidden.ofDisclosure', by, dateText(date)),
  undoDisclosure: (by: string, date: string) => t('hidden.undoDisclosure', by, dateText(date)),
};
