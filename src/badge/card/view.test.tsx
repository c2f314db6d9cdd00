import { expect, it, vi } from 'vitest';
import { CARDS } from '../../../tests/e2e/gallery/samples.ts';
import { show } from '../../../tests/unit/view-fixture.ts';
import type { AccountReference } from '../../accounts/reference.ts';
import type { CardAnswer } from '../../messaging/messages.ts';

vi.mock('@wxt-dev/browser', () => ({ browser: {} }));
const { Card } = await import('./view.tsx');

const card = (data: CardAnswer, reference: AccountReference) => (
  <Card
    {...{ data, reference, now: 0, titleId: 'title' }}
    onClose={() => {}}
    copy={async () => true}
    hiding={{ hide: async () => {}, unhide: async () => {} }}
    onDisclosure={() => {}}
  />
);

it('what is said of another account of the same name has no place in the card', async () => {
  const [sample] = Object.values(CARDS);
  const [record] = sample!.data.records;
  const entry = { ...record!.entry, handle: 'one_name', platformId: '1001' };
  const other = { ...entry, platformId: '2002', displayName: 'Somebody else' };
  const reference: AccountReference = {
    ...{ platform: entry.platform, handle: 'one_name', id: '1001' },
    ...{ created: null, role: 'author', seenAt: null },
  };
  const data = {
    generation: '',
    records: [
      { ...record!, entry: other },
      { ...record!, entry },
    ],
  };
  const view = await show(card(data, reference));
  expect(view.root.querySelectorAll('.record')).toHaveLength(1);
  expect(view.root.textContent).toContain('Same account.');
  expect(view.root.textContent).not.toContain('Somebody else');
  view.remove();
});

it('a card of which the lists have nothing any more says so', async () => {
  const [sample] = Object.values(CARDS);
  const view = await show(card({ generation: '', records: [] }, sample!.reference));
  expect(view.root.querySelector('#title')?.textContent).toBe(
    'The lists have changed. None of them names this account now.',
  );
  expect(view.root.querySelector('.citations')).toBeNull();
  view.remove();
});
