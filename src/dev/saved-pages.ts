import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { normalHandle } from '../accounts/handles.ts';
import { normalId } from '../accounts/ids.ts';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import { readSavedPage } from '../publish/read-page.ts';
import { inRoot } from './root.ts';

// Pages of which it is known what they name: our own in tests/fixtures, made by hand, and saved pages
// of other people, which are not part of the repository. Those are read when the folder `shared/`
// stands beside it.

/** Where saved pages are, when they are there. */
export const SAVED_PAGES = inRoot('../shared/pages');
const FIXTURES = inRoot('tests/fixtures');

/** An account as expectations write it. */
const Named = z.object({
  platform: z.string(),
  handle: z.string().optional(),
  id: z.string().optional(),
});
export type NamedAccount = z.infer<typeof Named>;

/** What is known to be in a saved page: `<name>.expected.json` beside `<name>.html`. */
const SavedExpectation = z.object({
  url: z.url(),
  platform: z.string(),
  refs: z.array(Named),
  optional: z.array(Named),
});

/** What is known to be in a page of ours: `<page>.json` beside `<page>.html`. */
const FixtureExpectation = z.object({ url: z.url(), accounts: z.array(Named) });

export interface KnownPage {
  /** `x-1` of the saved pages, `x/timeline` of ours. */
  readonly name: string;
  readonly kind: 'saved' | 'fixture';
  /** Whose page it is: a site, `news`, an archive. */
  readonly site: string;
  readonly file: string;
  readonly url: string;
  /** What the page certainly names, and what may be read from it or not. */
  readonly expected: readonly NamedAccount[];
  readonly optional: readonly NamedAccount[];
}

export interface PageFigures {
  /** Accounts that the page certainly names. */
  readonly expected: number;
  readonly found: number;
  /** Expected and not found, found and neither expected nor allowed, found with another id. */
  readonly missing: readonly string[];
  readonly invented: readonly string[];
  readonly wrongIds: readonly string[];
}

/** Saved pages, in the order of their names; none where `shared/` is not there. */
export function savedPages(): KnownPage[] {
  return expectationsIn(SAVED_PAGES, '.expected.json').map((name) => {
    const json = readJson(path.join(SAVED_PAGES, `${name}.expected.json`));
    const { url, platform, refs, optional } = SavedExpectation.parse(json);
    const file = path.join(SAVED_PAGES, `${name}.html`);
    return { name, kind: 'saved', site: platform, file, url, expected: refs, optional };
  });
}

/** The pages of tests/fixtures, in the order of their names. */
export function fixturePages(): KnownPage[] {
  return readdirSync(FIXTURES)
    .sort()
    .flatMap((site) =>
      expectationsIn(path.join(FIXTURES, site), '.json').map((page): KnownPage => {
        const file = path.join(FIXTURES, site, `${page}.html`);
        const json = readJson(path.join(FIXTURES, site, `${page}.json`));
        const { url, accounts: expected } = FixtureExpectation.parse(json);
        return {
          name: `${site}/${page}`,
          kind: 'fixture',
          site,
          file,
          url,
          expected,
          optional: [],
        };
      }),
    );
}

/** Reads a page as the extension does and sets the result against what is known to be in it. */
export function figuresOf({ file, url, expected: refs, optional }: KnownPage): PageFigures {
  const { accounts } = readSavedPage(readFileSync(file), new URL(url), () => []);
  const found = new Map(accounts.map((account) => [nameOf(account), account.id ?? null]));
  const expected = new Map(refs.map((ref) => [nameOf(ref), idOf(ref)]));
  const allowed = new Set(optional.map(nameOf));
  return {
    expected: expected.size,
    found: [...expected.keys()].filter((name) => found.has(name)).length,
    missing: [...expected.keys()].filter((name) => !found.has(name)),
    invented: [...found.keys()].filter((name) => !expected.has(name) && !allowed.has(name)),
    wrongIds: [...expected]
      .filter(([name, id]) => id !== null && found.has(name) && found.get(name) !== id)
      .map(([name, id]) => `${name}: ${found.get(name)} instead of ${id}`),
  };
}

export function isPlatform(text: string): text is PlatformId {
  return (PLATFORM_IDS as readonly string[]).includes(text);
}

function expectationsIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface Spelled {
  readonly platform: string;
  readonly handle?: string | null | undefined;
  readonly id?: string | undefined;
}

/** One spelling for one account: the normal form of its handle, else its id. */
function nameOf({ platform, handle, id }: Spelled): string {
  if (!isPlatform(platform)) return `${platform} ${handle ?? id}`;
  // A channel's id is written where its handle would be.
  const isId = handle != null && platform === 'youtube' && normalId(platform, handle) !== null;
  const name = handle && !isId ? normalHandle(platform, handle) : null;
  return `${platform} ${name ?? (normalId(platform, id ?? handle ?? '') || handle)}`;
}

function idOf({ platform, id }: NamedAccount): string | null {
  return id !== undefined && isPlatform(platform) ? normalId(platform, id) : null;
}
