import { expect, test } from 'vitest';
import { ListFormatError } from './errors.ts';
import {
  encodeHistory,
  type HistoryEntry,
  MAX_STATUSES,
  MAX_VERSIONS,
  readHistory,
} from './history.ts';

const version = (number: number, statuses: readonly string[] = []): HistoryEntry => ({
  ...{ version: number, created: '2026-01-01T00:00:00Z', entries: 1 },
  ...{ added: 1, removed: 0, changed: statuses.length, statuses: [...statuses] },
});
const written = (history: readonly unknown[]) => new TextEncoder().encode(JSON.stringify(history));
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `x @n${at}: listed -> disputed`);

test('what is written is read', () => {
  const history = [version(3), version(5, ['x @name: listed -> reinstated']), version(6)];
  expect(readHistory(encodeHistory(history))).toEqual(history);
});

test('a history out of order is refused', () => {
  for (const numbers of [
    [6, 5],
    [5, 5],
    [3, 9, 4],
  ]) {
    expect(() => readHistory(written(numbers.map((number) => version(number))))).toThrow(
      ListFormatError,
    );
  }
});

test('so is one with more versions, more changes or longer lines than may be', () => {
  const many = Array.from({ length: MAX_VERSIONS + 1 }, (_, at) => version(at + 1));
  for (const history of [
    many,
    [version(1, lines(MAX_STATUSES + 1))],
    [version(1, ['x'.repeat(401)])],
  ]) {
    expect(() => readHistory(written(history))).toThrow(ListFormatError);
  }
});

test('of more than may be the newest versions are written, and the first changes of each', () => {
  const many = Array.from({ length: MAX_VERSIONS + 9 }, (_, at) => version(at + 1));
  const history = readHistory(encodeHistory([...many, version(999, lines(MAX_STATUSES + 5))]));
  expect(history).toHaveLength(MAX_VERSIONS);
  expect(history.at(-1)).toMatchObject({ version: 999, changed: MAX_STATUSES + 5 });
  expect(history.at(-1)?.statuses).toHaveLength(MAX_STATUSES);
});
