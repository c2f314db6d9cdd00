import { type PlatformId, platformName } from '../accounts/platforms.ts';
import type { Refusal } from '../lists/refusal.ts';
import type { ListFacts } from '../messaging/messages.ts';
import { dayText, disputesText, LANGUAGE, numberText, plural } from './wording.ts';

// What is said of lists: whose they are, what is in them, why one was not taken. As in wording.ts, the subject
// of a sentence is whoever spoke, and a reason is said so that a person can do something with it.

/** Why a list is not taken, and what that means for the person. What was in use stays in use. */
export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  'no-address': 'This is not a web address.',
  'not-a-list':
    'What the server sent is not a list, but perhaps a web page. The address may be wrong, or a network asks to log in first.',
  unsigned: 'The list is not signed, so nobody can tell who made it.',
  'unknown-key':
    'The list is signed with a key that you did not confirm. Either its publisher changed keys without saying so, or someone else made this version.',
  'revoked-key': 'The list is signed with a key that its publisher has withdrawn.',
  'bad-signature':
    'The list was changed after its publisher signed it, on the server or on the way here.',
  schema: 'The list does not keep to the format, so it can’t be read safely.',
  'changed-file':
    'A part of the list is not the one its publisher signed: it was changed, cut off, or is of another version.',
  'missing-file':
    'The server does not have the list, or not all of it. The publisher may be replacing it just now.',
  'wrong-count': 'The list does not hold as much as it says it does.',
  'lower-version':
    'The server sent an older version than the one you had. An old version would bring back what was corrected since.',
  expired:
    'The version on the server is past the day it was good until. Corrections made since would be missing.',
  clock:
    'The list says it was made at a time that is still to come. The clock of its publisher or of this computer is wrong.',
  shrunk:
    'The new version has lost more entries at once than its publisher allows for. That may be a mistake, or it may be meant.',
  'other-list': 'At this address is another list than the one expected, or you have it already.',
  insecure: 'Lists are fetched over https only. Plain http is allowed for this computer itself.',
  redirected:
    'The server sends on to another address. If the list has moved, add it by the address where it is now.',
  'too-large': 'The server sent more than the list may hold, so reading was stopped.',
  unreachable: 'The server could not be reached, or took too long.',
  'not-stored': 'This browser could not store the list. There may be no room left.',
};

/** `1.4 MB` */
export function sizeText(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(LANGUAGE, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(Math.max(bytes / size, 0.1));
}

/** A moment with its time of day, in the person's own time zone. */
export function momentText(time: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' }).format(
    time,
  );
}

/** `6 names on X, 2 names on Reddit` */
export function platformsText(
  platforms: readonly { readonly platform: PlatformId; readonly entries: number }[],
): string {
  return platforms
    .map(
      ({ platform, entries }) => `${plural(entries, 'name', 'names')} on ${platformName(platform)}`,
    )
    .join(', ');
}

export function countsText(list: Pick<ListFacts, 'entries' | 'disclosures' | 'disputes'>): string {
  return [
    plural(list.entries, 'name', 'names'),
    plural(list.disclosures, 'disclosure', 'disclosures'),
    disputesText(list.disputes),
  ].join(', ');
}

export const listWords = {
  title: 'Takedown Lens: options',
  sections: 'Parts of the options',
  lists: 'Lists',
  intro:
    'A list says who named which accounts, and who disputes it. It comes from its publisher, not from us; we show it as theirs.',
  bundled: 'Comes with Takedown Lens and works offline.',
  publisher: 'Publisher',
  contact: 'Contact',
  licence: 'Licence',
  corrections: 'Corrections to',
  address: 'Address',
  fingerprint: 'Key',
  version: 'Version',
  contents: 'Contents',
  byPlatform: 'By platform',
  lastTried: 'Last asked',
  never: 'not yet',
  next: (time: number) => `next ${momentText(time)}`,
  broken: (count: number) => `${plural(count, 'record was', 'records were')} broken and left out.`,
  notInUse: 'Nothing of this list is in use.',
  stillInUse: (version: number) => `Version ${version} stays in use.`,
  detail: 'In detail:',
  on: 'In use',
  update: 'Update now',
  takeAnyway: 'Take it all the same',
  stepBack: (version: number) => `Back to version ${version}`,
  steppedBack:
    'You went back to this version. A newer one than the one you left is taken by itself.',
  remove: 'Remove',
  removeSure: (name: string) => `Remove ${name} and its data?`,
  removeYes: 'Remove it',
  keep: 'Keep it',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  upShort: 'Up',
  downShort: 'Down',
  history: 'What changed',
  noHistory: 'This list does not say what changed.',
  versionLine: (version: number, created: string) =>
    `Version ${version}, ${dayText(Date.parse(created))}`,
  changes: (added: number, removed: number, changed: number) =>
    `${numberText(added)} added, ${numberText(removed)} removed, ${numberText(changed)} changed`,
  progress: (bytes: number, total: number) => `${sizeText(bytes)} of ${sizeText(total)}`,
  updating: 'Asking the publisher’s server…',
  add: 'Add a list',
  addLabel: 'Address of the list (https)',
  addHint:
    'Only whole list files are fetched from there, without cookies. What you read is never sent.',
  look: 'Look at it',
  looking: 'Looking…',
  previewTitle: 'Before you add it',
  asserts: (platforms: string) =>
    platforms === ''
      ? 'It names no account. It can say what was disclosed and disputed.'
      : `It can put badges on ${platforms}, each with who said so.`,
  cannot: 'It can’t run code, change other lists, or learn what you read.',
  readerRules:
    'It also wants to change how sites are read, where a site has broken our reader. You are told what, and can switch that off.',
  followRules: 'Let it change how sites are read',
  rule: ({ site, off }: { site: string; off: boolean }) =>
    off ? `Switches reading of ${site} off:` : `Repairs the reading of ${site}:`,
  check:
    'Compare the key with the one that the publisher made known elsewhere. Anyone can write any name above it.',
  confirm: 'Add this list',
  cancel: 'Don’t add it',
  added: (name: string) => `${name} was added.`,
  failed: 'It was not added.',
  noAnswer: 'Takedown Lens did not answer. Reloading this page usually helps.',
  size: (bytes: number) => `Adding it fetches ${sizeText(bytes)}.`,
};
