import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResultRow } from '../../src/research/export/fields.ts';
import { EXPORT_FORMATS, type ExportFormat, type Outcome } from '../../src/research/protocol.ts';
import type { View } from '../../src/research/results.ts';
import { dateText } from '../../src/ui/wording.ts';
import { researchWords as words } from '../../src/ui/wording-research.ts';
import { MatchesTable } from './matches-table.tsx';
import { Readings } from './reading.tsx';
import type { ExportState, Rows } from './use-check.ts';

interface ResultProps {
  readonly outcome: Outcome;
  readonly view: View;
  readonly rows: Rows;
  readonly saving: ExportState | null;
  readonly onView: (view: View) => void;
  readonly onRows: (from: number, count: number) => void;
  readonly onExport: (format: ExportFormat) => void;
}

/** What a check has found. */
export function Result(props: ResultProps) {
  const { outcome, view, rows } = props;
  const [chosen, setChosen] = useState<ResultRow | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [outcome]);
  const sum = (of: (counts: Outcome['inputs'][number]['counts']) => number) =>
    outcome.inputs.reduce((all, { counts }) => all + of(counts), 0);
  const matches = sum((counts) => counts.matches);
  return (
    <section class="result" aria-labelledby="result-title">
      <h2 class="headline" id="result-title" tabIndex={-1} ref={title}>
        {words.found(
          sum((counts) => counts.rowsMatched),
          sum((counts) => counts.rows),
        )}
      </h2>
      {outcome.cancelled && <p>{words.cancelled}</p>}
      {outcome.failures.map(({ name, fault }) => (
        <p key={name} role="alert">
          <bdi>{words.failed(name, fault)}</bdi>
        </p>
      ))}
      <p class="quiet">{words.notListed}</p>
      <Readings inputs={outcome.inputs} />
      {matches > 0 && (
        <>
          <Filters outcome={outcome} view={view} onView={props.onView} />
          <p class="quiet small" role="status">
            {words.shown(rows.count, matches)}
          </p>
          <MatchesTable
            view={view}
            rows={rows}
            severalFiles={outcome.inputs.length > 1}
            chosen={chosen}
            onView={props.onView}
            onRows={props.onRows}
            onChoose={setChosen}
          />
          {chosen && <Details row={chosen} onClose={() => setChosen(null)} />}
        </>
      )}
      <Exports saving={props.saving} onExport={props.onExport} />
    </section>
  );
}

function Filters({
  outcome: { facets },
  view,
  onView,
}: Pick<ResultProps, 'outcome' | 'view' | 'onView'>) {
  return (
    <fieldset class="filters">
      <legend class="hidden-text">{words.filter}</legend>
      <p>
        <label for="find">{words.filter}</label>
        <input
          id="find"
          type="search"
          value={view.text}
          onInput={(event) => onView({ ...view, text: event.currentTarget.value })}
        />
      </p>
      <Choice
        id="of-platform"
        label={words.onWhat}
        value={view.platform}
        options={facets.platforms.map((id) => [id, words.platformName(id)])}
        onChange={(platform) => onView({ ...view, platform })}
      />
      <Choice
        id="of-evidence"
        label={words.evidence}
        value={view.evidence}
        options={facets.evidence.map((level) => [level, words.level(level)])}
        onChange={(evidence) => onView({ ...view, evidence })}
      />
      <Choice
        id="of-status"
        label={words.status}
        value={view.status}
        options={facets.status.map((status) => [status, words.statusOf(status)])}
        onChange={(status) => onView({ ...view, status })}
      />
      <Choice
        id="of-disclosure"
        label={words.disclosure}
        value={view.disclosure}
        options={facets.disclosures.map(({ id, shortName, date }) => [
          id,
          `${shortName}, ${dateText(date)} (${id})`,
        ])}
        onChange={(disclosure) => onView({ ...view, disclosure })}
      />
    </fieldset>
  );
}

function Choice<T extends string>(props: {
  id: string;
  label: string;
  value: T | null;
  options: readonly (readonly [value: T, label: string])[];
  onChange: (value: T | null) => void;
}) {
  const { id, label, value, options, onChange } = props;
  return (
    <p>
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => {
          const wanted = event.currentTarget.value;
          onChange(options.find(([one]) => one === wanted)?.[0] ?? null);
        }}
      >
        <option value="">{words.all}</option>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

/** All that is known of one row, at full length. */
function Details({ row: { file, row, match }, onClose }: { row: ResultRow; onClose: () => void }) {
  const facts: readonly (readonly [string, string])[] = [
    [words.file, file],
    [words.inputCell, match.input],
    [words.onWhat, words.platformName(match.platform)],
    [words.handle, match.handle ?? words.none],
    [words.id, match.id ?? words.none],
    [words.listedAs, match.listed.handle ?? match.listed.id ?? match.listed.displayName ?? ''],
    [words.disclosure, words.namedBy(match.disclosures)],
    [words.status, words.statusOf(match.status)],
    [words.disputes, String(match.disputes)],
    [words.list, words.listVersion(match.list.name, match.list.version)],
  ];
  return (
    <section class="details" aria-label={words.detailsOf}>
      <h3 class="kicker" aria-live="polite">
        {words.details(row)}
      </h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt class="quiet">{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt class="quiet">{words.evidence}</dt>
          <dd>
            {words.level(match.evidence)}. {words.basis(match.basis)}
            {match.platformBasis === 'any' && ` ${words.noPlatformGiven}`}
          </dd>
        </div>
      </dl>
      <button type="button" class="button" onClick={onClose}>
        {words.closeDetails}
      </button>
    </section>
  );
}

function Exports({ saving, onExport }: Pick<ResultProps, 'saving' | 'onExport'>) {
  const said =
    saving === null
      ? ''
      : saving.result === null
        ? words.saving
        : 'name' in saving.result
          ? words.saved(saving.result.name)
          : words.fault(saving.result.fault);
  return (
    <section class="exports" aria-labelledby="exports-title">
      <h3 id="exports-title">{words.exports}</h3>
      <p class="quiet small">{words.exportsHint}</p>
      <div class="acts">
        {EXPORT_FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class="button"
            aria-disabled={saving?.result === null}
            onClick={() => {
              if (saving?.result !== null) onExport(format);
            }}
          >
            {words.exportAs[format]}
          </button>
        ))}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
