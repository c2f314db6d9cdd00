import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { PATIENCE_MS } from './patience.ts';
import { PRIVATE_DATABASE, PrivateFiles } from './private-files.ts';

afterEach(() => vi.useRealTimers());

test('a database of private lists that is held up is an error, not a question without an answer', async () => {
  const files = new PrivateFiles();
  expect(await files.lists()).toEqual([]);
  const held = await openDB(PRIVATE_DATABASE);
  // Whoever opens it has to wait until it is deleted, which waits for the one that holds it.
  const deleted = deleteDB(PRIVATE_DATABASE);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = expect(files.lists()).rejects.toThrow('IndexedDB does not answer');
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  await asked;
  vi.useRealTimers();
  held.close();
  await deleted;
  expect(await files.lists()).toEqual([]);
});
