import { useRef, useState } from 'preact/hooks';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../research/research.css';
import '../shared/recording.css';
import './journal.css';
import type { JournalAct } from '../../src/messaging/requests.ts';
import { isReading } from '../../src/store/settings.ts';
import { t } from '../../src/ui/language/message.ts';
import { useSettings } from '../shared/hooks.ts';
import { showPage } from '../shared/own-page.tsx';
import { useJournal } from '../shared/use-journal.ts';
import { RecordingPart, SessionsPart } from './controls.tsx';
import { Exports } from './exports.tsx';
import { Sightings } from './sightings.tsx';
import { Summary } from './summary.tsx';
import { useRows } from './use-rows.ts';

function JournalPage() {
  const { journal, failed: unanswered, busy, act } = useJournal();
  const settings = useSettings();
  const [chosen, setChosen] = useState<number | null>(null);
  const [failure, setFailure] = useState('');
  const [said, say] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const onAct = async (wanted: JournalAct) => {
    const why = await act(wanted);
    setFailure(why === null ? '' : t('journal.failed', why));
    return why === null;
  };
  const sessions = journal?.sessions ?? [];
  // One that was wiped on another page is shown no more.
  const shown = sessions.find(({ id }) => id === chosen) ?? null;
  const { recorded, failed } = useRows(shown?.id ?? null, journal);
  return (
    <div class="view research journal">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <h2 class="headline">{t('journal.title')}</h2>
        <p class="quiet">{t('journal.intro')}</p>
        {journal && (
          <RecordingPart
            {...{ journal, busy, onAct }}
            isIdle={settings !== null && !isReading(settings, Date.now())}
          />
        )}
        <p role="alert">
          {unanswered ? t('lists.noAnswer') : failed ? t('journal.unreadable') : failure}
        </p>
        {sessions.length > 0 && (
          <SessionsPart
            {...{ sessions, shown, onAct }}
            onShow={setChosen}
            onSay={say}
            onWiped={() => {
              setChosen(null);
              say(t('journal.wiped'));
              status.current?.focus();
            }}
          />
        )}
        {/* Here, because with the last session its part goes, too. */}
        <p role="status" ref={status} tabIndex={-1}>
          {said}
        </p>
        {recorded !== null && recorded.rows.length === 0 && (
          <p>{shown === null ? t('journal.none') : t('journal.noneHere')}</p>
        )}
        {recorded !== null && recorded.rows.length > 0 && (
          <>
            <Sightings rows={recorded.rows} />
            <Exports recorded={recorded} sessions={shown === null ? sessions : [shown]} />
            <Summary rows={recorded.rows} />
          </>
        )}
      </main>
      <footer>
        <p class="caution">{t('caution')}</p>
      </footer>
    </div>
  );
}

showPage('journal', t('journal.title'), <JournalPage />);
