import { SITES } from '../index.ts';
import { normalHost } from './hosts.ts';
import { asRepaired, type HomeHost, siteOfHost } from './registry.ts';
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
  const shown = () => SITES.find((one) => one.recognise?.(document, original));
  const site = siteOfHost(hostname) ?? asRepairedOrNull(shown());
  if (!site?.recognise) return { site, home: null };
  const named = site.accountHost?.(document, original) ?? hostname;
  return { site, home: { site, host: normalHost(hostname), named } };
}

const asRepairedOrNull = (site: Site | undefined): Site | null => (site ? asRepaired(site) : null);
