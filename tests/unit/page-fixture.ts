import { readFileSync } from 'node:fs';
import { JSDOM, VirtualConsole } from 'jsdom';
import { expect } from 'vitest';
import { z } from 'zod';
import { normalHandle } from '../../src/accounts/handles.ts';
import { normalId } from '../../src/accounts/ids.ts';
import { PLATFORM_IDS } from '../../src/accounts/platforms.ts';
import { type AccountReference, ROLES } from '../../src/accounts/reference.ts';
import { circumstancesOf } from '../../src/readers/core/circumstances.ts';
import { openPage } from '../../src/readers/core/page.ts';
import { scan, scanAddress, withIdentity } from '../../src/readers/core/scan.ts';
import '../../src/readers/core/all.ts';

/** `tests/fixtures/<folder>/<page>.json`: what a right reader finds in `<page>.html`. */
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
      /** Earliest post or capture that dates a reference to it, ISO 8601; not compared when left out. */
      seen: z.iso.datetime().nullable().optional(),
      roles: z.array(z.enum(ROLES)).min(1),
      /** In how many places a badge would stand. */
      badges: z.int().nonnegative(),
    }),
  ),
});

/** Reads the page beside `json` as the extension does and compares it with what is written there. */
export function expectPageToBeRead(json: URL): void {
  const expected = Expected.parse(JSON.parse(readFileSync(json, 'utf8')));
  const html = readFileSync(new URL(json.href.replace(/json$/, 'html')));
  const wanted = expected.accounts
    .map((account) => ({ ...account, roles: [...account.roles].sort() }))
    .sort(byName);
  const dated = new Set(wanted.filter(({ seen }) => seen !== undefined).map(nameOf));
  const read = readPage(html, expected.url).map(({ seen, ...account }) =>
    dated.has(nameOf(account)) ? { ...account, seen } : account,
  );
  expect(read).toEqual(wanted);
}

function readPage(html: Buffer, url: string) {
  const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
  const page = openPage(dom.window.document, new URL(url));
  const addressed = scanAddress(page);
  const sightings = [...scan(page, page.document)].flatMap((occurrence) =>
    occurrence ? [circumstancesOf(page, occurrence)] : [],
  );
  const seen = [
    ...(addressed ? [{ reference: addressed, spot: null as Element | null }] : []),
    ...sightings.map(({ reference, anchor, place }) => ({ reference, spot: anchor && place })),
  ].map(({ reference, spot }) => ({ reference: withIdentity(page, reference), spot }));
  const accounts = new Map<string, typeof seen>();
  for (const one of seen) {
    const name = nameOf(one.reference);
    accounts.set(name, [...(accounts.get(name) ?? []), one]);
  }
  return [...accounts.values()].map(summary).sort(byName);
}

function summary(references: { reference: AccountReference; spot: Element | null }[]) {
  const first = <K extends 'handle' | 'id' | 'created'>(key: K) =>
    references.find(({ reference }) => reference[key] !== null)?.reference[key];
  const handle = first('handle');
  const id = first('id');
  const created = first('created');
  const times = references.map(({ reference }) => reference.seenAt).filter((at) => at !== null);
  return {
    platform: references[0]!.reference.platform,
    ...(handle ? { handle } : {}),
    ...(id ? { id } : {}),
    ...(created ? { created: new Date(created.from).toISOString() } : {}),
    seen: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    roles: [...new Set(references.map(({ reference }) => reference.role))].sort(),
    badges: new Set(references.map(({ spot }) => spot).filter((spot) => spot !== null)).size,
  };
}

type Named = {
  platform: AccountReference['platform'];
  handle?: string | null | undefined;
  id?: string | null | undefined;
};

function nameOf({ platform, handle, id }: Named): string {
  return `${platform} ${handle ? normalHandle(platform, handle) : normalId(platform, id ?? '')}`;
}

function byName(a: Named, b: Named): number {
  const [one, other] = [a, b].map((x) => `${x.platform} ${x.handle ?? x.id}`.toLowerCase());
  return one! < other! ? -1 : one === other ? 0 : 1;
}
