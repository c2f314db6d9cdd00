import { describe, expect, it } from 'vitest';
import { spanOf } from './span.ts';

const said = (text: string) => {
  const span = spanOf(text);
  return span && [span.from, span.to].map((time) => new Date(time).toISOString().slice(0, 16));
};

describe('the time a partial date covers', () => {
  it.each([
    ['2019', '2019-01-01T00:00', '2019-12-31T23:59'],
    ['2020-02', '2020-02-01T00:00', '2020-02-29T23:59'],
    ['2019-01-31', '2019-01-31T00:00', '2019-01-31T23:59'],
    ['2023-Q4', '2023-10-01T00:00', '2023-12-31T23:59'],
    ['2026-H2', '2026-07-01T00:00', '2026-12-31T23:59'],
    ['2025-Q2/2025-Q3', '2025-04-01T00:00', '2025-09-30T23:59'],
  ])('%s is from %s to %s, UTC', (text, from, to) => {
    expect(said(text)).toEqual([from, to]);
  });

  it.each([
    '2019-02-29',
    '2019-00',
    '2019-13',
    '2019-01-00',
    '2023-Q5',
    '2026-H3',
    '2019-1-1',
    '2019-01-31T00:00Z',
    '2020/2019',
    '2019/2020/2021',
    '٢٠١٩',
    '',
  ])('%s is none', (text) => {
    expect(spanOf(text)).toBeNull();
  });

  it('takes no year of the first ten centuries for one of the twentieth', () => {
    expect(['0019', '0019-01-31', '0000'].map(spanOf)).toEqual([null, null, null]);
  });
});
