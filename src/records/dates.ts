import { z } from 'zod';
import { spanOf } from './span.ts';

export { spanOf } from './span.ts';

/**
 * A date at the precision known, UTC: `2019`, `2019-01`, `2019-01-31`, `2023-Q1`, `2026-H1`, or a
 * span of two such, earliest first: `2025-Q2/2025-Q3`.
 */
export const PartialDate = z.string().refine((text) => spanOf(text) !== null, {
  message: 'not a date such as 2019, 2019-01, 2019-01-31, 2023-Q1, 2026-H1 or 2025-Q2/2025-Q3',
});
export type PartialDate = z.infer<typeof PartialDate>;
