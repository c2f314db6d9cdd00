import type { CardOptions, OpenCard } from '../badge/card.tsx';
import { askUntilAnswered } from '../messaging/client.ts';
import type { circumstancesOf } from '../readers/core/circumstances.ts';
import type { BadgeChoices } from './choices.ts';
import type { JournalNotes } from './journal-notes.ts';
import type { BadgePlaces } from './places.ts';
import type { remember, summarise } from './summary.ts';

/**
 * What the content script does not carry, because most pages name nobody who is listed. The background puts
 * each part's script, named as here, into the frame that needs it.
 */
export interface Parts {
  /** Deciding on and drawing badges. */
  readonly badge: {
    readonly choices: BadgeChoices;
    readonly notes: JournalNotes;
    /** Resolves when both know what the person chose; from then on calls `onChange` when the page is to be decided anew. */
    readonly follow: (onChange: () => void) => Promise<unknown>;
    readonly remember: typeof remember;
    readonly summarise: typeof summarise;
    readonly circumstancesOf: typeof circumstancesOf;
    readonly createPlaces: (document: Document, watched: () => readonly string[]) => BadgePlaces;
  };
  readonly card: {
    readonly openCard: (options: Omit<CardOptions, 'hiding' | 'onDisclosure'>) => OpenCard;
  };
}

/** Where a part leaves its entrance in the isolated world, which no page sees. */
const hookOf = (name: keyof Parts) => Symbol.for(`takedown-lens.${name}`);

/** Called by a part's script when it has arrived. Of one that was asked for twice the first stays: others know it. */
export function offerPart<Name extends keyof Parts>(name: Name, part: Parts[Name]): void {
  if (!isThere(name)) Reflect.set(globalThis, hookOf(name), part);
}

/** Forgets parts that an earlier version of the extension left in this page: what they call is gone. */
export function dropParts(): void {
  for (const name of ['badge', 'card'] as const) Reflect.deleteProperty(globalThis, hookOf(name));
}

/** Has the part's script brought in, unless it is there. Rejects when the background stays silent. */
export async function bringPart(name: keyof Parts): Promise<void> {
  if (!isThere(name)) await askUntilAnswered({ type: 'load-part', part: name });
}

/** Has the readers of these sites brought in; they are offered then. Rejects when the background stays silent. */
export async function bringSites(sites: readonly string[]): Promise<void> {
  await askUntilAnswered({ type: 'load-sites', sites: [...sites] });
}

/** A part that was brought in before. Throws when it was not. */
export function partOf<Name extends keyof Parts>(name: Name): Parts[Name] {
  if (!isThere(name)) throw new Error(`The part ${name} is not there.`);
  return Reflect.get(globalThis, hookOf(name));
}

function isThere(name: keyof Parts): boolean {
  return Reflect.has(globalThis, hookOf(name));
}
