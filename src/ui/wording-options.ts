import type { EvidenceLevel } from '../records/evidence.ts';
import { dayText, LANGUAGE, plural } from './wording.ts';
import { momentText, sizeText } from './wording-lists.ts';

// What is said in the options beside lists and sites (wording-lists.ts, wording-sites.ts).

/** `1.4 MB`; of what is next to nothing its bytes, of very much its gigabytes. */
export function amountText(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte', 'bytes');
  return bytes < 1e9 ? sizeText(bytes) : gigabytes().format(bytes / 1e9);
}

const gigabytes = () =>
  new Intl.NumberFormat(LANGUAGE, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 });

export const optionsWords = {
  locked: 'Set by your organisation.',
  notSaved: 'The browser could not keep this, so nothing was changed.',
};

export const badgeOptionsWords = {
  badges: 'Badges',
  intro:
    'A badge says who named an account and in which year, so that a screenshot carries both. Its whole text is always read out, and stands in its card.',
  size: 'How many words a badge has',
  sizes: {
    auto: 'As many as there is room for',
    full: 'All words, also where they need a line of their own',
    short: 'Few words, everywhere',
  } satisfies Record<'auto' | 'full' | 'short', string>,
  example: 'An example',
  exampleNote: 'The account is invented.',
  inText: 'In running text',
  inRow: 'In a row beside a name',
  textBefore: 'A sentence that names',
  textAfter: 'and goes on behind the badge.',
  name: '@an_example',
  toolbar: 'On the toolbar',
  toolbarCount: 'Show on the icon how many names of a page are in the lists',
};

export const matchingWords = {
  matching: 'Matching',
  intro:
    'Names are reused, so each badge says how well the account on the page matches the one in a list. Here you choose which matches get a badge.',
  always: 'Always shown.',
  levels: {
    'same-account': 'The page gives the permanent id that the list has.',
    'same-name-in-time':
      'The name is the same, in a capture or post from before the removal. No permanent id settles it.',
    'same-name':
      'Only the name is the same. Nothing on the page confirms or contradicts that it is the same account.',
  } satisfies Record<Exclude<EvidenceLevel, 'different-account'>, string>,
  show: (level: string) => `Badges for: ${level}`,
  without:
    'What gets no badge is not counted as found either. The popup says how many names that were.',
};

export const hiddenOptionsWords = {
  hidden: 'Hidden',
  intro:
    'Accounts and disclosures of which you chose to see no badge. They are hidden in a badge’s card. The list stays in your own browser and is sent to nobody.',
  none: 'Nothing is hidden.',
  count: (accounts: number, disclosures: number) =>
    `${plural(accounts, 'account', 'accounts')} and ${plural(disclosures, 'disclosure', 'disclosures')}`,
  accounts: 'Accounts',
  disclosures: 'Disclosures',
  since: (time: number) => (time > 0 ? `hidden since ${dayText(time)}` : 'hidden'),
  onPlatform: (platform: string) => `on ${platform}`,
  undo: (name: string) => `Show again: badges of ${name}`,
  undoShort: 'Show again',
  undone: (name: string) => `Badges of ${name} are shown again.`,
};

export const privacyWords = {
  privacy: 'Privacy',
  intro:
    'What you read never leaves your computer. Takedown Lens asks the network only for whole list files, without cookies and without saying where you are. It has no account, no statistics and no server of its own.',
  kept: 'What is kept, and where',
  notKept:
    'Not kept: which pages you open, which names were read there, and which cards you opened.',
  settings: 'Your settings',
  settingsWhere: (bytes: number) =>
    `${amountText(bytes)} in the storage that your browser carries to your other computers, if you let it.`,
  hidden: 'What you hid',
  hiddenWhere: (count: string) => `${count}, in the same storage.`,
  lists: 'Lists you added, and the data of all lists',
  listsWhere: (lists: number, bytes: number) =>
    `${plural(lists, 'list', 'lists')}, ${amountText(bytes)}, on this computer. The list that comes with Takedown Lens is put back at once.`,
  listsStay: 'Lists that your organisation has set stay.',
  health: 'Sites whose layout had changed',
  healthWhere: (sites: number) =>
    sites === 0
      ? 'None at present. It would be the site and the day, on this computer, for two weeks.'
      : `${plural(sites, 'site', 'sites')}, each with the day, on this computer, for two weeks.`,
  session: 'Which frames of open tabs have badges in them',
  sessionWhere: (tabs: number) =>
    `Numbers of frames in ${plural(tabs, 'tab', 'tabs')}, without addresses, until the browser is closed.`,
  choose: 'Choose what to delete',
  wipe: 'Delete what is chosen',
  nothing: 'Nothing is chosen.',
  sure: (what: readonly string[]) =>
    `Delete for good: ${what.join('; ')}? This can’t be taken back.`,
  settingsSure: 'Without your settings Takedown Lens reads all sites again that it may read.',
  yes: 'Delete',
  no: 'Keep everything',
  done: 'It was deleted.',
  failed: (message: string) => `Not everything could be deleted: ${message}`,
};

export const storageWords = {
  storage: 'Storage',
  intro:
    'Lists are kept on this computer, so that looking a name up needs no network. An earlier version of each list is kept beside the one in use, for stepping back.',
  total: 'All together',
  totalOf: (used: number, quota: number) =>
    `${amountText(used)}, of ${amountText(quota)} that the browser would allow`,
  unknown: 'The browser does not say.',
  lists: 'Lists, unpacked',
  share: (bytes: number) => amountText(bytes),
  synced: 'Settings, and what is hidden',
  syncedOf: (used: number, quota: number) =>
    `${amountText(used)} of ${amountText(quota)} in the browser’s synchronised storage`,
  notInUse: 'nothing in use',
};

export const transferWords = {
  transfer: 'Import and export',
  intro:
    'A file with your settings, what you hid, and the addresses and keys of the lists you added. It holds nothing of what you read, and no permission for a site: those the browser asks for again.',
  exportTitle: 'Export',
  export: 'Save the file',
  exported: 'The file was handed to the browser’s downloads.',
  importTitle: 'Import',
  file: 'A file that Takedown Lens saved',
  mode: 'What becomes of your present settings',
  merge: 'Add what is in the file to them',
  replace: 'Put what is in the file in their place',
  summary: 'What would change',
  nothing: 'Nothing: all of it is so already.',
  unchanged: 'Nothing has been changed yet.',
  setting: (name: string, from: string, to: string) => `${name}: ${to} in place of ${from}`,
  hide: (count: number) =>
    plural(
      count,
      'more account or disclosure is hidden',
      'more accounts and disclosures are hidden',
    ),
  unhide: (count: number) =>
    plural(
      count,
      'account or disclosure is shown again',
      'accounts and disclosures are shown again',
    ),
  addList: (name: string, address: string) => `The list ${name} is added from ${address}`,
  removeList: (name: string) => `The list ${name} is removed, with its data`,
  switchList: (name: string, on: boolean) => `The list ${name} is switched ${on ? 'on' : 'off'}`,
  network: 'Lists are fetched from their publishers when you agree, by the keys in the file.',
  apply: 'Change it so',
  cancel: 'Leave everything as it is',
  applying: 'Changing…',
  applied: 'It was changed.',
  listFailed: (name: string, why: string) => `The list ${name} was not added. ${why}`,
  refused: 'The file was not taken, and nothing was changed.',
  reasons: {
    'too-large': 'It is much larger than such a file can be.',
    'no-json': 'It is not a settings file, or was cut off.',
    'other-format': 'It is a file of something else.',
    newer: 'It was saved by a later version of Takedown Lens than this one.',
    field: 'A part of it is not what it has to be.',
  },
  detail: (what: string) => `In detail: ${what}`,
  names: {
    enabled: 'Reading names',
    sitesOff: 'Sites that are switched off',
    badgeSize: 'Words on a badge',
    levelsHidden: 'Matches without a badge',
    toolbarCount: 'The number on the icon',
    whatsNew: 'A page after an update that matters',
  },
  on: 'on',
  off: 'off',
  noneOf: 'none',
};

export const aboutWords = {
  about: 'About',
  version: 'Version',
  licence: 'Licence',
  licences: 'The program is under the MIT licence; the list that comes with it under CC0 1.0.',
  sources: 'Sources',
  sourcesText:
    'Every statement in a card names its own sources: the platform’s announcement, reports about it, and archived copies. The list says who publishes it and when it was made.',
  contact: 'Contact',
  contactText: 'About entries in the list that comes with Takedown Lens:',
  whatsNewTitle: 'News',
  whatsNew: 'Open a page after an update that changes something you should know',
  means:
    'Takedown Lens repeats what platforms stated about accounts they removed, and what was said against it. It never says what an account is.',
  listMade: (version: number, created: number) =>
    `version ${String(version)}, made on ${momentText(created)}`,
  organisation: 'Your organisation',
  organisationSet: (lists: number, sites: number, settings: number) =>
    `It has set ${plural(lists, 'list', 'lists')}, ${plural(sites, 'site', 'sites')} and ${plural(settings, 'setting', 'settings')} in this browser.`,
};

export const managedWords = {
  list: 'Set by your organisation: it stays in use and can’t be removed here.',
  awaited: (address: string) => `Your organisation has set the list at ${address}.`,
  awaitedWhy: 'It could not be added yet, and is tried again by itself.',
  hosts: 'Named by your organisation; the browser asks you before it may be read.',
};
