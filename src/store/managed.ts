import { browser } from '@wxt-dev/browser';

// Part of the content script, which carries no schema library.

/** What an organisation has set for its computers (docs/ADMIN.md); empty where none has. */
export interface ManagedPolicy {
  /** Lists that are subscribed to without asking, and stay. */
  readonly lists: readonly ManagedList[];
  /** Readers that are switched on or off for good, by site id. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** Whether people may make lists of their own of files. */
  readonly ownLists: boolean;
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

export const NO_POLICY: ManagedPolicy = {
  ...{ lists: [], sites: {}, ownLists: true, hosts: [], settings: {} },
};

const MAX_ITEMS = 200;

/** What an organisation may set that no person's setting is: whether there is a journal at all. */
export const POLICY_ALONE = ['journal'] as const;

/** Whether an organisation has switched the journal off. What is there and can't be read counts as off. */
export function isJournalBarred({ settings }: Pick<ManagedPolicy, 'settings'>): boolean {
  return 'journal' in settings && settings.journal !== true;
}

/** What of a policy decides how settings count. All that the content script needs of it. */
export type Locks = Pick<ManagedPolicy, 'sites' | 'settings'>;

function parseLocks(stored: unknown): Locks {
  const { sites, settings } = recordOf(stored) ?? {};
  return {
    sites: Object.fromEntries(
      Object.entries(recordOf(sites) ?? {}).filter(
        (site): site is [string, boolean] => typeof site[1] === 'boolean',
      ),
    ),
    settings: recordOf(settings) ?? {},
  };
}

/** A policy out of what the browser hands over. Each part that can't be read is left out by itself. */
export function parsePolicy(stored: unknown): ManagedPolicy {
  const { lists, ownLists, hosts } = recordOf(stored) ?? {};
  return {
    ...parseLocks(stored),
    lists: itemsOf(lists).flatMap((one) => {
      const { address, publicKey } = recordOf(one) ?? {};
      return isText(address) && isText(publicKey) && /^[\w-]{43}$/.test(publicKey)
        ? { address, publicKey }
        : [];
    }),
    ownLists: ownLists !== false,
    hosts: itemsOf(hosts).filter(isText),
  };
}

/** What was stored, if it has fields at all; null if not. */
export function recordOf(stored: unknown): Record<string, unknown> | null {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? (stored as Record<string, unknown>)
    : null;
}

const itemsOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [];

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 2000;

/** Where the background keeps a copy of the policy. */
const COPY_KEY = 'policy';
/** Chromium answers about policies some seconds after its own start; no page waits for that. */
const PATIENCE_MS = 100;
/** Who wants to hear of an answer that came late. */
const listeners = new Set<() => void>();

/**
 * What the organisation has set. Firefox rejects where there is no policy; that is none. Where the browser takes its
 * time, it is what was set when it last answered, and `onPolicyChanged` tells when it does.
 */
export async function readPolicy(): Promise<ManagedPolicy> {
  return parsePolicy(await readStored());
}

/** The same, of what decides how settings count alone. */
export async function readLocks(): Promise<Locks> {
  return parseLocks(await readStored());
}

/** The same out of the background's copy, which is there at once: for pages. */
export async function readCopiedLocks(): Promise<Locks> {
  return parseLocks((await browser.storage.local.get(COPY_KEY))[COPY_KEY]);
}

/**
 * Keeps a copy of what the browser answers, for pages and for the next time that it takes its time. For the background
 * alone. Resolves to whether it is another policy than before.
 */
export async function copyPolicy(): Promise<boolean> {
  const stored = await ask();
  const before = (await browser.storage.local.get(COPY_KEY))[COPY_KEY];
  if (JSON.stringify(before ?? {}) === JSON.stringify(stored)) return false;
  await browser.storage.local.set({ [COPY_KEY]: stored });
  return true;
}

function readStored(): Promise<unknown> {
  return new Promise((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      browser.storage.local.get(COPY_KEY).then((kept) => resolve(kept[COPY_KEY]), resolve);
    }, PATIENCE_MS);
    void ask().then((stored) => {
      clearTimeout(timer);
      resolve(stored);
      if (isLate) for (const listener of listeners) listener();
    });
  });
}

async function ask(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    return {};
  }
}

/** Calls back when the policy has been read late, or changed. Gives the way to stop. */
export function onPolicyChanged(callback: () => void): () => void {
  // Firefox, which reads a policy only when it starts, need not have this.
  const changed = browser.storage.managed?.onChanged;
  changed?.addListener(callback);
  listeners.add(callback);
  return () => {
    changed?.removeListener(callback);
    listeners.delete(callback);
  };
}
