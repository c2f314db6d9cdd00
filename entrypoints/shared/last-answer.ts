/**
 * Asks what is asked again whenever it may have changed, and passes on only what was answered to the last question: an
 * earlier answer may come later, and is of what was.
 *
 * @param onFailure Called when the last question was not answered.
 */
export function lastAnswer<Answer>(
  ask: () => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let turn = 0;
  return async () => {
    const mine = ++turn;
    try {
      const answer = await ask();
      if (mine === turn) onAnswer(answer);
    } catch (error) {
      if (mine === turn) onFailure(error);
    }
  };
}
