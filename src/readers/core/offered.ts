import type { Site } from './site.ts';

/** Where scripts of readers leave them in the isolated world, which no page sees. */
const HOOK = Symbol.for('takedown-lens.sites');

const world = globalThis as unknown as { [HOOK]?: Site[] };

/** Called by a reader's script when it has arrived. */
export function offerSite(site: Site): void {
  world[HOOK] ??= [];
  world[HOOK].push(site);
}

/** Readers that have arrived since this was last called. */
export function takeOffered(): readonly Site[] {
  const offered = world[HOOK] ?? [];
  world[HOOK] = [];
  return offered;
}
