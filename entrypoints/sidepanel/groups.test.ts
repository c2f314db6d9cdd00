import { expect, test } from 'vitest';
import { byDisclosure, type PanelMatch, ungrouped } from './groups.ts';

const match = (handle: string, ...disclosures: string[]): PanelMatch => ({
  ...{
    account: `x @${handle}`,
    platform: 'x',
    handle,
    label: 'Named',
    evidence: 'same-name',
    status: 'listed',
  },
  ...{ disputes: 0, disputed: false, places: 1 },
  disclosures: disclosures.map((id) => ({
    ...{ id, shortName: 'Twitter', date: '2019', kind: 'network-takedown' as const, disputes: 0 },
  })),
});

const PAGE = [match('a', 'second'), match('b', 'first', 'second'), match('c', 'first')];

test('without groups the page’s order is kept', () => {
  expect(ungrouped(PAGE).map(({ rows }) => rows.map(({ index }) => index))).toEqual([[0, 1, 2]]);
});

test('what several disclosures name stands under each, and is known to the page by its own place', () => {
  expect(
    byDisclosure(PAGE).map(({ disclosure, rows }) => [
      disclosure?.id,
      ...rows.map(({ index }) => index),
    ]),
  ).toEqual([
    ['second', 0, 1],
    ['first', 1, 2],
  ]);
});
