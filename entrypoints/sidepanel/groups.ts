import type { PageSummary } from '../../src/messaging/messages.ts';

export type PanelMatch = PageSummary['matches'][number];

/** A row of the panel; `index` is the match's place in the summary, which the page knows it by. */
export interface PanelRow {
  readonly match: PanelMatch;
  readonly index: number;
}

/** Rows under one disclosure; null for rows without a heading. */
export interface PanelGroup {
  readonly disclosure: PanelMatch['disclosures'][number] | null;
  readonly rows: readonly PanelRow[];
}

/** All matches in the page's order, as one group. */
export function ungrouped(matches: readonly PanelMatch[]): PanelGroup[] {
  return [{ disclosure: null, rows: matches.map((match, index) => ({ match, index })) }];
}

/**
 * One group a disclosure, in the order in which the page first comes to it, each in the page's order. What several
 * disclosures name stands under each of them.
 */
export function byDisclosure(matches: readonly PanelMatch[]): PanelGroup[] {
  const groups = new Map<string, { disclosure: PanelGroup['disclosure']; rows: PanelRow[] }>();
  for (const [index, match] of matches.entries()) {
    const disclosures = match.disclosures.length > 0 ? match.disclosures : [null];
    for (const disclosure of disclosures) {
      const id = disclosure?.id ?? '';
      const group = groups.get(id) ?? { disclosure, rows: [] };
      group.rows.push({ match, index });
      groups.set(id, group);
    }
  }
  return [...groups.values()];
}
