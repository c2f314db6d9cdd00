/**
 * A list verified, stored and put in use by the extension's service worker in Chromium, from a server on this
 * machine; against the same records written to IndexedDB one a key.
 * `npm run bench -- list-import [records …]`, by default 100000 1000000.
 */
import { startPublisher } from '../unit/publisher-fixture.ts';
import { syntheticEntries } from './support/entries.ts';
import { benchArguments, type Figure, median, report } from './support/report.ts';
import { publishEntries, type Subscriber, withSubscriber } from './support/subscriber.ts';

const ROUNDS = 3;
/** For a million it takes minutes, and a record takes no less time among more of them. */
const MAX_ONE_A_KEY = 200_000;

/** About as many pages as a shard has. */
const PAGES_AT_ONCE = 256;

/** Milliseconds to write records to IndexedDB, one a key, in as few transactions as is sensible. */
function writeOneByOne({ options }: Subscriber, records: number): Promise<number> {
  return options.run(async (count) => {
    const opening = indexedDB.open('one-a-key', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const start = performance.now();
    for (let from = 0; from < count; from += 10_000) {
      const write = db.transaction('records', 'readwrite', { durability: 'relaxed' });
      const store = write.objectStore('records');
      for (let at = from; at < Math.min(count, from + 10_000); at++) {
        const handle = `name_${(at * 7919) % count}_${at}`;
        store.put({ handle, removed: '2018-05-20', namedIn: ['first'] }, handle);
      }
      await new Promise<void>((resolve, reject) => {
        write.oncomplete = () => resolve();
        write.onerror = () => reject(write.error);
      });
    }
    const ms = performance.now() - start;
    db.close();
    indexedDB.deleteDatabase('one-a-key');
    return ms;
  }, records);
}

/** Milliseconds to write the pages that the import has stored once more, a shard's at a time as the import does. */
function writePages({ options }: Subscriber, pagesAtOnce: number): Promise<number> {
  return options.run(async (atOnce) => {
    const opened = (opening: IDBOpenDBRequest) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
    const own = await opened(indexedDB.open('takedown-lens'));
    const pages = await new Promise<Uint8Array[]>((resolve, reject) => {
      const all = own.transaction('pages').objectStore('pages').getAll();
      all.onsuccess = () => resolve(all.result);
      all.onerror = () => reject(all.error);
    });
    own.close();
    const opening = indexedDB.open('pages-again', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('pages');
    const db = await opened(opening);
    const start = performance.now();
    for (let from = 0; from < pages.length; from += atOnce) {
      const write = db.transaction('pages', 'readwrite', { durability: 'relaxed' });
      pages.slice(from, from + atOnce).forEach((page, at) => {
        write.objectStore('pages').put(page, ['bench', 'x', from + at]);
      });
      await new Promise<void>((resolve, reject) => {
        write.oncomplete = () => resolve();
        write.onerror = () => reject(write.error);
      });
    }
    const ms = performance.now() - start;
    db.close();
    indexedDB.deleteDatabase('pages-again');
    return ms;
  }, pagesAtOnce);
}

async function figuresOf(count: number): Promise<Figure[]> {
  const publisher = await startPublisher();
  const built = await publishEntries(publisher, syntheticEntries(count), { version: 1 });
  const records = built.manifest.files.platforms.reduce((sum, row) => sum + row.records, 0);
  const imports: number[] = [];
  const few = Math.min(records, MAX_ONE_A_KEY);
  let oneByOne = Number.NaN;
  let inPages = Number.NaN;
  for (let round = 0; round < ROUNDS; round++) {
    // A profile of its own, so that nothing comes from the browser's cache.
    await withSubscriber(async (subscriber) => {
      const ms = await subscriber.timed({
        type: 'add-list',
        address: publisher.address,
        publicKey: publisher.key.publicKey,
      });
      imports.push(ms);
      if (round < ROUNDS - 1) return;
      inPages = await writePages(subscriber, PAGES_AT_ONCE);
      oneByOne = (await writeOneByOne(subscriber, few)) / few;
    });
  }
  await publisher.stop();
  const seconds = median(imports) / 1000;
  const ratio = (oneByOne * records) / 1000 / seconds;
  const stored = (oneByOne * records) / inPages;
  const million = records >= 1e6;
  const what = `${records.toLocaleString('en')} records`;
  return [
    {
      what: `service worker: ${what} fetched, verified, stored, filter published, in use`,
      goal: million ? '≤ 3 s' : '–',
      measured: `${seconds.toFixed(2)} s (of ${ROUNDS}: ${imports.map((ms) => (ms / 1000).toFixed(2)).join(', ')})`,
      reached: !million || seconds <= 3,
    },
    {
      what: `all of that against only writing the records to IndexedDB one a key, ${what}`,
      goal: '–',
      measured: `${ratio.toFixed(0)} × (${(oneByOne * 1000).toFixed(0)} µs a record, of ${few.toLocaleString('en')})`,
      reached: true,
    },
    {
      what: `storing in pages against storing one record a key, ${what}`,
      goal: '≥ 100 × faster',
      measured: `${stored.toFixed(0)} × (${inPages.toFixed(0)} ms against ${((oneByOne * records) / 1000).toFixed(1)} s)`,
      reached: stored >= 100,
    },
  ];
}

const given = benchArguments().map(Number);
const figures: Figure[] = [];
for (const count of given.length > 0 ? given : [100_000, 1_000_000]) {
  figures.push(...(await figuresOf(count)));
}
report('list-import', figures);
