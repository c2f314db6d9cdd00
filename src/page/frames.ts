import { handleKey } from '../accounts/keys.ts';
import type { PageSummary } from '../messaging/messages.ts';
import { evidenceRank } from '../records/evidence.ts';

/** Where the numbers of a tab's frames are kept: memory that outlives the background, and not the browser. */
export interface FrameArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** What one frame of a tab says; null when nothing of ours runs in it any more. */
export type AskFrame = (tabId: number, frameId: number) => Promise<PageSummary | null>;

/** What the frames of one tab say, the page itself first if it is read. */
export type FrameSummaries = ReadonlyMap<number, PageSummary>;

/** Where in a tab a match of a joined summary stands. */
export interface Spot {
  readonly frameId: number;
  /** What that frame knows it by. */
  readonly account: string;
}

/** A page with more frames of posts than this is not counted to the last one. */
const MAX_FRAMES = 100;

const keyOf = (tabId: number) => `frames ${tabId}`;

let last: Promise<unknown> = Promise.resolve();

/** Remembers a frame that found listed names, so that it is asked when its tab is counted. One after the other. */
export function noteFrame(area: FrameArea, tabId: number, frameId: number): Promise<void> {
  const done = last.then(async () => {
    const frames = await framesOf(area, tabId);
    if (frameId === 0 || frames.includes(frameId)) return;
    await area.set({ [keyOf(tabId)]: [...frames, frameId].slice(-MAX_FRAMES) });
  });
  last = done.catch(() => {});
  return done;
}

/** A closed tab's frames need no memory. */
export function forgetFrames(area: FrameArea, tabId: number): Promise<void> {
  return area.remove(keyOf(tabId));
}

async function framesOf(area: FrameArea, tabId: number): Promise<number[]> {
  const { [keyOf(tabId)]: kept } = await area.get(keyOf(tabId));
  return Array.isArray(kept) ? kept.filter((one) => Number.isSafeInteger(one)) : [];
}

/**
 * Asks a tab's page and every frame that was noted. Frames are asked anew each time, so that one that
 * has gone, or belonged to the page before, doesn't count.
 */
export async function askFrames(
  area: FrameArea,
  ask: AskFrame,
  tabId: number,
): Promise<FrameSummaries> {
  const frames = [0, ...(await framesOf(area, tabId))];
  const answers = await Promise.all(
    frames.map(async (frameId) => [frameId, await ask(tabId, frameId).catch(() => null)] as const),
  );
  const summaries = new Map<number, PageSummary>();
  for (const [frameId, summary] of answers) if (summary) summaries.set(frameId, summary);
  return summaries;
}

/** How many accounts were looked at in a tab: one that several of its frames have counts once. */
export async function countLooked(
  summaries: FrameSummaries,
  askLooked: (frameId: number) => Promise<readonly number[]>,
): Promise<number> {
  const counts = [...summaries.values()].map(({ looked }) => looked);
  if (counts.length < 2) return counts[0] ?? 0;
  const answers = await Promise.all(
    [...summaries.keys()].map((frameId) => askLooked(frameId).catch(() => [])),
  );
  // A frame that has gone meanwhile says nothing.
  return Math.max(new Set(answers.flat()).size, ...counts);
}

/** Every account once, however many frames have it: as the surest of them has it, with the places of all. */
export function joinMatches(summaries: FrameSummaries): {
  readonly matches: PageSummary['matches'];
  readonly spots: readonly Spot[];
  /** Listed accounts of which no frame shows a badge, because the person chose so. */
  readonly hidden: readonly string[];
} {
  const joined = new Map<string, { match: PageSummary['matches'][number]; spot: Spot }>();
  for (const [frameId, summary] of summaries) {
    for (const match of summary.matches) {
      const account = accountOf(match);
      const before = joined.get(account);
      const places = match.places + (before?.match.places ?? 0);
      // What has no badge in one frame can be shown in another.
      const spot =
        before && before.match.places > 0 ? before.spot : { frameId, account: match.account };
      const surest = before && rank(before.match) <= rank(match) ? before.match : match;
      joined.set(account, { match: { ...surest, places }, spot });
    }
  }
  const all = [...joined.values()];
  const hidden = new Set([...summaries.values()].flatMap((summary) => summary.hidden));
  return {
    matches: all.map(({ match }) => match),
    spots: all.map(({ spot }) => spot),
    hidden: [...hidden].filter((account) => !joined.has(account)),
  };
}

function rank({ evidence }: PageSummary['matches'][number]): number {
  return evidenceRank(evidence);
}

/** The accounts that have badges inside of frames: beside such a frame the page needs none. */
export function accountsInFrames(summaries: FrameSummaries): string[] {
  const accounts = new Set<string>();
  for (const [frameId, { matches }] of summaries) {
    if (frameId === 0) continue;
    for (const match of matches) if (match.places > 0) accounts.add(accountOf(match));
  }
  return [...accounts];
}

/** As page sessions name accounts. */
function accountOf({ platform, handle }: PageSummary['matches'][number]): string {
  return `${platform} ${handleKey(platform, handle) ?? handle}`;
}
