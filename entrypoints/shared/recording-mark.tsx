import { numberText, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { useJournal } from './use-journal.ts';

/** That what is read is being recorded, with the way to pause it. Nothing while the journal is off. */
export function RecordingMark() {
  const { journal, act } = useJournal();
  if (journal === null || journal.recording === 'off') return null;
  const isOn = journal.recording === 'on';
  return (
    <section class="recording" aria-label={t('journal.recordingPart')}>
      <p>
        <span class={isOn ? 'dot on' : 'dot'} aria-hidden="true" />
        {isOn ? journalWords.markOn(journal.session?.rows ?? 0) : t('journal.markPaused')}
      </p>
      {journal.rows >= journal.limit && <p>{t('journal.full', numberText(journal.limit))}</p>}
      <button
        type="button"
        class="button"
        onClick={() => void act({ kind: isOn ? 'pause' : 'resume' })}
      >
        {isOn ? t('journal.pause') : t('journal.resume')}
      </button>
    </section>
  );
}
