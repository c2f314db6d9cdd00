import type { CitedListsAnswer, LookupAnswer } from '../messaging/messages.ts';
import { readFiltersFrom } from '../store/filter-storage.ts';
import { CheckError } from './check/errors.ts';
import type { CheckLookup } from './check/lookup.ts';
import type { AnswerToWorker, AskOfWorker, Question } from './protocol.ts';

/** The lists are no longer those that a check began with. */
export class ListsChanged extends Error {}

/** A worker's questions to its page, which alone can ask background and storage. */
export class Asking {
  readonly #say: (message: AskOfWorker) => void;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  constructor(say: (message: AskOfWorker) => void) {
    this.#say = say;
  }

  ask<T>(question: Question): Promise<T> {
    const id = ++this.#asked;
    const answer = new Promise<unknown>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    );
    this.#say({ type: 'ask', id, question });
    // Our own page passes on what storage and background answer.
    return answer as Promise<T>;
  }

  take(message: AnswerToWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new Error('The background did not answer.'));
  }
}

/** Look-ups as a tab makes them: filters from storage, the rest from the background. */
export function askedLookup(
  asking: Asking,
  { lists, platforms, generation }: CitedListsAnswer,
): CheckLookup {
  const stored = (keys: string | string[]) =>
    asking.ask<Record<string, unknown>>({ kind: 'stored', keys: [keys].flat() });
  return {
    lists,
    platforms,
    filter: async (platform) => {
      const read = await readFiltersFrom({ get: stored }, [platform]);
      if (read.generation !== generation) throw new ListsChanged();
      // Without a filter every name would pass as not listed.
      if (read.damaged.length > 0) throw new CheckError('no-lists', 'A filter is damaged.');
      return read.filters.get(platform) ?? null;
    },
    find: async (platform, keys) => {
      const answer = await asking.ask<LookupAnswer>({ kind: 'lookup', platform, keys });
      if (answer.generation !== generation) throw new ListsChanged();
      return answer.found;
    },
  };
}
