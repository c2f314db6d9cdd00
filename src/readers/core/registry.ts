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

/** The site whose links and pages a host carries, or null. Compared label by label: evilx.com is not x.com. */
export function siteOfHost(hostname: string): Site | null {
  const host = normalHost(hostname);
  const exact = byHost.get(host);
  if (exact) return exact;
  for (let rest = host; rest !== ''; ) {
    const site = byDomain.get(rest);
    if (site) return isOwnHost(site, host) ? null : site;
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

/** The account an absolute address leads to, unwrapped, or null. */
export function accountAt(address: URL): LinkedAccount | null {
  const unwrapped = unwrap(address);
  if (!unwrapped) return null;
  const site = siteOfHost(unwrapped.url.hostname);
  const account = site && readAddress(site, unwrapped.url);
  return account ? { ...account, capturedAt: unwrapped.capturedAt } : null;
}
