import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inRoot } from '../../src/dev/root.ts';
import { SITES } from '../../src/readers/index.ts';
import { POLICY_ALONE, parsePolicy } from '../../src/store/managed.ts';
import { BADGE_SIZES, HIDEABLE_LEVELS, LOCKABLE, parseSettings } from '../../src/store/settings.ts';

// What administrators are told, held against what the extension takes.

const page = readFileSync(inRoot('docs/ADMIN.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text!);

const Sample = z.union([
  z.object({ '3rdparty': z.object({ extensions: z.record(z.string(), z.unknown()) }) }),
  z.object({
    policies: z.object({
      '3rdparty': z.object({ Extensions: z.record(z.string(), z.unknown()) }),
    }),
  }),
]);

function samples(): unknown[] {
  const written = blocks('json').flatMap((text) => {
    const sample = Sample.parse(JSON.parse(text));
    const by =
      'policies' in sample ? sample.policies['3rdparty'].Extensions : sample['3rdparty'].extensions;
    return Object.values(by);
  });
  const inRegistry = blocks('reg').map((text) =>
    Object.fromEntries(
      [...text.matchAll(/^"(\w+)"=(".*")$/gm)].map(([, name, value]) => [
        name,
        JSON.parse(JSON.parse(value!)),
      ]),
    ),
  );
  return [...written, ...inRegistry];
}

it('every sample policy is taken whole', () => {
  expect(samples()).toHaveLength(4);
  for (const sample of samples()) {
    const policy = parsePolicy(sample);
    expect(policy).toMatchObject(sample as object);
    expect(
      Object.keys(policy.settings).filter((name) => !LOCKABLE.includes(name as never)),
    ).toEqual([]);
    expect(parseSettings(policy.settings)).toMatchObject(policy.settings);
  }
});

it('every setting, and every site, is named', () => {
  for (const name of [...LOCKABLE, ...POLICY_ALONE, ...BADGE_SIZES, ...HIDEABLE_LEVELS]) {
    expect(page).toContain(`\`${name}\``);
  }
  expect(page).toContain('| `ownLists` |');
  const sites = SITES.map(({ id }) => id);
  for (const id of sites) expect(page).toContain(`\`${id}\``);
});

describe('the schema that Chromium checks a policy with', () => {
  const schema = z
    .object({
      properties: z.object({
        lists: z.unknown(),
        sites: z.unknown(),
        ownLists: z.unknown(),
        hosts: z.unknown(),
        settings: z.object({
          properties: z.record(
            z.string(),
            z.object({
              enum: z.array(z.string()).optional(),
              items: z.object({ enum: z.array(z.string()) }).optional(),
            }),
          ),
        }),
      }),
    })
    .parse(JSON.parse(readFileSync(inRoot('public/managed-schema.json'), 'utf8')));

  it('lets through what the extension reads, and nothing else', () => {
    const { settings, ...rest } = schema.properties;
    expect(Object.keys(rest).sort()).toEqual(['hosts', 'lists', 'ownLists', 'sites']);
    expect(Object.keys(settings.properties).sort()).toEqual([...LOCKABLE, ...POLICY_ALONE].sort());
    expect(settings.properties.badgeSize?.enum).toEqual([...BADGE_SIZES]);
    expect(settings.properties.levelsHidden?.items?.enum).toEqual([...HIDEABLE_LEVELS]);
  });
});
