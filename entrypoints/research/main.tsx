import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './research.css';
import { DIRECTION, LANGUAGE, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { researchWords } from '../../src/ui/wording-research.ts';
import { InputForm } from './input-form.tsx';
import { Result } from './result.tsx';
import { useCheck } from './use-check.ts';

function ResearchPage() {
  const { state, view, rows, saving, check, cancel, setView, askRows, exportAs } = useCheck();
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
          <a href="/journal.html">{journalWords.open}</a>
        </p>
        <InputForm
          isReading={state.kind === 'reading'}
          headers={headers}
          onCheck={(inputs, wishes) => void check(inputs, wishes)}
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
            view={view}
            rows={rows}
            saving={saving}
            onView={setView}
            onRows={askRows}
            onExport={exportAs}
          />
        )}
      </main>
      <footer>
        <p class="caution">{t('caution')}</p>
      </footer>
    </div>
  );
}

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
document.title = t('research.title');
const root = document.getElementById('research');
if (root) render(<ResearchPage />, root);
