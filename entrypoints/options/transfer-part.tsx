import { useEffect, useRef } from 'preact/hooks';
import { PLACES } from '../../src/readers/core/places.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../../src/records/evidence.ts';
import { BADGE_SIZES, type BadgeSize } from '../../src/store/settings.ts';
import { type ImportPlan, isEmptyPlan, type Present } from '../../src/store/settings-file.ts';
import { keyPart, listText, plural, t } from '../../src/ui/language/message.ts';
import { levelText } from '../../src/ui/wording.ts';
import { transferWords } from '../../src/ui/wording-options.ts';
import { ActButton } from './act-button.tsx';
import { useTransfer } from './use-transfer.ts';

const MODES = ['merge', 'replace'] as const;

/** Settings to a file and from one, with what would change said before anything does. */
export function TransferPart() {
  const transfer = useTransfer();
  const { chosen, busy } = transfer;
  const picker = useRef<HTMLInputElement>(null);
  // The same file can be chosen again only by an empty field.
  const clear = () => {
    if (!picker.current) return;
    picker.current.value = '';
    picker.current.focus();
  };
  return (
    <>
      <p class="quiet">{t('transfer.intro')}</p>
      <h3 class="kicker">{t('transfer.exportTitle')}</h3>
      <div class="acts">
        <ActButton onClick={() => void transfer.save()}>{t('transfer.export')}</ActButton>
      </div>
      <h3 class="kicker">{t('transfer.importTitle')}</h3>
      <fieldset class="choices" disabled={busy}>
        <legend>{t('transfer.mode')}</legend>
        {MODES.map((mode) => (
          <label key={mode} class="choice">
            <input
              type="radio"
              name="import-mode"
              checked={transfer.mode === mode}
              onChange={() => void transfer.setMode(mode)}
            />
            <span>{t(`transfer.modes.${mode}`)}</span>
          </label>
        ))}
      </fieldset>
      <p class="file-line">
        <label for="settings-file">{t('transfer.file')}</label>
        <input
          id="settings-file"
          ref={picker}
          disabled={busy}
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const picked = event.currentTarget.files?.[0];
            if (picked) void transfer.choose(picked);
          }}
        />
      </p>
      {chosen?.kind === 'refused' && (
        <div class="refusal" role="alert">
          <p>
            {t('transfer.refused')} {t(`transfer.reasons.${keyPart(chosen.refusal.refusal)}`)}
          </p>
          <p class="quiet small">
            <bdi>{t('transfer.detail', chosen.refusal.message)}</bdi>
          </p>
        </div>
      )}
      {chosen?.kind === 'plan' && (
        <Summary
          plan={chosen.plan}
          now={chosen.now}
          busy={busy}
          onApply={() => void transfer.apply().then(clear)}
          onCancel={() => {
            transfer.forget();
            clear();
          }}
        />
      )}
      <div role="status">
        {transfer.said.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </>
  );
}

function Summary(props: {
  plan: ImportPlan;
  now: Present;
  busy: boolean;
  onApply: () => void;
  onCancel: () => void;
}) {
  const { plan, now, busy } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const empty = isEmptyPlan(plan);
  return (
    <section class="preview" aria-labelledby="summary-title">
      <h4 class="kicker" id="summary-title" ref={title} tabIndex={-1}>
        {t('transfer.summary')}
      </h4>
      {empty ? (
        <p>{t('transfer.nothing')}</p>
      ) : (
        <>
          <ul class="bullets">
            {linesOf(plan, now).map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
          {plan.add.length > 0 && <p class="quiet small">{t('transfer.network')}</p>}
          <p class="quiet small">{t('transfer.unchanged')}</p>
        </>
      )}
      <div class="acts">
        {!empty && (
          <ActButton off={busy} onClick={props.onApply}>
            {busy ? t('transfer.applying') : t('transfer.apply')}
          </ActButton>
        )}
        <ActButton off={busy} onClick={props.onCancel}>
          {t('transfer.cancel')}
        </ActButton>
      </div>
    </section>
  );
}

/** Every change in words. */
function linesOf(plan: ImportPlan, now: Present): string[] {
  const { changed, hide, unhide, add, remove, turn } = plan;
  return [
    ...changed.map((name) =>
      t(
        'transfer.setting',
        t(`transfer.names.${keyPart(name)}`),
        valueText(now.settings[name]),
        valueText(plan.settings[name]),
      ),
    ),
    ...(hide.length > 0 ? [plural('transfer.hide', hide.length)] : []),
    ...(unhide.length > 0 ? [plural('transfer.unhide', unhide.length)] : []),
    ...add.map(({ name, address }) => t('transfer.addList', name, address)),
    ...turn.map(({ name, enabled }) => transferWords.switchList(name, enabled)),
    ...remove.map(({ name }) => t('transfer.removeList', name)),
  ];
}

function valueText(value: boolean | string | readonly string[]): string {
  if (typeof value === 'boolean') return value ? t('transfer.on') : t('transfer.off');
  if (typeof value === 'string')
    return isBadgeSize(value) ? t(`badgeOptions.sizes.${value}`) : value;
  if (value.length === 0) return t('transfer.noneOf');
  return listText(
    value.map((one) =>
      isLevel(one) ? levelText(one) : (PLACES.find(({ id }) => id === one)?.name ?? one),
    ),
  );
}

const isLevel = (text: string): text is EvidenceLevel =>
  (EVIDENCE_LEVELS as readonly string[]).includes(text);
const isBadgeSize = (text: string): text is BadgeSize =>
  (BADGE_SIZES as readonly string[]).includes(text);
