import { expect, it } from 'vitest';
import { LruMap } from './lru.ts';

it('forgets what was not used for longest', () => {
  const map = new LruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([1, undefined, 3]);
  map.set('a', 4);
  expect([map.get('a'), map.get('c')]).toEqual([4, 3]);
  map.clear();
  expect(map.get('a')).toBeUndefined();
});
