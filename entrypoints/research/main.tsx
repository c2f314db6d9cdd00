import { useRef } from 'preact/hooks';
import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './research.css';
import { t } from '../../src/ui/language/message.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { FileImport } from '../shared/file-import/file-import.tsx';
import { InputForm } from './input-form.tsx';
import { Result } from './result.tsx';
import { useCheck } from './use-check.ts';
import { useOwnAllowed } from './use-own-allowed.ts';

function ResearchPage() {
  const ownAllowed = useOwnAllowed();
  const { state, view, rows, saving, check, cancel, setView, askRows, exportAs } = useCheck();
  const askedFrom = useRef<Element | null>(null);
  const headers =
    state.kind === 'done'
      ? [...new Set(state.outcome.inputs.flatMap(({ reading }) => reading?.headers ?? []))]
      : [];
  return (
    <div class="view research">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <h2 class="headline">{t('research.title')}</h2>
        <p class="quiet">{t('research.intro')}</p>
        <p>
          <a href="/journal.html">{t('journal.open')}</a>
        </p>
        <InputForm
          isReading={state.kind === 'reading'}
          headers={headers}
          onCheck={(inputs, wishes) => {
            askedFrom.current = document.activeElement;
            void check(inputs, wishes);
          }}
        />
        {state.kind === 'reading' && (
          <section class="progress" aria-label={t('research.progress')}>
            <progress
              aria-label={t('research.progress')}
              max={1}
              value={state.progress ? state.progress.bytes / state.progress.totalBytes : 0}
            />
            <p>
              {state.progress === null
                ? t('research.starting')
                : researchWords.reading(state.progress.rows, state.progress.matches)}
            </p>
            <button type="button" class="button" onClick={cancel}>
              {t('research.cancel')}
            </button>
          </section>
        )}
        {state.kind === 'failed' && <p role="alert">{researchWords.fault(state.fault)}</p>}
        {state.kind === 'done' && (
          <Result
            outcome={state.outcome}
            askedFrom={askedFrom.current}
            view={view}
            rows={rows}
            saving={saving}
            onView={setView}
            onRows={askRows}
            onExport={exportAs}
          />
        )}
        <FileImport allowed={ownAllowed} listsAt="/options.html#lists" />
      </main>
      <footer>
        <p class="caution">{t('caution')}</p>
      </footer>
    </div>
  );
}

showPage('research', t('research.title'), <ResearchPage />);
