import browser from 'webextension-polyfill';
import type { OwnPageEvent } from '../../src/messaging/messages.ts';

/** Hears what the background tells our own pages; gives what ends that. */
export function onOwnPageEvent(hear: (event: OwnPageEvent) => void): () => void {
  const listen = (message: unknown) => {
    hear(message as OwnPageEvent);
    return undefined;
  };
  browser.runtime.onMessage.addListener(listen);
  return () => browser.runtime.onMessage.removeListener(listen);
}
