import type { OpenCard, openCard } from '../badge/card.tsx';
import { askUntilAnswered } from '../messaging/client.ts';
import type { CardRequest } from './session.ts';

/**
 * Where the card's script, injected on demand, leaves its entrance in the isolated world. The card
 * needs Preact; most pages never show one, so the content script does not carry it.
 */
const HOOK = Symbol.for('takedown-lens.open-card');

/** Called by the card's script when it has arrived. */
export function offerCard(open: typeof openCard): void {
  Reflect.set(globalThis, HOOK, open);
}

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
    offered() ? null : askUntilAnswered({ type: 'load-card' }),
  ]);
  const open = offered();
  // The row may have gone while the records were on their way.
  if (!open || !anchor.isConnected) return null;
  return open({ anchor, data, reference, now: Date.now() });
}

function offered(): typeof openCard | undefined {
  return Reflect.get(globalThis, HOOK);
}
