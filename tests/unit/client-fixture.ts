import { vi } from 'vitest';
import type { PlatformId } from '../../src/accounts/platforms.ts';
import type { Refusal } from '../../src/lists/refusal.ts';
import type { AccountEntry } from '../../src/records/entry.ts';
import { readFiltersFrom } from '../../src/store/filter-storage.ts';
import type { WritableArea } from '../../src/store/filter-writer.ts';
import type { Database } from '../../src/store/generations.ts';
import { openListStore } from '../../src/store/list-store.ts';
import { PrivateFiles } from '../../src/store/private-files.ts';
import { ListKeeper } from '../../src/sync/keeper.ts';
import { PrivateLists } from '../../src/sync/private-lists.ts';
import { ListSubscriptions } from '../../src/sync/subscriptions.ts';
import { memoryArea, someEntry, someList } from './list-fixture.ts';
import type { Publisher } from './publisher-fixture.ts';

export interface ClientOptions {
  /** As storage.local keeps it from one start to the next. */
  readonly area?: WritableArea;
  /** Another one than IndexedDB. */
  readonly database?: Database;
}

export interface Attempt {
  /** Names of the files that were asked for. */
  readonly asked: readonly string[];
  /** Why the first list was refused, if it was. */
  readonly refusal: Refusal | null;
}

/** One background's side of sync, as it is wired there. The list in its package names `@bundled` on X. */
export class SyncClient {
  readonly area: WritableArea;
  readonly keeper: ListKeeper;
  readonly lists: ListSubscriptions;
  readonly privateLists: PrivateLists;
  readonly privateFiles = new PrivateFiles();
  /** Whether an organisation lets people make lists of files. */
  ownAllowed = true;
  /** How often tabs were told. */
  told = 0;

  constructor({ area = memoryArea(), database }: ClientOptions = {}) {
    const bundled = someList([someEntry({ handle: 'bundled' })], { id: 'bundled-list' });
    this.area = area;
    this.keeper = new ListKeeper({
      fetchBundled: async (name) => Uint8Array.from(bundled.files.get(name)!),
      area,
      release: '1.0.0',
      onChange: () => {
        this.told++;
      },
      openStore: (options) => openListStore({ ...options, ...(database && { database }) }),
    });
    this.lists = new ListSubscriptions({ keeper: this.keeper, area });
    this.privateLists = new PrivateLists({
      keeper: this.keeper,
      files: this.privateFiles,
      order: () => this.lists.order(),
      isAllowed: async () => this.ownAllowed,
    });
  }

  add({ address, key }: Publisher): Promise<void> {
    return this.lists.add({ address, publicKey: key.publicKey });
  }

  /** Updates the list `lab`, as a person asks for it. */
  update(): Promise<Attempt> {
    return this.#watched(() => this.lists.update('lab'));
  }

  /** Updates what is due, as an alarm asks for it. */
  updateDue(): Promise<Attempt> {
    return this.#watched(() => this.lists.update());
  }

  /** What the lists in use say of a name. */
  async entry(name: string, platform: PlatformId = 'x'): Promise<AccountEntry | null> {
    const { found } = await (await this.keeper.ready()).lookup(platform, [`@${name}`]);
    return found[0]?.entry ?? null;
  }

  /** Which of these names on X are found. */
  async found(...names: string[]): Promise<string[]> {
    const { found } = await (await this.keeper.ready()).lookup(
      'x',
      names.map((name) => `@${name}`),
    );
    return names.filter((name) => found.some(({ key }) => key === `@${name}`));
  }

  /** Whether a tab would ask about a name on X. */
  async letsThrough(name: string): Promise<boolean> {
    const { filters } = await readFiltersFrom(this.area, ['x']);
    return filters.get('x')?.mayHave(`@${name}`) ?? false;
  }

  async #watched(update: () => Promise<void>): Promise<Attempt> {
    const fetching = vi.spyOn(globalThis, 'fetch');
    await update();
    const asked = fetching.mock.calls.map(([address]) => String(address).split('/').at(-1) ?? '');
    fetching.mockRestore();
    return { asked, refusal: (await this.lists.all())[0]?.lastError?.refusal ?? null };
  }
}
