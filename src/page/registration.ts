import type { Permissions, Scripting } from 'webextension-polyfill';
import { matchPatterns } from '../readers/core/matches.ts';
import type { Site } from '../readers/core/site.ts';

/** The content script (entrypoints/reader.ts), as the manifest names it. */
export const CONTENT_SCRIPT = 'reader.js';
const ID = 'optional-sites';

/** What of the browser's interface this needs. */
export interface RegistrationApi {
  readonly permissions: Pick<Permissions.Static, 'contains'>;
  readonly scripting: Pick<
    Scripting.Static,
    | 'getRegisteredContentScripts'
    | 'registerContentScripts'
    | 'unregisterContentScripts'
    | 'updateContentScripts'
  >;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Has the content script put into pages of those optional sites that the person has allowed, from
 * their next load on, and into no others. One after the other, however often it is called.
 */
export function registerAllowedSites(api: RegistrationApi, sites: readonly Site[]): Promise<void> {
  const done = last.then(() => register(api, sites));
  last = done.catch(() => {});
  return done;
}

async function register(
  { permissions, scripting }: RegistrationApi,
  sites: readonly Site[],
): Promise<void> {
  const allowed: string[] = [];
  for (const site of sites) {
    const origins = matchPatterns(site);
    if (site.onInstall || origins.length === 0) continue;
    if (await permissions.contains({ origins })) allowed.push(...origins);
  }
  const [registered] = await scripting.getRegisteredContentScripts({ ids: [ID] });
  if (allowed.length === 0) {
    if (registered) await scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, js: [CONTENT_SCRIPT], matches: allowed, runAt: 'document_end' as const };
  if (registered) await scripting.updateContentScripts([script]);
  else await scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
}
