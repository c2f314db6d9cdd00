import { expect, it, vi } from 'vitest';
import { show } from '../../../tests/unit/view-fixture.ts';
import type { AccountReference } from '../../accounts/reference.ts';
import type { CardAnswer } from '../../messaging/messages.ts';

vi.mock('@wxt-dev/browser', () => ({ browser: {} }));
const { HideBadges } = await import('./hide.tsx');

const RECORDS = [
  {
    ...{ entry: { platform: 'x', handle: 'name', platformId: null, earlierHandles: [] }, list: {} },
    disclosures: [{ id: 'one', title: 'One', date: '2019', disclosedBy: { shortName: 'Twitter' } }],
  },
] as unknown as CardAnswer['records'];
const REFERENCE = { platform: 'x', handle: 'name', id: null } as AccountReference;

it('of two that are hidden one right after the other, each can be shown again', async () => {
  const view = await show(
    <HideBadges
      {...{ records: RECORDS, reference: REFERENCE, now: 0 }}
      hiding={{ hide: async () => {}, unhide: async () => {} }}
    />,
  );
  const buttons = [...view.root.querySelectorAll('button')];
  for (const button of buttons) button.click();
  await vi.waitFor(() =>
    expect(buttons.map((button) => button.textContent)).toEqual([
      'Show this account’s badges again',
      'Show badges of Twitter, 2019 again',
    ]),
  );
  view.remove();
});
