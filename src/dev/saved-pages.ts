import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { normalHandle } from '../accounts/handles.ts';
import { normalId } from '../accounts/ids.ts';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';
import { readSavedPage } from '../publish/read-page.ts';
import { inRoot } from './root.ts';

// Saved pages of other people are not part of the repository. They are read when the folder `shared/`
// stands beside it.

/** Where saved pages are, when they are there. */
export const SAVED_PAGES = inRoot('../shared/pages');

/** What is known to be in a saved page: `<name>.expected.json` beside `<name>.html`. */
const Expected = z.object({
  url: z.url(),
  platform: z.string(),
  refs: z.array(
    z.object({ platform: z.string(), handle: z.string().optional(), id: z.string().optional() }),
  ),
  optional: z.array(
    z.object({ platform: z.string(), handle: z.string().optional(), id: z.string().optional() }),
  ),
});

export interface PageFigures {
  readonly page: string;
  readonly url: string;
  readonly platform: string;
  /** Accounts that the page certainly names. */
  readonly expected: number;
  readonly found: number;
  /** Expected and not found, found and neither expected nor allowed, found with another id. */
  readonly missing: readonly string[];
  readonly invented: readonly string[];
  readonly wrongIds: readonly string[];
}

/** The names of the saved pages, without their ending; empty where there are none. */
export function savedPages(): string[] {
  if (!existsSync(SAVED_PAGES)) return [];
  return readdirSync(SAVED_PAGES)
    .filter((name) => name.endsWith('.expected.json'))
    .map((name) => name.slice(0, -'.expected.json'.length))
    .sort();
}

/** Reads a saved page as the extension does and sets the result against what is known to be in it. */
export function figuresOf(page: string): PageFigures {
  const file = (ending: string) => readFileSync(path.join(SAVED_PAGES, page + ending));
  const { url, platform, refs, optional } = Expected.parse(
    JSON.parse(file('.expected.json').toString('utf8')),
  );
  const { accounts } = readSavedPage(file('.html'), new URL(url), () => []);
  const found = new Map(accounts.map((account) => [nameOf(account), account.id ?? null]));
  const expected = new Map(refs.map((ref) => [nameOf(ref), idOf(ref)]));
  const allowed = new Set(optional.map(nameOf));
  return {
    page,
    url,
    platform,
    expected: expected.size,
    found: [...expected.keys()].filter((name) => found.has(name)).length,
    missing: [...expected.keys()].filter((name) => !found.has(name)),
    invented: [...found.keys()].filter((name) => !expected.has(name) && !allowed.has(name)),
    wrongIds: [...expected]
      .filter(([name, id]) => id !== null && found.has(name) && found.get(name) !== id)
      .map(([name, id]) => `${name}: ${found.get(name)} instead of ${id}`),
  };
}

interface Named {
  readonly platform: string;
  readonly handle?: string | null | undefined;
  readonly id?: string | undefined;
}

/** One spelling for one account: the normal form of its handle, else its id. */
function nameOf({ platform, handle, id }: Named): string {
  if (!isPlatform(platform)) return `${platform} ${handle ?? id}`;
  // A channel's id is written where its handle would be.
  const isId = handle != null && platform === 'youtube' && normalId(platform, handle) !== null;
  const name = handle && !isId ? normalHandle(platform, handle) : null;
  return `${platform} ${name ?? (normalId(platform, id ?? handle ?? '') || handle)}`;
}

function idOf({ platform, id }: Named): string | null {
  return id !== undefined && isPlatform(platform) ? normalId(platform, id) : null;
}

function isPlatform(text: string): text is PlatformId {
  return (PLATFORM_IDS as readonly string[]).includes(text);
}
