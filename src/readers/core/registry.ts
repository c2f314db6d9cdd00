import { repairedSite } from '../../lists/reader-repair.ts';
import type { ReaderRule } from '../../lists/reader-rules.ts';
import { SITES } from '../index.ts';
import { type AddressedAccount, readAddress } from './grammar.ts';
import { normalHost } from './hosts.ts';
import type { Site } from './site.ts';
import { unwrap } from './unwrap.ts';

const byHost = new Map<string, Site>();
const byDomain = new Map<string, Site>();
for (const site of SITES) {
  for (const host of [...site.hosts, ...(site.linkHosts ?? [])]) {
    if (host.startsWith('*.')) byDomain.set(host.slice(2), site);
    else byHost.set(host, site);
  }
}

/** Readers that a list repairs, by the site's id. */
let repaired: ReadonlyMap<string, Site> = new Map();

/**
 * Reads sites from now on as these rules say: all of them at once, so that none replaces what earlier ones changed.
 * A site that one switches off keeps its grammar, for links to it elsewhere.
 *
 * @param isSelector Whether this browser takes a selector.
 */
export function repairReaders(
  rules: readonly ReaderRule[],
  isSelector: (text: string) => boolean,
): void {
  const changed = SITES.flatMap((site) => repairedSite(site, rules, isSelector) ?? []);
  repaired = new Map(changed.map((site) => [site.id, site]));
}

/** A site as it is read now. */
export const asRepaired = (site: Site): Site => repaired.get(site.id) ?? site;

/** The site whose links and pages a host carries, or null. Compared label by label: evilx.com is not x.com. */
export function siteOfHost(hostname: string): Site | null {
  const host = normalHost(hostname);
  const exact = byHost.get(host);
  if (exact) return asRepaired(exact);
  for (let rest = host; rest !== ''; ) {
    const site = byDomain.get(rest);
    if (site) return isOwnHost(site, host) ? null : asRepaired(site);
    const dot = rest.indexOf('.');
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  return null;
}

function isOwnHost(site: Site, host: string): boolean {
  return site.notHosts?.some((own) => host === own || host.endsWith(`.${own}`)) ?? false;
}

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

const onAnyHost = SITES.filter((site) => site.anyHost);

/**
 * The account an absolute address leads to, unwrapped, or null. `home` is the page's own host where the
 * page showed what runs there.
 */
export function accountAt(address: URL, home: HomeHost | null = null): LinkedAccount | null {
  const unwrapped = unwrap(address);
  if (!unwrapped) return null;
  const { url, capturedAt } = unwrapped;
  const host = normalHost(url.hostname);
  const atHome = home !== null && host === home.host;
  const site = atHome
    ? home.site
    : (siteOfHost(host) ?? onAnyHost.find((one) => one.anyHost?.test(url.pathname)));
  const account = site && readAddress(site, url, atHome ? home.named : url.hostname);
  return account ? { ...account, capturedAt } : null;
}
