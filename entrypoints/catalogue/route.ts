import { PLATFORM_IDS } from '../../src/accounts/platforms.ts';
import { EVERYTHING, type Query, STATUSES } from './query.ts';

/** What the page shows; the part of its address behind `#` says it, so that each view can be linked to. */
export type Route =
  | { readonly view: 'list'; readonly query: Query }
  | { readonly view: 'disclosure'; readonly id: string };

/** Reads it out of an address; what can't be read asks for nothing. */
export function routeOf(hash: string): Route {
  const id = /^#\/disclosure\/([^/?]+)$/.exec(hash)?.[1];
  if (id !== undefined) return { view: 'disclosure', id: decoded(id) };
  const asked = new URLSearchParams(/^#\/\?(.*)$/.exec(hash)?.[1] ?? '');
  return {
    view: 'list',
    query: {
      text: asked.get('q') ?? '',
      platform: PLATFORM_IDS.find((platform) => platform === asked.get('platform')) ?? null,
      year: /^\d{4}$/.exec(asked.get('year') ?? '')?.[0] ?? null,
      discloser: asked.get('by'),
      country: asked.get('country'),
      status: STATUSES.find((status) => status === asked.get('state')) ?? null,
    },
  };
}

/** Where a question's answer stands. */
export function hashOf(query: Query): string {
  const asked = new URLSearchParams();
  const { text, platform, year, discloser, country, status } = { ...EVERYTHING, ...query };
  const all = { q: text, platform, year, by: discloser, country, state: status };
  for (const [name, value] of Object.entries(all)) if (value) asked.set(name, value);
  const written = asked.toString();
  return written === '' ? '#/' : `#/?${written}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
