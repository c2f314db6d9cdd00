import type { Role } from '../accounts/reference.ts';
import { numberText } from './language/message.ts';
import { dateText } from './wording.ts';

const counted = (count: number, one: string, other: string) =>
  `${numberText(count)} ${count === 1 ? one : other}`;

const time = new Intl.DateTimeFormat('en-GB', {
  ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' },
} as Intl.DateTimeFormatOptions);

// The timeline journal: its page, the mark that it is on, and what the options say of it.

export const journalWords = {
  open: 'Timeline journal',
  title: 'Timeline journal',
  intro:
    'For research: while it is on, the journal keeps which listed names the pages you read show, where, and when. It keeps them on this computer alone, and no name that is not in the lists. Private windows are never recorded.',
  recordingPart: 'Recording',
  off: 'The journal is off. Nothing is recorded.',
  on: (name: string, rows: number) =>
    `Recording “${name}”: ${counted(rows, 'sighting', 'sightings')} so far.`,
  paused: (name: string) => `Paused in “${name}”. Nothing is recorded.`,
  barred: 'Your organisation has switched the journal off.',
  /** On the toolbar's button. */
  buttonOn: 'Takedown Lens: recording to the journal (never in private windows)',
  buttonPaused: 'Takedown Lens: the journal is paused',
  /** In popup and panel. */
  markOn: (rows: number) =>
    `Recording to the journal: ${counted(rows, 'sighting', 'sightings')} in this session.`,
  markPaused: 'The journal is paused. Nothing is recorded.',
  full: (limit: number) =>
    `The journal is full: it keeps ${numberText(limit)} sightings. Nothing more is recorded, and nothing is deleted, until you export what you need and wipe a session.`,
  missed: (count: number) =>
    `${counted(count, 'sighting was', 'sightings were')} not recorded because the journal was full.`,
  failed: (why: string) => `That could not be done: ${why}`,
  start: 'Start recording',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop recording',
  newSession: 'New session',
  sessions: 'Sessions',
  allSessions: 'All sessions',
  shownSession: 'Session shown',
  sessionName: 'Name of this session',
  rename: 'Save name',
  renamed: 'The name was saved.',
  sessionFacts: (started: number, ended: number | null, rows: number) =>
    ended === null
      ? `From ${time.format(started)} UTC, still recording, ${counted(rows, 'sighting', 'sightings')}.`
      : `From ${time.format(started)} to ${time.format(ended)} UTC, ${counted(rows, 'sighting', 'sightings')}.`,
  /** What a session is called that nobody named. */
  unnamed: (started: number) => `Session of ${time.format(started)}`,
  when: (at: number) => time.format(at),
  none: 'No sighting has been recorded.',
  noneHere: 'No sighting has been recorded in this session.',
  found: (rows: number, names: number) =>
    `${counted(rows, 'sighting', 'sightings')} of ${counted(names, 'listed name', 'listed names')}.`,
  shown: (shown: number, all: number) =>
    shown === all
      ? counted(all, 'sighting', 'sightings')
      : `${numberText(shown)} of ${counted(all, 'sighting', 'sightings')}`,
  filters: 'Narrow down',
  find: 'Find in the sightings',
  all: 'All',
  table: 'Sightings',
  seen: 'Seen (UTC)',
  name: 'Name',
  role: 'Role',
  evidence: 'Evidence',
  disclosure: 'Disclosure',
  disclosed: 'Disclosed',
  posted: 'Posted (UTC)',
  page: 'Post or page',
  unknown: 'not known',
  roles: {
    author: 'Author',
    quoted: 'Quoted',
    reposter: 'Reposter',
    'reply-to': 'Replied to',
    mention: 'Mentioned',
    commenter: 'Commenter',
    profile: 'Profile',
    hovercard: 'Preview card',
    'list-row': 'In a list of accounts',
    embed: 'Author of an embedded post',
    link: 'Linked',
  } satisfies Record<Role, string>,
  summary: 'Summary',
  byTime: 'Names over time',
  byDisclosure: 'By disclosure',
  byRole: 'By role',
  number: 'No.',
  timeUtc: 'Time (UTC)',
  names: 'Names',
  sightings: 'Sightings',
  picture: 'The picture shows the column of names.',
  severalDisclosures: 'A sighting of a name that several disclosures name counts for each of them.',
  /** `2026-11-25T21` (an hour), `2026-11-25` or `2026-11`. */
  step: (text: string) => {
    const [day = '', hour] = text.split('T');
    return hour === undefined ? dateText(day) : `${dateText(day)}, ${hour}:00`;
  },
  exports: 'Save this journal',
  exportsHint:
    'What is shown under “Session shown”, whole, with the lists, their versions and hashes. Everything in the file is from this computer.',
  exportAs: {
    csv: 'CSV',
    ndjson: 'NDJSON',
    json: 'JSON',
    markdown: 'Summary (Markdown)',
  },
  saved: (name: string) => `${name} was handed to the browser.`,
  fileName: 'takedown-lens-journal',
  wipe: 'Wipe this session',
  wipeAll: 'Wipe all sessions',
  wipeSure: 'This deletes the sightings for good. If it is being recorded, recording stops.',
  wipeYes: 'Wipe',
  wipeNo: 'Keep',
  wiped: 'Wiped.',
  /** In the options, where it is said what is kept. */
  kept: 'The timeline journal',
  keptWhere: (sessions: number, rows: number) =>
    rows === 0 && sessions === 0
      ? 'On this computer. Nothing is in it; it is off until you switch it on.'
      : `On this computer: which listed names were seen, in which role, on which page, in which post, and when. ${counted(rows, 'sighting', 'sightings')} in ${counted(sessions, 'session', 'sessions')}.`,
};
