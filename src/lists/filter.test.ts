import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFilter } from './build-filter.ts';
import { ListFormatError } from './errors.ts';
import { openFilter, openFilters, openPart, readDirectory } from './filter.ts';
import { hashKey, newHash } from './hash.ts';

const anyKey = fc.oneof(
  fc.stringMatching(/^[@#][a-z0-9_]{1,15}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

function names(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, at) => `@${prefix}${at}`);
}

describe('hash version 1', () => {
  // A change here makes every published list unreadable: it needs a new HASH_VERSION.
  it.each([
    ['', 0x3e5a5d78, 0x1713fbb5],
    ['@a', 0xc787dd7d, 0x468e016d],
    ['@constructor', 0xf71a9757, 0xecb7a7f9],
    ['#1108469498', 0xfc83319c, 0x1b9e7340],
    ['@ñandú', 0x81337c17, 0xbfa5c917],
  ])('gives the documented words for %j', (key, high, low) => {
    const hash = newHash();
    hashKey(key, hash);
    expect([hash[0]! >>> 0, hash[1]! >>> 0]).toEqual([high, low]);
  });

  it('gives two hundred thousand similar names different hashes', () => {
    const hash = newHash();
    const seen = new Set<string>();
    for (const name of [...names(100_000, 'user'), ...names(100_000, 'Resu_')]) {
      hashKey(name, hash);
      seen.add(`${hash[0]} ${hash[1]}`);
    }
    expect(seen.size).toBe(200_000);
  });
});

describe('filter', () => {
  it('never says no to a key it was built from', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 300 }), (keys) => {
        const filter = openFilter(buildFilter(keys));
        expect(keys.filter((key) => !filter.mayHave(key))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([1, 2, 3, 5, 10, 100, 1000, 20_000])('holds all of %i keys', (count) => {
    const keys = names(count, 'k');
    const filter = openFilter(buildFilter(keys));
    expect(keys.every((key) => filter.mayHave(key))).toBe(true);
  });

  it('lets through at most two in a hundred thousand others', () => {
    const filter = openFilter(buildFilter(names(50_000, 'in')));
    const tries = 4_000_000;
    let through = 0;
    for (let at = 0; at < tries; at++) if (filter.mayHave(`@out${at}`)) through++;
    expect(through / tries).toBeLessThanOrEqual(2e-5);
    expect(through).toBeGreaterThan(0);
  });

  it('depends on the set of keys alone', () => {
    const keys = names(500, 'k');
    expect(buildFilter([...keys, ...keys].reverse())).toEqual(buildFilter(keys));
  });

  it('works without keys', () => {
    const bytes = buildFilter([]);
    expect(bytes.length).toBe(32);
    expect(openFilter(bytes).mayHave('@a')).toBe(false);
  });

  it('opens where it does not begin at an even byte', () => {
    const bytes = buildFilter(['@a', '@b']);
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    expect(openFilter(moved.subarray(1)).mayHave('@b')).toBe(true);
  });

  it('stays within 1.15 times the information limit at a hundred thousand keys', () => {
    const bits = (buildFilter(names(100_000, 'k')).length * 8) / 100_000;
    expect(bits / 16).toBeLessThanOrEqual(1.15);
  });

  it('asks several files as one', () => {
    const filter = openFilters([buildFilter(['@a']), buildFilter([]), buildFilter(['@b'])]);
    expect(['@a', '@b', '@c'].map((key) => filter.mayHave(key))).toEqual([true, true, false]);
    expect(openFilters([]).mayHave('@a')).toBe(false);
  });
});

describe('a filter of several parts', () => {
  const keys = names(30_000, 'part');
  const bytes = buildFilter(keys, { partKeys: 1000, wholeLimit: 1000 });

  it('holds every key, whole or read part by part', () => {
    const directory = readDirectory(bytes);
    expect(directory.parts.length).toBe(32);
    const whole = openFilter(bytes);
    const hash = newHash();
    for (const key of keys) {
      hashKey(key, hash);
      const part = directory.parts[hash[0]! >>> (32 - directory.prefixBits)]!;
      const probe = openPart(part, bytes.subarray(part.offset, part.offset + part.slots * 2));
      if (!whole.mayHave(key) || !probe(hash[0]!, hash[1]!)) expect.fail(key);
    }
  });

  it('lets few others through', () => {
    const filter = openFilter(bytes);
    const through = names(1_000_000, 'other').filter((name) => filter.mayHave(name)).length;
    expect(through / 1_000_000).toBeLessThanOrEqual(4e-5);
  });
});

describe('a damaged filter', () => {
  const bytes = buildFilter(names(200, 'k'));

  it('is refused at whatever length it is cut', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => openFilter(bytes.subarray(0, length))).toThrow(ListFormatError);
    }
  });

  it('is refused with one byte more', () => {
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(() => openFilter(longer)).toThrow(ListFormatError);
  });

  it('is refused with any bit flipped, but for the seed, which no flip makes throw anything else', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      if (bit >> 3 >= 20 && bit >> 3 < 24) {
        expect(() => openFilter(flipped)).not.toThrow();
      } else {
        expect(() => openFilter(flipped), `bit ${bit}`).toThrow(ListFormatError);
      }
    }
  });

  it('never throws anything but a ListFormatError on other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (other) => {
        expect(() => openFilter(other)).toThrow(ListFormatError);
      }),
    );
  });
});
