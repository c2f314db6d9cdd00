import type { Site } from './site.ts';

/** What sites put before their name for the same pages on other devices. */
const PREFIXES = ['', 'www.', 'm.', 'mobile.'];

/** Match patterns of the pages a site's reader reads, as manifests and permissions have them. */
export function matchPatterns(site: Site): string[] {
  return site.hosts.flatMap((host) =>
    host.startsWith('*.')
      ? [`https://${host}/*`]
      : PREFIXES.map((prefix) => `https://${prefix}${host}/*`),
  );
}

/** The pages that are read from installation on. */
export function installedPatterns(sites: readonly Site[]): string[] {
  return sites.filter((site) => site.onInstall).flatMap(matchPatterns);
}

/** The pages that are read once the person has allowed it. */
export function optionalPatterns(sites: readonly Site[]): string[] {
  return sites.filter((site) => !site.onInstall).flatMap(matchPatterns);
}
