import { handleKey, idKey } from '../../accounts/keys.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { ImportedFile, NamedAccount } from './report.ts';

/** Disclosures that are known, with names that each is known to have. */
export interface KnownDisclosures {
  readonly disclosures: readonly Disclosure[];
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
  const all = new Map<string, { names: number; common: number }>();
  for (const entry of known.entries) {
    const isIn = keysOf({ ...entry, id: entry.platformId }).some((key) => inFile.has(key));
    for (const { disclosure } of entry.namedIn) {
      const so = all.get(disclosure) ?? { names: 0, common: 0 };
      all.set(disclosure, { names: so.names + 1, common: so.common + (isIn ? 1 : 0) });
    }
  }
  const isMeta = report.format === 'meta-indicators';
  const candidates = known.disclosures.flatMap((disclosure) => {
    const { names, common } = all.get(disclosure.id) ?? { names: 0, common: 0 };
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

function keysOf(account: Pick<NamedAccount, 'platform' | 'handle' | 'id'>): string[] {
  const { platform, handle, id } = account;
  const keys = [
    handle === null ? null : handleKey(platform, handle),
    id === null ? null : idKey(platform, id),
  ];
  return keys.filter((key) => key !== null).map((key) => `${platform} ${key}`);
}

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
