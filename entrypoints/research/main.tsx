import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './research.css';
import { CAUTION, DIRECTION, LANGUAGE, popupWords } from '../../src/ui/wording.ts';
import { researchWords as words } from '../../src/ui/wording-research.ts';
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
        <h1>{popupWords.product}</h1>
      </header>
      <main>
        <h2 class="headline">{words.title}</h2>
        <p class="quiet">{words.intro}</p>
        <InputForm
          isReading={state.kind === 'reading'}
          headers={headers}
          onCheck={(inputs, wishes) => void check(inputs, wishes)}
        />
        {state.kind === 'reading' && (
          <section class="progress" aria-label={words.progress}>
            <progress
              aria-label={words.progress}
              max={1}
              value={state.progress ? state.progress.bytes / state.progress.totalBytes : 0}
            />
            <p>
              {state.progress === null
                ? words.starting
                : words.reading(state.progress.rows, state.progress.matches)}
            </p>
            <button type="button" class="button" onClick={cancel}>
              {words.cancel}
            </button>
          </section>
        )}
        {state.kind === 'failed' && <p role="alert">{words.fault(state.fault)}</p>}
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
        <p class="caution">{CAUTION}</p>
      </footer>
    </div>
  );
}

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
document.title = words.title;
const root = document.getElementById('research');
if (root) render(<ResearchPage />, root);
