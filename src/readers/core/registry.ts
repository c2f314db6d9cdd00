import { repairedSite } from '../../lists/reader-repair.ts';
import type { ReaderRule } from '../../lists/reader-rules.ts';
import { readAddress } from './grammar.ts';
import { normalHost } from './hosts.ts';
import type { HomeHost, LinkedAccount } from './page-context.ts';
import type { Site } from './site.ts';
import type { SiteHosts } from './site-hosts.ts';
import { unwrap } from './unwrap.ts';

/*
 * The readers that are there. A content script starts with its own page's; those of other sites are brought in
 * when the page first links to one of them, because most pages never do. Elsewhere all are there from the
 * beginning (readers/core/all.ts).
 */

/** Written by the build into scripts to which readers are brought (wxt.config.ts); elsewhere it is not there. */
declare const __SITE_HOSTS__: readonly SiteHosts[] | undefined;

const sites = new Map<string, Site>();
/** Ids of readers, there or not, by what their hosts are. */
const byHost = new Map<string, string>();
const byDomain = new Map<string, string>();
const onAnyHost: { readonly id: string; readonly path: RegExp }[] = [];
const recognisers = new Set<string>();
/** Met and not there. */
let missing = new Set<string>();

function know({ id, hosts, anyHost, recognises }: SiteHosts): void {
  for (const host of hosts) {
    if (host.startsWith('*.')) byDomain.set(host.slice(2), id);
    else byHost.set(host, id);
  }
  if (anyHost !== undefined) onAnyHost.push({ id, path: new RegExp(anyHost, 'i') });
  if (recognises) recognisers.add(id);
}

if (typeof __SITE_HOSTS__ !== 'undefined') for (const site of __SITE_HOSTS__) know(site);

/** Readers that have arrived. One that was there before is replaced. */
export function addSites(arrived: readonly Site[]): void {
  for (const site of arrived) sites.set(site.id, site);
  repair(arrived);
}

/** For tools in which every reader is there: what the build writes for those in which it is not. */
export function knowHosts(all: readonly SiteHosts[]): void {
  for (const site of all) know(site);
}

/** Ids of readers that were needed since this was last called, and were not there. */
export function takeMissing(): string[] {
  const ids = [...missing];
  missing = new Set();
  return ids;
}

let rules: readonly ReaderRule[] = [];
let takesSelector: (text: string) => boolean = () => true;
/** Readers that a list repairs, by the site's id. */
const repaired = new Map<string, Site>();

/**
 * Reads sites from now on as these rules say: all of them at once, so that none replaces what earlier ones changed.
 * A site that one switches off keeps its grammar, for links to it elsewhere.
 *
 * @param isSelector Whether this browser takes a selector.
 */
export function repairReaders(
  now: readonly ReaderRule[],
  isSelector: (text: string) => boolean,
): void {
  rules = now;
  takesSelector = isSelector;
  repaired.clear();
  repair(sites.values());
}

/** A page compares sites by what they are: one that is being read must stay the same when others arrive. */
function repair(some: Iterable<Site>): void {
  if (rules.length === 0) return;
  for (const site of some) {
    const changed = repairedSite(site, rules, takesSelector);
    if (changed) repaired.set(site.id, changed);
  }
}

/** A site as it is read now; null, and noted as missing, where its reader is not there. */
function siteOf(id: string): Site | null {
  const site = repaired.get(id) ?? sites.get(id);
  if (site) return site;
  missing.add(id);
  return null;
}

/** The site whose links and pages a host carries, or null. Compared label by label: evilx.com is not x.com. */
export function siteOfHost(hostname: string): Site | null {
  const id = idOfHost(normalHost(hostname));
  return id === null ? null : siteOf(id);
}

function idOfHost(host: string): string | null {
  const exact = byHost.get(host);
  if (exact !== undefined) return exact;
  for (let rest = host; rest !== ''; ) {
    const id = byDomain.get(rest);
    if (id !== undefined) return isOwnHost(id, host) ? null : id;
    const dot = rest.indexOf('.');
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  return null;
}

/** While the reader is not there nobody knows; it is brought then, and tells. */
function isOwnHost(id: string, host: string): boolean {
  const own = sites.get(id)?.notHosts ?? [];
  return own.some((one) => host === one || host.endsWith(`.${one}`));
}

/** The site that a page of an unknown host shows itself to be of, or null. */
export function recognisedSite(document: Document, address: URL): Site | null {
  const there = [...recognisers].flatMap((id) => siteOf(id) ?? []);
  return there.find((site) => site.recognise?.(document, address)) ?? null;
}

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
  const site = atHome ? home.site : siteOfAddress(host, url.pathname);
  const account = site && readAddress(site, url, atHome ? home.named : url.hostname);
  return account ? { ...account, capturedAt } : null;
}

function siteOfAddress(host: string, path: string): Site | null {
  const id = idOfHost(host) ?? onAnyHost.find((one) => one.path.test(path))?.id;
  return id === undefined ? null : siteOf(id);
}
