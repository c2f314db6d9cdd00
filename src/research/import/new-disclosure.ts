import type { PlatformId } from '../../accounts/platforms.ts';
import { PartialDate } from '../../records/dates.ts';
import { Disclosure } from '../../records/disclosure.ts';
import { EvidenceUrl, LanguageTag } from '../../records/source.ts';
import type { ReadFile } from './file-protocol.ts';

/** A disclosure as a person writes it down: text as it was typed. */
export interface DisclosureFields {
  readonly discloser: string;
  readonly date: string;
  readonly title: string;
  readonly kind: Disclosure['kind'];
  readonly source: string;
  readonly attributed: string;
  readonly reasonKind: Disclosure['statedReason']['kind'];
  readonly reason: string;
  readonly language: string;
}

/** A field that can't be taken as it is. */
export type WrongField = 'discloser' | 'date' | 'title' | 'source' | 'reason' | 'language';

const HIGHEST_LENGTH = 4000;

/** Which fields can't be taken; none where the disclosure can be made. */
export function wrongFields(fields: DisclosureFields): readonly WrongField[] {
  const { discloser, date, title, source, reason, language } = trimmed(fields);
  const isText = (text: string) => text !== '' && text.length <= HIGHEST_LENGTH;
  const says = hasText(fields.reasonKind);
  const wrong: readonly (readonly [WrongField, boolean])[] = [
    ['discloser', !isText(discloser)],
    ['date', !PartialDate.safeParse(date).success],
    ['title', !isText(title)],
    ['source', source !== '' && !EvidenceUrl.safeParse(source).success],
    ['reason', says && !isText(reason)],
    ['language', says && !LanguageTag.safeParse(language).success],
  ];
  return wrong.filter(([, isWrong]) => isWrong).map(([field]) => field);
}

/**
 * The disclosure that a person has written down, for the accounts of a file. What the file says of numbers goes into
 * it. Throws where `wrongFields` has any.
 */
export function newDisclosure(fields: DisclosureFields, file: ReadFile): Disclosure {
  const { discloser, date, title, source, attributed, reason, language } = trimmed(fields);
  const { report } = file;
  const { accounts, hashed } = report;
  const names = hashed === 0 ? 'unknown' : accounts === 0 ? 'all-hashed' : 'some-hashed';
  return Disclosure.parse({
    id: idOf(discloser, date, file.sha256),
    disclosedBy: { name: discloser, shortName: shortened(discloser) },
    platforms: Object.keys(report.byPlatform) as PlatformId[],
    date,
    title,
    kind: fields.kind,
    attributedTo: attributed || null,
    statedReason: hasText(fields.reasonKind)
      ? { kind: fields.reasonKind, text: reason, language }
      : { kind: fields.reasonKind },
    counts: {
      claimed: report.claimed
        .filter(({ of }) => /^[a-z]+(-[a-z]+)*$/.test(of))
        .map(({ of, number }) => ({ of, number })),
      published: [{ of: 'account', number: accounts + hashed }],
    },
    namesPublished: names,
    sources: source === '' ? [] : [{ title, publisher: discloser, url: source }],
    // Without a source nobody can look it up.
    confirmation: { confirmed: source !== '' },
  });
}

const hasText = (kind: DisclosureFields['reasonKind']): kind is 'quote' | 'summary' =>
  kind === 'quote' || kind === 'summary';

function trimmed(fields: DisclosureFields) {
  const { discloser, date, title, source, attributed, reason, language } = fields;
  return {
    ...{ discloser: discloser.trim(), date: date.trim(), title: title.trim() },
    ...{ source: source.trim(), attributed: attributed.trim() },
    ...{ reason: reason.trim(), language: language.trim() },
  };
}

/** Of the badge, which has room for 24 characters. */
function shortened(name: string): string {
  return name.length <= 24 ? name : `${name.slice(0, 23).trim()}…`;
}

/** `own-meta-2024-q3-1a2b3c4d`: of what was written, and of the file, so that two never share one. */
function idOf(discloser: string, date: string, sha256: string): string {
  const slug = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
  const parts = ['own', slug(discloser).slice(0, 40), slug(date), sha256.slice(0, 8)];
  return parts
    .map((part) => part.replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
}
