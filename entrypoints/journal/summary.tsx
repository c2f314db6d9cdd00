import { useMemo } from 'preact/hooks';
import type { JournalRow } from '../../src/research/journal/row.ts';
import { byDisclosure, byRole, byTime, type Count } from '../../src/research/journal/view.ts';
import { numberText, t } from '../../src/ui/language/message.ts';
import { disclosureNames } from '../../src/ui/wording-disclosures.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { Bars } from '../shared/bars.tsx';

/** Names over time, by disclosure and by role: each as a picture, and as the table that says the same. */
export function Summary({ rows }: { rows: readonly JournalRow[] }) {
  const times = useMemo(() => byTime(rows), [rows]);
  const disclosures = useMemo(() => byDisclosure(rows), [rows]);
  const names = useMemo(() => disclosureNames(disclosures.map(({ key }) => key)), [disclosures]);
  const roles = useMemo(() => byRole(rows), [rows]);
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 class="headline" id="summary">
        {t('journal.summary')}
      </h2>
      <p class="quiet small of-picture">{t('journal.picture')}</p>
      <Part
        id="by-time"
        title={t('journal.byTime')}
        what={t('journal.timeUtc')}
        counts={times}
        nameOf={journalWords.step}
      />
      <Part
        id="by-disclosure"
        title={t('journal.byDisclosure')}
        what={t('journal.disclosure')}
        counts={disclosures}
        nameOf={({ id }) => names.get(id) ?? id}
        note={t('journal.severalDisclosures')}
      />
      <Part
        id="by-role"
        title={t('journal.byRole')}
        what={t('journal.role')}
        counts={roles}
        nameOf={(role) => journalWords.roleName(role)}
      />
    </section>
  );
}

function Part<Key>(props: {
  id: string;
  title: string;
  what: string;
  counts: readonly Count<Key>[];
  nameOf: (key: Key) => string;
  note?: string;
}) {
  const { id, title, what, counts, nameOf, note } = props;
  const bars = useMemo(
    () => ({ at: counts.map((_, at) => at + 1), series: [counts.map(({ names }) => names)] }),
    [counts],
  );
  return (
    <section class="count" aria-labelledby={id}>
      <h3 class="kicker" id={id}>
        {title}
      </h3>
      <Bars {...bars} />
      <div class="count-table">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('journal.number')}</th>
              <th scope="col">{what}</th>
              <th scope="col">{t('journal.names')}</th>
              <th scope="col">{t('journal.sightings')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ key, names, rows }, at) => (
              <tr key={nameOf(key)}>
                <td>{numberText(at + 1)}</td>
                <th scope="row">{nameOf(key)}</th>
                <td>{numberText(names)}</td>
                <td>{numberText(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note !== undefined && <p class="quiet small">{note}</p>}
    </section>
  );
}
