import { IndexedDatabase } from '../../../src/store/indexed-database.ts';
import { nameMaker } from '../names.ts';

// Runs in a page of the extension.

const PER_PAGE = 512;
const PER_TRANSACTION = 10_000;

/** Milliseconds to store so many records: in pages through our own database, and one a key. */
export async function storeTimes(count: number): Promise<{ pages: number; single: number }> {
  const make = nameMaker(3);
  const records = Array.from({ length: count }, () => ({ key: make(), set: 1, removed: 17_000 }));
  const page = new Uint8Array(PER_PAGE * 24);
  const pages = Array.from({ length: Math.ceil(count / PER_PAGE) }, () => page.slice());
  const ours = new IndexedDatabase();
  await ours.state();
  let start = performance.now();
  await ours.setPages('bench', 'x', 0, pages);
  const paged = performance.now() - start;
  await ours.drop('bench');

  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bench', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  start = performance.now();
  for (let from = 0; from < count; from += PER_TRANSACTION) {
    await new Promise<void>((resolve, reject) => {
      const write = db.transaction('records', 'readwrite', { durability: 'relaxed' });
      for (const record of records.slice(from, from + PER_TRANSACTION)) {
        write.objectStore('records').put(record);
      }
      write.oncomplete = () => resolve();
      write.onerror = () => reject(write.error);
    });
  }
  const single = performance.now() - start;
  db.close();
  indexedDB.deleteDatabase('bench');
  return { pages: paged, single };
}
