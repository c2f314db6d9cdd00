// What is said of sites: which are read, and what reading them takes.

/** Why a place is asked for, where there is more to say than that it has names in it. */
const WHY: Readonly<Record<string, string>> = {
  mastodon:
    'The largest hosts; any other one can be named below. To read the names in their pages.',
  nitter: 'Hosts that show posts of X under their own address. To read the names in their pages.',
  'wayback-machine':
    'To read names in archived pages of any site; the time of the capture counts as evidence.',
  'archive-today':
    'To read names in archived pages of any site; the time of the capture counts as evidence.',
};

export const siteWords = {
  sites: 'Sites',
  intro:
    'Account names are read where you allow it, on your own computer. Nothing of a page is sent anywhere.',
  atStart: 'Allowed from installation on.',
  allowed: 'Allowed.',
  notAllowed: (place: string): string =>
    WHY[place] ??
    'Asked for by itself, because not everybody uses it: to read the names in its pages.',
  missing: 'The browser does not allow it any more.',
  grant: (site: string) => `Allow ${site}`,
  grantShort: 'Allow',
  revoke: (site: string) => `Take back what you allowed on ${site}`,
  revokeShort: 'Take back',
  unreadable: (when: string) =>
    `On ${when} its layout had changed: rows were seen, and no names in them. Names may not be checked there.`,
  otherTitle: 'Other hosts',
  otherIntro:
    'Mastodon and its kin run on thousands of hosts. A host that you name here is read as well, with posts of other sites that are embedded in its pages.',
  otherLabel: 'Host',
  otherHint: 'such as example.social',
  otherAdd: 'Allow this host',
  otherBad:
    'That is not the name of a public host that is reached by https, such as example.social.',
  otherKnown: (site: string) => `That host belongs to ${site}, which has a row of its own above.`,
  refused: 'The browser was not allowed to read it, so nothing has changed.',
  remove: (host: string) => `Stop reading ${host}`,
  removeShort: 'Remove',
};
