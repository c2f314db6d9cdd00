import { browser } from '@wxt-dev/browser';
import type { ListedRule } from '../messaging/messages.ts';

// Part of the content script: no schema library. What is stored was checked when its list was taken in.

/** Where the reader rules in force lie in storage.local, so that tabs get them without waking the background. */
export const RULES_KEY = 'reader-rules';

/** The reader rules in force. */
export async function readReaderRules(): Promise<readonly ListedRule[]> {
  return rulesIn((await browser.storage.local.get(RULES_KEY))[RULES_KEY]);
}

/** The rules in what is stored; what is none is left out. */
function rulesIn(stored: unknown): readonly ListedRule[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (one): one is ListedRule =>
      typeof one?.list === 'string' &&
      typeof one.rule?.site === 'string' &&
      typeof one.rule.reason === 'string' &&
      typeof one.rule.hooks === 'object' &&
      one.rule.hooks !== null &&
      Array.isArray(one.rule.reserved),
  );
}
