import { z } from 'zod';
import { PartialDate } from './dates.ts';
import { isEvidenceUrl } from './link.ts';

export { isEvidenceUrl } from './link.ts';

/**
 * A link to evidence: https, or http to a site that only ever spoke http or to an archive.
 * Anything else (javascript:, data:, credentials in the address) is refused here and again when shown.
 */
export const EvidenceUrl = z.string().max(2048).refine(isEvidenceUrl, {
  message: 'must be an https (or http) address without user name or password',
});

/** Text that came from outside: one trimmed, non-empty line or paragraph, never markup. */
export const PlainText = z.string().trim().min(1).max(4000);

/** BCP 47 language tag of a quotation, such as `en`, `es`, `fa`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** Where something was read. */
export const Source = z.strictObject({
  title: PlainText,
  /** Who published it, when known. */
  publisher: PlainText.nullable().default(null),
  /** Null when only a description of the source is known (an archived copy, a data set's name). */
  url: EvidenceUrl.nullable(),
  archivedUrl: EvidenceUrl.nullable().default(null),
  date: PartialDate.nullable().default(null),
});
export type Source = z.infer<typeof Source>;

/** A denial, criticism, appeal, correction, retraction, reinstatement or independent analysis. */
export const Dispute = z.strictObject({
  kind: z.enum([
    'denial',
    'criticism',
    'appeal',
    'correction',
    'retraction',
    'reinstatement',
    'analysis',
  ]),
  by: PlainText,
  date: PartialDate.nullable(),
  /** What was said, in our words unless `quote` is set. */
  summary: PlainText,
  quote: z.strictObject({ text: PlainText, language: LanguageTag }).nullable().default(null),
  source: Source,
  /** False when the facts were not seen in a source: shown as "unconfirmed here". */
  confirmed: z.boolean().default(true),
});
export type Dispute = z.infer<typeof Dispute>;
