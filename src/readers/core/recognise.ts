import { normalHost } from './hosts.ts';
import type { HomeHost } from './page-context.ts';
import { recognisedSite, siteOfHost } from './registry.ts';
import type { Site } from './site.ts';

/**
 * The site whose reader is in charge of a page: by its host, else (software that anyone can host) by
 * what the page itself shows. Then the page's own host is one of the site's. `original` is null where
 * an archive does not tell whose page it holds.
 */
export function siteOfDocument(
  document: Document,
  original: URL | null,
): { site: Site | null; home: HomeHost | null } {
  if (original === null) return { site: null, home: null };
  const { hostname } = original;
  const site = siteOfHost(hostname) ?? recognisedSite(document, original);
  if (!site?.recognise) return { site, home: null };
  const named = site.accountHost?.(document, original) ?? hostname;
  return { site, home: { site, host: normalHost(hostname), named } };
}
