import { useEffect } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { JournalState, SubscriptionsAnswer } from '../../src/messaging/messages.ts';
import { type Hidden, onHiddenChanged, readHidden } from '../../src/store/hidden.ts';
import { readSiteHealth } from '../../src/store/site-health.ts';
import { onOwnPageEvent } from '../shared/own-page-events.ts';
import { useAnswer } from '../shared/use-answer.ts';

/** How much of everything is kept; null until it is counted. */
export interface Kept {
  readonly syncedBytes: number;
  readonly hidden: readonly Hidden[];
  readonly lists: SubscriptionsAnswer;
  /** Of all lists, unpacked. */
  readonly listBytes: number;
  readonly unreadableSites: number;
  /** Tabs of whose frames something is remembered. */
  readonly tabs: number;
  readonly journal: JournalState;
  /** What the browser says is used and would be allowed; null where it does not say. */
  readonly estimate: { readonly usage: number; readonly quota: number } | null;
}

/** The browsers' own limit of synchronised storage, in bytes. */
export const SYNC_QUOTA = 102_400;

/** While pages are recorded it changes oftener than a person can follow. */
const REST_MS = 1000;

/** What is kept, counted anew by `refresh` and whenever it changes. `failed` when it could not be counted. */
export function useKept() {
  const { answer: kept, failed, refresh } = useAnswer(count);
  useEffect(() => {
    void refresh();
    let due: ReturnType<typeof setTimeout> | undefined;
    const stopHearing = onOwnPageEvent(({ type }) => {
      if (type !== 'subscriptions-changed' && type !== 'journal-changed') return;
      due ??= setTimeout(() => {
        due = undefined;
        void refresh();
      }, REST_MS);
    });
    const stop = onHiddenChanged(() => void refresh());
    return () => {
      clearTimeout(due);
      stopHearing();
      stop();
    };
  }, [refresh]);
  return { kept, failed, refresh };
}

async function count(): Promise<Kept> {
  const [synced, hidden, lists, health, session, journal, estimate] = await Promise.all([
    browser.storage.sync.get(null),
    readHidden(),
    askBackground({ type: 'subscriptions' }),
    readSiteHealth(),
    browser.storage.session.get(null),
    askBackground({ type: 'journal' }),
    navigator.storage.estimate().catch(() => ({})),
  ]);
  const states = [lists.bundled, ...lists.added.map(({ state }) => state)];
  const { usage, quota } = estimate as StorageEstimate;
  return {
    syncedBytes: sizeOf(synced),
    hidden,
    lists,
    listBytes: states.reduce((sum, state) => sum + (state?.bytes ?? 0), 0),
    unreadableSites: Object.keys(health).length,
    journal,
    tabs: Object.keys(session).filter((key) => key.startsWith('frames ')).length,
    estimate: usage === undefined || quota === undefined ? null : { usage, quota },
  };
}

/** As browsers count it: each key, and its value as JSON. */
function sizeOf(items: Readonly<Record<string, unknown>>): number {
  const text = Object.entries(items).map(([key, value]) => key + JSON.stringify(value));
  return new TextEncoder().encode(text.join('')).length;
}
