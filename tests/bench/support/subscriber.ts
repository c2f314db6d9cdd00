import { eventually } from '../../../src/dev/browser/badges.ts';
import {
  type ChromiumSession,
  type ChromiumTab,
  startChromium,
} from '../../../src/dev/browser/chromium.ts';
import { namesKnown } from '../../../src/dev/browser/session.ts';
import { findBrowser } from '../../../src/dev/browsers.ts';
import { buildIfStale, extensionFolder } from '../../../src/dev/extension.ts';
import type { Outcome } from '../../../src/messaging/messages.ts';
import type { BackgroundRequest } from '../../../src/messaging/requests.ts';
import type { BuildOptions, BuiltList } from '../../../src/publish/build.ts';
import { signLatest } from '../../../src/publish/keyfile.ts';
import type { AccountEntry } from '../../../src/records/entry.ts';
import { someList } from '../../unit/list-fixture.ts';
import type { Publisher } from '../../unit/publisher-fixture.ts';

/** The extension as it is built for people in a Chromium of its own, seen from its options page. */
export interface Subscriber {
  readonly session: ChromiumSession;
  readonly options: ChromiumTab;
  /** Milliseconds until the background answered that it is done. Throws when it was refused. */
  timed(request: BackgroundRequest): Promise<number>;
}

export async function withSubscriber<T>(work: (one: Subscriber) => Promise<T>): Promise<T> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium to measure in.');
  await buildIfStale('chromium');
  const extension = extensionFolder('chromium');
  const session = await startChromium({ program, extension, world: () => null });
  try {
    // Nothing between the service worker and the server: whoever intercepts also switches the cache off.
    await session.context.unrouteAll();
    const options = await session.openOwnPage('options.html');
    await eventually(
      () => namesKnown(options),
      (names) => names > 100,
    );
    return await work({
      session,
      options,
      async timed(request) {
        const { outcome, ms } = await options.run(askTimed, JSON.stringify(request));
        if (!outcome.ok) throw new Error(`${outcome.refusal}: ${outcome.message}`);
        return ms;
      },
    });
  } finally {
    await session.close();
  }
}

async function askTimed(message: string): Promise<{ outcome: Outcome; ms: number }> {
  const { chrome } = globalThis as unknown as {
    chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
  };
  const start = performance.now();
  const outcome = (await chrome.runtime.sendMessage(JSON.parse(message))) as Outcome;
  return { outcome, ms: performance.now() - start };
}

/** Puts a signed list of these entries in a publisher's folder. */
export async function publishEntries(
  publisher: Publisher,
  entries: readonly AccountEntry[],
  options: Partial<BuildOptions>,
): Promise<BuiltList> {
  const { id, publicKey } = publisher.key;
  const built = someList(entries, {
    id: 'lab',
    created: new Date(),
    keys: [{ id, publicKey }],
    ...options,
  });
  for (const [name, bytes] of built.files) {
    await publisher.put(name, name === 'latest' ? signLatest(bytes, publisher.key) : bytes);
  }
  return built;
}
