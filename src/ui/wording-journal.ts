import type { Role } from '../accounts/reference.ts';
import type { EntryStatus } from '../records/entry.ts';
import { FORMATS, keyPart, numberText, once, plural, t } from './language/message.ts';
import { dateText, disputeFacts, statusText } from './wording.ts';

// The timeline journal: its page, the mark that it is on, and what the options say of it.

const timeFormat = once(
  () =>
    new Intl.DateTimeFormat(FORMATS, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
);
const timeText = (time: number) => timeFormat().format(time);

export const journalWords = {
  soFar: (rows: number) => t('journal.soFar', plural('journal.sightingsCount', rows)),
  /** In popup and panel. */
  markOn: (rows: number) => t('journal.markOn', plural('journal.sightingsCount', rows)),
  sessionFacts: (started: number, ended: number | null, rows: number) => {
    const sightings = plural('journal.sightingsCount', rows);
    return ended === null
      ? t('journal.sessionOpen', timeText(started), sightings)
      : t('journal.sessionEnded', timeText(started), timeText(ended), sightings);
  },
  /** What a session is called that nobody named. */
  unnamed: (started: number) => t('journal.unnamed', timeText(started)),
  when: timeText,
  found: (rows: number, names: number) =>
    t('journal.found', plural('journal.sightingsCount', rows), plural('journal.namesCount', names)),
  shown: (shown: number, all: number) => plural('journal.shown', all, numberText(shown)),
  /** What became of the account, and whether anybody disputes it. */
  statusFacts: (status: EntryStatus, disputes: number) =>
    [statusText(status), ...disputeFacts(status, disputes, disputes > 0)].join(' · '),
  roleName: (role: Role) => t(`journal.roles.${keyPart(role)}`),
  /** `2026-11-25T21` (an hour), `2026-11-25` or `2026-11`. */
  step: (text: string) => {
    const [day = '', hour] = text.split('T');
    return hour === undefined ? dateText(day) : t('journal.hour', dateText(day), `${hour}:00`);
  },
  /** The exports' name is the same in every language: a script may look for it. */
  fileName: 'takedown-lens-journal',
  keptWhere: (sessions: number, rows: number) =>
    rows === 0 && sessions === 0
      ? t('journal.keptNone')
      : t(
          'journal.keptWhere',
          plural('journal.sightingsCount', rows),
          plural('journal.sessionsCount', sessions),
        ),
};
