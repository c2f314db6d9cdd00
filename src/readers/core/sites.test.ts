import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { normalHandle } from '../../accounts/handles.ts';
import { normalId } from '../../accounts/ids.ts';
import { PLATFORM_IDS } from '../../accounts/platforms.ts';
import { type AccountReference, ROLES } from '../../accounts/reference.ts';
import { SITES } from '../index.ts';
import { openPage } from './page.ts';
import { scan, scanAddress, withIdentity } from './scan.ts';

// One file a site, its link test beside it, hand-made pages in tests/fixtures/<site>/, a row in the README.

const READERS = new URL('../', import.meta.url);
const FIXTURES = new URL('../../../tests/fixtures/', import.meta.url);
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** `tests/fixtures/<site>/<page>.json`: what a right reader finds in `<page>.html`. */
const Expected = z.strictObject({
  url: z.url(),
  /** Every account the page names; one with neither `handle` nor `id` can't be written. */
  accounts: z.array(
    z.strictObject({
      platform: z.enum(PLATFORM_IDS),
      handle: z.string().optional(),
      id: z.string().optional(),
      /** First millisecond of the account's creation, ISO 8601. */
      created: z.iso.datetime().optional(),
      roles: z.array(z.enum(ROLES)).min(1),
      /** In how many places a badge would stand. */
      badges: z.int().nonnegative(),
    }),
  ),
});

const ids = readdirSync(READERS)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts')
  .map((name) => name.slice(0, -'.ts'.length));

test('every file in src/readers is a registered site, and every site has its file', () => {
  expect([...ids].sort()).toEqual(SITES.map((site) => site.id).sort());
});

describe.each(SITES)('$id', (site) => {
  const folder = new URL(`${site.id}/`, FIXTURES);
  const pages = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : [];

  test('has a link test beside it, at least one page to be read, and a row in the README', () => {
    expect(existsSync(new URL(`${site.id}.test.ts`, READERS))).toBe(true);
    expect(pages.length).toBeGreaterThan(0);
    expect(README).toContain(`| ${site.name} |`);
  });

  test('reserved words are written as they are compared', () => {
    expect(site.reserved ?? '').toBe((site.reserved ?? '').toLowerCase());
  });

  test.each(pages)('reads %s', (name) => {
    const expected = Expected.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    const html = readFileSync(new URL(name.replace(/json$/, 'html'), folder));
    expect(read(html, expected.url)).toEqual(
      [...expected.accounts]
        .map((account) => ({ ...account, roles: [...account.roles].sort() }))
        .sort(byName),
    );
  });
});

function read(html: Buffer, url: string) {
  const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  const page = openPage(dom.window.document, new URL(url));
  const addressed = scanAddress(page);
  const sightings = [...scan(page, page.document)].filter((sighting) => sighting !== null);
  const seen = [
    ...(addressed ? [{ reference: addressed, spot: null as Element | null }] : []),
    ...sightings.map(({ reference, anchor, place }) => ({ reference, spot: anchor && place })),
  ].map(({ reference, spot }) => ({ reference: withIdentity(page, reference), spot }));
  const accounts = new Map<string, typeof seen>();
  for (const one of seen) {
    const name = nameOf(one.reference);
    accounts.set(name, [...(accounts.get(name) ?? []), one]);
  }
  return [...accounts.values()]
    .map((references) => {
      const first = <K extends 'handle' | 'id' | 'created'>(key: K) =>
        references.find(({ reference }) => reference[key] !== null)?.reference[key];
      const handle = first('handle');
      const id = first('id');
      const created = first('created');
      return {
        platform: references[0]!.reference.platform,
        ...(handle ? { handle } : {}),
        ...(id ? { id } : {}),
        ...(created ? { created: new Date(created.from).toISOString() } : {}),
        roles: [...new Set(references.map(({ reference }) => reference.role))].sort(),
        badges: new Set(references.map(({ spot }) => spot).filter((spot) => spot !== null)).size,
      };
    })
    .sort(byName);
}

function nameOf({ platform, handle, id }: AccountReference): string {
  return `${platform} ${handle === null ? normalId(platform, id ?? '') : normalHandle(platform, handle)}`;
}

function byName(
  a: { platform: string; handle?: string | undefined; id?: string | undefined },
  b: { platform: string; handle?: string | undefined; id?: string | undefined },
): number {
  const [one, other] = [a, b].map((x) => `${x.platform} ${x.handle ?? x.id}`.toLowerCase());
  return one! < other! ? -1 : one === other ? 0 : 1;
}
