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
import { EVIDENCE_LEVELS, type EvidenceLevel, evidenceRank } from '../records/evidence.ts';
import { type Weighed, weighRow } from '../research/check/match.ts';
import '../readers/core/all.ts';

/** What a saved page names, and which of the names are in the lists. */
export interface PageReading {
  readonly url: string;
  /** Whose page it is: a platform, `nitter`, an archive (`wayback`, `archivetoday`), or `web`. */
  readonly platform: string;
  /** When the page was captured (ISO 8601, UTC), where its archive or its file says so. */
  readonly captured?: string;
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

/** What is found on a page, and of each account in the lists what it matches, as `check` tells it. */
export interface WholeReading {
  readonly reading: PageReading;
  /** In the accounts' order; of those that nothing is known of, nothing. */
  readonly weighed: readonly { readonly account: number; readonly weighed: Weighed }[];
}

/**
 * Reads a saved page as the extension reads it in a browser, without running its scripts.
 * `html` are the file's bytes; their encoding is taken from the page. `url` is the page's original address.
 */
export function readSavedPage(html: Uint8Array, url: URL, find: FindEntries): PageReading {
  return readWholePage(html, { url, capturedAt: null }, find).reading;
}

/** The same, for a page of which it is known when it was saved (ms, Unix epoch, UTC). */
export function readWholePage(
  html: Uint8Array,
  { url, capturedAt }: { readonly url: URL; readonly capturedAt: number | null },
  find: FindEntries,
): WholeReading {
  // Style sheets that jsdom can't parse are no concern of ours.
  const virtualConsole = new VirtualConsole();
  const dom = new JSDOM(Buffer.from(html), { url: url.href, virtualConsole });
  try {
    const page = openPage(dom.window.document, url, capturedAt);
    const accounts = new Map<string, AccountReference[]>();
    for (const reference of referencesOf(page)) {
      const account = accountOf(reference);
      if (account === null) continue;
      const known = accounts.get(account);
      if (known) known.push(reference);
      else accounts.set(account, [reference]);
    }
    const named = [...accounts.values()];
    const matches: PageReading['matches'][number][] = [];
    const weighed: WholeReading['weighed'][number][] = [];
    for (const [at, references] of named.entries()) {
      const match = matchOf(references, find);
      if (match !== null) matches.push(match);
      const known = weighedOf(references, find);
      if (known !== null) weighed.push({ account: at, weighed: known });
    }
    const reading = {
      url: url.href,
      platform: page.capture?.archive ?? page.site?.id ?? 'web',
      ...(page.capturedAt !== null && { captured: new Date(page.capturedAt).toISOString() }),
      accounts: named.map(summarised),
      matches,
    };
    return { reading, weighed };
  } finally {
    dom.window.close();
  }
}

/** What the place that says most about an account matches; null where the lists know nothing of it. */
function weighedOf(references: readonly AccountReference[], find: FindEntries): Weighed | null {
  let best: { reference: AccountReference; found: FoundEntry[]; rank: number } | null = null;
  for (const reference of references) {
    const found = find(reference.platform, referenceKeys(reference));
    if (found.length === 0) continue;
    const verdict = judge(reference, found);
    const place = verdict === null ? EVIDENCE_LEVELS.length : rank(verdict);
    if (best === null || place < best.rank) best = { reference, found, rank: place };
  }
  if (best === null) return null;
  const { platform, handle, id, seenAt, created } = best.reference;
  const keys = referenceKeys(best.reference);
  const input = handle ?? id ?? '';
  const account = {
    platform,
    platformBasis: 'address',
    handle,
    id,
    keys,
    seenAt,
    created,
  } as const;
  return weighRow(input, account, distinct(best.found));
}

/** An entry may be found by its name and by its id. */
function distinct(found: readonly FoundEntry[]): FoundEntry[] {
  const seen = new Map<string, FoundEntry>();
  for (const one of found) {
    const { platform, handle, platformId, displayName } = one.entry;
    const name = JSON.stringify([one.list.id, platform, handle, platformId, displayName]);
    if (!seen.has(name)) seen.set(name, one);
  }
  return [...seen.values()];
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
  return evidenceRank(verdict.evidence.level);
}
