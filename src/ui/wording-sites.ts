import { type MessageKey, t } from './language/message.ts';

// What is said of sites: which are read, and what reading them takes.

/** Why a place is asked for, where there is more to say than that it has names in it. */
const WHY: ReadonlyMap<string, MessageKey> = new Map([
  ['mastodon', 'sites.why.mastodon'],
  ['nitter', 'sites.why.nitter'],
  ['wayback-machine', 'sites.why.archive'],
  ['archive-today', 'sites.why.archive'],
]);

export const siteWords = {
  /** Why a place is not read yet, and why it is asked for. */
  notAllowed: (place: string) => t(WHY.get(place) ?? 'sites.why.other'),
};
