/** How long to wait for a database to open or to go before doing without. */
export const PATIENCE_MS = 5000;

/** A database did not answer, which says nothing about what is in it. */
export class SilentDatabase extends Error {
  override readonly name = 'SilentDatabase';
}

/** What a database answers; rejects when it does not answer, as when another connection holds it up. */
export function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new SilentDatabase('IndexedDB does not answer')), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
