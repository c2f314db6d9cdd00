import { type PlatformId, platformName } from '../accounts/platforms.ts';
import { LANGUAGE, numberText, plural, popupWords } from './wording.ts';

/** `X, Facebook and VK` */
function namesText(platforms: readonly PlatformId[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(platforms.map(platformName));
}

export const lookUpWords = {
  title: `${popupWords.product}: look up an account`,
  heading: 'Look up an account',
  intro:
    'In the lists on this computer, by name, address or permanent id. What you look up is sent nowhere.',
  label: 'Name, address or id of an account',
  hint: 'such as @name, https://x.com/name or 4224729994',
  look: 'Look up',
  looking: 'Looking in the lists…',
  failed: 'The lists did not answer.',
  failedWhy: 'Trying again usually helps.',
  again: 'Try again',
  found: (asked: string, platforms: readonly PlatformId[]) =>
    `The lists have “${asked}” on ${namesText(platforms)}.`,
  notFound: (asked: string) => `“${asked}” is in none of the lists.`,
  notListed:
    'Not listed is not cleared: most names were never published, and many were published only in hashed form.',
  otherAddress: 'This address leads to no account that Takedown Lens knows how to read.',
  otherAddressWhy: 'Try the account’s name alone.',
  noName: 'No platform has such names or ids.',
  noNameWhy:
    'A name has no spaces in it. What stands in large letters above a post is often another name than the account’s own.',
  byId: 'Found by its permanent id, which its platform gives to no other account.',
  byName:
    'Found by its name alone. Names are reused: an account that has this name today may be another one.',
  byEarlierName:
    'Found by a name that it had earlier. An account that has this name today may be another one.',
  platforms: 'Where was looked',
  platform: 'Platform',
  result: 'Result',
  known: 'Names known',
  entries: (count: number) => plural(count, 'entry', 'entries'),
  none: 'Not in the lists',
  knownOn: (count: number) => (count === 0 ? 'none' : numberText(count)),
};
