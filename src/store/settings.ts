import { browser } from '@wxt-dev/browser';

// Part of the content script, which carries no schema library.

/** What the person chose. It follows them through their browser's own synchronisation. */
export interface Settings {
  /** The switch for everything. */
  readonly enabled: boolean;
  /** Ids of the readers that are switched off. */
  readonly sitesOff: readonly string[];
}

const KEY = 'settings';
const VERSION = 1;

export const DEFAULT_SETTINGS: Settings = { enabled: true, sitesOff: [] };

const READER_ID = /^[a-z0-9-]{1,64}$/;

/**
 * Settings out of whatever is stored. Each field falls back by itself, so one broken value costs only
 * itself. What is missing takes its default, but what is there and can't be read counts as off: it may
 * have been a person's off switch, and that is never undone.
 */
export function parseSettings(stored: unknown): Settings {
  if (stored === undefined) return DEFAULT_SETTINGS;
  const record = recordOf(stored);
  if (record === null) return { ...DEFAULT_SETTINGS, enabled: false };
  const { enabled, sitesOff } = record;
  return {
    enabled: enabled === undefined ? DEFAULT_SETTINGS.enabled : enabled === true,
    sitesOff: Array.isArray(sitesOff)
      ? [...new Set(sitesOff.filter(isReaderId))].sort()
      : DEFAULT_SETTINGS.sitesOff,
  };
}

function recordOf(stored: unknown): Record<string, unknown> | null {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? (stored as Record<string, unknown>)
    : null;
}

function isReaderId(id: unknown): id is string {
  return typeof id === 'string' && READER_ID.test(id);
}

/** The settings as they stand. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.sync.get(KEY);
  return parseSettings(stored[KEY]);
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Changes settings and gives the new ones. Changes of one context happen one after the other; of several
 * contexts (two open popups) the last one stands. Fields this version does not know are kept as they are.
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  const changed = queue.then(async () => {
    const stored = (await browser.storage.sync.get(KEY))[KEY];
    const next = change(parseSettings(stored));
    await browser.storage.sync.set({
      [KEY]: { ...recordOf(stored), ...next, version: VERSION },
    });
    return next;
  });
  queue = changed.catch(() => undefined);
  return changed;
}

/** Switches the reader of one site on or off. */
export function switchSite(site: string, on: boolean): Promise<Settings> {
  return changeSettings((old) => ({
    ...old,
    sitesOff: on ? old.sitesOff.filter((id) => id !== site) : [...old.sitesOff, site],
  }));
}

/**
 * Calls back with the new settings whenever they change, in whatever context. Gives the way to stop.
 *
 * They are not in storage.local: whoever listens there is sent every filter that is written, twice.
 */
export function onSettingsChanged(callback: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (KEY in changes) callback(parseSettings(changes[KEY]?.newValue));
  };
  browser.storage.sync.onChanged.addListener(listener);
  return () => browser.storage.sync.onChanged.removeListener(listener);
}
