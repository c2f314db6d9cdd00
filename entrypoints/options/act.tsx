import { useState } from 'preact/hooks';
import type { Outcome } from '../../src/messaging/messages.ts';
import { t } from '../../src/ui/language/message.ts';
import { refusalText } from '../../src/ui/wording-lists.ts';

/** Why something that was asked of a list was not done; `silent` where the background did not say. */
export type Refused = Extract<Outcome, { ok: false }> | { readonly silent: string };

/** Asks, and gives what came of it; a background that does not answer refuses, too. */
export async function asked<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T> | Refused> {
  try {
    return await work();
  } catch (error) {
    return { silent: (error as Error).message };
  }
}

export const isDone = <T,>(
  outcome: Outcome<T> | Refused,
): outcome is Extract<Outcome<T>, { ok: true }> => 'ok' in outcome && outcome.ok;

/** What is done with one list: whether something is, why the last was not, and the way to do it, which gives whether it was. */
export function useAct(onDone: () => void): {
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly act: (work: () => Promise<Outcome<unknown>>) => Promise<boolean>;
} {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const act = async (work: () => Promise<Outcome<unknown>>) => {
    setBusy(true);
    const outcome = await asked(work);
    setRefused(isDone(outcome) ? null : outcome);
    setBusy(false);
    onDone();
    return isDone(outcome);
  };
  return { busy, refused, act };
}

interface RefusedNoteProps {
  readonly refused: Refused;
  /** A list was to be added: that storage would not take it says more then. */
  readonly adding?: boolean;
}

/** What happened, what it means, and the background's own words for whoever looks into it. */
export function RefusedNote({ refused, adding = false }: RefusedNoteProps) {
  return (
    <div class="refusal" role="alert">
      <p>{words(refused, adding)}</p>
      <p class="quiet small">
        {t('lists.detail')} <bdi>{'silent' in refused ? refused.silent : refused.message}</bdi>
      </p>
    </div>
  );
}

function words(refused: Refused, adding: boolean): string {
  // It may have been done all the same.
  if ('silent' in refused) return adding ? t('lists.maybeAdded') : t('lists.noAnswer');
  const { refusal } = refused;
  if (adding) return `${t('lists.failed')} ${refusalText(refusal)}`;
  // Whatever else goes wrong in the background is called so, too.
  const why = refusal === 'not-stored' ? t('lists.tryAgain') : refusalText(refusal);
  return `${t('lists.notDone')} ${why}`;
}
