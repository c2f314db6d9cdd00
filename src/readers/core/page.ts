import type { AccountKey } from '../../accounts/keys.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import { type Capture, captureOf } from './archive.ts';
import { siteOfDocument } from './recognise.ts';
import { accountAt, type HomeHost, type LinkedAccount } from './registry.ts';
import type { PageHooks, PageView, Site } from './site.ts';
import { parsed, unwrap } from './unwrap.ts';

/** What is known of one account on a page; null where two parts of the page contradict each other. */
export interface KnownIdentity {
  id: string | null;
  created: TimeSpan | null;
  contradicted: boolean;
}

/** A page being read: its address, whose page it is, and what was learned of the accounts on it. */
export interface PageContext extends PageView {
  /** The address in the address bar. */
  readonly shown: URL;
  readonly capture: Capture | null;
  readonly capturedAt: number | null;
  /** The site whose reader is in charge, or null on pages of other sites. */
  readonly site: Site | null;
  /** Names in pages of no site that has a reader, which no link gives; null where those are not looked for. */
  readonly find: PageHooks['find'] | null;
  /** Where anyone can host the site's software: the page's own host. */
  readonly home: HomeHost | null;
  /** Permanent ids and births by platform and key, gathered from every part of the page. */
  readonly identities: Map<`${string} ${AccountKey}`, KnownIdentity>;
  /** Accounts of which something was learned since whoever reads the page last emptied this. */
  readonly learned: Set<string>;
  /** Handles by platform and permanent id, as far as the page pairs them; null where it contradicts itself. */
  readonly handles: Map<string, string | null>;
  /** Link targets, as written, whose accounts are in no list: most links of a page, and most come again. Bounded. */
  readonly unlisted: Set<string>;
  /** Link targets read before: pages repeat their links. Bounded. */
  readonly linkCache: Map<string, LinkedAccount | null>;
}

/** Starts reading a page. `address` is the one in the address bar. */
export function openPage(document: Document, address: URL): PageContext {
  const capture = captureOf(address);
  const head = capture?.archive === 'archivetoday' ? archiveHead(document) : null;
  const archived = capture && (capture.original === null ? head?.address : address);
  const unwrapped = archived ? unwrap(archived) : null;
  const original = unwrapped?.url ?? address;
  const { site, home } = siteOfDocument(document, capture && !unwrapped ? null : original);
  return {
    document,
    shown: address,
    original,
    capture,
    capturedAt: isMissing(document) ? null : (unwrapped?.capturedAt ?? head?.time ?? null),
    site,
    home,
    accountAt: (address) => {
      const url = parsed(address);
      return url && accountAt(url, home);
    },
    find: null,
    identities: new Map(),
    learned: new Set(),
    unlisted: new Set(),
    handles: new Map(),
    linkCache: new Map(),
  };
}

/** Where the Wayback Machine has no capture, its own page stands at the address of one. */
function isMissing(document: Document): boolean {
  return /^(?:Internet Archive )?Wayback Machine$/.test(document.title.trim());
}

/** What links in the page are relative to. */
export function baseOf(page: PageContext): string {
  return page.capture ? page.original.href : page.document.baseURI;
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
