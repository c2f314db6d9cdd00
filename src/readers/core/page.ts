import type { AccountKey } from '../../accounts/keys.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import { type Capture, captureOf } from './archive.ts';
import { siteOfDocument } from './recognise.ts';
import type { LinkedAccount } from './registry.ts';
import type { PageView, Site } from './site.ts';
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
  /** Permanent ids and births by platform and key, gathered from every part of the page. */
  readonly identities: Map<`${string} ${AccountKey}`, KnownIdentity>;
  /** Link targets read before: pages repeat their links. Bounded. */
  readonly linkCache: Map<string, LinkedAccount | null>;
}

/** Starts reading a page. `address` is the one in the address bar. */
export function openPage(document: Document, address: URL): PageContext {
  const capture = captureOf(address);
  const original =
    (capture && capture.original !== null ? unwrap(address)?.url : null) ??
    (capture?.archive === 'archivetoday' ? archivedAddress(document) : null) ??
    address;
  return {
    document,
    shown: address,
    original,
    capture,
    capturedAt: capture?.capturedAt ?? (capture ? captureTime(document) : null),
    site: siteOfDocument(document, original, capture !== null),
    identities: new Map(),
    linkCache: new Map(),
  };
}

/** What links in the page are relative to. */
export function baseOf(page: PageContext): string {
  return page.capture ? page.original.href : page.document.baseURI;
}

/** archive.today's short addresses say nothing; its page head holds the original in a form field. */
function archivedAddress(document: Document): URL | null {
  const field = document.querySelector('#HEADER input[name="q"]');
  return parsed(field?.getAttribute('value') ?? '');
}

function captureTime(document: Document): number | null {
  const field = document.querySelector('#HEADER input[name="t"]');
  const time = Number(field?.getAttribute('value') ?? Number.NaN);
  return Number.isSafeInteger(time) && time > 0 ? time : null;
}
