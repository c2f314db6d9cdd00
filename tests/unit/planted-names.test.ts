import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PLATFORM_IDS } from '../../src/accounts/platforms.ts';
import { figuresOf, fixturePages } from '../../src/dev/saved-pages.ts';
import { openIndex } from '../../src/publish/bundled-index.ts';
import { readSavedPage } from '../../src/publish/read-page.ts';
import { SITES } from '../../src/readers/index.ts';
import { EVIDENCE_LEVELS } from '../../src/records/evidence.ts';
import { someEntry, someList } from './list-fixture.ts';

// tests/fixtures/planted: one page a site, with a list made for it. Some of the listed names are on the
// page in every spelling the site takes; the others only look as if: reserved words, look-alike letters,
// display names, pictures' descriptions, plain text, the same name on another site, another account's id.

const FOLDER = new URL('../fixtures/planted/', import.meta.url);

const Planted = z.strictObject({
  url: z.url(),
  accounts: z.array(z.unknown()),
  listed: z.array(
    z.strictObject({
      platform: z.enum(PLATFORM_IDS),
      handle: z.string().nullish(),
      id: z.string().optional(),
      removed: z.string().optional(),
    }),
  ),
  /** By platform and name; nothing else may be matched. */
  matches: z.record(z.string(), z.enum(EVIDENCE_LEVELS)),
});

const pages = fixturePages().filter(({ site }) => site === 'planted');

test('every site has a page with planted names', () => {
  const there = readdirSync(FOLDER);
  for (const { id } of SITES) expect(there).toContain(`${id}.json`);
});

describe.each(pages)('$name', (page) => {
  test('names who it names and nobody else', () => {
    const { missing, invented, wrongIds } = figuresOf(page);
    expect({ missing, invented, wrongIds }).toEqual({ missing: [], invented: [], wrongIds: [] });
  });

  test('matches the planted names and no other', async () => {
    const json = page.file.replace(/html$/, 'json');
    const { listed, matches } = Planted.parse(JSON.parse(readFileSync(json, 'utf8')));
    const entries = listed.map(({ platform, handle = null, id = null, removed = null }) =>
      someEntry({ platform, handle, platformId: id, removed }),
    );
    const find = await openIndex(someList(entries));
    const reading = readSavedPage(readFileSync(page.file), new URL(page.url), find);
    const found = reading.matches.map(({ platform, handle, id, evidence }) => [
      `${platform} ${handle ?? id}`,
      evidence,
    ]);
    expect(Object.fromEntries(found)).toEqual(matches);
    expect(found.length).toBe(Object.keys(matches).length);
  });
});
