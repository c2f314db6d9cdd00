import { expect, test } from 'vitest';
import { lastAnswer } from './last-answer.ts';

test('an answer that was overtaken is not shown, and neither is a failure that was', async () => {
  const said: string[] = [];
  const open: ((outcome: string | Error) => void)[] = [];
  const ask = lastAnswer(
    () =>
      new Promise<string>((resolve, reject) =>
        open.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))),
      ),
    (answer) => said.push(answer),
    () => said.push('failed'),
  );
  const asked = [ask(), ask(), ask()];
  open[2]?.('newest');
  await asked[2];
  open[0]?.('oldest');
  open[1]?.(new Error('silent'));
  await Promise.all(asked);
  expect(said).toEqual(['newest']);
  const last = ask();
  open[3]?.(new Error('silent'));
  await last;
  expect(said).toEqual(['newest', 'failed']);
});
