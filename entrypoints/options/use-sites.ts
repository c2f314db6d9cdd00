import { useCallback, useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { EMBED_PATTERNS } from '../../src/readers/core/matches.ts';
import { matchesOrigin, originOfHost, placeOf } from '../../src/readers/core/places.ts';
import { type ManagedPolicy, readPolicy } from '../../src/store/managed.ts';
import { onSettingsChanged, readSettings, type Settings } from '../../src/store/settings.ts';
import { readSiteHealth, type SiteHealth } from '../../src/store/site-health.ts';

/** What is allowed and read now; null until that is known. */
export interface SitesState {
  readonly settings: Settings;
  readonly origins: readonly string[];
  readonly health: SiteHealth;
  readonly policy: ManagedPolicy;
}

/** Sites as the browser and the settings have them, kept up to date. */
export function useSites() {
  const [state, setState] = useState<SitesState | null>(null);
  const refresh = useCallback(async () => {
    const [settings, { origins = [] }, health, policy] = await Promise.all([
      readSettings(),
      browser.permissions.getAll(),
      readSiteHealth(),
      readPolicy(),
    ]);
    setState({ settings, origins, health, policy });
  }, []);
  useEffect(() => {
    void refresh();
    const again = () => void refresh();
    browser.permissions.onAdded.addListener(again);
    browser.permissions.onRemoved.addListener(again);
    const stop = onSettingsChanged(again);
    return () => {
      browser.permissions.onAdded.removeListener(again);
      browser.permissions.onRemoved.removeListener(again);
      stop();
    };
  }, [refresh]);
  return state;
}

/** Whether every page of these is allowed, by itself or by something wider. */
export function isAllowed(wanted: readonly string[], allowed: readonly string[]): boolean {
  return wanted.every((origin) => {
    if (allowed.includes(origin) || allowed.includes('https://*/*')) return true;
    if (origin.includes('//*.')) return false;
    const page = new URL(origin.replace(/\*$/, ''));
    return allowed.some((pattern) => matchesOrigin(pattern, page));
  });
}

/** Hosts that a person has named, beside the places that have rows of their own. */
export function ownHosts(allowed: readonly string[]): string[] {
  return allowed.flatMap((origin) => {
    const host = /^https:\/\/([^/*]+)\/\*$/.exec(origin)?.[1];
    return host === undefined || placeOf(new URL(`https://${host}/`)) || isEmbed(host) ? [] : host;
  });
}

/** A host of frames that comes with the installation. */
const isEmbed = (host: string): boolean =>
  EMBED_PATTERNS.some((pattern) => pattern.startsWith(`https://${host}/`));

/** Hosts that an organisation names and that are not allowed yet, as origins that can be asked for. */
export function offeredHosts({ policy, origins }: SitesState): { host: string; origin: string }[] {
  return policy.hosts.flatMap((host) => {
    const origin = originOfHost(host);
    return origin === null || isAllowed([origin], origins) ? [] : [{ host, origin }];
  });
}
