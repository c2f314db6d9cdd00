import { useMemo, useState } from 'preact/hooks';
import { lastAnswer } from './last-answer.ts';

/**
 * The last answer to a question that is asked by `refresh`, also again; null until there is one. `failed` when the last
 * time there was none.
 *
 * @param ask The same at every call: the first one's is asked.
 */
export function useAnswer<Answer>(ask: () => Promise<Answer>): {
  readonly answer: Answer | null;
  readonly failed: boolean;
  readonly refresh: () => Promise<void>;
} {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failed, setFailed] = useState(false);
  const refresh = useMemo(
    () =>
      lastAnswer(
        ask,
        (next) => {
          setAnswer(() => next);
          setFailed(false);
        },
        () => setFailed(true),
      ),
    [],
  );
  return { answer, failed, refresh };
}
