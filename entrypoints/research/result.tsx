import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResultRow } from '../../src/research/export/fields.ts';
import { EXPORT_FORMATS, type ExportFormat, type Outcome } from '../../src/research/protocol.ts';
import type { View } from '../../src/research/results.ts';
import { keyPart, numberText, t } from '../../src/ui/language/message.ts';
import { levelText, statusText } from '../../src/ui/wording.ts';
import { disclosureNames } from '../../src/ui/wording-disclosures.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { Choice, Find } from '../shared/choice.tsx';
import { MatchesTable } from './matches-table.tsx';
import { Readings } from './reading.tsx';
import type { ExportState, Rows } from './use-check.ts';

interface ResultProps {
  readonly outcome: Outcome;
  /** What had the focus when it was asked for. */
  readonly askedFrom: Element | null;
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
  useEffect(() => {
    // The check took its time: who types or chooses something else meanwhile is left there.
    const { activeElement } = document;
    const isElsewhere =
      activeElement !== props.askedFrom && activeElement?.matches('input, select, textarea');
    if (!isElsewhere) title.current?.focus();
  }, [outcome]);
  const section = useRef<HTMLElement>(null);
  const close = () => {
    // The button that is pressed goes; what led to it has the focus again, if it is in sight.
    const table = section.current?.querySelector<HTMLElement>('.table-box');
    (table?.querySelector<HTMLElement>('.chosen button') ?? table)?.focus();
    setChosen(null);
  };
  const sum = (of: (counts: Outcome['inputs'][number]['counts']) => number) =>
    outcome.inputs.reduce((all, { counts }) => all + of(counts), 0);
  const matches = sum((counts) => counts.matches);
  return (
    <section class="result" aria-labelledby="result-title" ref={section}>
      <h2 class="headline" id="result-title" tabIndex={-1} ref={title}>
        {researchWords.found(
          sum((counts) => counts.rowsMatched),
          sum((counts) => counts.rows),
        )}
      </h2>
      {outcome.cancelled && <p>{t('research.cancelled')}</p>}
      {outcome.failures.map(({ name, fault }) => (
        <p key={name} role="alert">
          <bdi>{researchWords.failed(name, fault)}</bdi>
        </p>
      ))}
      <p class="quiet">{t('research.notListed')}</p>
      <Readings inputs={outcome.inputs} />
      {matches > 0 && (
        <>
          <Filters outcome={outcome} view={view} onView={props.onView} />
          <p class="quiet small" role="status">
            {researchWords.shown(rows.count, matches)}
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
          {chosen && <Details row={chosen} onClose={close} />}
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
      <legend class="hidden-text">{t('research.filter')}</legend>
      <Find
        label={t('research.filter')}
        value={view.text}
        onInput={(text) => onView({ ...view, text })}
      />
      <Choice
        id="of-platform"
        label={t('research.onWhat')}
        value={view.platform}
        options={facets.platforms.map((id) => [id, researchWords.platformName(id)])}
        onChange={(platform) => onView({ ...view, platform })}
      />
      <Choice
        id="of-evidence"
        label={t('research.evidence')}
        value={view.evidence}
        options={facets.evidence.map((level) => [level, levelText(level)])}
        onChange={(evidence) => onView({ ...view, evidence })}
      />
      <Choice
        id="of-status"
        label={t('research.status')}
        value={view.status}
        options={facets.status.map((status) => [status, statusText(status)])}
        onChange={(status) => onView({ ...view, status })}
      />
      <Choice
        id="of-disclosure"
        label={t('research.disclosure')}
        value={view.disclosure}
        options={[...disclosureNames(facets.disclosures)]}
        onChange={(disclosure) => onView({ ...view, disclosure })}
      />
    </fieldset>
  );
}

/** All that is known of one row, at full length. */
function Details({ row: { file, row, match }, onClose }: { row: ResultRow; onClose: () => void }) {
  const facts: readonly (readonly [string, string])[] = [
    [t('research.file'), file],
    [t('research.inputCell'), match.input],
    [t('research.onWhat'), researchWords.platformName(match.platform)],
    [t('research.handle'), match.handle ?? t('research.none')],
    [t('research.id'), match.id ?? t('research.none')],
    [
      t('research.listedAs'),
      match.listed.handle ?? match.listed.id ?? match.listed.displayName ?? '',
    ],
    [t('research.disclosure'), researchWords.namedBy(match.disclosures)],
    [t('research.status'), statusText(match.status)],
    [t('research.disputes'), String(match.disputes)],
    [t('research.list'), t('research.listVersion', match.list.name, match.list.version)],
  ];
  return (
    <section class="details" aria-label={t('research.detailsOf')}>
      <h3 class="kicker" aria-live="polite">
        {t('research.details', numberText(row))}
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
          <dt class="quiet">{t('research.evidence')}</dt>
          <dd>
            {levelText(match.evidence)}. {researchWords.basis(match.basis)}
            {match.platformBasis === 'any' && ` ${t('research.noPlatformGiven')}`}
          </dd>
        </div>
      </dl>
      <button type="button" class="button" onClick={onClose}>
        {t('research.closeDetails')}
      </button>
    </section>
  );
}

function Exports({ saving, onExport }: Pick<ResultProps, 'saving' | 'onExport'>) {
  const said =
    saving === null
      ? ''
      : saving.result === null
        ? t('research.saving')
        : 'name' in saving.result
          ? t('research.saved', saving.result.name)
          : researchWords.fault(saving.result.fault);
  return (
    <section class="exports" aria-labelledby="exports-title">
      <h3 id="exports-title">{t('research.exports')}</h3>
      <p class="quiet small">{t('research.exportsHint')}</p>
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
            {t(`research.exportAs.${keyPart(format)}`)}
          </button>
        ))}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
