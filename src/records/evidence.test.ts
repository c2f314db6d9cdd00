import { describe, expect, test } from 'vitest';
import type { AccountReference } from '../accounts/reference.ts';
import { AccountEntry } from './entry.ts';
import { removalOf, weigh } from './evidence.ts';

const entry = (fields: object = {}) =>
  AccountEntry.parse({
    platform: 'x',
    handle: 'Listed_Ex',
    namedIn: [{ disclosure: 'some-disclosure' }],
    ...fields,
  });
const seen = (fields: Partial<AccountReference> = {}): AccountReference => ({
  platform: 'x',
  handle: 'listed_ex',
  id: null,
  created: null,
  role: 'author',
  seenAt: null,
  ...fields,
});
const REMOVED = removalOf({ removed: '2018-08-21' }, []);
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const at = (text: string) => ({ from: day(text), to: day(text) });
// (id >> 22) + 1288834974657 ms: ids given out on 1 Jan 2020 and 1 Jan 2017.
const ID_OF_2020 = '1212161512043450368';
const ID_OF_2017 = '815349508767485952';

describe('same account', () => {
  test('the page’s id is the entry’s, whatever the name has become', () => {
    const { level } = weigh(
      seen({ handle: 'renamed', id: '42' }),
      entry({ platformId: '42' }),
      REMOVED,
    );
    expect(level).toBe('same-account');
  });

  test('ids are compared in their normal form', () => {
    const club = { platform: 'vk' as const, handle: 'some_club' };
    expect(
      weigh(seen({ ...club, id: '-12' }), entry({ ...club, platformId: 'club12' }), null).level,
    ).toBe('same-account');
  });

  test('an equal id outranks a late creation date, which pages get wrong', () => {
    const reference = seen({ id: '42', created: at('2020-01-01') });
    expect(weigh(reference, entry({ platformId: '42' }), REMOVED).level).toBe('same-account');
  });
});

describe('different account', () => {
  test('the page’s id is another one, even in an old capture', () => {
    const reference = seen({ id: '43', seenAt: day('2015-01-01') });
    expect(weigh(reference, entry({ platformId: '42' }), REMOVED)).toMatchObject({
      level: 'different-account',
      reason: 'id-differs',
    });
  });

  test('created after the removal, by the page’s date or by what the id tells', () => {
    for (const reference of [seen({ created: at('2018-08-24') }), seen({ id: ID_OF_2020 })]) {
      expect(weigh(reference, entry(), REMOVED)).toMatchObject({
        level: 'different-account',
        reason: 'created-after-removal',
      });
    }
  });

  test('within two days of the removal, dates prove nothing', () => {
    expect(weigh(seen({ created: at('2018-08-23') }), entry(), REMOVED).level).toBe('same-name');
    expect(weigh(seen({ created: at('2018-08-20') }), entry(), REMOVED).level).toBe('same-name');
  });

  test('a month’s end counts, not its beginning, when only the month of removal is known', () => {
    const removed = removalOf({ removed: '2018-08' }, []);
    expect(weigh(seen({ created: at('2018-08-30') }), entry(), removed).level).toBe('same-name');
    expect(weigh(seen({ created: at('2018-09-04') }), entry(), removed).level).toBe(
      'different-account',
    );
  });
});

describe('same name', () => {
  test('nothing confirms or contradicts it', () => {
    expect(weigh(seen(), entry(), REMOVED)).toEqual({
      level: 'same-name',
      reason: 'name-equal',
      asOf: null,
    });
    expect(weigh(seen(), entry(), null).level).toBe('same-name');
  });

  test('an id on one side alone, made before the removal, says nothing', () => {
    expect(weigh(seen({ id: ID_OF_2017 }), entry(), REMOVED).level).toBe('same-name');
    expect(weigh(seen(), entry({ platformId: '42' }), REMOVED).level).toBe('same-name');
  });

  test('a rounded id on the page is no id and contradicts nothing', () => {
    const reference = seen({ id: '906000000000000000' });
    expect(weigh(reference, entry({ platformId: '906123456789012345' }), REMOVED).level).toBe(
      'same-name',
    );
  });

  test('an earlier handle is said to be one', () => {
    const renamed = entry({ handle: 'Other_Ex', earlierHandles: ['Listed_Ex'] });
    expect(weigh(seen(), renamed, REMOVED).reason).toBe('name-equal-earlier-handle');
  });
});

describe('same name, in its time', () => {
  test('a capture or post from before the removal, with its date', () => {
    expect(weigh(seen({ seenAt: day('2017-05-03') }), entry(), REMOVED)).toEqual({
      level: 'same-name-in-time',
      reason: 'dated-before-removal',
      asOf: day('2017-05-03'),
    });
  });

  test('not on the day of the removal or later, and not where no removal is known', () => {
    for (const seenAt of [day('2018-08-21'), day('2019-01-01')]) {
      expect(weigh(seen({ seenAt }), entry(), REMOVED).level).toBe('same-name');
    }
    expect(weigh(seen({ seenAt: day('2001-01-01') }), entry(), null).level).toBe('same-name');
  });
});

describe('time of removal', () => {
  test('the entry’s own date, else all of its disclosures’ dates together', () => {
    expect(removalOf({ removed: '2018-08-21' }, ['2020'])?.to).toBe(day('2018-08-22') - 1);
    expect(removalOf({ removed: null }, ['2019-01-31', '2018-06'])).toEqual({
      from: day('2018-06-01'),
      to: day('2019-02-01') - 1,
    });
    expect(removalOf({ removed: null }, [])).toBeNull();
  });
});
