import { type AccountKey, keysOf } from '../../src/accounts/keys.ts';
import { PLATFORM_IDS, type PlatformId } from '../../src/accounts/platforms.ts';
import { askBackground, askUntilAnswered } from '../../src/messaging/client.ts';
import type { CardAnswer, SubscriptionsAnswer } from '../../src/messaging/messages.ts';
import { findAsked } from '../../src/page/look-up.ts';
import { type Question, questionOf } from '../../src/readers/core/question.ts';

/** By what an entry was found. */
export type FoundBy = 'id' | 'name' | 'earlier-name';

/** What one list says of one account that was asked for. */
export interface AnsweredRecord {
  readonly record: CardAnswer['records'][number];
  readonly by: FoundBy;
}

/** What the lists say to a question, for one platform. */
export interface PlatformAnswer {
  readonly platform: PlatformId;
  /** Whether it has such names or ids at all, or is the one that an address names. */
  readonly asked: boolean;
  readonly records: readonly AnsweredRecord[];
  /** How many entries the lists in use have for it. */
  readonly known: number;
}

export interface Answer {
  readonly text: string;
  readonly question: Question['kind'];
  readonly platforms: readonly PlatformAnswer[];
}

/** Asks every list in use. Rejects when the background stays silent. */
export async function answerTo(text: string): Promise<Answer> {
  const question = questionOf(text);
  const asked = 'asked' in question ? question.asked : [];
  const [found, lists] = await Promise.all([
    findAsked(asked, (platform, keys) =>
      askUntilAnswered({ type: 'lookup', platform, keys: [...keys] }),
    ),
    askBackground({ type: 'subscriptions' }),
  ]);
  const keys = new Map(
    found.map(({ platform, found: { key } }) => [`${platform} ${key}`, { platform, key }]),
  );
  const cards = await Promise.all(
    [...keys.values()].map(async ({ platform, key }) => ({
      key: key as AccountKey,
      card: await askUntilAnswered({ type: 'card', platform, key }),
    })),
  );
  const records = distinct(
    cards.flatMap(({ key, card }) =>
      card.records.map((record) => ({ record, by: foundBy(key, record) })),
    ),
  );
  return {
    text,
    question: question.kind,
    platforms: PLATFORM_IDS.map((platform) => ({
      platform,
      asked: asked.some((one) => one.platform === platform),
      records: records.filter(({ record }) => record.entry.platform === platform),
      known: namesKnown(platform, lists),
    })),
  };
}

function foundBy(key: AccountKey, { entry }: CardAnswer['records'][number]): FoundBy {
  if (key.startsWith('#')) return 'id';
  const own = keysOf({ ...entry, earlierHandles: [] });
  return own.includes(key) ? 'name' : 'earlier-name';
}

/** Digits may find one entry as a name and as an id: then its id is what counts. */
function distinct(records: readonly AnsweredRecord[]): AnsweredRecord[] {
  const byEntry = new Map<string, AnsweredRecord>();
  for (const one of records) {
    const { entry, list } = one.record;
    const name = JSON.stringify([list.id, keysOf(entry), entry.namedIn.map((it) => it.disclosure)]);
    if (!byEntry.has(name) || one.by === 'id') byEntry.set(name, one);
  }
  return [...byEntry.values()];
}

/** How many entries the lists in use have for a platform, a person's own lists among them. */
export function namesKnown(
  platform: PlatformId,
  { bundled, added, own }: Pick<SubscriptionsAnswer, 'bundled' | 'added' | 'own'>,
): number {
  const inUse = [
    bundled,
    ...[...added, ...own].map(({ enabled, state }) => (enabled ? state : null)),
  ];
  return inUse
    .flatMap((state) => state?.platforms ?? [])
    .filter((row) => row.platform === platform)
    .reduce((sum, { entries }) => sum + entries, 0);
}
