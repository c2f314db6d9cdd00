import { SITES } from '../index.ts';
import { siteOfHost } from './registry.ts';
import type { Site } from './site.ts';

/**
 * The site whose reader is in charge of a page: by its host, else (software that anyone can host) by
 * what the page itself shows. Archived pages are told by their original address.
 */
export function siteOfDocument(document: Document, original: URL, archived: boolean): Site | null {
  const byHost = siteOfHost(original.hostname);
  if (byHost) return byHost;
  if (archived) return null;
  return SITES.find((site) => site.recognise?.(document)) ?? null;
}
