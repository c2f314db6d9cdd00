import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { showPage } from '../shared/own-page.tsx';
import { onOwnPageEvent } from '../shared/own-page-events.ts';
import '../../src/readers/core/all.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../../src/badge/card/card.css';
import './look-up.css';
import { lookUpPath } from '../../src/page/look-up.ts';
import { t } from '../../src/ui/language/message.ts';
import { answerTo } from './answer.ts';
import { type LookUpState, LookUpView } from './view.tsx';

/** What the address of this page asks for. */
const askedFirst = new URLSearchParams(location.search).get('q')?.trim() ?? '';

function LookUp() {
  const [text, setText] = useState(askedFirst);
  const [state, setState] = useState<LookUpState>({ kind: 'nothing-asked' });
  const asked = useRef(askedFirst);
  const turn = useRef(0);

  const ask = useCallback(async (question: string) => {
    const isAgain = asked.current === question;
    const mine = ++turn.current;
    asked.current = question;
    if (question === '') return setState({ kind: 'nothing-asked' });
    // While the same is asked anew its answer stands: whoever reads it is not thrown out of it.
    setState((now) => (isAgain && now.kind === 'answered' ? now : { kind: 'looking' }));
    const next: LookUpState = await answerTo(question).then(
      (answer) => ({ kind: 'answered', answer }),
      () => ({ kind: 'failed' }),
    );
    // Only the last question is answered.
    if (mine === turn.current) setState(next);
  }, []);

  useEffect(() => {
    void ask(askedFirst);
    return onOwnPageEvent(({ type }) => {
      if (type === 'subscriptions-changed') void ask(asked.current);
    });
  }, [ask]);

  return (
    <LookUpView
      state={state}
      text={text}
      now={Date.now()}
      onText={setText}
      onAsk={() => {
        const question = text.trim();
        // So that the page can be loaded again; the browser's history gets no entry for each question.
        history.replaceState(null, '', lookUpPath(question));
        void ask(question);
      }}
    />
  );
}

showPage('look-up', t('lookUp.title'), <LookUp />);
if (askedFirst === '') document.getElementById('asked')?.focus();
