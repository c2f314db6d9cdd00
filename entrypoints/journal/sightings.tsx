import { useMemo, useState } from 'preact/hooks';
import { EVIDENCE_LEVELS } from '../../src/records/evidence.ts';
import type { JournalRow } from '../../src/research/journal/row.ts';
import {
  accountIn,
  byDisclosure,
  byRole,
  type JournalView,
  journalRows,
  mainMatch,
  WHOLE_JOURNAL,
} from '../../src/research/journal/view.ts';
import { t } from '../../src/ui/language/message.ts';
import { levelText } from '../../src/ui/wording.ts';
import { disclosureNames } from '../../src/ui/wording-disclosures.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { Choice, Find } from '../shared/choice.tsx';
import { SightingsTable } from './sightings-table.tsx';

/** The rows, with what narrows them down. */
export function Sightings({ rows }: { rows: readonly JournalRow[] }) {
  const [view, setView] = useState<JournalView>(WHOLE_JOURNAL);
  const shown = useMemo(() => journalRows(rows, view), [rows, view]);
  const names = useMemo(() => new Set(rows.map(accountIn)).size, [rows]);
  return (
    <section aria-labelledby="sightings">
      <h2 class="headline" id="sightings">
        {journalWords.found(rows.length, names)}
      </h2>
      <Filters rows={rows} view={view} onView={setView} />
      <p class="quiet small" role="status">
        {shown.length < rows.length && journalWords.shown(shown.length, rows.length)}
      </p>
      <SightingsTable rows={shown} view={view} onView={setView} />
    </section>
  );
}

function Filters(props: {
  rows: readonly JournalRow[];
  view: JournalView;
  onView: (view: JournalView) => void;
}) {
  const { rows, view, onView } = props;
  const facets = useMemo(() => {
    const levels = new Set(rows.map((row) => mainMatch(row).evidence));
    return {
      roles: byRole(rows).map(({ key }) => [key, journalWords.roleName(key)] as const),
      levels: EVIDENCE_LEVELS.filter((level) => levels.has(level)).map(
        (level) => [level, levelText(level)] as const,
      ),
      disclosures: [...disclosureNames(byDisclosure(rows).map(({ key }) => key))],
    };
  }, [rows]);
  return (
    <fieldset class="filters">
      <legend class="hidden-text">{t('journal.filters')}</legend>
      <Find
        label={t('journal.find')}
        value={view.text}
        onInput={(text) => onView({ ...view, text })}
      />
      <Choice
        id="of-role"
        label={t('journal.role')}
        value={view.role}
        options={facets.roles}
        onChange={(role) => onView({ ...view, role })}
      />
      <Choice
        id="of-evidence"
        label={t('journal.evidence')}
        value={view.evidence}
        options={facets.levels}
        onChange={(evidence) => onView({ ...view, evidence })}
      />
      <Choice
        id="of-disclosure"
        label={t('journal.disclosure')}
        value={view.disclosure}
        options={facets.disclosures}
        onChange={(disclosure) => onView({ ...view, disclosure })}
      />
    </fieldset>
  );
}
