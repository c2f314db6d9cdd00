import { SITES } from '../index.ts';
import { matchPatterns } from './matches.ts';

/** What a person allows or refuses as one thing: a site, or an archive of others. */
export interface Place {
  /** The reader's id, or the archive's. */
  readonly id: string;
  readonly name: string;
  /** Match patterns of its pages. */
  readonly origins: readonly string[];
  /** Read from installation on. */
  readonly onInstall: boolean;
}

const ARCHIVES: readonly Place[] = [
  {
    id: 'wayback-machine',
    name: 'Wayback Machine',
    origins: ['https://web.archive.org/*'],
    onInstall: false,
  },
  {
    id: 'archive-today',
    name: 'archive.today',
    origins: ['today', 'is', 'ph', 'li', 'vn', 'fo', 'md'].map((end) => `https://archive.${end}/*`),
    onInstall: false,
  },
];

/** Everything that can be allowed by name, in the order a person is shown it. */
export const PLACES: readonly Place[] = [
  ...SITES.map((site) => ({
    id: site.id,
    name: site.name,
    origins: matchPatterns(site),
    onInstall: site.onInstall === true,
  })),
  ...ARCHIVES,
];

/** The place that an address belongs to, or null. */
export function placeOf(address: URL): Place | null {
  return (
    PLACES.find(({ origins }) => origins.some((origin) => matchesOrigin(origin, address))) ?? null
  );
}

/** Whether a match pattern for a whole host (`https://x.com/*`, `https://*.reddit.com/*`) has an address. */
export function matchesOrigin(pattern: string, { protocol, hostname }: URL): boolean {
  const match = /^(https?):\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern);
  if (!match || `${match[1]}:` !== protocol) return false;
  const host = match[3] ?? '';
  return hostname === host || (match[2] !== undefined && hostname.endsWith(`.${host}`));
}

/**
 * The pattern to ask for when a person names a host of their own, such as a Mastodon server: `example.social`, or an
 * address there. Null for what names no public host.
 */
export function originOfHost(text: string): string | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port } = new URL(address);
  const isPublic = /^(?=.{4,253}$)(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(hostname);
  return protocol === 'https:' && port === '' && isPublic ? `https://${hostname}/*` : null;
}
