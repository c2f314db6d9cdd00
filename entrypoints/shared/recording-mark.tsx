import { isReading, type Settings } from '../../src/store/settings.ts';
import { numberText, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { useJournal } from './use-journal.ts';

/** What decides whether a journal that is on records anything of the pages before a person. */
export interface RecordingMarkProps {
  /** The window is a private one. */
  readonly isPrivate: boolean;
  readonly settings: Settings;
  readonly now: number;
}

/** That what is read is being recorded, with the way to pause it. Nothing while the journal is off. */
export function RecordingMark({ isPrivate, settings, now }: RecordingMarkProps) {
  const { journal, busy, act } = useJournal();
  if (journal === null || journal.recording === 'off') return null;
  const isOn = journal.recording === 'on';
  const isIdle = !isReading(settings, now);
  return (
    <section class="recording" aria-label={t('journal.recordingPart')}>
      <p>
        <span class={isOn && !isPrivate && !isIdle ? 'dot on' : 'dot'} aria-hidden="true" />
        {!isOn
          ? t('journal.markPaused')
          : isPrivate
            ? t('journal.markPrivate')
            : isIdle
              ? t('journal.markIdle')
              : journalWords.markOn(journal.session?.rows ?? 0)}
      </p>
      {journal.rows >= journal.limit && <p>{t('journal.full', numberText(journal.limit))}</p>}
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void act({ kind: isOn ? 'pause' : 'resume' });
        }}
      >
        {isOn ? t('journal.pause') : t('journal.resume')}
      </button>
    </section>
  );
}
