import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DisclosureId } from '../records/disclosure.ts';
import { IMPORT_FORMATS } from '../records/published-file.ts';
import { EvidenceUrl } from '../records/source.ts';

/** `data/sources.json`: where published files of accounts are, or were. */
export const Sources = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id: z
          .string()
          .max(100)
          .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        title: z.string().min(1).max(200),
        /** Whose names the file has; null where it is of no disclosure in `data/`. */
        disclosure: DisclosureId.nullable(),
        format: z.enum(IMPORT_FORMATS),
        /** The publisher's own address. */
        url: EvidenceUrl,
        /** Of the file as it was when this was written; what differs is told and not imported. */
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .min(1),
});
export type PublishedSource = z.infer<typeof Sources>['sources'][number];

/** Reads such a file. Throws with a plain sentence when it can't be read or breaks the schema. */
export async function readSources(file: string): Promise<readonly PublishedSource[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} can’t be read: ${(error as Error).message}`);
  }
  const parsed = Sources.safeParse(json);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.sources;
}
