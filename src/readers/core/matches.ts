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

/** X's frames have a host that none of its pages has; without leave for it no card could be put into them. */
export const X_FRAMES = 'https://platform.twitter.com/*';

/** Frames in which sites show their posts in other people's pages, by the site's id. */
export const EMBEDS: Readonly<Record<string, readonly string[]>> = {
  x: [X_FRAMES],
  facebook: ['https://www.facebook.com/plugins/*'],
  instagram: ['https://www.instagram.com/*/embed/*'],
  threads: ['https://www.threads.com/*/embed*'],
  tiktok: ['https://www.tiktok.com/embed/*'],
  reddit: ['https://embed.reddit.com/*'],
};
export const EMBED_PATTERNS: readonly string[] = Object.values(EMBEDS).flat();

/** A person can allow any host by name: those below, and servers that nobody can list. */
export const OPTIONAL_PATTERNS: readonly string[] = ['https://*/*'];
