import { vi } from 'vitest';

/**
 * Has every read of an object store fail as Chromium's does when the file with the value is gone; gives what ends that.
 * Needs the fake IndexedDB.
 */
export function loseValuesOf(store: string): () => void {
  const { get } = IDBObjectStore.prototype;
  const lost = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    if (this.name === store) throw new DOMException('Data lost', 'NotReadableError');
    return get.call(this, key);
  });
  return () => lost.mockRestore();
}
