import type { Permissions, Scripting, Tabs } from 'webextension-polyfill';
import { PLACES, placeOf } from '../readers/core/places.ts';
import { SITES } from '../readers/index.ts';

/** The content script (entrypoints/reader.ts), as the manifest names it. */
const CONTENT_SCRIPT = '/reader.js';
/** Ids of our registrations begin so; what follows is the place's id, or `others`. */
const ID = 'allowed-';

/** The scripts of these sites' readers, as the build names them; ids that are no site's are left out. */
export function siteScripts(ids: readonly string[]): string[] {
  return SITES.filter(({ id }) => ids.includes(id)).map(({ id }) => `/sites/${id}.js`);
}

/** What is put into the pages of a site: its reader before the script that reads by it. */
export const contentScripts = (siteIds: readonly string[]): string[] => [
  ...siteScripts(siteIds),
  CONTENT_SCRIPT,
];

/** Readers of software that anyone can host: pages of hosts that nobody can list may be of any of them. */
const RECOGNISERS = SITES.filter(({ recognise }) => recognise !== undefined).map(({ id }) => id);

/** What of the browser's interface this needs. */
export interface RegistrationApi {
  readonly permissions: Pick<Permissions.Static, 'getAll'>;
  readonly scripting: Pick<
    Scripting.Static,
    | 'executeScript'
    | 'getRegisteredContentScripts'
    | 'registerContentScripts'
    | 'unregisterContentScripts'
  >;
  readonly tabs: Pick<Tabs.Static, 'query'>;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Has the content scripts put into pages of what the person has allowed beside the sites of the installation, from
 * their next load on, and into no others. One after the other, however often it is called.
 */
export function registerAllowedSites(
  api: RegistrationApi,
  installed: readonly string[],
): Promise<void> {
  const done = last.then(() => register(api, installed));
  last = done.catch(() => {});
  return done;
}

async function register(
  { permissions, scripting }: RegistrationApi,
  installed: readonly string[],
): Promise<void> {
  const { origins = [] } = await permissions.getAll();
  const known = new Set(installed);
  // Only what can be read at all; the manifest's own patterns are served by the manifest.
  const allowed = origins.filter((origin) => /^https:\/\//.test(origin) && !known.has(origin));
  const places = new Map<string, string[]>();
  for (const origin of allowed) {
    const place = placeIdOf(origin);
    places.set(place, [...(places.get(place) ?? []), origin]);
  }
  const before = (await scripting.getRegisteredContentScripts()).map(({ id }) => id);
  if (before.length > 0) await scripting.unregisterContentScripts({ ids: before });
  if (places.size === 0) return;
  await scripting.registerContentScripts(
    [...places].map(([place, matches]) => ({
      id: ID + place,
      js: contentScripts(readersOf(place)),
      matches,
      runAt: 'document_end' as const,
      persistAcrossSessions: true,
    })),
  );
}

const OTHERS = 'others';

function placeIdOf(origin: string): string {
  return PLACES.find(({ origins }) => origins.includes(origin))?.id ?? OTHERS;
}

/** An archive's pages are of any site; the readers they need are brought when they are seen. */
function readersOf(place: string): readonly string[] {
  return place === OTHERS ? RECOGNISERS : [place];
}

/** Reads the open pages of what was just allowed, so that nobody has to load them again. */
export async function readOpenPages(
  { scripting, tabs }: RegistrationApi,
  origins: readonly string[],
): Promise<void> {
  const open = await tabs.query({ url: [...origins] });
  await Promise.allSettled(
    open.map(
      ({ id, url = '' }) =>
        id !== undefined &&
        scripting.executeScript({
          target: { tabId: id },
          files: contentScripts(readersOf(placeIdAt(url))),
        }),
    ),
  );
}

function placeIdAt(address: string): string {
  return (URL.canParse(address) ? placeOf(new URL(address))?.id : undefined) ?? OTHERS;
}
