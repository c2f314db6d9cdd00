import { type AccountKey, handleKey, idKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { ImportedFile, NamedAccount } from './report.ts';

/** Disclosures that are known, and names that each is known to have. */
export interface KnownDisclosures {
  readonly disclosures: readonly Disclosure[];
  /** By disclosure, how many entries it names. */
  readonly named: Readonly<Record<string, number>>;
  /** Entries, at least all that a name or an id in the file belongs to. */
  readonly entries: readonly AccountEntry[];
}

/** Fewer names in common may be chance. */
const FEWEST_IN_COMMON = 3;
/** Of the names that are known of a disclosure, so many have to be in its file. */
const SHARE_IN_FILE = 0.6;

/**
 * The known disclosure whose names a file has, or null: the one of which most known names are in the file, else the
 * one that the file's name tells, as Meta's do (`Q1_2023 China-based_CIB network_1.csv`).
 */
export function whichDisclosure(
  file: ImportedFile,
  fileName: string,
  known: KnownDisclosures,
): Disclosure | null {
  return byNames(file, known) ?? byFileName(file, fileName, known.disclosures);
}

function byNames({ report, accounts }: ImportedFile, known: KnownDisclosures): Disclosure | null {
  const inFile = new Set(accounts.flatMap(keysOf));
  if (inFile.size === 0) return null;
  const inCommon = new Map<string, number>();
  for (const entry of known.entries) {
    if (!keysOf({ ...entry, id: entry.platformId }).some((key) => inFile.has(key))) continue;
    for (const { disclosure } of entry.namedIn) {
      inCommon.set(disclosure, (inCommon.get(disclosure) ?? 0) + 1);
    }
  }
  const named = new Map(Object.entries(known.named));
  const isMeta = report.format === 'meta-indicators';
  const candidates = known.disclosures.flatMap((disclosure) => {
    const names = named.get(disclosure.id) ?? 0;
    const common = inCommon.get(disclosure.id) ?? 0;
    // Meta's files are small, and what they name is in few others.
    const isMetas = isMeta && disclosure.disclosedBy.name === 'Meta';
    const enough = common >= FEWEST_IN_COMMON || (isMetas && common > 0);
    return enough && common >= names * SHARE_IN_FILE ? [{ disclosure, common }] : [];
  });
  const claims = (disclosure: Disclosure) => disclosure.counts.claimed[0]?.number ?? 0;
  const distance = (disclosure: Disclosure) => Math.abs(claims(disclosure) - report.names);
  candidates.sort((a, b) => b.common - a.common || distance(a.disclosure) - distance(b.disclosure));
  return candidates[0]?.disclosure ?? null;
}

/** What accounts are known by, on each platform. */
export function keysByPlatform(
  accounts: readonly Identity[],
): ReadonlyMap<PlatformId, readonly AccountKey[]> {
  const byPlatform = new Map<PlatformId, AccountKey[]>();
  for (const account of accounts) {
    const known = byPlatform.get(account.platform);
    if (known) known.push(...ownKeys(account));
    else byPlatform.set(account.platform, ownKeys(account));
  }
  return byPlatform;
}

type Identity = Pick<NamedAccount, 'platform' | 'handle' | 'id'>;

function ownKeys({ platform, handle, id }: Identity): AccountKey[] {
  const keys = [
    handle === null ? null : handleKey(platform, handle),
    id === null ? null : idKey(platform, id),
  ];
  return keys.filter((key) => key !== null);
}

const keysOf = (account: Identity): string[] =>
  ownKeys(account).map((key) => `${account.platform} ${key}`);

function byFileName(
  { report }: ImportedFile,
  fileName: string,
  disclosures: readonly Disclosure[],
): Disclosure | null {
  if (report.format !== 'meta-indicators') return null;
  const words = wordsOf(fileName);
  const candidates = disclosures.filter(({ id, disclosedBy }) => {
    if (disclosedBy.name !== 'Meta') return false;
    const wanted = id.split('-').slice(1);
    return wanted.every((word) => words.has(word));
  });
  const [most] = candidates.sort((a, b) => b.id.length - a.id.length);
  return most ?? null;
}

/** `Q2-3_2025_RUSSIA_BASED_CIB_NETWORK_CS1.csv` has `q2`, `q3`, `2025`, `russia`, `cs1`. */
function wordsOf(fileName: string): ReadonlySet<string> {
  const text = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replace(/q(\d)[-_ ](\d)(?=\D)/g, 'q$1 q$2');
  return new Set(text.split(/[^a-z0-9]+/).filter((word) => word !== ''));
}
