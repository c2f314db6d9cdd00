import { expect, it } from 'vitest';
import { show } from '../../../tests/unit/view-fixture.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import { Disputes } from './disputes.tsx';

const DISCLOSURE = {
  kind: 'network-takedown',
  disputes: [],
  confirmation: { unconfirmedFields: [] },
};

it('that a disclosure is not disputed is not said of its accounts, whose disputes stand elsewhere', async () => {
  const disclosure = DISCLOSURE as unknown as Disclosure;
  const view = await show(<Disputes own={[]} disclosure={disclosure} ofDisclosureAlone={true} />);
  expect(view.root.textContent).toBe(
    'No dispute about the whole disclosure is on record in this list.',
  );
  await view.update(<Disputes own={[]} disclosure={disclosure} ofDisclosureAlone={false} />);
  expect(view.root.textContent).toBe('No dispute on record in this list.');
  view.remove();
});
