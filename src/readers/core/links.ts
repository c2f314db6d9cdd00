import { addressOf } from './address.ts';
import { readAddress } from './grammar.ts';
import type { LinkedAccount, PageContext } from './page-context.ts';
import { accountAt } from './registry.ts';

const MAX_CACHED_LINKS = 500;

/** The account a link in a page leads to, or null. */
export function accountOfLink(page: PageContext, link: Element): LinkedAccount | null {
  const written = link.getAttribute('href') ?? '';
  const href = SHORTENED.test(written) ? expanded(link) : written;
  if (href === '' || href.startsWith('#')) return null;
  const cached = page.linkCache.get(href);
  const toldByElement = page.site?.page?.link;
  if (cached || (cached === null && !toldByElement)) return cached;
  const plain = cached === undefined && !toldByElement && page.isPlain && PLAIN.test(href);
  const address = plain ? null : addressOf(page, href);
  let account: LinkedAccount | null = null;
  if (plain) account = accountOfPath(page, href);
  else if (address && cached === undefined) account = accountAt(address, page.home);
  const told = account || !address ? null : toldByElement?.(link, address);
  // Not cached: the same address may stand in links that name nobody.
  if (told) return accountAt(told);
  // Other relative addresses depend on the path, which navigation changes.
  if (!/^(?:\/|https?:)/i.test(href)) return account;
  if (page.linkCache.size >= MAX_CACHED_LINKS) page.linkCache.clear();
  page.linkCache.set(href, account);
  return account;
}

/** A path that parsing as an address would leave as it is. */
const PLAIN = /^\/(?:[\w@~-][\w.@~-]*(?:\/|$))*$/;
const NO_PARAMETERS = new URLSearchParams();

/** As `accountAt`, without what only other addresses need: nearly every link of a feed is such a path. */
function accountOfPath(page: PageContext, pathname: string): LinkedAccount | null {
  const { hostname } = page.shown;
  const parts = { hostname, pathname, hash: '', searchParams: NO_PARAMETERS };
  const account = page.site && readAddress(page.site, parts, page.home?.named ?? hostname);
  return account ? { ...account, capturedAt: null } : null;
}

const SHORTENED = /^\s*(?:https?:)?\/\/t\.co\//i;

/** t.co hides its target; X writes it into `data-expanded-url`, `title` or, uncut, into the text; else empty. */
function expanded(link: Element): string {
  const text = link.textContent?.trim() ?? '';
  const target =
    link.getAttribute('data-expanded-url') ??
    link.getAttribute('title') ??
    (/\s|…/.test(text) ? '' : text);
  return target === '' || /^https?:/i.test(target) ? target : `https://${target}`;
}
