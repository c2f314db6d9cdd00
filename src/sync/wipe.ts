import { isPrivateList } from '../lists/private-id.ts';
import { unhideAll } from '../store/hidden.ts';
import { resetSettings } from '../store/settings.ts';
import { forgetSiteHealth } from '../store/site-health.ts';
import type { ListKeeper } from './keeper.ts';
import type { PrivateLists } from './private-lists.ts';
import type { ListSubscriptions } from './subscriptions.ts';

/** What a person can have deleted, each by itself. */
export const WIPEABLE = [
  'settings',
  'hidden',
  'lists',
  'own-lists',
  'health',
  'session',
  'journal',
] as const;
export type Wipeable = (typeof WIPEABLE)[number];

export interface WipeOptions {
  readonly keeper: ListKeeper;
  readonly subscriptions: ListSubscriptions;
  readonly privateLists: Pick<PrivateLists, 'tidy' | 'wipe'>;
  /** Ids of lists that stay, because an organisation has set them. */
  readonly kept: readonly string[];
  readonly session: { clear(): Promise<void> };
  readonly journal: () => Promise<void>;
}

/**
 * Deletes what is kept on this computer, and of settings what the browser's own synchronisation keeps too. The list
 * inside the extension's package comes back by itself. Rejects with what storage rejects with; then what comes
 * before in WIPEABLE is deleted already.
 */
export async function wipe(what: readonly Wipeable[], options: WipeOptions): Promise<void> {
  const { keeper, subscriptions, privateLists, kept, session, journal } = options;
  const work: Readonly<Record<Wipeable, () => Promise<void>>> = {
    settings: resetSettings,
    hidden: unhideAll,
    lists: async () => {
      for (const { listId } of await subscriptions.all()) {
        if (!kept.includes(listId)) await subscriptions.remove(listId);
      }
      await keeper.beginAnew();
      const { lists } = await (await keeper.ready()).state();
      const there = [...lists.map(({ id }) => id), ...kept];
      await subscriptions.forgetPlaces((id) => !isPrivateList(id) && !there.includes(id));
      await subscriptions.update();
      // They are not among these: what is read of files is deleted by itself, and put in use again.
      await privateLists.tidy(Date.now());
    },
    'own-lists': async () => {
      await privateLists.wipe();
      // Such an id says which file it was.
      await subscriptions.forgetPlaces(isPrivateList);
    },
    health: forgetSiteHealth,
    session: () => session.clear(),
    journal,
  };
  for (const one of WIPEABLE) if (what.includes(one)) await work[one]();
}
