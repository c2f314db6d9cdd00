import { describe, expect, test } from 'vitest';
import { someEntry as entry, someDisclosure } from '../../tests/unit/list-fixture.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import {
  buildCorrections,
  CorrectionOverlay,
  type Corrections,
  encodeCorrections,
  readCorrections,
} from './corrections.ts';
import { ListFormatError } from './errors.ts';

const event = (status: 'delisted' | 'reinstated' | 'listed') => ({
  status,
  ...{ date: '2026-11-20', summary: 'So it was.', source: null, confirmed: true },
});
const first = { ...someDisclosure('first'), disputes: [] };
const second = { ...someDisclosure('second'), disputes: [] };
const one = entry({ handle: 'One', platformId: '1' });
const two = entry({
  handle: 'Two',
  namedIn: [
    { disclosure: 'first', source: null },
    { disclosure: 'second', source: null },
  ],
});

function corrections(
  before: {
    entries: readonly AccountEntry[];
    disclosures: readonly Disclosure[];
    corrections?: Corrections;
  },
  after: { entries: readonly AccountEntry[]; disclosures: readonly Disclosure[] },
  version = 2,
): Corrections {
  const built = buildCorrections({
    version,
    ...after,
    before: { corrections: null, ...before },
  });
  expect(readCorrections(encodeCorrections(built))).toEqual({ corrections: built, broken: 0 });
  return built;
}
const overlay = (...args: Parameters<typeof corrections>) =>
  new CorrectionOverlay(corrections(...args));
const both = { entries: [one, two], disclosures: [first, second] };

describe('corrections, laid over an earlier version', () => {
  test('silence what was withdrawn, without writing its name', () => {
    const built = corrections(both, { ...both, entries: [two] });
    expect(JSON.stringify(built)).not.toMatch(/one/i);
    const laid = new CorrectionOverlay(built);
    expect(laid.entry(one)).toBeNull();
    expect(laid.entry(two)).toEqual(two);
    // Another account that had the same name is another account.
    expect(laid.entry({ ...one, platformId: '2' })).not.toBeNull();
  });

  test('delist many alike without writing their names, and no others', () => {
    const gone = [one, { ...two, platformId: '2' }, entry({ handle: 'Three' })].map((entry) => ({
      ...entry,
      history: [event('delisted')],
    }));
    const before = gone.map((entry) => ({ ...entry, history: [] }));
    const other = entry({ handle: 'Other' });
    const { disclosures } = both;
    const built = corrections(
      { entries: [...before, other], disclosures },
      { entries: [...gone, other], disclosures },
    );
    expect(JSON.stringify(built)).not.toMatch(/three|other/i);
    const laid = new CorrectionOverlay(built);
    expect([...before, other].map((entry) => laid.entry(entry))).toEqual([...gone, other]);
  });

  test('say by hash nothing but what delists', () => {
    const text = JSON.stringify({
      ...{ withdrawn: [], withdrawnDisclosures: [], entries: [], disclosures: [] },
      delisted: [event('delisted'), event('reinstated')].map((happened) => ({
        ...{ namedIn: ['first'], history: [happened], disputes: [], names: { x: 'AQIDBAU=' } },
      })),
    });
    const { corrections: read, broken } = readCorrections(new TextEncoder().encode(text));
    expect([read.delisted.length, broken]).toEqual([1, 1]);
  });

  test('bring reinstatements and disputes', () => {
    const dispute = someDisclosure('x').disputes[0]!;
    const corrected = { ...one, history: [event('reinstated')], disputes: [dispute] };
    const laid = overlay(both, {
      entries: [corrected, two],
      disclosures: [someDisclosure('first'), second],
    });
    expect(laid.entry(one)).toEqual(corrected);
    expect(laid.disclosure(first)).toEqual(someDisclosure('first'));
  });

  test('never bring back what is delisted in the version in use', () => {
    const gone = { ...one, history: [event('delisted')] };
    const back = { ...one, history: [event('delisted'), event('listed')] };
    const laid = overlay({ ...both, entries: [gone, two] }, { ...both, entries: [back, two] });
    expect(laid.entry(gone)).toEqual(gone);
  });

  test('take a withdrawn disclosure off every entry, and an entry with it when no other names it', () => {
    const laid = overlay(both, {
      disclosures: [second],
      entries: [{ ...two, namedIn: [two.namedIn[1]!] }],
    });
    expect(laid.disclosure(first)).toBeNull();
    expect(laid.entry(one)).toBeNull();
    expect(laid.entry(two)?.namedIn).toEqual([two.namedIn[1]]);
  });

  test('carry withdrawals on, until the name is listed again', () => {
    const without = { ...both, entries: [two] };
    const next = corrections({ ...without, corrections: corrections(both, without) }, without, 3);
    expect(new CorrectionOverlay(next).entry(one)).toBeNull();
    const again = corrections({ ...without, corrections: next }, both, 4);
    expect(again.withdrawn).toEqual([]);
  });

  test('forget the oldest withdrawals beyond 20,000', () => {
    const names = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => entry({ handle: `n${from + at}` }));
    const disclosures = [first, second];
    const old = corrections(
      { entries: names(0, 15_000), disclosures },
      { entries: [two], disclosures },
    );
    const next = corrections(
      { entries: [two, ...names(20_000, 6000)], disclosures, corrections: old },
      { entries: [two], disclosures },
      3,
    );
    expect(next.withdrawn.map(({ version }) => version)).toEqual([3]);
  });

  test('leave a broken one out, count it, and still bring the others', () => {
    const built = corrections(both, {
      ...both,
      entries: [{ ...one, history: [event('delisted')] }, two],
    });
    const json = JSON.stringify({ ...built, entries: [{ platform: 'nowhere' }, ...built.entries] });
    const read = readCorrections(new TextEncoder().encode(json));
    expect(read).toEqual({ corrections: built, broken: 1 });
    expect(() => readCorrections(new TextEncoder().encode('<!doctype html>'))).toThrow(
      ListFormatError,
    );
    expect(() => readCorrections(new TextEncoder().encode('{"withdrawn":7}'))).toThrow(
      ListFormatError,
    );
  });
});

test('hashes that are cut short make the file none', () => {
  const file = (names: string) =>
    new TextEncoder().encode(
      JSON.stringify({
        withdrawn: [{ version: 1, names: { x: names } }],
        ...{ withdrawnDisclosures: [], entries: [], disclosures: [] },
      }),
    );
  expect(readCorrections(file('AQIDBAU=')).corrections.withdrawn[0]?.names.x).toEqual([
    '0102030405',
  ]);
  for (const text of ['AQIDBA==', 'AQIDBAUG', 'not base64']) {
    expect(() => readCorrections(file(text))).toThrow(ListFormatError);
  }
});
