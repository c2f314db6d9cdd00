import browser from 'webextension-polyfill';
import * as z from 'zod/mini';

// Part of the content script, hence zod/mini.

/** What the person chose. Kept on this machine. */
export interface Settings {
  /** The switch for everything. */
  readonly enabled: boolean;
  /** Ids of the readers that are switched off. */
  readonly sitesOff: readonly string[];
}

const KEY = 'settings';
const VERSION = 1;

export const DEFAULT_SETTINGS: Settings = { enabled: true, sitesOff: [] };

const Stored = z.record(z.string(), z.unknown());
const ReaderId = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));

/**
 * Settings out of whatever is stored. Each field falls back by itself, so one broken value costs only
 * itself. What is missing takes its default, but what is there and can't be read counts as off: it may
 * have been a person's off switch, and that is never undone.
 */
export function parseSettings(stored: unknown): Settings {
  if (stored === undefined) return DEFAULT_SETTINGS;
  const record = Stored.safeParse(stored);
  if (!record.success) return { ...DEFAULT_SETTINGS, enabled: false };
  const { enabled, sitesOff } = record.data;
  return {
    enabled: enabled === undefined ? DEFAULT_SETTINGS.enabled : enabled === true,
    sitesOff: Array.isArray(sitesOff)
      ? [...new Set(sitesOff.filter((id) => ReaderId.safeParse(id).success))].sort()
      : DEFAULT_SETTINGS.sitesOff,
  };
}

/** The settings as they stand. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return parseSettings(stored[KEY]);
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Changes settings and gives the new ones. Changes of one context happen one after the other; of several
 * contexts (two open popups) the last one stands. Fields this version does not know are kept as they are.
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = queue.then(async () => {
    const stored = (await browser.storage.local.get(KEY))[KEY];
    const unknownFields = Stored.safeParse(stored);
    const next = change(parseSettings(stored));
    await browser.storage.local.set({
      [KEY]: { ...(unknownFields.success ? unknownFields.data : {}), ...next, version: VERSION },
    });
    return next;
  });
  queue = changed.catch(() => undefined);
  return changed;
}

/** Calls back with the new settings whenever they change, in whatever context. Gives the way to stop. */
export function onSettingsChanged(callback: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (KEY in changes) callback(parseSettings(changes[KEY]?.newValue));
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
