import { PLATFORM_IDS, type PlatformId, platformName } from '../accounts/platforms.ts';
import type { Refusal } from '../lists/refusal.ts';
import { EntryStatus } from '../records/entry.ts';
import { FORMATS, keyPart, listText, numberText, plural, t } from './language/message.ts';
import { dayText, statusText } from './wording.ts';

// What is said of lists: whose they are, what is in them, why one was not taken. As in wording.ts, the subject
// of a sentence is whoever spoke, and a reason is said so that a person can do something with it.

/** Why a list is not taken, and what that means for the person. What was in use stays in use. */
export function refusalText(refusal: Refusal): string {
  return t(`lists.refusal.${keyPart(refusal)}`);
}

/** `1.4 MB` */
export function sizeText(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(FORMATS, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(Math.max(bytes / size, 0.1));
}

/** A moment with its time of day, in the person's own time zone. */
export function momentText(time: number): string {
  return new Intl.DateTimeFormat(FORMATS, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** `6 names on X, 2 names on Reddit` */
export function platformsText(
  platforms: readonly { readonly platform: PlatformId; readonly entries: number }[],
): string {
  return listText(
    platforms.map(({ platform, entries }) =>
      plural('counts.namesOn', entries, platformName(platform)),
    ),
  );
}

/** As a list's history writes it: `x @name: listed -> reinstated`. */
const STATUS_CHANGE = /^(\S+) (.+): (\w+) -> (\w+)$/;

/** That an entry's status changed, in words; as it is written where that is in another way. */
function statusChange(written: string): string {
  const [, on, name = '', ...changed] = STATUS_CHANGE.exec(written) ?? [];
  const platform = PLATFORM_IDS.find((id) => id === on);
  const [before, after] = changed.map((word) => EntryStatus.safeParse(word).data);
  if (platform === undefined || before === undefined || after === undefined) return written;
  return t(
    'lists.statusChange',
    name,
    platformName(platform),
    statusText(before),
    statusText(after),
  );
}

export const listWords = {
  statusChange,
  versionLine: (version: number, created: string) =>
    t('lists.versionLine', version, dayText(Date.parse(created))),
  changes: (added: number, removed: number, changed: number) =>
    t('lists.changes', numberText(added), numberText(removed), numberText(changed)),
  asserts: (platforms: string) =>
    platforms === '' ? t('lists.assertsNothing') : t('lists.asserts', platforms),
  rule: ({ site, off }: { site: string; off: boolean }) =>
    t(off ? 'lists.ruleOff' : 'lists.ruleRepairs', site),
};
