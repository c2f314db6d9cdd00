import { normalHandle } from '../accounts/handles.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import { accountOfLink } from '../readers/core/links.ts';
import { openPage } from '../readers/core/page.ts';
import type { PageContext } from '../readers/core/page-context.ts';
import type { FoundName, PageView } from '../readers/core/site.ts';

/*
 * Names that stand as text in a page of no known site: `@name`. Such a name is looked up only where what stands
 * directly beside it says of which platform it is: a word in the same sentence, or the links of the same paragraph
 * that all lead to one. A name on one platform says nothing about the same name elsewhere.
 */

/** Not the host's part of an address, nor of a mail address, nor the middle of a path. */
const NAME = /(?<![\p{L}\p{N}_@./:-])[@\uff20]([\p{L}\p{N}_.-]{1,64})(?![@\p{L}\p{N}_])/gu;
/** Words as they stand beside a name: "on Twitter", "(Instagram)", "Reddit user". */
const WORDS: readonly (readonly [PlatformId, RegExp])[] = [
  [
    'x',
    /\b(?:Twitter|X \((?:formerly )?Twitter\)|[Tt]weet(?:s|ed)?|[Rr]etweet(?:s|ed)?)\b|\bon X\b/u,
  ],
  ['facebook', /\bFacebook\b/u],
  ['instagram', /\bInstagram\b/u],
  ['threads', /\bon Threads\b|\bThreads (?:account|profile|user)\b/u],
  ['youtube', /\bYouTube\b/u],
  ['reddit', /\bReddit\b/u],
  ['tiktok', /\bTikTok\b/u],
  ['telegram', /\bTelegram\b/u],
  ['bluesky', /\bBluesky\b/u],
  ['tumblr', /\bTumblr\b/u],
  ['medium', /\bon Medium\b|\bMedium (?:account|blog|user)\b/u],
  ['vk', /\bVK(?:ontakte)?\b/u],
];
/** So far from a name a word still belongs to it. */
const NEAR = 40;
const BLOCK =
  'p, li, td, th, dd, dt, figcaption, blockquote, h1, h2, h3, h4, h5, h6, div, section, article, body';
/** Nothing that a person reads as a sentence. */
const NOT_READ =
  'script, style, noscript, template, textarea, input, select, code, pre, [contenteditable=""], [contenteditable="true"]';
/** A page that is one wall of text is read so far. */
const MAX_NAMES = 2000;

/** Finds them in a part of a page. */
export function plainNames(view: PageView, root: ParentNode): FoundName[] {
  const page = openPage(view.document, new URL(view.document.location.href));
  const found: FoundName[] = [];
  const walker = view.document.createTreeWalker(root as unknown as Node, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && found.length < MAX_NAMES; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    const element = node.parentElement;
    // A link gives its own name; whatever its text says.
    if (!/[@\uff20]/u.test(text) || !element || element.closest(`${NOT_READ}, a[href]`)) continue;
    const names = [...text.matchAll(NAME)];
    // A badge stands behind an element. Behind one with several names nobody could tell whose it is.
    const anchor = names.length === 1 && !hasMore(element, text) ? element : null;
    for (const match of names) {
      const platform = platformBeside(page, element, text, match.index);
      const handle = platform && handleIn(platform, match[1] ?? '');
      if (platform && handle) found.push({ handle, platform, element, anchor, role: 'mention' });
    }
  }
  return found;
}

/** Whether an element holds other names than those of one of its texts. */
function hasMore(element: Element, text: string): boolean {
  return /[@\uff20]/u.test((element.textContent ?? '').replace(text, ''));
}

/** The name without the full stop or hyphen that ends the sentence, if the platform has such names. */
function handleIn(platform: PlatformId, written: string): string | null {
  const name = written.replace(/[.-]+$/, '');
  return normalHandle(platform, name) === null ? null : name;
}

function platformBeside(
  page: PageContext,
  element: Element,
  text: string,
  at: number,
): PlatformId | null {
  const near = text.slice(Math.max(0, at - NEAR), at + NEAR * 2);
  const said = WORDS.filter(([, word]) => word.test(near)).map(([platform]) => platform);
  if (said.length > 0) return said.length === 1 ? (said[0] ?? null) : null;
  const block = element.closest(BLOCK);
  // Whole pages are blocks too where nothing smaller is; their links say nothing about one name.
  if (!block || (block.textContent?.length ?? 0) > 1500) return null;
  const linked = new Set<PlatformId>();
  for (const link of block.querySelectorAll('a[href]')) {
    const account = accountOfLink(page, link);
    if (account && account.says !== 'share') linked.add(account.site.platform);
  }
  const [only] = linked;
  return linked.size === 1 && only ? only : null;
}
