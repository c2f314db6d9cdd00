import { browser } from '@wxt-dev/browser';

// Part of the content script, which carries no schema library.

/** What an organisation has set for its computers (docs/ADMIN.md); empty where none has. */
export interface ManagedPolicy {
  /** Lists that are subscribed to without asking, and stay. */
  readonly lists: readonly ManagedList[];
  /** Readers that are switched on or off for good, by site id. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** Hosts that the options offer to allow; the browser still asks the person. */
  readonly hosts: readonly string[];
  /** Settings that nobody here can change, as they were written: settings.ts reads each as it reads stored ones. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface ManagedList {
  readonly address: string;
  /** The key that its publisher signs with, base64url. */
  readonly publicKey: string;
}

export const NO_POLICY: ManagedPolicy = { lists: [], sites: {}, hosts: [], settings: {} };

const MAX_ITEMS = 200;

/** What of a policy decides how settings count. All that the content script needs of it. */
export type Locks = Pick<ManagedPolicy, 'sites' | 'settings'>;

function parseLocks(stored: unknown): Locks {
  const { sites, settings } = recordOf(stored);
  return {
    sites: Object.fromEntries(
      Object.entries(recordOf(sites)).filter(
        (site): site is [string, boolean] =>
          /^[a-z0-9-]{1,64}$/.test(site[0]) && typeof site[1] === 'boolean',
      ),
    ),
    settings: recordOf(settings),
  };
}

/** A policy out of what the browser hands over. Each part that can't be read is left out by itself. */
export function parsePolicy(stored: unknown): ManagedPolicy {
  const { lists, hosts } = recordOf(stored);
  return {
    ...parseLocks(stored),
    lists: itemsOf(lists).flatMap((one) => {
      const { address, publicKey } = recordOf(one);
      return isText(address) && isText(publicKey) && /^[\w-]{43}$/.test(publicKey)
        ? { address, publicKey }
        : [];
    }),
    hosts: itemsOf(hosts).filter(isText),
  };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const itemsOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [];

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 2000;

/**
 * What the organisation has set, as far as the browser knows it now. Firefox rejects where there is no policy; that
 * is none. Chromium may not have read it yet at its own start: `onPolicyChanged` tells then.
 */
export async function readPolicy(): Promise<ManagedPolicy> {
  return parsePolicy(await readStored());
}

/** The same, of what decides how settings count alone. */
export async function readLocks(): Promise<Locks> {
  return parseLocks(await readStored());
}

async function readStored(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return null;
  }
}

/** Calls back when the policy has been read or changed. Gives the way to stop. */
export function onPolicyChanged(callback: () => void): () => void {
  // Firefox, which reads a policy only when it starts, need not have this.
  const changed = browser.storage.managed?.onChanged;
  changed?.addListener(callback);
  return () => changed?.removeListener(callback);
}
