import type { ReaderRule } from './reader-rules.ts';

// Part of the content script, which carries no schema library: types only from where the schemas are.

/** The rules that this release of the extension still needs. */
export function rulesInForce(rules: readonly ReaderRule[], release: string): ReaderRule[] {
  return rules.filter(({ until }) => until === null || isBefore(release, until));
}

/** Whether a release (`1.2.0`) is older than another, compared number by number. */
export function isBefore(release: string, other: string): boolean {
  const [a, b] = [release, other].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 4; at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** What of a site reader a rule can change. */
export interface RepairableSite {
  readonly id: string;
  readonly reserved?: string;
  readonly page?: object;
}

/**
 * A site reader as the rules leave it: the same one where none is about it, null where one switches it off.
 * A later rule outranks an earlier one.
 *
 * @param isSelector Whether this browser takes a selector. A hook with one that it doesn't is left as it was.
 */
export function repairedSite<Site extends RepairableSite>(
  site: Site,
  rules: readonly ReaderRule[],
  isSelector: (text: string) => boolean,
): Site | null {
  const own = rules.filter((rule) => rule.site === site.id);
  if (own.length === 0) return site;
  if (own.some(({ off }) => off)) return null;
  const page: Record<string, unknown> = { ...site.page };
  for (const { hooks } of own) {
    for (const [name, value] of Object.entries(hooks)) {
      if (value === undefined) continue;
      const selectors = Array.isArray(value) ? value.map(({ within }) => within) : [value];
      if (selectors.every((selector) => isSelector(selector))) page[name] = value;
    }
  }
  const words = own.flatMap(({ reserved }) => reserved.map((word) => word.toLowerCase()));
  return {
    ...site,
    ...(words.length > 0 && { reserved: [site.reserved ?? '', ...words].join(' ').trim() }),
    ...(Object.keys(page).length > 0 && { page }),
  };
}
