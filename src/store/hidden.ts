import { browser } from '@wxt-dev/browser';
import { PLATFORM_IDS, type PlatformId } from '../accounts/platforms.ts';

// Part of what is brought to a page, which carries no schema library.

/** An account or a disclosure of which a person wants no badge. */
export type Hidden = HiddenAccount | HiddenDisclosure;

export interface HiddenAccount {
  readonly kind: 'account';
  readonly platform: PlatformId;
  /** As lists are looked up: `@name` or `#id` (accounts/keys.ts). */
  readonly key: string;
  /** What the person saw it called. */
  readonly name: string;
  /** When it was hidden (ms, Unix epoch). */
  readonly since: number;
}

export interface HiddenDisclosure {
  readonly kind: 'disclosure';
  readonly id: string;
  readonly name: string;
  readonly since: number;
}

/*
 * Each in an item of its own of storage.sync: what two computers hide at the same time is joined by the browser,
 * item by item, and nothing has to be read before it is written. The browser keeps 512 items.
 */
const PREFIX = 'hidden ';
const ACCOUNT = /^hidden account (\S+) ([@#].{1,260})$/s;
const DISCLOSURE = /^hidden disclosure (\S{1,200})$/;
const LONGEST_NAME = 300;

/** The name of the item in which one is kept. */
export function hiddenKey(hidden: Hidden): string {
  return hidden.kind === 'account'
    ? `${PREFIX}account ${hidden.platform} ${hidden.key}`
    : `${PREFIX}disclosure ${hidden.id}`;
}

/** What is hidden, out of all items of storage.sync, the latest first. What can't be read is left out. */
export function parseHidden(items: Readonly<Record<string, unknown>>): Hidden[] {
  return Object.entries(items)
    .flatMap(([item, value]) => parseOne(item, value) ?? [])
    .sort((a, b) => b.since - a.since);
}

function parseOne(item: string, value: unknown): Hidden | null {
  const stored = (value ?? {}) as { name?: unknown; since?: unknown };
  const since = Number.isSafeInteger(stored.since) ? (stored.since as number) : 0;
  const called = typeof stored.name === 'string' ? stored.name.slice(0, LONGEST_NAME) : null;
  const [, on, key] = ACCOUNT.exec(item) ?? [];
  const platform = PLATFORM_IDS.find((one) => one === on);
  if (platform !== undefined && key !== undefined) {
    return { kind: 'account', platform, key, name: called ?? key, since };
  }
  const id = DISCLOSURE.exec(item)?.[1];
  return id === undefined ? null : { kind: 'disclosure', id, name: called ?? id, since };
}

/** All that is hidden, the latest first. */
export async function readHidden(): Promise<Hidden[]> {
  return parseHidden(await browser.storage.sync.get(null));
}

/** Hides more; rejects with what the browser says when it has no room for them. */
export async function hide(hidden: readonly Hidden[]): Promise<void> {
  const items = hidden.map((one) => [
    hiddenKey(one),
    { name: one.name.slice(0, LONGEST_NAME), since: one.since },
  ]);
  await browser.storage.sync.set(Object.fromEntries(items));
}

/** Shows badges of these again. */
export async function unhide(hidden: readonly Hidden[]): Promise<void> {
  await browser.storage.sync.remove(hidden.map(hiddenKey));
}

/** Shows badges of all again, also of what another version hid and this one can't read. */
export async function unhideAll(): Promise<void> {
  const items = Object.keys(await browser.storage.sync.get(null));
  await browser.storage.sync.remove(items.filter((item) => item.startsWith(PREFIX)));
}

/** Calls back whenever something else is hidden, in whatever context. Gives the way to stop. */
export function onHiddenChanged(callback: (hidden: Hidden[]) => void): () => void {
  const listener = (changes: Record<string, unknown>) => {
    if (Object.keys(changes).some((key) => key.startsWith(PREFIX))) {
      void readHidden().then(callback, () => {});
    }
  };
  browser.storage.sync.onChanged.addListener(listener);
  return () => browser.storage.sync.onChanged.removeListener(listener);
}
