import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The one thing that can't be had outside an extension: a background that ends over a question.
const sendMessage = vi.fn();
const browser = { runtime: { id: 'lens' as string | undefined, sendMessage } };
vi.mock('@wxt-dev/browser', () => ({ browser }));
const { askUntilAnswered } = await import('./client.ts');

const QUESTION = { type: 'lookup' as const, platform: 'x' as const, keys: ['@name'] };
const ANSWER = { generation: '1', found: [] };

beforeEach(() => {
  vi.useFakeTimers();
  sendMessage.mockReset();
  browser.runtime.id = 'lens';
});
afterEach(() => vi.useRealTimers());

test('is asked once when it is answered', async () => {
  sendMessage.mockResolvedValue(ANSWER);
  expect(await askUntilAnswered(QUESTION)).toEqual(ANSWER);
  expect(sendMessage).toHaveBeenCalledTimes(1);
});

test('is asked again when the background ended, left nothing, or never spoke', async () => {
  sendMessage
    .mockRejectedValueOnce(new Error('message channel closed'))
    .mockResolvedValueOnce(undefined)
    .mockReturnValueOnce(new Promise(() => {}))
    .mockResolvedValue(ANSWER);
  const answer = askUntilAnswered(QUESTION);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toEqual(ANSWER);
  expect(sendMessage).toHaveBeenCalledTimes(4);
});

test('gives up when it stays silent, and at once when the extension is gone', async () => {
  sendMessage.mockRejectedValue(new Error('no receiver'));
  const silent = askUntilAnswered(QUESTION).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await silent).toBe('no receiver');
  expect(sendMessage).toHaveBeenCalledTimes(4);
  sendMessage.mockClear();
  browser.runtime.id = undefined;
  await expect(askUntilAnswered(QUESTION)).rejects.toThrow('no receiver');
  expect(sendMessage).toHaveBeenCalledTimes(1);
});
