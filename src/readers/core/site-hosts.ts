import type { Site } from './site.ts';

/** What has to be known of a site to tell that an address is one of its own, before its reader is there. */
export interface SiteHosts {
  readonly id: string;
  /** As in `Site`, those of links too. */
  readonly hosts: readonly string[];
  /** Source of the pattern of paths that lead to it on any host; case is not looked at. */
  readonly anyHost?: string;
  /** Whether its pages are known by what they show, on hosts that nobody can list. */
  readonly recognises?: true;
}

/** Takes from a site what is known of it beforehand. */
export function hostsOf(site: Site): SiteHosts {
  return {
    id: site.id,
    hosts: [...site.hosts, ...(site.linkHosts ?? [])],
    ...(site.anyHost && { anyHost: site.anyHost.source }),
    ...(site.recognise && { recognises: true }),
  };
}
