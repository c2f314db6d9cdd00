import { z } from 'zod';
import { ROLES } from '../accounts/reference.ts';
import { PlainText } from '../records/source.ts';
import { parseJson } from './catalogue.ts';
import { ListFormatError } from './errors.ts';

/*
 * The file `readerRules`: JSON. What to do about a site reader that its site has broken, until a release
 * of the extension mends it: read other elements, or nothing. Only selectors and words; no patterns (a
 * pattern can be made to run for hours), no addresses, and never code.
 */

/** A CSS selector. Whether a browser takes it, only the browser can say: one that it doesn't is left out. */
const Selector = z.string().min(1).max(1000);

/** The members of a reader's page hooks that are selectors, in place of the reader's own. */
const Hooks = z.strictObject({
  rows: Selector.optional(),
  names: Selector.optional(),
  head: Selector.optional(),
  quiet: Selector.optional(),
  postNames: Selector.optional(),
  skip: Selector.optional(),
  time: Selector.optional(),
  shadowHosts: Selector.optional(),
  roles: z
    .array(
      z.strictObject({
        within: Selector,
        role: z.enum(ROLES),
        later: z.enum(ROLES).optional(),
      }),
    )
    .max(60)
    .optional(),
});

const Version = z.string().regex(/^\d{1,5}(\.\d{1,5}){0,3}$/);

const ReaderRule = z.strictObject({
  /** The reader's name: `x`, `facebook`. */
  site: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** Told to the person, beside the name of the list that the rule came with. */
  reason: PlainText.max(300),
  /** The release of the extension that no longer needs the rule; null while there is none. */
  until: Version.nullable(),
  /** The site is not read at all. */
  off: z.boolean().default(false),
  hooks: Hooks.default({}),
  /** More first path segments that look like handles and are none. */
  reserved: z
    .array(z.string().regex(/^[\w./-]{1,60}$/))
    .max(200)
    .default([]),
});
export type ReaderRule = z.infer<typeof ReaderRule>;

/** As a publisher writes them: every rule has to be right. */
export const ReaderRulesFile = z.strictObject({ rules: z.array(ReaderRule).max(100) });
const Shape = z.object({ rules: z.array(z.unknown()).max(100) });

/** Reads the file. A broken rule is left out and counted; a file that is none throws ListFormatError. */
export function readReaderRules(bytes: Uint8Array): {
  rules: readonly ReaderRule[];
  broken: number;
} {
  const shape = Shape.safeParse(parseJson(bytes));
  if (!shape.success) throw new ListFormatError(`reader rules: ${z.prettifyError(shape.error)}`);
  const rules = shape.data.rules.flatMap((one) => ReaderRule.safeParse(one).data ?? []);
  return { rules, broken: shape.data.rules.length - rules.length };
}
