import type { CardAnswer } from '../messaging/messages.ts';
import { isEvidenceUrl } from '../records/link.ts';
import { accountName, correctionWords } from '../ui/wording.ts';

/**
 * Where to tell a list's publisher that an entry is wrong, filled in with what it is about; null when the
 * list's address is no https or mailto one. It names the entry and the list, never the page being read,
 * and nothing is sent until the person sends it.
 */
export function correctionLink(record: CardAnswer['records'][number]): string | null {
  const { entry, list } = record;
  const account = accountName(entry);
  const title = correctionWords.subject(account, entry.platform);
  const body = correctionWords.body({
    account,
    platform: entry.platform,
    disclosures: record.disclosures.map((disclosure) => disclosure.id),
    list: list.id,
    version: list.version,
  });
  if (!URL.canParse(list.corrections)) return null;
  const url = new URL(list.corrections);
  if (url.protocol === 'mailto:') {
    // Rebuilt from the address alone: headers in a list's address (bcc) are not the person's wish.
    const address = url.pathname;
    if (!/^[^\s@?&,;]+@[^\s@?&,;]+$/.test(address)) return null;
    return `mailto:${address}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  }
  if (url.protocol !== 'https:' || !isEvidenceUrl(list.corrections)) return null;
  // The names that GitHub, Gitea and Codeberg read; other sites pass over them.
  if (!url.searchParams.has('title')) url.searchParams.set('title', title);
  if (!url.searchParams.has('body')) url.searchParams.set('body', body);
  return url.href;
}
