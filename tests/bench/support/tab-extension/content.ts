import { type ReadableArea, readFiltersFrom } from '../../../../src/store/filter-storage.ts';
import { strangers } from '../names.ts';

// In a page: gets at the names in the way that the page's address says, keeps them, and tells how long it took.

interface Ready {
  /** Until the first name was looked up, ms. */
  readonly ms: number;
  /** Names of a page that are in no list and were let through. */
  readonly through: number;
}

const { chrome } = globalThis as unknown as { chrome: { storage: { local: ReadableArea } } };
const area = chrome.storage.local;
const kept: unknown[] = [];
// Nothing else holds what was read once `run` is over, and it is to count in the tab's memory.
Object.assign(globalThis, { kept });

/** Names on a page that is scrolled for long. */
const NAMES = 20_000;
const NAMES_AT_A_TIME = 50;

const ways: Readonly<Record<string, () => Promise<number>>> = {
  none: async () => 0,
  filter: async () => {
    const { filters } = await readFiltersFrom(area, ['x']);
    kept.push(filters);
    return filters.get('x')?.mayHave('!nobody') ? 1 : 0;
  },
  set: async () => {
    const { names } = await area.get('names');
    const set = new Set(names as string[]);
    kept.push(set);
    return set.has('!nobody') ? 1 : 0;
  },
  scroll: async () => {
    const filter = (await readFiltersFrom(area, ['x'])).filters.get('x');
    kept.push(filter);
    if (!filter) throw new Error('there is no filter');
    let through = 0;
    for (let at = 0; at < NAMES; at += NAMES_AT_A_TIME) {
      const names = strangers(NAMES_AT_A_TIME, at);
      if ('which' in filter) through += (await filter.which(names)).size;
      else through += names.filter((name) => filter.mayHave(name)).length;
    }
    return through;
  },
};

async function run(): Promise<void> {
  const way = ways[new URL(location.href).searchParams.get('way') ?? ''];
  if (!way) return;
  const start = performance.now();
  const through = await way();
  const ready: Ready = { ms: performance.now() - start, through };
  document.documentElement.dataset.ready = JSON.stringify(ready);
}

void run();
