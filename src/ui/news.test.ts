import { expect, test } from 'vitest';
import { newsSince } from './news.ts';

const NEWS = [
  { version: '1.10.0', lines: ['ten'] },
  { version: '1.9.1', lines: ['nine'] },
  { version: '1.2.0', lines: ['two'] },
];

test.each([
  ['1.2.0', ['1.10.0', '1.9.1']],
  ['1.9.1', ['1.10.0']],
  ['1.10.0', []],
  ['2.0.0', []],
  ['0.9', ['1.10.0', '1.9.1', '1.2.0']],
  [undefined, []],
])('who had %s is told of %j', (before, versions) => {
  expect(newsSince(before, NEWS).map(({ version }) => version)).toEqual(versions);
});
