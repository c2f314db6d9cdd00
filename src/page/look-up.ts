import { profileUrl } from '../accounts/names.ts';
import { type PlatformId, platformName } from '../accounts/platforms.ts';
import { type FoundEntry, type LookupAnswer, MAX_LOOKUP_KEYS } from '../messaging/messages.ts';
import type { Asked } from '../readers/core/question.ts';
import { statusOf } from '../records/status.ts';
import { plural, t } from '../ui/language/message.ts';
import { accountName, cardWords, statusText } from '../ui/wording.ts';

/** How the lists are asked. */
export type LookUp = (platform: PlatformId, keys: readonly string[]) => Promise<LookupAnswer>;

/** An entry that has what was asked for, and the platform it is on. */
export interface FoundOn {
  readonly platform: PlatformId;
  readonly found: FoundEntry;
}

/** Every entry that what was asked may mean, in the order of `asked`. */
export async function findAsked(asked: readonly Asked[], lookUp: LookUp): Promise<FoundOn[]> {
  const answers = await Promise.all(
    asked.map(async ({ platform, keys }) => ({
      platform,
      answer: await lookUp(platform, keys.slice(0, MAX_LOOKUP_KEYS)),
    })),
  );
  return answers.flatMap(({ platform, answer }) =>
    answer.found.map((found) => ({ platform, found })),
  );
}

/** The address of the look-up page (entrypoints/look-up) with a question, below the extension's own origin. */
export function lookUpPath(asked: string): string {
  return asked === '' ? '/look-up.html' : `/look-up.html?q=${encodeURIComponent(asked)}`;
}

/** An account as the address bar offers it. */
export interface Suggestion {
  /** What is asked for when it is chosen: an address, which says the platform. */
  readonly content: string;
  readonly description: string;
}

/** No browser shows more. */
const MOST_SUGGESTIONS = 6;

/** What the address bar offers for what a person typed: who named each account, what became of it, its disputes. */
export function suggestionsOf(typed: string, all: readonly FoundOn[]): Suggestion[] {
  const byContent = new Map<string, Suggestion>();
  for (const { platform, found } of all) {
    const { entry } = found;
    const account = { handle: entry.handle, id: entry.platformId };
    const content = profileUrl(platform, account) ?? typed;
    // The same account in a second list is the same suggestion; the page tells of both.
    if (byContent.has(content)) continue;
    const description = t(
      'commands.omniboxFound',
      accountName(entry),
      platformName(platform),
      factsOf(found),
    );
    byContent.set(content, { content, description });
  }
  return [...byContent.values()].slice(0, MOST_SUGGESTIONS);
}

function factsOf({ entry, disclosures }: FoundEntry): string {
  const [first] = [...disclosures].sort((a, b) => (a.date < b.date ? -1 : 1));
  const status = statusOf(entry);
  const disputes =
    entry.disputes.length + disclosures.reduce((sum, { disputes }) => sum + disputes, 0);
  const facts = [
    ...(status === 'listed' ? [] : [statusText(status)]),
    ...(first ? [cardWords.headline(first.kind, first.shortName, first.date)] : []),
    ...(disputes === 0 ? [] : [plural('counts.disputes', disputes)]),
  ];
  return facts.join(' · ');
}

/** Text as Chromium's address bar wants it: there a description is markup. */
export function asMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
