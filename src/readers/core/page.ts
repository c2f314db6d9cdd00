import { captureOf } from './archive.ts';
import { accountOfLink } from './links.ts';
import type { PageContext } from './page-context.ts';
import { siteOfDocument } from './recognise.ts';
import { accountAt } from './registry.ts';
import { parsed, unwrap } from './unwrap.ts';

/**
 * Starts reading a page. `address` is the one in the address bar; `saved` when the page was saved (ms, Unix epoch,
 * UTC), where it is a file and that is known.
 */
export function openPage(
  document: Document,
  address: URL,
  saved: number | null = null,
): PageContext {
  const capture = captureOf(address);
  const head = capture?.archive === 'archivetoday' ? archiveHead(document) : null;
  const archived = capture && (capture.original === null ? head?.address : address);
  const unwrapped = archived ? unwrap(archived) : null;
  const original = unwrapped?.url ?? address;
  const { site, home } = siteOfDocument(document, capture && !unwrapped ? null : original);
  const page: PageContext = {
    document,
    shown: address,
    original,
    capture,
    // Asking for the base costs as much as reading a link, and is the same for all of them.
    isPlain: site !== null && !capture && document.baseURI.startsWith(`${address.origin}/`),
    capturedAt: isMissing(document) ? null : (unwrapped?.capturedAt ?? head?.time ?? saved),
    site,
    home,
    accountAt: (address) => {
      const url = parsed(address);
      return url && accountAt(url, home);
    },
    accountOf: (link) => accountOfLink(page, link),
    find: null,
    identities: new Map(),
    learned: new Set(),
    unlisted: new Set(),
    handles: new Map(),
    linkCache: new Map(),
  };
  return page;
}

/** Where the Wayback Machine has no capture, its own page stands at the address of one. */
function isMissing(document: Document): boolean {
  return /^(?:Internet Archive )?Wayback Machine$/.test(document.title.trim());
}

/** archive.today's short addresses say nothing; its page head holds the original and the time in form fields. */
function archiveHead(document: Document): { address: URL | null; time: number | null } {
  const field = (name: string) =>
    document.querySelector(`#HEADER input[name="${name}"]`)?.getAttribute('value') ?? '';
  const time = Number(field('t'));
  return {
    address: parsed(field('q')),
    time: Number.isSafeInteger(time) && time > 0 ? time : null,
  };
}
