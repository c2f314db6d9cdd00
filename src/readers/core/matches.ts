import type { Site } from './site.ts';

/** What sites put before their name for the same pages on other devices. */
const PREFIXES = ['', 'www.', 'm.', 'mobile.'];

/** Match patterns of the pages a site's reader reads, as the manifest has them. */
export function matchPatterns(site: Site): string[] {
  return site.hosts.flatMap((host) =>
    host.startsWith('*.')
      ? [`https://${host}/*`]
      : PREFIXES.map((prefix) => `https://${prefix}${host}/*`),
  );
}
