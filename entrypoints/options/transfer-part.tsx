import { useEffect, useRef } from 'preact/hooks';
import { PLACES } from '../../src/readers/core/places.ts';
import { type ImportPlan, isEmptyPlan, type Present } from '../../src/store/settings-file.ts';
import { LEVEL_WORDS } from '../../src/ui/wording.ts';
import { badgeOptionsWords, transferWords } from '../../src/ui/wording-options.ts';
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
      <p class="quiet">{transferWords.intro}</p>
      <h3 class="kicker">{transferWords.exportTitle}</h3>
      <div class="acts">
        <ActButton onClick={() => void transfer.save()}>{transferWords.export}</ActButton>
      </div>
      <h3 class="kicker">{transferWords.importTitle}</h3>
      <fieldset class="choices">
        <legend>{transferWords.mode}</legend>
        {MODES.map((mode) => (
          <label key={mode} class="choice">
            <input
              type="radio"
              name="import-mode"
              checked={transfer.mode === mode}
              onChange={() => void transfer.setMode(mode)}
            />
            <span>{transferWords[mode]}</span>
          </label>
        ))}
      </fieldset>
      <p class="file-line">
        <label for="settings-file">{transferWords.file}</label>
        <input
          id="settings-file"
          ref={picker}
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
            {transferWords.refused} {transferWords.reasons[chosen.refusal.refusal]}
          </p>
          <p class="quiet small">
            <bdi>{transferWords.detail(chosen.refusal.message)}</bdi>
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
        {transferWords.summary}
      </h4>
      {empty ? (
        <p>{transferWords.nothing}</p>
      ) : (
        <>
          <ul class="bullets">
            {linesOf(plan, now).map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
          {plan.add.length > 0 && <p class="quiet small">{transferWords.network}</p>}
          <p class="quiet small">{transferWords.unchanged}</p>
        </>
      )}
      <div class="acts">
        {!empty && (
          <ActButton off={busy} onClick={props.onApply}>
            {busy ? transferWords.applying : transferWords.apply}
          </ActButton>
        )}
        <ActButton off={busy} onClick={props.onCancel}>
          {transferWords.cancel}
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
      transferWords.setting(
        transferWords.names[name],
        valueText(now.settings[name]),
        valueText(plan.settings[name]),
      ),
    ),
    ...(hide.length > 0 ? [transferWords.hide(hide.length)] : []),
    ...(unhide.length > 0 ? [transferWords.unhide(unhide.length)] : []),
    ...add.map(({ name, address }) => transferWords.addList(name, address)),
    ...turn.map(({ name, enabled }) => transferWords.switchList(name, enabled)),
    ...remove.map(({ name }) => transferWords.removeList(name)),
  ];
}

function valueText(value: boolean | string | readonly string[]): string {
  if (typeof value === 'boolean') return value ? transferWords.on : transferWords.off;
  if (typeof value === 'string') {
    return value in badgeOptionsWords.sizes
      ? badgeOptionsWords.sizes[value as keyof typeof badgeOptionsWords.sizes].toLowerCase()
      : value;
  }
  if (value.length === 0) return transferWords.noneOf;
  return value
    .map((one) =>
      one in LEVEL_WORDS
        ? LEVEL_WORDS[one as keyof typeof LEVEL_WORDS].toLowerCase()
        : (PLACES.find(({ id }) => id === one)?.name ?? one),
    )
    .join(', ');
}
