import { expect, it, vi } from 'vitest';
import { show } from '../../tests/unit/view-fixture.ts';

const ask = vi.fn();
vi.mock('../../src/messaging/client.ts', () => ({ askBackground: ask }));
const runtime = { onMessage: { addListener: () => {}, removeListener: () => {} } };
vi.mock('webextension-polyfill', () => ({ default: { runtime } }));
const { useJournal } = await import('./use-journal.ts');

function Button() {
  const { journal, busy, act } = useJournal();
  return (
    <button type="button" onClick={() => void act({ kind: 'start' })}>
      {journal?.recording} {busy ? 'busy' : 'free'}
    </button>
  );
}

it('what was pressed is under way until it is known how the journal stands then', async () => {
  ask.mockResolvedValueOnce({ recording: 'off' });
  const view = await show(<Button />);
  const button = view.root.querySelector('button');
  await vi.waitFor(() => expect(button?.textContent).toBe('off free'));
  let answer = (_state: object) => {};
  ask.mockResolvedValueOnce({ ok: true, value: null }).mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  button?.click();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(3));
  expect(button?.textContent).toBe('off busy');
  answer({ recording: 'on' });
  await vi.waitFor(() => expect(button?.textContent).toBe('on free'));
  view.remove();
});
