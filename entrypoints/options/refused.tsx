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

/** What happened, what it means, and the background's own words for whoever looks into it. */
export function RefusedNote({ what, refused }: { what: string; refused: Refused }) {
  const isSilent = 'silent' in refused;
  return (
    <div class="refusal" role="alert">
      <p>
        {what} {isSilent ? t('lists.noAnswer') : refusalText(refused.refusal)}
      </p>
      <p class="quiet small">
        {t('lists.detail')} <bdi>{isSilent ? refused.silent : refused.message}</bdi>
      </p>
    </div>
  );
}
