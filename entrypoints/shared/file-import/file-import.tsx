import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ImportFault } from '../../../src/research/import/file-protocol.ts';
import './file-import.css';
import { plural, t } from '../../../src/ui/language/message.ts';
import { privateWords } from '../../../src/ui/wording-private.ts';
import { ImportQuestion } from './import-question.tsx';
import { ImportReportView, ReadOtherwise } from './import-report.tsx';
import { useFileImport } from './use-file-import.ts';

interface FileImportProps {
  /** Whether the organisation lets the person do this. */
  readonly allowed: boolean;
  /** Where the person is led to see the list; null where it is in sight. */
  readonly listsAt: string | null;
  readonly onDone?: () => void;
}

/** A published file is dropped or chosen, read, shown, and becomes a list of the person's own. */
export function FileImport({ allowed, listsAt, onDone = () => {} }: FileImportProps) {
  const { state, disclosures, read, readAgain, cancel, compare, save, forget } =
    useFileImport(onDone);
  const chooser = useRef<HTMLInputElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  // Before it can be seen: whoever sees it may drop a file at once.
  useLayoutEffect(() => {
    const element = zone.current;
    if (!element) return;
    // Here and no further: on the research page, files that are dropped elsewhere are to be checked.
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      void read(file);
    };
    element.addEventListener('dragover', over);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', drop);
    };
  }, [read, allowed]);
  const status = useRef<HTMLParagraphElement>(null);
  const isOver = state.kind === 'done' || state.kind === 'stopped' || state.kind === 'failed';
  // The button that was pressed went with what is over; who is somewhere else by then stays there.
  useLayoutEffect(() => {
    if (!isOver || document.activeElement !== document.body) return;
    (state.kind === 'failed' ? chooser : status).current?.focus();
  }, [isOver, state.kind]);
  const close = () => {
    if (chooser.current) {
      chooser.current.value = '';
      chooser.current.focus();
    }
    forget();
  };
  return (
    <section class="file-import" aria-labelledby="file-import-title">
      <h3 class="kicker" id="file-import-title">
        {t('private.title')}
      </h3>
      <p class="quiet">{allowed ? t('private.intro') : t('private.forbidden')}</p>
      {allowed && (
        <div class="drop-zone" ref={zone}>
          <label for="published-file">{t('private.file')}</label>
          <input
            id="published-file"
            type="file"
            ref={chooser}
            disabled={state.kind === 'read' && state.saving}
            aria-describedby="published-file-hint"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void read(file);
            }}
          />
          <p class="quiet small" id="published-file-hint">
            {t('private.drop')} {t('private.fileHint')}.
          </p>
        </div>
      )}
      {state.kind === 'reading' && (
        <div class="file-progress">
          <label>
            {t('private.reading', state.name)} <progress max={1} value={state.share ?? 0} />
          </label>
          {state.share === 1 && <p class="quiet">{t('private.looking')}</p>}
          <button type="button" class="button" onClick={cancel}>
            {t('private.cancel')}
          </button>
        </div>
      )}
      {state.kind === 'read' && (
        <div class="file-found">
          <ImportReportView file={state.file} />
          <ReadOtherwise
            key={`otherwise ${state.file.sha256}`}
            file={state.file}
            wishes={state.wishes}
            saving={state.saving}
            onRead={readAgain}
          />
          {state.file.report.accounts === 0 ? (
            <p role="alert">{privateWords.fault('no-accounts')}</p>
          ) : (
            <ImportQuestion
              key={`question ${state.file.sha256}`}
              {...{ file: state.file, missing: state.missing, saving: state.saving, disclosures }}
              onCompare={compare}
              onSave={save}
              onLeave={close}
            />
          )}
          {state.refused !== null && (
            <div class="refusal" role="alert">
              <p>{refusalText(state.refused.fault)}</p>
              <p class="quiet small">
                <bdi>{t('private.detail', state.refused.detail)}</bdi>
              </p>
            </div>
          )}
        </div>
      )}
      {state.kind === 'failed' && (
        <p role="alert">{privateWords.faultOf(state.name, state.fault)}</p>
      )}
      <p role="status" ref={status} tabIndex={-1}>
        {state.kind === 'stopped' && t('private.stopped')}
        {state.kind === 'done' && plural('private.done', state.entries, state.name)}{' '}
        {state.kind === 'done' && listsAt !== null && (
          <a href={listsAt}>{t('private.inOptions')}</a>
        )}
      </p>
    </section>
  );
}

function refusalText(fault: ImportFault | 'forbidden'): string {
  return fault === 'forbidden' ? t('private.forbidden') : privateWords.fault(fault);
}
