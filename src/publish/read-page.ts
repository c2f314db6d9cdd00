import { JSDOM, VirtualConsole } from 'jsdom';
import { type AccountKey, referenceKeys } from '../accounts/keys.ts';
import type { PlatformId } from '../accounts/platforms.ts';
import type { AccountReference, Role } from '../accounts/reference.ts';
import { badgeModel } from '../badge/model.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { judge, type Verdict } from '../page/judge.ts';
import { circumstancesOf } from '../readers/core/circumstances.ts';
import { openPage } from '../readers/core/page.ts';
import type { PageContext } from '../readers/core/page-context.ts';
import { scan, scanAddress, withIdentity } from '../readers/core/scan.ts';
import type { EntryStatus } from '../records/entry.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../records/evidence.ts';
import '../readers/core/all.ts';

/** What a saved page names, and which of the names are in the lists. */
export interface PageReading {
  readonly url: string;
  /** Whose page it is: a platform, `nitter`, an archive (`wayback`, `archivetoday`), or `web`. */
  readonly platform: string;
  readonly accounts: readonly {
    readonly platform: PlatformId;
    /** In the page's spelling; null when the page gives only the id. */
    readonly handle: string | null;
    readonly id?: string;
    readonly roles: readonly Role[];
    /** How often the page names it. */
    readonly count: number;
  }[];
  readonly matches: readonly {
    readonly platform: PlatformId;
    readonly handle: string | null;
    readonly id?: string;
    readonly evidence: EvidenceLevel;
    readonly status: EntryStatus;
    readonly disclosures: readonly string[];
    readonly disputes: number;
  }[];
}

/** Entries by key, from whatever holds the lists. */
export type FindEntries = (platform: PlatformId, keys: readonly AccountKey[]) => FoundEntry[];

/**
 * Reads a saved page as the extension reads it in a browser, without running its scripts.
 * `html` are the file's bytes; their encoding is taken from the page. `url` is the page's original address.
 */
export function readSavedPage(html: Uint8Array, url: URL, find: FindEntries): PageReading {
  // Style sheets that jsdom can't parse are no concern of ours.
  const virtualConsole = new VirtualConsole();
  const dom = new JSDOM(Buffer.from(html), { url: url.href, virtualConsole });
  try {
    const page = openPage(dom.window.document, url);
    const accounts = new Map<string, AccountReference[]>();
    for (const reference of referencesOf(page)) {
      const account = accountOf(reference);
      if (account === null) continue;
      const known = accounts.get(account);
      if (known) known.push(reference);
      else accounts.set(account, [reference]);
    }
    const named = [...accounts.values()];
    return {
      url: url.href,
      platform: page.capture?.archive ?? page.site?.id ?? 'web',
      accounts: named.map(summarised),
      matches: named.map((references) => matchOf(references, find)).filter((one) => one !== null),
    };
  } finally {
    dom.window.close();
  }
}

function referencesOf(page: PageContext): AccountReference[] {
  const references: AccountReference[] = [];
  const addressed = scanAddress(page);
  if (addressed) references.push(addressed);
  for (const occurrence of scan(page, page.document)) {
    if (occurrence) references.push(circumstancesOf(page, occurrence).reference);
  }
  // Only now is everything known that the page says of each account.
  return references.map((reference) => withIdentity(page, reference));
}

function accountOf(reference: AccountReference): string | null {
  const key = referenceKeys(reference)[0];
  return key === undefined ? null : `${reference.platform} ${key}`;
}

function summarised(references: readonly AccountReference[]): PageReading['accounts'][number] {
  const first = references[0] as AccountReference;
  const id = references.find((reference) => reference.id !== null)?.id ?? null;
  return {
    platform: first.platform,
    handle: references.find((reference) => reference.handle !== null)?.handle ?? null,
    ...(id === null ? {} : { id }),
    roles: [...new Set(references.map((reference) => reference.role))],
    count: references.length,
  };
}

/** The strongest match among all places where the page names an account. */
function matchOf(
  references: readonly AccountReference[],
  find: FindEntries,
): PageReading['matches'][number] | null {
  let best: { reference: AccountReference; verdict: Verdict } | null = null;
  for (const reference of references) {
    const found = find(reference.platform, referenceKeys(reference));
    const verdict = found.length === 0 ? null : judge(reference, found);
    if (verdict && (best === null || rank(verdict) < rank(best.verdict))) {
      best = { reference, verdict };
    }
  }
  const model = best && badgeModel(best.verdict.weighed);
  if (!best || !model) return null;
  const { reference, verdict } = best;
  return {
    platform: reference.platform,
    handle: reference.handle ?? verdict.weighed[0]?.found.entry.handle ?? null,
    ...(reference.id === null ? {} : { id: reference.id }),
    evidence: verdict.evidence.level,
    status: model.status,
    disclosures: model.disclosures.map(({ id }) => id),
    disputes: model.disputes,
  };
}

function rank(verdict: Verdict): number {
  return EVIDENCE_LEVELS.indexOf(verdict.evidence.level);
}
