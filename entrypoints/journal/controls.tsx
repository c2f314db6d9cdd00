import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JournalSession, JournalState } from '../../src/messaging/messages.ts';
import type { JournalAct } from '../../src/messaging/requests.ts';
import { numberText, plural, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';

type Act = (act: JournalAct) => Promise<boolean>;

/** What a session is called to a person. */
export const nameOf = ({ name, started }: JournalSession): string =>
  name === '' ? journalWords.unnamed(started) : name;

/** Whether anything is recorded, and the way to begin, pause and end that. */
export function RecordingPart(props: {
  journal: JournalState;
  /** What was asked for is being done: the main button may be another one by then. */
  busy: boolean;
  /** No page is read now, so that none is recorded either. */
  isIdle: boolean;
  onAct: Act;
}) {
  const { journal, busy, isIdle, onAct } = props;
  const { recording, barred, session, rows, limit } = journal;
  const name = session === null ? '' : nameOf(session);
  const said = barred
    ? t('journal.barred')
    : recording === 'off'
      ? t('journal.off')
      : recording === 'on'
        ? t('journal.on', name)
        : t('journal.paused', name);
  const main = useRef<HTMLButtonElement>(null);
  const [words, kind] =
    recording === 'off'
      ? ([t('journal.start'), 'start'] as const)
      : recording === 'on'
        ? ([t('journal.pause'), 'pause'] as const)
        : ([t('journal.resume'), 'resume'] as const);
  const press = async (act: JournalAct) => !busy && onAct(act);
  const stop = async () => {
    // The button that was pressed goes.
    if (await press({ kind: 'stop' })) main.current?.focus();
  };
  return (
    <section class="recording" aria-label={t('journal.recordingPart')}>
      <p>
        <span class={recording === 'on' && !isIdle ? 'dot on' : 'dot'} aria-hidden="true" />
        {/* What is switched is said aloud, each sighting is not. */}
        <span role="status">{said}</span>{' '}
        {recording === 'on' && journalWords.soFar(session?.rows ?? 0)}{' '}
        {recording === 'on' && isIdle && t('journal.markIdle')}
      </p>
      {rows >= limit && <p role="alert">{t('journal.full', numberText(limit))}</p>}
      {!barred && (
        <div class="acts">
          {/* One button with other words each time, so that whoever pressed it is still at it. */}
          <button
            type="button"
            class="button"
            ref={main}
            aria-disabled={busy}
            onClick={() => void press({ kind })}
          >
            {words}
          </button>
          {recording !== 'off' && (
            <>
              <button
                type="button"
                class="button"
                aria-disabled={busy}
                onClick={() => void press({ kind: 'new-session' })}
              >
                {t('journal.newSession')}
              </button>
              <button type="button" class="button" aria-disabled={busy} onClick={() => void stop()}>
                {t('journal.stop')}
              </button>
            </>
          )}
        </div>
      )}
    </section>
  );
}

interface SessionsProps {
  readonly sessions: readonly JournalSession[];
  /** Null: all of them. */
  readonly shown: JournalSession | null;
  readonly onShow: (id: number | null) => void;
  readonly onAct: Act;
  /** Tells the person what was done; '' where that is no longer of interest. */
  readonly onSay: (said: string) => void;
  /** What was shown is wiped, and its button gone. */
  readonly onWiped: () => void;
}

/** Which session is shown, what it is called, and the way to wipe it. */
export function SessionsPart(props: SessionsProps) {
  const { sessions, shown, onShow, onAct, onSay, onWiped } = props;
  return (
    <section class="sessions" aria-labelledby="sessions">
      <h2 class="headline" id="sessions">
        {t('journal.sessions')}
      </h2>
      <p>
        <label for="session">{t('journal.shownSession')}</label>
        <select
          id="session"
          value={String(shown?.id ?? '')}
          onChange={(event) => {
            const id = Number(event.currentTarget.value);
            onShow(id === 0 ? null : id);
            onSay('');
          }}
        >
          <option value="">{t('journal.allSessions')}</option>
          {sessions.map((session) => (
            <option key={session.id} value={String(session.id)}>
              {nameOf(session)}
            </option>
          ))}
        </select>
      </p>
      {shown && (
        <>
          <p class="quiet small">
            {journalWords.sessionFacts(shown.started, shown.ended, shown.rows)}
            {shown.missed > 0 && ` ${plural('journal.missed', shown.missed)}`}
          </p>
          <NameForm
            key={shown.id}
            session={shown}
            onName={(name) =>
              void onAct({ kind: 'rename', session: shown.id, name }).then(
                (done) => done && onSay(t('journal.renamed')),
              )
            }
          />
        </>
      )}
      <Wipe
        key={shown?.id ?? 0}
        words={shown === null ? t('journal.wipeAll') : t('journal.wipe')}
        onWipe={() =>
          void onAct({ kind: 'wipe', session: shown?.id ?? null }).then((done) => {
            if (done) onWiped();
          })
        }
      />
    </section>
  );
}

function NameForm(props: { session: JournalSession; onName: (name: string) => void }) {
  const [name, setName] = useState(props.session.name);
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onName(name);
      }}
    >
      <label for="session-name">{t('journal.sessionName')}</label>
      <div class="acts">
        <input
          id="session-name"
          type="text"
          dir="auto"
          maxLength={200}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {t('journal.rename')}
        </button>
      </div>
    </form>
  );
}

function Wipe({ words, onWipe }: { words: string; onWipe: () => void }) {
  const [sure, setSure] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  // Before it can be seen: else whoever is quick presses the other one.
  useLayoutEffect(() => {
    if (sure) no.current?.focus();
  }, [sure]);
  const close = () => {
    setSure(false);
    button.current?.focus();
  };
  return (
    <>
      <div class="acts">
        <button
          type="button"
          class="button"
          ref={button}
          aria-expanded={sure}
          onClick={() => setSure(true)}
        >
          {words}
        </button>
      </div>
      {sure && (
        <fieldset class="question">
          <legend>{t('journal.wipeSure')}</legend>
          <div class="acts">
            <button
              type="button"
              class="button"
              onClick={() => {
                close();
                onWipe();
              }}
            >
              {t('journal.wipeYes')}
            </button>
            <button type="button" class="button" ref={no} onClick={close}>
              {t('journal.wipeNo')}
            </button>
          </div>
        </fieldset>
      )}
    </>
  );
}
