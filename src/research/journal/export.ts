import type { JournalSession } from '../../messaging/messages.ts';
import { t, withoutIsolates } from '../../ui/language/message.ts';
import { dateText } from '../../ui/wording.ts';
import { journalWords } from '../../ui/wording-journal.ts';
import { type Cell, MATCH_FIELDS, matchCells } from '../export/fields.ts';
import { markdownTable } from '../export/markdown.ts';
import { type Provenance, provenanceLines } from '../export/provenance.ts';
import { csvLines, oneLine } from '../export/writers.ts';
import type { JournalRow } from './row.ts';
import { accountIn, byDisclosure, byRole, byTime } from './view.ts';

export const JOURNAL_FORMATS = ['csv', 'ndjson', 'json', 'markdown'] as const;
export type JournalFormat = (typeof JOURNAL_FORMATS)[number];

/** What of a journal goes into a file, and what it rests on. */
export interface JournalExport {
  readonly rows: readonly JournalRow[];
  readonly sessions: readonly JournalSession[];
  /** Its inputs are none: what was read were pages. */
  readonly provenance: Provenance;
}

const SIGHTING_FIELDS = ['session', 'sighting', 'role', 'page', 'post', 'posted', 'seen'] as const;
const FIELDS = [...SIGHTING_FIELDS, ...MATCH_FIELDS] as const;

/** A file's text. A sighting of an account that several entries name has a line for each, under one number. */
export function journalText(format: JournalFormat, journal: JournalExport): string {
  switch (format) {
    case 'csv':
      return csvText(journal);
    case 'ndjson':
      return `${[...cellsOf(journal), { provenance: provenanceOf(journal) }]
        .map((line) => JSON.stringify(line))
        .join('\n')}\n`;
    case 'json': {
      const whole = { sightings: cellsOf(journal), provenance: provenanceOf(journal) };
      return `${JSON.stringify(whole, null, 1)}\n`;
    }
    case 'markdown':
      return markdownText(journal);
  }
}

function cellsOf({ rows, sessions, provenance }: JournalExport): Record<string, Cell>[] {
  const names = new Map(sessions.map((session) => [session.id, sessionLabel(session)]));
  return rows.flatMap((row, at) =>
    row.matches.map((match) => ({
      session: names.get(row.session) ?? String(row.session),
      sighting: at + 1,
      role: row.role,
      page: row.page,
      post: row.post,
      posted: row.postedAt === null ? null : timeText(row.postedAt),
      seen: timeText(row.seen),
      ...matchCells(match, provenance.lists),
    })),
  );
}

function csvText(journal: JournalExport): string {
  const lines = linesOf(journal).map(([field, value]) => `# ${field}: ${oneLine(value)}\r\n`);
  const cells = cellsOf(journal).map((one) => FIELDS.map((field) => one[field] ?? null));
  // Line by line: what is quoted is decided by the first of several.
  return `${FIELDS.join(',')}\r\n${cells.map((line) => csvLines([line])).join('')}${lines.join('')}`;
}

/** What was found by disclosure, role and time, and what that rests on. */
function markdownText(journal: JournalExport): string {
  const { rows } = journal;
  const columns = [t('journal.sightings'), t('journal.names')] as const;
  const counts = (count: { rows: number; names: number }) => [`${count.rows}`, `${count.names}`];
  const lines = [
    `# ${t('journal.title')}`,
    journalWords.found(rows.length, new Set(rows.map(accountIn)).size),
    t('caution'),
    `## ${t('journal.byDisclosure')}`,
    markdownTable(
      [t('journal.disclosure'), t('journal.disclosed'), ...columns],
      byDisclosure(rows).map((one) => [
        `${one.key.shortName} (${one.key.id})`,
        dateText(one.key.date),
        ...counts(one),
      ]),
    ),
    `## ${t('journal.byRole')}`,
    markdownTable(
      [t('journal.role'), ...columns],
      byRole(rows).map((one) => [journalWords.roleName(one.key), ...counts(one)]),
    ),
    `## ${t('journal.byTime')}`,
    markdownTable(
      [t('journal.timeUtc'), ...columns],
      byTime(rows).map((one) => [journalWords.step(one.key), ...counts(one)]),
    ),
    `## ${t('research.summaryProvenance')}`,
    markdownTable(
      [t('research.fact'), t('research.value')],
      linesOf(journal).map(([field, value]) => [`\`${field}\``, value]),
    ),
    '',
  ];
  return withoutIsolates(lines.join('\n\n'));
}

function provenanceOf({ provenance, sessions }: JournalExport): object {
  return {
    ...provenance,
    sessions: sessions.map(({ id, name, started, ended, rows, missed }) => ({
      ...{ id, name, started: timeText(started), ended: ended === null ? null : timeText(ended) },
      ...{ rows, missed },
    })),
  };
}

function linesOf({ provenance, sessions }: JournalExport): (readonly [string, string])[] {
  return [
    ...provenanceLines(provenance),
    ...sessions.map((session) => {
      const { started, ended, rows, missed } = session;
      const until = ended === null ? 'still recording' : `until ${timeText(ended)}`;
      return [
        'session',
        `${sessionLabel(session)}, from ${timeText(started)}, ${until}, ${rows} sightings, ${missed} not recorded because the journal was full`,
      ] as const;
    }),
  ];
}

/** As a session is told apart in a file: by its name, else by when it began. */
const sessionLabel = ({ name, started }: JournalSession): string =>
  name === '' ? timeText(started) : name;

const timeText = (time: number): string => new Date(time).toISOString();
