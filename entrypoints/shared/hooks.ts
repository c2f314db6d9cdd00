import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import browser, { type Tabs } from 'webextension-polyfill';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListFacts } from '../../src/messaging/messages.ts';
import {
  type ManagedPolicy,
  NO_POLICY,
  onPolicyChanged,
  readPolicy,
} from '../../src/store/managed.ts';
import { onSettingsChanged, readSettings, type Settings } from '../../src/store/settings.ts';
import { activeTab, followActivePage, type PageState } from './active-page.ts';
import { lastAnswer } from './last-answer.ts';
import { onOwnPageEvent } from './own-page-events.ts';

/** The page in front, kept up with (active-page.ts), and the way to ask it at once. */
export function useActivePage(toldAddress: boolean): readonly [PageState, () => void] {
  const [page, setPage] = useState<PageState>({ kind: 'asking' });
  const following = useRef<ReturnType<typeof followActivePage> | null>(null);
  useEffect(() => {
    const started = followActivePage(toldAddress, setPage);
    following.current = started;
    return started.stop;
  }, [toldAddress]);
  return [page, useCallback(() => following.current?.refresh(), [])];
}

/** The settings as they stand; null until they are read. */
export function useSettings(): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void readSettings().then(setSettings);
    return onSettingsChanged(setSettings);
  }, []);
  return settings;
}

/** The window that this view is in. Known before it is needed: a panel may be opened only in the very click. */
export function useWindow(): {
  readonly windowId: number | undefined;
  readonly isPrivate: boolean;
} {
  const [tab, setTab] = useState<Tabs.Tab | null>(null);
  useEffect(() => {
    void activeTab().then(setTab);
  }, []);
  return { windowId: tab?.windowId, isPrivate: tab?.incognito ?? false };
}

/** What an organisation has set. */
export function usePolicy(): ManagedPolicy {
  const [policy, setPolicy] = useState<ManagedPolicy>(NO_POLICY);
  useEffect(() => {
    const read = () => void readPolicy().then(setPolicy);
    read();
    return onPolicyChanged(read);
  }, []);
  return policy;
}

/** A list in use, and when it was last looked whether there is a newer one (ms, Unix epoch); null for the one built in. */
export type ListInUse = ListFacts & { readonly lookedAt: number | null };

/** The lists in use in their order; null while unknown. */
export function useListsInUse(): readonly ListInUse[] | null {
  const [lists, setLists] = useState<readonly ListInUse[] | null>(null);
  useEffect(() => {
    const ask = lastAnswer(listsInUse, setLists, () => setLists(null));
    void ask();
    return onOwnPageEvent(({ type }) => {
      if (type === 'subscriptions-changed') void ask();
    });
  }, []);
  return lists;
}

async function listsInUse(): Promise<ListInUse[]> {
  const [{ lists }, { added }] = await Promise.all([
    askBackground({ type: 'lists' }),
    askBackground({ type: 'subscriptions' }),
  ]);
  const looked = new Map(added.map(({ listId, lastSuccess }) => [listId, lastSuccess]));
  return lists.map((list) => ({ ...list, lookedAt: looked.get(list.id) ?? null }));
}

/** The keys that are set for our commands, by the command's name; empty where the browser has none. */
export function useCommandKeys(): ReadonlyMap<string, string> {
  const [keys, setKeys] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    void browser.commands?.getAll().then((all) => {
      setKeys(new Map(all.map(({ name = '', shortcut = '' }) => [name, shortcut])));
    });
  }, []);
  return keys;
}
