import type { LinkedAccount, PageContext } from './page-context.ts';
import { accountAt } from './registry.ts';
import { parsed } from './unwrap.ts';

const MAX_CACHED_LINKS = 500;

/** The account a link in a page leads to, or null. */
export function accountOfLink(page: PageContext, link: Element): LinkedAccount | null {
  const href = link.getAttribute('href') ?? '';
  if (href === '' || href.startsWith('#')) return null;
  if (SHORTENED.test(href)) return accountOfShortened(link);
  const cached = page.linkCache.get(href);
  const toldByElement = page.site?.page?.link;
  if (cached || (cached === null && !toldByElement)) return cached;
  const address = addressOf(page, href);
  const account = address && cached === undefined ? accountAt(address, page.home) : null;
  const told = account || !address ? null : toldByElement?.(link, address);
  // Not cached: the same address may stand in links that name nobody.
  if (told) return accountAt(told);
  if (page.linkCache.size >= MAX_CACHED_LINKS) page.linkCache.clear();
  // Other relative addresses depend on the path, which navigation changes.
  if (/^(?:\/|https?:)/i.test(href)) page.linkCache.set(href, account);
  return account;
}

function addressOf(page: PageContext, href: string): URL | null {
  // Captures have the links of their page rewritten to captures.
  const toCapture = page.capture !== null && /^\/web\/\d{4,14}(?:[a-z]{2}_)?\//.test(href);
  return parsed(href.trim(), toCapture ? page.shown.href : baseOf(page));
}

/** What links in the page are relative to. */
function baseOf(page: PageContext): string {
  return page.capture ? page.original.href : page.document.baseURI;
}

const SHORTENED = /^\s*(?:https?:)?\/\/t\.co\//i;

/** t.co hides its target; X writes it into `data-expanded-url`, `title` or, uncut, into the text. */
function accountOfShortened(link: Element): LinkedAccount | null {
  const text = link.textContent?.trim() ?? '';
  const target =
    link.getAttribute('data-expanded-url') ??
    link.getAttribute('title') ??
    (/\s|…/.test(text) ? null : text);
  if (target === null || target === '') return null;
  const expanded = parsed(/^https?:/i.test(target) ? target : `https://${target}`);
  return expanded && expanded.hostname !== 't.co' ? accountAt(expanded) : null;
}
