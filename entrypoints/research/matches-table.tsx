import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ResultRow } from '../../src/research/export/fields.ts';
import type { Sort, View } from '../../src/research/results.ts';
import { numberText, t } from '../../src/ui/language/message.ts';
import { Mark } from '../../src/ui/parts.tsx';
import { matchSymbol } from '../../src/ui/symbols.ts';
import { levelText, statusText } from '../../src/ui/wording.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { BEYOND, Gap, useBoxHeight, useRowHeight } from '../shared/long-table.tsx';
import type { Rows } from './use-check.ts';

const COLUMNS: readonly (readonly [sort: Sort, name: string])[] = [
  ['row', t('research.row')],
  ['input', t('research.inputCell')],
  ['platform', t('research.onWhat')],
  ['evidence', t('research.evidence')],
  ['disclosure', t('research.disclosure')],
  ['disclosed', t('research.disclosed')],
  ['status', t('research.status')],
  ['disputes', t('research.disputes')],
  ['listed', t('research.listedAs')],
];

/** Browsers draw nothing below some ten million pixels; farther rows are reached by scrolling in longer steps. */
const TALLEST = 8_000_000;

interface MatchesTableProps {
  readonly view: View;
  readonly rows: Rows;
  readonly severalFiles: boolean;
  readonly chosen: ResultRow | null;
  readonly onView: (view: View) => void;
  readonly onRows: (from: number, count: number) => void;
  readonly onChoose: (row: ResultRow) => void;
}

/** The matches, of which only those in sight are in the document. */
export function MatchesTable(props: MatchesTableProps) {
  const { view, rows, onRows } = props;
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(box);
  const [scrolled, setScrolled] = useState(0);
  const height = useBoxHeight(box);
  const seen = useRef<View>(view);

  useLayoutEffect(() => {
    // Another order or another filter begins at the top.
    if (seen.current === view) return;
    seen.current = view;
    if (box.current) box.current.scrollTop = 0;
    setScrolled(0);
  }, [view]);

  const inSight = Math.ceil(height / rowHeight) + 1;
  const total = Math.min(rows.count * rowHeight, TALLEST);
  const share = total <= height ? 0 : Math.min(1, scrolled / (total - height));
  const isWhole = rows.count * rowHeight <= TALLEST;
  const first = isWhole
    ? Math.floor(scrolled / rowHeight)
    : Math.floor(share * Math.max(0, rows.count - inSight + 1));
  const from = Math.max(0, Math.min(first - BEYOND, rows.count - 1));
  const until = Math.min(rows.count, first + inSight + BEYOND);
  const isAtHand = from >= rows.from && until <= rows.from + rows.rows.length;
  useEffect(() => {
    if (!isAtHand && rows.count > 0) onRows(from, until - from);
  }, [isAtHand, from, until, rows.count, onRows]);

  const drawn = rows.rows.slice(Math.max(0, from - rows.from), Math.max(0, until - rows.from));
  const firstDrawn = Math.max(from, rows.from);
  const before = isWhole
    ? firstDrawn * rowHeight
    : Math.max(0, Math.min(scrolled, total - height) - (first - firstDrawn) * rowHeight);
  const after = Math.max(0, total - before - drawn.length * rowHeight);
  return (
    <section
      class="table-box"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      aria-label={t('research.table')}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={rows.count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(([sort, name]) => (
              <Head key={sort} sort={sort} name={name} view={view} onView={props.onView} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} columns={COLUMNS.length} />}
          {drawn.map((row, at) => (
            <Line
              key={firstDrawn + at}
              index={firstDrawn + at + 2}
              row={row}
              isChosen={row === props.chosen}
              severalFiles={props.severalFiles}
              onChoose={props.onChoose}
            />
          ))}
          {after > 0 && <Gap height={after} columns={COLUMNS.length} />}
        </tbody>
      </table>
    </section>
  );
}

interface HeadProps {
  readonly sort: Sort;
  readonly name: string;
  readonly view: View;
  readonly onView: (view: View) => void;
}

function Head({ sort, name, view, onView }: HeadProps) {
  const isSorted = view.sort === sort;
  const order = isSorted ? (view.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={order} class={sort}>
      <button
        type="button"
        onClick={() => onView({ ...view, sort, descending: isSorted && !view.descending })}
      >
        {name}
        <span aria-hidden="true" class="order">
          {isSorted ? (view.descending ? ' ▼' : ' ▲') : ''}
        </span>
      </button>
    </th>
  );
}

interface LineProps {
  readonly index: number;
  readonly row: ResultRow;
  readonly isChosen: boolean;
  readonly severalFiles: boolean;
  readonly onChoose: (row: ResultRow) => void;
}

function Line({ index, row, isChosen, severalFiles, onChoose }: LineProps) {
  const { match } = row;
  return (
    <tr aria-rowindex={index} class={isChosen ? 'chosen' : ''}>
      <th scope="row" class="row">
        <button
          type="button"
          aria-label={t('research.details', numberText(row.row))}
          aria-pressed={isChosen}
          onClick={() => onChoose(row)}
        >
          {numberText(row.row)}
        </button>
        {severalFiles && <bdi class="quiet"> {row.file}</bdi>}
      </th>
      <td class="input">
        <bdi>{match.input}</bdi>
      </td>
      <td>{researchWords.platformName(match.platform)}</td>
      <td>
        <Mark name={matchSymbol('listed', match.evidence, false)} /> {levelText(match.evidence)}
      </td>
      <td>
        <bdi>{[...new Set(match.disclosures.map(({ shortName }) => shortName))].join(', ')}</bdi>
      </td>
      <td>{researchWords.dates(match.disclosures.map(({ date }) => date))}</td>
      <td>
        {match.status !== 'listed' && (
          <Mark name={matchSymbol(match.status, match.evidence, false)} />
        )}{' '}
        {statusText(match.status)}
      </td>
      <td class="number">{numberText(match.disputes)}</td>
      <td class="input">
        <bdi>{match.listed.handle ?? match.listed.id ?? match.listed.displayName ?? ''}</bdi>
      </td>
    </tr>
  );
}
