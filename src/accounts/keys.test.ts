import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleKey, idKey, keysOf, referenceKeys } from './keys.ts';

describe('keys of an account', () => {
  it('marks handles and ids, so that a name of digits is no id', () => {
    expect(handleKey('x', '12345')).toBe('@12345');
    expect(idKey('x', '12345')).toBe('#12345');
  });

  it('gives none for what is no handle or no exact id', () => {
    expect(handleKey('x', 'not a handle')).toBeNull();
    expect(idKey('x', '9.06E+17')).toBeNull();
  });

  it('puts the handle first, then earlier handles, then the id', () => {
    const entry = {
      platform: 'x',
      handle: 'NewName',
      earlierHandles: ['OldName', 'newname', 'not a handle'],
      platformId: '12345',
    } as const;
    expect(keysOf(entry)).toEqual(['@newname', '@oldname', '#12345']);
  });

  it('makes the id the primary key where there is no usable handle, earlier handles or not', () => {
    expect(keysOf({ platform: 'facebook', handle: null, platformId: '479681268841947' })).toEqual([
      '#479681268841947',
    ]);
    const entry = {
      platform: 'x',
      handle: null,
      earlierHandles: ['old'],
      platformId: '12',
    } as const;
    expect(keysOf(entry)).toEqual(['#12', '@old']);
    expect(keysOf({ platform: 'x', handle: 'a b', platformId: '12' })).toEqual(['#12']);
  });

  it('has no key for a hashed account or one known by display name alone', () => {
    const hash = 'vMm2zemFOF7kmXoDyX24Bo+TorqhNutpZlATYyxsE=';
    expect(keysOf({ platform: 'x', handle: hash, platformId: hash })).toEqual([]);
    expect(keysOf({ platform: 'facebook', handle: null, platformId: null })).toEqual([]);
  });

  it('looks a reference up by its handle and by its id', () => {
    expect(
      referenceKeys({ platform: 'youtube', handle: 'Name', id: 'UCQ8TUByC9EmbhoUDaInIGeA' }),
    ).toEqual(['@name', '#UCQ8TUByC9EmbhoUDaInIGeA']);
    expect(referenceKeys({ platform: 'vk', handle: null, id: 'club1' })).toEqual(['#-1']);
    expect(referenceKeys({ platform: 'x', handle: null, id: null })).toEqual([]);
  });

  it('finds an entry by any of its names in any case, and by its id', () => {
    const names = fc.stringMatching(/^\w{1,15}$/);
    fc.assert(
      fc.property(
        names,
        fc.array(names, { maxLength: 3 }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (handle, earlierHandles, number) => {
          const platformId = String(number);
          const keys = keysOf({ platform: 'x', handle, earlierHandles, platformId });
          expect(new Set(keys).size).toBe(keys.length);
          for (const name of [handle, ...earlierHandles]) {
            expect(keys).toContain(
              referenceKeys({ platform: 'x', handle: name.toUpperCase(), id: null })[0],
            );
          }
          expect(keys).toContain(referenceKeys({ platform: 'x', handle: null, id: platformId })[0]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
