import type { Permissions, Scripting, Tabs } from 'webextension-polyfill';

/** The content script (entrypoints/reader.ts), as the manifest names it. */
export const CONTENT_SCRIPT = '/reader.js';
const ID = 'optional-sites';

/** What of the browser's interface this needs. */
export interface RegistrationApi {
  readonly permissions: Pick<Permissions.Static, 'getAll'>;
  readonly scripting: Pick<
    Scripting.Static,
    | 'executeScript'
    | 'getRegisteredContentScripts'
    | 'registerContentScripts'
    | 'unregisterContentScripts'
    | 'updateContentScripts'
  >;
  readonly tabs: Pick<Tabs.Static, 'query'>;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Has the content script put into pages of what the person has allowed beside the sites of the installation, from
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
  const [registered] = await scripting.getRegisteredContentScripts({ ids: [ID] });
  if (allowed.length === 0) {
    if (registered) await scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, js: [CONTENT_SCRIPT], matches: allowed, runAt: 'document_end' as const };
  if (registered) await scripting.updateContentScripts([script]);
  else await scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}

/** Reads the open pages of what was just allowed, so that nobody has to load them again. */
export async function readOpenPages(
  { scripting, tabs }: RegistrationApi,
  origins: readonly string[],
): Promise<void> {
  const open = await tabs.query({ url: [...origins] });
  await Promise.allSettled(
    open.map(
      ({ id }) =>
        id !== undefined &&
        scripting.executeScript({ target: { tabId: id }, files: [CONTENT_SCRIPT] }),
    ),
  );
}
