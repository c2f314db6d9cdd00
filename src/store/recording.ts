import { browser } from '@wxt-dev/browser';
import { recordOf } from './managed.ts';

// Part of what is brought to a page, which carries no schema library.

/** The session of the journal that is being recorded. Never synchronised: recording is of this computer alone. */
export interface Recording {
  readonly session: number;
  readonly paused: boolean;
}

const KEY = 'journal';

/** What is being recorded; null while the journal is off, also where what is stored can't be read. */
export async function readRecording(): Promise<Recording | null> {
  const { session, paused } = recordOf((await browser.storage.local.get(KEY))[KEY]) ?? {};
  return Number.isSafeInteger(session)
    ? { session: session as number, paused: paused !== false }
    : null;
}

/** Keeps what is being recorded. For the background alone. */
export async function writeRecording(recording: Recording | null): Promise<void> {
  if (recording === null) await browser.storage.local.remove(KEY);
  else await browser.storage.local.set({ [KEY]: recording });
}
