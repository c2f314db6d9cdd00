import type { TimeSpan } from '../accounts/time.ts';

// Apart from the schemas, so that a content script can read dates without carrying a schema library.

const ONE = /^([1-9]\d{3})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?$/;

/** The time a partial date covers, or null when the text is none. */
export function spanOf(text: string): TimeSpan | null {
  const parts = text.split('/');
  if (parts.length > 2) return null;
  const first = spanOfOne(parts[0] ?? '');
  const last = parts.length === 2 ? spanOfOne(parts[1] ?? '') : first;
  if (!first || !last || last.from < first.from) return null;
  return { from: first.from, to: last.to };
}

function spanOfOne(text: string): TimeSpan | null {
  const match = ONE.exec(text);
  if (!match) return null;
  const [, year, month, day, quarter, half] = match;
  const y = Number(year);
  if (quarter) return months(y, (Number(quarter) - 1) * 3, 3);
  if (half) return months(y, (Number(half) - 1) * 6, 6);
  if (!month) return months(y, 0, 12);
  const m = Number(month) - 1;
  if (m < 0 || m > 11) return null;
  if (!day) return months(y, m, 1);
  const from = Date.UTC(y, m, Number(day));
  // Date.UTC rolls 2019-02-31 over into March; such a day was never on a calendar.
  if (new Date(from).getUTCDate() !== Number(day)) return null;
  return { from, to: from + 86_400_000 - 1 };
}

function months(year: number, month: number, count: number): TimeSpan {
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + count, 1) - 1 };
}
