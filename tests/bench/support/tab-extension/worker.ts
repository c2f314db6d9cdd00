import { publishFilters, type WritableArea } from '../../../../src/store/filter-writer.ts';
import { EMPTY_STATE, type GenerationInfo } from '../../../../src/store/generations.ts';
import { openListStore } from '../../../../src/store/list-store.ts';
import { memoryDatabase } from '../../../../src/store/memory-database.ts';

// The background of the extension that benches tabs: it stores what tabs read, then it is ended.

const { chrome } = globalThis as unknown as { chrome: { storage: { local: WritableArea } } };

/** Stores a filter file as the extension does. */
async function storeFilter(address: string): Promise<void> {
  const whole = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const database = memoryDatabase();
  const generation = 'bench@1';
  const manifest = { files: { platforms: [{ platform: 'x' }] } };
  await database.setInfo(generation, { manifest } as unknown as GenerationInfo);
  await database.setFilter(generation, 'x', { whole, added: null });
  await database.setState({
    ...EMPTY_STATE,
    lists: [
      {
        ...{ id: 'bench', current: generation, previous: null, bundled: false },
        ...{ corrections: null, followsRules: false },
      },
    ],
  });
  await publishFilters(await openListStore({ database }), chrome.storage.local);
}

/** Stores the names themselves, as a Set is read from. */
async function storeNames(address: string): Promise<void> {
  const names: unknown = await (await fetch(address)).json();
  await chrome.storage.local.set({ names });
}

Object.assign(globalThis, { storeFilter, storeNames });
