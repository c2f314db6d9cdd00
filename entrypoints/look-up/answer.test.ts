import { expect, it, vi } from 'vitest';
import type { ListState, OwnListRow, SubscriptionRow } from '../../src/messaging/messages.ts';

vi.mock('@wxt-dev/browser', () => ({ browser: {} }));
const { namesKnown } = await import('./answer.ts');

const state = (entries: number) =>
  ({ platforms: [{ platform: 'x', entries }] }) as unknown as ListState;

it('the names of one’s own lists count among those that a name can be found among', () => {
  const lists = {
    bundled: state(5),
    added: [{ enabled: true, state: state(20) } as SubscriptionRow],
    own: [
      { enabled: true, state: state(300) } as OwnListRow,
      { enabled: false, state: state(4000) } as OwnListRow,
    ],
  };
  expect(namesKnown('x', lists)).toBe(325);
  expect(namesKnown('reddit', lists)).toBe(0);
});
