import { useRef, useState } from 'preact/hooks';
import { platformName } from '../../src/accounts/platforms.ts';
import type { JournalRow } from '../../src/research/journal/row.ts';
import {
  disclosuresIn,
  disputesIn,
  JOURNAL_SORTS,
  type JournalSort,
  type JournalView,
  mainMatch,
  statusIn,
} from '../../src/research/journal/view.ts';
import { t } from '../../src/ui/language/message.ts';
import { EvidenceLink, Mark } from '../../src/ui/parts.tsx';
import { matchSymbol } from '../../src/ui/symbols.ts';
import { accountText, levelText } from '../../src/ui/wording.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { BEYOND, Gap, useBoxHeight, useRowHeight } from '../shared/long-table.tsx';

interface TableProps {
  readonly rows: readonly JournalRow[];
  readonly view: JournalView;
  readonly onView: (view: JournalView) => void;
}

/** The sightings, of which only those in sight are in the document. */
export function SightingsTable({ rows, view, onView }: TableProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const height = useBoxHeight(box);
  const rowHeight = useRowHeight(box);
  const first = Math.min(Math.floor(scrolled / rowHeight), rows.length);
  const from = Math.max(0, first - BEYOND);
  const until = Math.min(rows.length, first + Math.ceil(height / rowHeight) + BEYOND);
  return (
    <section
      class="table-box"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      aria-label={t('journal.table')}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {JOURNAL_SORTS.map((sort) => (
              <Head key={sort} sort={sort} view={view} onView={onView} />
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap height={from * rowHeight} columns={JOURNAL_SORTS.length} />}
          {rows.slice(from, until).map((row, at) => (
            <Line key={`${row.session} ${row.spot}`} index={from + at + 2} row={row} />
          ))}
          {until < rows.length && (
            <Gap height={(rows.length - until) * rowHeight} columns={JOURNAL_SORTS.length} />
          )}
        </tbody>
      </table>
    </section>
  );
}

function Head(props: { sort: JournalSort } & Pick<TableProps, 'view' | 'onView'>) {
  const { sort, view, onView } = props;
  const isSorted = view.sort === sort;
  const order = isSorted ? (view.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={order} class={`of-${sort}`}>
      <button
        type="button"
        onClick={() => onView({ ...view, sort, descending: isSorted && !view.descending })}
      >
        {t(`journal.columns.${sort}`)}
        <span aria-hidden="true" class="order">
          {isSorted ? (view.descending ? ' ▼' : ' ▲') : ''}
        </span>
      </button>
    </th>
  );
}

function Line({ row, index }: { row: JournalRow; index: number }) {
  const match = mainMatch(row);
  const [status, disputes] = [statusIn(row), disputesIn(row)];
  const address = row.post ?? row.page;
  const named = [...new Set(disclosuresIn(row).map(({ shortName }) => shortName))].join(', ');
  return (
    <tr aria-rowindex={index}>
      <td>{journalWords.when(row.seen)}</td>
      <th scope="row">
        <bdi>{accountText(match.platform, match.input)}</bdi>{' '}
        <span class="quiet">{platformName(match.platform)}</span>
      </th>
      <td>
        <Mark name={matchSymbol('listed', match.evidence, false)} /> {levelText(match.evidence)}
      </td>
      <td>
        <Mark name={matchSymbol(status, 'same-account', disputes > 0)} />{' '}
        {journalWords.statusFacts(status, disputes)}
      </td>
      <td>{journalWords.roleName(row.role)}</td>
      <td>
        <bdi>{named}</bdi>
      </td>
      <td>
        {row.postedAt === null ? (
          <span class="quiet">{t('journal.unknown')}</span>
        ) : (
          journalWords.when(row.postedAt)
        )}
      </td>
      <td>
        <EvidenceLink url={address}>
          <bdi>{address}</bdi>
        </EvidenceLink>
      </td>
    </tr>
  );
}
