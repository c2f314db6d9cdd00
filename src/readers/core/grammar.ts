import { normalHandle } from '../../accounts/handles.ts';
import { normalId } from '../../accounts/ids.ts';
import { normalHost } from './hosts.ts';
import type { LinkForm, LinkSays, Site } from './site.ts';

/** What an address says of an account. At least one of handle and id is set. */
export interface AddressedAccount {
  readonly site: Site;
  /** As written in the address (decoded), name spaces kept: `Foo`, `user/Foo`. */
  readonly handle: string | null;
  readonly id: string | null;
  /** Id of the post the address leads to, when it leads to one. */
  readonly post: string | null;
  readonly says: LinkSays;
}

/** What a grammar looks at of an address; a URL is one. */
export interface AddressParts {
  readonly hostname: string;
  readonly pathname: string;
  /** With its `#`; empty where there is none. */
  readonly hash: string;
  readonly searchParams: URLSearchParams;
}

interface CompiledForm {
  readonly form: LinkForm;
  /** How many segments a path of this form has, at least and at most: most forms are told apart by that alone. */
  readonly least: number;
  readonly most: number;
  /** Made when a path first has as many segments: most pages never have one for most forms. */
  readonly patterns: () => Patterns;
}

interface Patterns {
  readonly host: RegExp | null;
  readonly path: RegExp;
  readonly hash: RegExp | null;
}

interface CompiledSite {
  readonly forms: readonly CompiledForm[];
  readonly reserved: ReadonlySet<string>;
}

const compiledSites = new WeakMap<Site, CompiledSite>();

/**
 * Reads an address (already unwrapped, of one of the site's hosts) by the site's link forms.
 * `named` is the host its accounts are named after, on sites where names have a host.
 */
export function readAddress(
  site: Site,
  url: AddressParts,
  named: string = url.hostname,
): AddressedAccount | null {
  const { forms, reserved } = compiled(site);
  const host = normalHost(url.hostname);
  const address = url.pathname.replace(/\/%40/g, '/@');
  const segments = countSegments(address);
  for (const { form, least, most, patterns } of forms) {
    if (segments < least || segments > most) continue;
    const { host: hostPattern, path, hash } = patterns();
    const hostMatch = hostPattern?.exec(host);
    if (hostPattern && !hostMatch) continue;
    const pathMatch = path.exec(address);
    if (!pathMatch) continue;
    const hashMatch = hash?.exec(url.hash);
    if (hash && !hashMatch) continue;
    const captured: Record<string, string | undefined> = {
      ...hostMatch?.groups,
      ...pathMatch.groups,
      ...hashMatch?.groups,
    };
    if (form.query && !readQuery(form.query, url.searchParams, captured)) continue;
    const account = accountOf(site, form, captured, reserved, named);
    if (account) return account;
  }
  return null;
}

function accountOf(
  site: Site,
  form: LinkForm,
  captured: Record<string, string | undefined>,
  reserved: ReadonlySet<string>,
  named: string,
): AddressedAccount | null {
  let handle: string | null = null;
  let id: string | null = null;
  if (captured.handle !== undefined) {
    const written = decoded(captured.handle);
    if (written === null || (isBare(form) && isReserved(site, written, reserved))) return null;
    const hasHost = form.as?.includes('{host}') && written.includes('@');
    handle =
      form.as && !hasHost ? form.as.replace('{handle}', written).replace('{host}', named) : written;
    if (form.as && isReserved(site, handle, reserved)) return null;
    if (normalHandle(site.platform, handle) === null) return null;
  }
  if (captured.id !== undefined) {
    const written = decoded(captured.id) ?? '';
    id = normalId(
      site.platform,
      form.as?.includes('{id}') ? form.as.replace('{id}', written) : written,
    );
    if (id === null) return null;
  }
  if (handle === null && id === null) return null;
  return { site, handle, id, post: captured.post ?? null, says: form.says ?? 'account' };
}

/** The site's own pages: words it keeps for itself where a bare name is expected, and its scripts. */
function isReserved(site: Site, name: string, reserved: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  return reserved.has(lower) || lower.endsWith('.php') || site.notHandles?.test(lower) === true;
}

function isBare(form: LinkForm): boolean {
  return form.path.startsWith('/{handle}') || form.hash !== undefined;
}

function readQuery(
  wanted: Readonly<Record<string, string>>,
  given: URLSearchParams,
  captured: Record<string, string | undefined>,
): boolean {
  for (const [name, template] of Object.entries(wanted)) {
    const value = given.get(name);
    if (value === null) return false;
    if (template === '{handle}') captured.handle = value;
    else if (template === '{id}') captured.id = value;
    else if (template === '{post}') captured.post = value;
    else if (template !== '*' && template !== value) return false;
  }
  return true;
}

/** One percent-decoding, without what display addresses are cut off with; null when malformed. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text).replace(/(?:\.|…)+$/, '');
  } catch {
    return null;
  }
}

function compiled(site: Site): CompiledSite {
  let known = compiledSites.get(site);
  if (!known) {
    known = {
      forms: site.links.map((form) => ({
        form,
        ...segmentsOf(form.path),
        patterns: patternsOf(form),
      })),
      reserved: new Set(site.reserved?.split(' ')),
    };
    compiledSites.set(site, known);
  }
  return known;
}

function patternsOf(form: LinkForm): () => Patterns {
  let made: Patterns | undefined;
  return () => {
    made ??= {
      host: form.host === undefined ? null : new RegExp(`^${piece(form.host, '[^./]')}$`, 'i'),
      path: pathPattern(form.path),
      hash: form.hash === undefined ? null : hashPattern(form.hash),
    };
    return made;
  };
}

function segmentsOf(template: string): { least: number; most: number } {
  const segments = template.split('/').filter((segment) => segment !== '');
  const isOpen = segments.at(-1) === '**';
  const least = segments.length - (isOpen ? 1 : 0);
  return { least, most: isOpen ? Number.POSITIVE_INFINITY : least };
}

/** Of a path; empty ones do not count. */
function countSegments(path: string): number {
  let count = 0;
  for (let at = 0; at < path.length; at++) {
    if (path[at] !== '/' && (at === 0 || path[at - 1] === '/')) count++;
  }
  return count;
}

/** `/{handle}/status/{post}/**` as a pattern for a whole path. */
function pathPattern(template: string): RegExp {
  return new RegExp(`^${inner(template)}/*$`, 'i');
}

function hashPattern(template: string): RegExp {
  const slash = `${template}/`.indexOf('/');
  const first = piece(template.slice(0, slash), '[^/;]');
  return new RegExp(`^#${first}${inner(template.slice(slash))}/*$`, 'i');
}

function inner(template: string): string {
  let source = '';
  for (const segment of template.split('/').slice(1)) {
    if (segment === '**') source += '(?:/.*)?';
    else if (segment === '*') source += '/+[^/]+';
    else if (segment !== '') source += `/+${piece(segment, '[^/;]')}`;
  }
  return source;
}

function piece(text: string, capture: string): string {
  const alternatives = text.split('|').map((alternative) =>
    alternative
      .split(/(\{(?:handle|id|post|name)\})/)
      .map((part) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        // A display name in front of an id may itself hold the separator: take as much as fits.
        if (name === 'name') return '[^/]+';
        return `(?<${name}>${name === 'handle' ? capture : '[^/;]'}+?)`;
      })
      .join(''),
  );
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(?:${alternatives.join('|')})`;
}
