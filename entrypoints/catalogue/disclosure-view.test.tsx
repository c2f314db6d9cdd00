import { expect, it, vi } from 'vitest';
import { disputedDisclosure, LIST } from '../../tests/e2e/gallery/samples.ts';
import { show } from '../../tests/unit/view-fixture.ts';
import { disclosuresOf } from './query.ts';

const ask = vi.fn();
vi.mock('../../src/messaging/client.ts', () => ({ askUntilAnswered: ask }));
const { DisclosureView } = await import('./disclosure-view.tsx');

const view = (unconfirmedFields: string[]) => {
  const disclosure = {
    ...disputedDisclosure,
    disputes: [],
    confirmation: { ...disputedDisclosure.confirmation, confirmed: true, unconfirmedFields },
  };
  const list = { list: LIST, disclosures: [disclosure], named: { [disclosure.id]: 2 } };
  const [found] = disclosuresOf({ generation: '', lists: [list] });
  return <DisclosureView found={found!} now={0} backHref="#/" />;
};

it('names that could not be read can be asked for again, and the focus goes to them', async () => {
  ask.mockRejectedValueOnce(new Error('silent')).mockResolvedValueOnce({
    accounts: [
      { platform: 'x', kind: 'account', handle: 'a', displayName: null, platformId: null },
    ],
    more: false,
  });
  const shown = await show(view([]));
  await shown.press('Show 2 names');
  await vi.waitFor(() => expect(shown.root.querySelector('[role=alert]')).not.toBeNull());
  await shown.press('Show 2 names');
  await vi.waitFor(() => expect(shown.root.textContent).toContain('@a'));
  expect(shown.focused()).toBe('Names known');
  shown.remove();
});

it('what “unconfirmed here” means is told wherever the mark stands', async () => {
  const meaning = 'Unconfirmed here: whoever collected';
  const shown = await show(view([]));
  expect(shown.root.textContent).not.toContain(meaning);
  await shown.update(view(['counts']));
  expect(shown.root.textContent).toContain(meaning);
  shown.remove();
});
