import { postedAt } from '../../accounts/births.ts';
import { authorByLinks, MARKED, namedAuthor, tailName } from './embeds.ts';
import type { LinkedAccount, PageContext } from './page-context.ts';
import { hasText } from './text.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** A post of another site in a page, and who wrote it. */
export interface EmbeddedPost {
  readonly author: LinkedAccount;
  /** What holds the post. */
  readonly element: Element;
  /** When it was posted, or by when its address was in the page (ms, Unix epoch, UTC); null if unknown. */
  readonly at: number | null;
}

/** One embedded in a way that names its author elsewhere than in a link. */
export interface NamedEmbed extends EmbeddedPost {
  /** Behind this a badge may stand. */
  readonly anchor: Element | null;
}

/** The post of which an element names the author. */
export function postOf(page: PageContext, author: LinkedAccount, element: Element): NamedEmbed {
  return {
    author,
    element: element.closest(MARKED) ?? element,
    at: timeOf(page, author, element),
    anchor: isShown(element) ? tailHolder(element) : null,
  };
}

/** A holder that its system's script has not filled yet shows nothing that a badge could stand beside. */
function isShown(element: Element): boolean {
  if (element.matches('script')) return false;
  return element.matches('iframe') || element.querySelector('iframe') !== null || hasText(element);
}

/** The embedded post a link stands in, or null. The class name alone proves nothing: it is also put on wrappers. */
export function embeddedPost(page: PageContext, link: Element): EmbeddedPost | null {
  const marked = link.closest(MARKED);
  const element = marked ?? link.closest('blockquote');
  if (!element) return null;
  const named = marked && namedAuthor(page, marked);
  if (named) return postOf(page, named, marked);
  const author = authorByLinks(page, element);
  // A quotation of any kind counts when it ends as an embedded post does: "Name (@handle) date".
  const tail = tailName(element)?.toLowerCase();
  const isQuotation =
    marked !== null || (tail !== undefined && tail === author?.handle?.toLowerCase());
  return author && isQuotation ? { author, element, at: timeOf(page, author, element) } : null;
}

/**
 * The post's own date; else the page's last change, by when the address stood in it. A page's first
 * publication says nothing: posts are embedded later, too.
 */
function timeOf(page: PageContext, { site, post }: LinkedAccount, element: Element): number | null {
  const own = post === null ? null : postedAt(site.platform, post);
  const written =
    element.querySelector('time[datetime]')?.getAttribute('datetime') ??
    page.document
      .querySelector('meta[property="article:modified_time"]')
      ?.getAttribute('content') ??
    '';
  const time = Date.parse(written);
  return own ?? page.capturedAt ?? (Number.isNaN(time) ? null : time);
}

/** The innermost element with the name in its text, so that the badge stands beside it. */
function tailHolder(element: Element): Element {
  const name = tailName(element);
  const holders = [...element.querySelectorAll('*')].filter(
    (one) => name !== null && one.textContent?.includes(`@${name}`),
  );
  return holders.at(-1) ?? element;
}
