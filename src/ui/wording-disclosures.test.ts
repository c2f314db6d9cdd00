import { expect, it } from 'vitest';
import { disclosureNames } from './wording-disclosures.ts';

it('tells apart what one discloser published on one day', () => {
  const names = disclosureNames([
    { id: 'twitter-iran', shortName: 'Twitter', date: '2019-01-31' },
    { id: 'twitter-venezuela', shortName: 'Twitter', date: '2019-01-31' },
    { id: 'reddit', shortName: 'Reddit', date: '2018-04' },
  ]);
  expect([...names.values()]).toEqual([
    'Twitter, 31 January 2019 (twitter-iran)',
    'Twitter, 31 January 2019 (twitter-venezuela)',
    'Reddit, April 2018',
  ]);
});
