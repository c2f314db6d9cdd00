import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

// What others may do with our program depends on what its parts allow.

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** Licences under which a part may be given on within ours. MPL-2.0 asks that its own files stay open, and they are. */
const GIVEN_ON = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0'],
  ...['CC0-1.0', 'Zlib', 'BlueOak-1.0.0'],
]);
/** Tools may be under these as well: nothing of them is given on. */
const TOOLS = new Set([...GIVEN_ON, 'Python-2.0', 'CC-BY-4.0', 'BSD']);
/** Of these the file says nothing; what they are was looked up in their packages. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  'node_modules/is-relative': 'MIT',
  'node_modules/os-shim': 'MIT',
};

/** Whether one may choose, of what an SPDX expression offers, only what is allowed. */
function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

const packages = Object.entries(
  Lock.parse(JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')))
    .packages,
).filter(([name]) => name !== '');

test('every package may be used, and what becomes part of ours may be given on', () => {
  const wrong = packages
    .map(([name, { license, dev, devOptional }]) => ({
      name,
      license: license ?? SAID_ELSEWHERE[name] ?? 'none',
      allowed: dev || devOptional ? TOOLS : GIVEN_ON,
    }))
    .filter(({ license, allowed }) => !isAllowed(license, allowed));
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('an expression is read as SPDX has it', () => {
  expect(isAllowed('(MIT OR GPL-3.0-or-later)', GIVEN_ON)).toBe(true);
  expect(isAllowed('MIT AND GPL-3.0-or-later', GIVEN_ON)).toBe(false);
  expect(isAllowed('GPL-3.0-or-later', TOOLS)).toBe(false);
});
