import type { OpenCard } from '../badge/card.tsx';
import { askUntilAnswered } from '../messaging/client.ts';
import { bringPart, partOf } from './parts.ts';
import type { CardRequest } from './session.ts';

/** Fetches the records of a match and opens their card beside its badge. */
export async function showCard({
  anchor,
  reference,
  weighed,
}: CardRequest): Promise<OpenCard | null> {
  const found = weighed[0]?.found;
  if (!found) return null;
  const { platform } = reference;
  const [data] = await Promise.all([
    askUntilAnswered({ type: 'card', platform, key: found.key }),
    bringPart('card'),
  ]);
  // The row may have gone while the records were on their way.
  if (!anchor.isConnected) return null;
  return partOf('card').openCard({ anchor, data, reference, now: Date.now() });
}
