import type { AccountKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import type { Capture } from './archive.ts';
import type { AddressedAccount } from './grammar.ts';
import type { PageHooks, PageView, Site } from './site.ts';

/** An account that an address leads to, through whatever it leads. */
export interface LinkedAccount extends AddressedAccount {
  /** Time of the capture when the link led through an archive (ms, Unix epoch, UTC). */
  readonly capturedAt: number | null;
}

/** A host of software that anyone can host, and the host its accounts are named after: often the same. */
export interface HomeHost {
  readonly site: Site;
  /** As `normalHost` writes it. */
  readonly host: string;
  readonly named: string;
}

/** A platform and the key of a name there: `x @jack`. */
export type KnownName = `${PlatformId} ${AccountKey}`;

/** What a page tells of the account of one name. */
export interface KnownIdentity {
  id: string | null;
  created: TimeSpan | null;
  /** Two parts of the page tell different ids: then neither counts. */
  contradicted: boolean;
}

/** A page being read: its address, whose page it is, and what was learned of the accounts on it. */
export interface PageContext extends PageView {
  readonly accountAt: (address: string) => LinkedAccount | null;
  /** The account that a link of the page leads to, or null. Only whoever reads pages has the readers for that. */
  readonly accountOf: (link: Element) => LinkedAccount | null;
  /** The address in the address bar. */
  readonly shown: URL;
  readonly capture: Capture | null;
  /** Whether its links are relative to its own host, on a site that has a reader: no archive, no other `<base>`. */
  readonly isPlain: boolean;
  readonly capturedAt: number | null;
  /** The site whose reader is in charge, or null on pages of other sites. */
  readonly site: Site | null;
  /** Names in pages of no site that has a reader, which no link gives; null where those are not looked for. */
  readonly find: PageHooks['find'] | null;
  /** Where anyone can host the site's software: the page's own host. */
  readonly home: HomeHost | null;
  /** Permanent ids and births, gathered from every part of the page. */
  readonly identities: Map<KnownName, KnownIdentity>;
  /** Accounts of which something was learned since whoever reads the page last emptied this. */
  readonly learned: Set<KnownName>;
  /** Handles by platform and permanent id, as far as the page pairs them; null where it contradicts itself. */
  readonly handles: Map<string, string | null>;
  /** Link targets, as written, whose accounts are in no list: most links of a page, and most come again. Bounded. */
  readonly unlisted: Set<string>;
  /** Link targets read before: pages repeat their links. Bounded. */
  readonly linkCache: Map<string, LinkedAccount | null>;
}
