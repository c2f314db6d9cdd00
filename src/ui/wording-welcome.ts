import { popupWords } from './wording.ts';

export const welcomeWords = {
  open: 'How it works',
  title: `${popupWords.product}: how it works`,
  heading: 'What was said about an account, beside its name',
  intro:
    'When a platform removes accounts, it sometimes publishes their names and a reason. Where such a name stands in a page that you read, a badge says who named it and when.',

  tryIt: 'Try it',
  tryWhat:
    'A post as it may stand in a feed. The badge in it is real, and so is what it says. Press it.',
  postBy: 'A reader',
  postBefore: 'I remember that',
  postAfter: 'was on a list once. Does anybody know what became of it?',
  waiting: 'The list that comes with the extension is being brought in…',
  failed: 'The list is not there yet. Load this page again in a moment.',

  says: 'What a badge says',
  saysLines: [
    'Who named the account, and in which year. The card behind it quotes the stated reason, with its source.',
    'Who disputes it, as large as the claim, and whether the account was reinstated or taken off the list.',
    'How well the account matches: by its permanent number, by its name in its time, or by the name alone.',
  ],
  saysNot: 'What it does not say',
  saysNotLines: [
    'That an account is what it was called. Listed is not guilty: lists were wrong before, and names are reused.',
    'That a name without a badge is cleared. Most names were never published.',
    'Anything about you: names are compared on this computer, and nothing that you read is sent anywhere.',
  ],

  marks: 'Badges you will meet',
  marksLines: {
    full: 'the account itself, or its name in its time',
    light: 'a match of the name alone: lighter, with a dashed frame',
    disputed: 'somebody disputes it; the card says who and why',
    reinstated: 'the platform let the account back; that stands first',
  },

  sites: 'Where it reads',
  further: 'And then',
  furtherLines: {
    popup: 'The button in the toolbar shows what was found on a page, and the switches.',
    catalogue: 'All disclosures and disputes, to be read and searched',
    research: 'Check long lists of names',
    options: 'Lists, sites, badges and everything else, in the options',
  },

  newsTitle: `${popupWords.product}: what is new`,
  news: 'What is new',
  noNews: 'Nothing that you need to know.',
  newsOff: 'Open this page after updates that matter',
} as const;
