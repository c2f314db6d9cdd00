import { browser } from '@wxt-dev/browser';
import type { EvidenceLevel } from '../records/evidence.ts';
import { type Locks, onPolicyChanged, readCopiedLocks, readLocks, recordOf } from './managed.ts';

// Part of the content script, which carries no schema library.

/** What the person chose. It follows them through their browser's own synchronisation. */
export interface Settings {
  /** The switch for everything. */
  readonly enabled: boolean;
  /** Ids of the readers that are switched off. */
  readonly sitesOff: readonly string[];
  /** Nothing is read before this moment (ms, Unix epoch); null while not paused. */
  readonly pausedUntil: number | null;
  /** How many words a badge has; `auto`: as many as its spot has room for. */
  readonly badgeSize: BadgeSize;
  /** Evidence levels whose matches show no badge. The strongest is never among them. */
  readonly levelsHidden: readonly EvidenceLevel[];
  /** Whether the toolbar's icon has the number of matches on it. */
  readonly toolbarCount: boolean;
  /** Whether a page may be opened after an update that changes something a person should know. */
  readonly whatsNew: boolean;
}

export const BADGE_SIZES = ['auto', 'full', 'short'] as const;
export type BadgeSize = (typeof BADGE_SIZES)[number];

const KEY = 'settings';
/** 1 had `enabled` and `sitesOff` alone; what it lacks takes its default. */
const VERSION = 2;

export const DEFAULT_SETTINGS: Settings = {
  enabled: true,
  sitesOff: [],
  pausedUntil: null,
  badgeSize: 'auto',
  levelsHidden: [],
  toolbarCount: true,
  whatsNew: true,
};

/** Settings that an organisation may set for good, beside sites. */
export const LOCKABLE = [
  'enabled',
  'badgeSize',
  'levelsHidden',
  'toolbarCount',
  'whatsNew',
] as const;

/** Levels that a person may do without. */
export const HIDEABLE_LEVELS = ['same-name-in-time', 'same-name'] as const;

const READER_ID = /^[a-z0-9-]{1,64}$/;

/** What of the settings decides whether a page is read. All that the content script needs of them. */
export type Switches = Pick<Settings, 'enabled' | 'sitesOff' | 'pausedUntil'>;

/**
 * Settings out of whatever is stored. Each field falls back by itself, so one broken value costs only
 * itself. What is missing takes its default, but what is there and can't be read counts as off: it may
 * have been a person's off switch, and that is never undone.
 */
export function parseSettings(stored: unknown): Settings {
  const { badgeSize, levelsHidden, toolbarCount, whatsNew } = recordOf(stored) ?? {};
  return {
    ...parseSwitches(stored),
    badgeSize: BADGE_SIZES.find((size) => size === badgeSize) ?? DEFAULT_SETTINGS.badgeSize,
    levelsHidden: Array.isArray(levelsHidden)
      ? HIDEABLE_LEVELS.filter((level) => levelsHidden.includes(level))
      : DEFAULT_SETTINGS.levelsHidden,
    toolbarCount: isOn(toolbarCount, DEFAULT_SETTINGS.toolbarCount),
    whatsNew: isOn(whatsNew, DEFAULT_SETTINGS.whatsNew),
  };
}

function parseSwitches(stored: unknown): Switches {
  const record = stored === undefined ? {} : recordOf(stored);
  const { enabled, sitesOff, pausedUntil } = record ?? { enabled: false };
  return {
    enabled: isOn(enabled, true),
    sitesOff: Array.isArray(sitesOff) ? [...new Set(sitesOff.filter(isReaderId))].sort() : [],
    pausedUntil: Number.isSafeInteger(pausedUntil) ? (pausedUntil as number) : null,
  };
}

function isOn(value: unknown, whenMissing: boolean): boolean {
  return value === undefined ? whenMissing : value === true;
}

/**
 * Whether pages are read at `now` (ms, Unix epoch): switched on, and not paused. A pause never lasts longer
 * than it may have been meant to: a clock that was set back does not make it endless.
 */
export function isReading({ enabled, pausedUntil }: Switches, now: number): boolean {
  return enabled && !(pausedUntil !== null && now < pausedUntil && pausedUntil - now <= PAUSE_MS);
}

/** How long the popup's pause is. */
export const PAUSE_MS = 3_600_000;

function isReaderId(id: unknown): id is string {
  return typeof id === 'string' && READER_ID.test(id);
}

/**
 * Settings as they count: what an organisation has set stands before what the person chose, which stays stored and
 * counts again when the policy goes.
 */
export function underPolicy(stored: unknown, locks: Locks): Settings {
  const set = parseSettings(locks.settings);
  const locked = LOCKABLE.filter((name) => name in locks.settings).map((name) => [name, set[name]]);
  return {
    ...parseSettings(stored),
    ...Object.fromEntries(locked),
    ...switchesUnderPolicy(stored, locks),
  };
}

function switchesUnderPolicy(stored: unknown, { sites, settings }: Locks): Switches {
  const chosen = parseSwitches(stored);
  const off = Object.keys(sites).filter((site) => !sites[site]);
  return {
    ...chosen,
    enabled: 'enabled' in settings ? settings.enabled === true : chosen.enabled,
    sitesOff: [...chosen.sitesOff.filter((site) => !Object.hasOwn(sites, site)), ...off],
  };
}

/** The settings as they count now. */
export async function readSettings(): Promise<Settings> {
  const [stored, locks] = await Promise.all([browser.storage.sync.get(KEY), readLocks()]);
  return underPolicy(stored[KEY], locks);
}

/** Whether pages are read now, as it counts: what pages need, without waiting for the browser's own policies. */
export async function readSwitches(): Promise<Switches> {
  const [stored, locks] = await Promise.all([browser.storage.sync.get(KEY), readCopiedLocks()]);
  return switchesUnderPolicy(stored[KEY], locks);
}

/** The settings as the person chose them, whatever an organisation has set. */
export async function readChosenSettings(): Promise<Settings> {
  return parseSettings((await browser.storage.sync.get(KEY))[KEY]);
}

/** Forgets all that the person chose. */
export async function resetSettings(): Promise<void> {
  await browser.storage.sync.remove(KEY);
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Changes what the person chose and gives it. Changes of one context happen one after the other; of several
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
  const tell = () => void readSettings().then(callback, () => {});
  const stops = [onStored(tell), onPolicyChanged(tell)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The same of what decides whether a page is read, but for policies: of those the background tells every tab. */
export function onSwitchesChanged(callback: (switches: Switches) => void): () => void {
  return onStored(() => void readSwitches().then(callback, () => {}));
}

function onStored(callback: () => void): () => void {
  const listener = (changes: Record<string, unknown>) => {
    if (KEY in changes) callback();
  };
  browser.storage.sync.onChanged.addListener(listener);
  return () => browser.storage.sync.onChanged.removeListener(listener);
}
