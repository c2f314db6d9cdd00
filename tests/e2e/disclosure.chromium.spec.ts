import { openCard } from '../../src/dev/browser/badges.ts';
import type { DeepNode } from '../../src/dev/browser/session.ts';
import { expect, test } from './lens.ts';

// From a card in somebody's feed to everything that is known of a disclosure. Only Chromium tells of a tab that opens.

function find(node: DeepNode, is: (node: DeepNode) => boolean): DeepNode | null {
  if (is(node)) return node;
  for (const child of [...node.children, ...(node.shadow?.children ?? [])]) {
    const found = find(child, is);
    if (found) return found;
  }
  return null;
}

test('a card leads to the page of its disclosure', async ({ chromium, timeline }) => {
  await openCard(timeline, 'RobbyDelaware');
  const words = 'Everything about this disclosure';
  const isIt = (node: DeepNode) =>
    node.name === 'button' && node.children.some(({ text }) => text.includes(words));
  const button = find(await timeline.tree(), isIt);
  const opened = chromium.context.waitForEvent('page');
  await timeline.runOn(button!, (element) => (element as HTMLElement).click());
  const page = await opened;
  await page.getByText('Claimed', { exact: true }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/disclosure/house-intel-2017-11-01-ira');
});
