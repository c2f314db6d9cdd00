import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountCreatedAt, postedAt } from './births.ts';
import { PLATFORM_IDS, type PlatformId } from './platforms.ts';

/** The record key a Bluesky client makes for a time. */
function tidOf(time: number): string {
  let number = BigInt(time) * 1000n * 1024n;
  let text = '';
  for (; text.length < 13; number /= 32n) {
    text = '234567abcdefghijklmnopqrstuvwxyz'.charAt(Number(number % 32n)) + text;
  }
  return text;
}

describe('accountCreatedAt', () => {
  it('reads the clock in an X id of February 2016 and later', () => {
    const span = accountCreatedAt('x', '699570924048162816');
    expect(span).toEqual({ from: Date.parse('2016-02-16T12:28:00.349Z'), to: span?.from });
    expect(accountCreatedAt('x', '690000000000000001')).not.toBeNull();
  });

  it('says nothing of older X ids, which hold no clock', () => {
    for (const id of ['12', '4924072528', '99999999999999999', '689999999999999999']) {
      expect(accountCreatedAt('x', id)).toBeNull();
    }
  });

  it('says nothing of rounded, hashed or malformed ids', () => {
    for (const id of ['906000000000000000', '9.06E+17', '-905874659358453760', '']) {
      expect(accountCreatedAt('x', id)).toBeNull();
    }
  });

  it('reads the second in a TikTok id', () => {
    const from = Date.parse('2020-01-12T23:45:01Z');
    expect(accountCreatedAt('tiktok', '6781206617314018309')).toEqual({ from, to: from + 999 });
  });

  it('says nothing of the short ids of musical.ly', () => {
    expect(accountCreatedAt('tiktok', '123456789')).toBeNull();
    expect(accountCreatedAt('tiktok', '243742183742')).toBeNull();
  });

  it('says nothing of platforms whose ids hold no clock', () => {
    for (const platform of PLATFORM_IDS) {
      if (platform === 'x' || platform === 'tiktok') continue;
      expect(accountCreatedAt(platform, '905874659358453760')).toBeNull();
    }
  });

  it('inverts the formula to the millisecond', () => {
    const times = fc.integer({ min: Date.UTC(2016, 2), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 2 ** 22 - 1 }), (time, rest) => {
        const id = (BigInt(time - 1_288_834_974_657) << 22n) | BigInt(rest);
        fc.pre(id % 100_000_000n !== 0n);
        expect(accountCreatedAt('x', String(id))).toEqual({ from: time, to: time });
        expect(postedAt('x', String(id))).toBe(time);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('postedAt', () => {
  it('reads X status ids since November 2010 only', () => {
    // The example of Twitter's own documentation: created_at "Wed Oct 10 20:19:24 +0000 2018".
    const documented = postedAt('x', '1050118621198921728') ?? 0;
    expect(new Date(documented).toISOString().slice(0, 19)).toBe('2018-10-10T20:19:24');
    expect(postedAt('x', '30000000001')).toBe(Date.parse('2010-11-04T01:43:01.809Z'));
    expect(postedAt('x', '30000000000')).toBeNull();
    expect(postedAt('x', '20')).toBeNull();
  });

  it('reads TikTok, LinkedIn and Bluesky', () => {
    expect(postedAt('tiktok', '6781206617314018309')).toBe(Date.parse('2020-01-12T23:45:01Z'));
    expect(new Date(postedAt('linkedin', '7163147469877407744') ?? 0).toISOString()).toBe(
      '2024-02-13T12:30:41.663Z',
    );
    expect(new Date(postedAt('bluesky', '3mdegyw3ves2t') ?? 0).toISOString()).toBe(
      '2026-01-26T23:55:27.431Z',
    );
  });

  it('takes no time from before a platform or its clock was there', () => {
    expect(postedAt('tiktok', '243742183742')).toBeNull();
    expect(postedAt('linkedin', '5551234567')).toBeNull();
    expect(postedAt('bluesky', '2222222222222')).toBeNull();
    // An imported post: its client claims that it was written in 2014.
    expect(postedAt('bluesky', tidOf(Date.UTC(2014, 4)))).toBeNull();
    expect(postedAt('bluesky', tidOf(Date.UTC(2023, 4)))).toBe(Date.UTC(2023, 4));
  });

  it('reads the code of an Instagram or Threads post', () => {
    const day = (platform: PlatformId, code: string) =>
      new Date(postedAt(platform, code) ?? Number.NaN).toISOString().slice(0, 10);
    expect(day('instagram', 'DFiLS_II0aa')).toBe('2025-02-01');
    expect(day('threads', 'DFiLS_II0aa')).toBe('2025-02-01');
    // Codes had ten characters until 2015.
    expect(day('instagram', 'fA9uwTtkSN')).toBe('2013-10-03');
    expect(postedAt('instagram', 'DFiLS_II0a+')).toBeNull();
    expect(postedAt('instagram', 'DFiLS')).toBeNull();
  });

  it('says nothing of what is no post id', () => {
    for (const id of [
      '',
      '-1',
      '1e18',
      '12a',
      '3mdegyw3ves2',
      '3mdegyw3ves2t2',
      '3MDEGYW3VES2T',
      'zzzzzzzzzzzzz',
      'self',
    ]) {
      for (const platform of PLATFORM_IDS) expect(postedAt(platform, id)).toBeNull();
    }
    expect(postedAt('mastodon', '115962345678901234')).toBeNull();
    expect(postedAt('instagram', '3559012345678901234')).toBeNull();
  });
});
