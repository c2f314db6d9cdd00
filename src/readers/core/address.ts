import type { PageContext } from './page-context.ts';
import { parsed } from './unwrap.ts';

/** The address that a link as written in a page leads to; null for what is none. */
export function addressOf(page: PageContext, href: string): URL | null {
  // Captures have the links of their page rewritten to captures.
  const toCapture = page.capture !== null && /^\/web\/\d{4,14}(?:[a-z]{2}_)?\//.test(href);
  return parsed(href.trim(), toCapture ? page.shown.href : baseOf(page));
}

/** What links in the page are relative to. */
function baseOf(page: PageContext): string {
  return page.capture ? page.original.href : page.document.baseURI;
}
